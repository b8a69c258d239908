// A text in vertical lines, page by page, as a choice where its script can be set so. The style sheet makes the pages: each
// is a column of a text that runs on below; here are its numbers, its notes, and the ways to turn a page.
(() => {
  "use strict";

  const { words, page, reading, cards } = window.jiaozhu;
  const { element } = page;
  const root = document.documentElement;
  const article = /** @type {HTMLElement | null} */ (document.querySelector(".bd-article"));
  /** Numbers that are set upright: one or two digits beside each other, three or four below each other. */
  const NUMBER = /(?<![0-9A-Za-z.,])[0-9]{1,4}(?![0-9A-Za-z]|[.,][0-9])/g;
  const ABREAST = 2;
  const NOT_TEXT = ".jz-line, .jz-note-mark, code, pre, table, script, .jz-upright";

  if (!article || !document.body.matches(".jz-can-vertical")) return;

  const isDown = () => root.dataset.jzDirection === "down";

  // Numbers ----------------------------------------------------------------------------------------------------------------

  /**
   * Put the numbers of a text upright.
   * @param {Text} text
   */
  const upright = (text) => {
    /** @type {(Node | string)[]} */
    const parts = [];
    let at = 0;
    for (const { 0: number, index } of text.data.matchAll(NUMBER)) {
      const kind = number.length <= ABREAST ? "jz-upright jz-abreast" : "jz-upright";
      parts.push(text.data.slice(at, index), element("span", { class: kind, text: number }));
      at = index + number.length;
    }
    if (at) text.replaceWith(...parts, text.data.slice(at));
  };

  const setUpright = () => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const texts = [];
    while (walker.nextNode()) {
      const text = /** @type {Text} */ (walker.currentNode);
      if (/[0-9]/.test(text.data) && !text.parentElement?.closest(NOT_TEXT)) texts.push(text);
    }
    texts.forEach(upright);
  };

  const undoUpright = () => {
    for (const number of article.querySelectorAll(".jz-upright")) {
      const { parentNode } = number;
      number.replaceWith(number.textContent ?? "");
      parentNode?.normalize();
    }
  };

  // Pages ------------------------------------------------------------------------------------------------------------------

  /** From the top of one page to that of the next, in pixels. */
  const stride = () => article.clientHeight + (Number.parseFloat(getComputedStyle(article).columnGap) || 0);
  const pages = () => Math.max(1, Math.round((article.scrollHeight + stride() - article.clientHeight) / stride()));
  const current = () => Math.round(article.scrollTop / stride());

  const next = element("button", { type: "button", class: "jz-leaf-turn", text: words("Next page of the text") });
  const before = element("button", { type: "button", class: "jz-leaf-turn", text: words("Page of the text before") });
  const place = element("p", { class: "jz-leaf-place", role: "status" });
  // From the right to the left, as the text goes.
  const leaf = element(
    "div",
    { class: "jz-leaf", role: "group", "aria-label": words("Pages of the text") },
    next,
    place,
    before,
  );

  const say = () => {
    page.say(place, words("{n} of {all}", { n: current() + 1, all: pages() }));
    before.disabled = current() === 0;
    next.disabled = current() >= pages() - 1;
  };

  /** @param {number} to */
  const turnTo = (to) => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const top = Math.max(0, Math.min(to, pages() - 1)) * stride();
    article.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
  };

  /** @type {Record<string, () => number>} */
  const KEYS = {
    ArrowLeft: () => current() + 1,
    PageDown: () => current() + 1,
    " ": () => current() + 1,
    ArrowRight: () => current() - 1,
    PageUp: () => current() - 1,
    Home: () => 0,
    End: () => pages() - 1,
  };

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    const { target } = event;
    const plain = ![event.ctrlKey, event.metaKey, event.altKey, event.shiftKey].includes(true);
    const busy =
      target instanceof Element && target.closest("input, textarea, select, button, dialog, [popover], summary");
    if (!isDown() || !plain || busy || event.defaultPrevented || !KEYS[event.key]) return;
    event.preventDefault();
    turnTo(KEYS[event.key]());
  };

  // Notes ------------------------------------------------------------------------------------------------------------------

  /**
   * The note of a mark, on a card beside it: in lines across, as it is short.
   * @param {HTMLElement} mark
   */
  const noteCard = async (mark) => {
    const note = document.getElementById(decodeURIComponent(/** @type {HTMLAnchorElement} */ (mark).hash.slice(1)));
    if (!note || !cards) return null;
    const body = element("div", { class: "jz-card-note" });
    body.append(...Array.from(note.childNodes).map((node) => node.cloneNode(true)));
    for (const node of body.querySelectorAll(".jz-note-number, .jz-note-close")) node.remove();
    for (const node of body.querySelectorAll("[id], [hidden]")) {
      node.removeAttribute("id");
      node.removeAttribute("hidden");
    }
    return [cards.kindLine(mark.getAttribute("aria-label") ?? ""), body];
  };

  /**
   * A click on a mark shows its card and does not leave the page.
   * @param {MouseEvent} event
   */
  const onMark = (event) => {
    const mark = event.target instanceof Element ? event.target.closest(/** @type {"a"} */ ("a.jz-note-mark")) : null;
    if (!mark || !isDown() || !cards) return;
    event.preventDefault();
    event.stopPropagation();
    cards.show(mark, noteCard);
  };

  // All --------------------------------------------------------------------------------------------------------------------

  const update = () => {
    if (isDown() && !leaf.isConnected) {
      setUpright();
      article.after(leaf);
      article.tabIndex = 0;
    } else if (!isDown() && leaf.isConnected) {
      undoUpright();
      leaf.remove();
      article.removeAttribute("tabindex");
    }
    if (isDown()) say();
  };

  reading.offer({
    name: "direction",
    key: "jzDirection",
    label: words("Lines"),
    options: [
      ["across", words("Horizontal")],
      ["down", words("Vertical")],
    ],
  });
  cards?.add('html[data-jz-direction="down"] .bd-article a.jz-note-mark', noteCard);
  document.addEventListener("click", onMark, true);
  document.addEventListener("keydown", onKey);
  next.addEventListener("click", () => turnTo(current() + 1));
  before.addEventListener("click", () => turnTo(current() - 1));
  article.addEventListener("scroll", say, { passive: true });
  new ResizeObserver(update).observe(article);
  new MutationObserver(update).observe(root, {
    attributeFilter: ["data-jz-direction", "data-jz-size", "data-jz-view"],
  });
  update();
})();
