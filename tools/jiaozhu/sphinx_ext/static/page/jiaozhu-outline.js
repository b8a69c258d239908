// The outline of the page, in the sidebar: it marks the heading under which the reader is, and keeps it in sight.
(() => {
  "use strict";

  const LINKS = ".jz-outline a";
  /** A heading counts as reached when it is in the upper part of the window. */
  const REACHED = 0.3;

  const side = document.getElementById("jz-side");
  /** @type {{ link: HTMLAnchorElement, target: HTMLElement }[]} */
  const headings = [];
  for (const link of document.querySelectorAll(/** @type {"a"} */ (LINKS))) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) headings.push({ link, target });
  }

  /**
   * Scroll what a link is in, and nothing else, until it shows.
   * @param {HTMLElement} link
   */
  const reveal = (link) => {
    const outline = link.closest(".jz-outline");
    for (const box of [outline, side]) {
      if (!box || box.scrollHeight <= box.clientHeight) continue;
      const [inner, outer] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
      const margin = Math.min(outer.height / 4, 120);
      if (inner.top < outer.top + margin) box.scrollTop -= outer.top + margin - inner.top;
      else if (inner.bottom > outer.bottom - margin) box.scrollTop += inner.bottom - outer.bottom + margin;
    }
  };

  /** @type {HTMLAnchorElement | null} */
  let marked = null;

  const follow = () => {
    const line = innerHeight * REACHED;
    const atEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    let now = null;
    for (const { link, target } of headings) {
      const { top } = target.getBoundingClientRect();
      if (top <= line || (atEnd && top < innerHeight)) now = link;
    }
    if (now === marked) return;
    marked?.removeAttribute("aria-current");
    now?.setAttribute("aria-current", "location");
    marked = now;
    if (now) reveal(now);
  };

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  };

  const current = /** @type {HTMLElement | null} */ (side?.querySelector('[aria-current="page"]'));
  if (current) reveal(current);
  if (headings.length) {
    // In the capture phase: a text that is set vertically scrolls by itself.
    addEventListener("scroll", soon, { passive: true, capture: true });
    addEventListener("resize", soon, { passive: true });
    follow();
  }
  side?.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest(LINKS) && side.matches(":popover-open")) side.hidePopover();
  });
})();
