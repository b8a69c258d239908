// What is wider than its column scrolls by itself, and says so: in words above it, and by a shadow at the side that has more.
(() => {
  "use strict";

  const { words, page } = window.jiaozhu;
  const { element } = page;
  const PANES = ".pst-scrollable-table-container, .jz-pane";

  /** @param {HTMLElement} pane */
  const more = (pane) => {
    const rest = pane.scrollWidth - pane.clientWidth - Math.abs(pane.scrollLeft);
    pane.classList.toggle("jz-more-before", Math.abs(pane.scrollLeft) > 2);
    pane.classList.toggle("jz-more-after", rest > 2);
  };

  /**
   * @param {HTMLElement} pane
   * @param {HTMLElement} hint
   */
  const measure = (pane, hint) => {
    const scrolls = pane.scrollWidth > pane.clientWidth + 2;
    hint.hidden = !scrolls;
    // A pane with links in it needs no stop of its own; one more does no harm.
    if (scrolls) pane.tabIndex = 0;
    else pane.removeAttribute("tabindex");
    more(pane);
  };

  for (const pane of document.querySelectorAll(/** @type {"div"} */ (PANES))) {
    const hint = element("p", { class: "jz-scroll-hint", text: words("Wider than the page: scroll it sideways") });
    hint.hidden = true;
    pane.before(hint);
    pane.addEventListener("scroll", () => more(pane), { passive: true });
    new ResizeObserver(() => measure(pane, hint)).observe(pane);
  }
})();
