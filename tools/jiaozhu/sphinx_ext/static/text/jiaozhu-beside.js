// Source and edition side by side: each paragraph with what the source has there, line by line as far as it goes; where the
// two differ, the words are opposite each other. Paragraphs that would drift apart are broken at the same place in both.
(() => {
  "use strict";

  const { words, page } = window.jiaozhu;
  const { element } = page;
  const root = document.documentElement;
  const LINE = /^l[0-9]+(-[0-9]+)*$/;
  /** What a page has in a paragraph beside its text, and the edition's readings. */
  const NOT_TEXT = ".jz-line, .jz-ours, input, button, [role='note'], .jz-level, [class*='jz-note'], .jz-room";
  /** At most so many breaks in a paragraph. */
  const MOST_BREAKS = 40;
  const LINE_HEIGHT = 30; // pixels, where the style does not say

  /** @type {{ block: HTMLElement, there: HTMLElement }[]} */
  let pairs = [];

  /**
   * @param {Element} place
   * @param {string} text
   */
  const different = (place, text) =>
    element("mark", {
      class: text ? "jz-diff" : "jz-diff jz-diff-none",
      "data-place": place.id,
      text: text || "\u2038",
    });

  /**
   * What of the source's text an element has: a copy of it, of its parts, or nothing.
   * @param {Element} node
   * @returns {(Node | string)[]}
   */
  const copyOf = (node) => {
    if (node.matches(NOT_TEXT)) return [];
    if (node.matches("br")) return [element("br")];
    const place = node.matches(".jz-orig") ? node.closest('[id^="c-"]') : null;
    return place ? [different(place, node.textContent ?? "")] : copied(node);
  };

  /**
   * The source's text of a node: words of the source where the edition has others, each with the place it is for.
   * @param {Node} from
   * @returns {(Node | string)[]}
   */
  const copied = (from) =>
    Array.from(from.childNodes).flatMap((node) => {
      if (node instanceof Text) return [node.data];
      return node instanceof Element ? copyOf(node) : [];
    });

  /**
   * The paragraph of the source opposite a block.
   * @param {HTMLElement} block
   */
  const opposite = (block) => {
    const there = element("div", { class: "jz-there", role: "group", "aria-label": words("The source has") });
    there.append(...copied(block));
    if (there.querySelector("mark")) there.classList.add("jz-there-differs");
    return there;
  };

  /** @param {HTMLElement} block */
  const pair = (block) => {
    const holder = block.closest("h1, h2, h3, h4, td, th, p") ?? block;
    const inLine = holder.matches("p");
    if (!inLine && !block.querySelector(".jz-orig")) return;
    const there = opposite(block);
    if (holder.matches("td, th")) holder.append(there);
    else holder.after(there);
    there.dataset.of = block.id;
    there.classList.toggle("jz-there-below", !inLine);
    there.classList.toggle("jz-there-plain", inLine && !holder.className);
    if (!inLine) return;
    holder.parentElement?.classList.add("jz-pairs");
    pairs.push({ block, there });
  };

  const build = () => {
    for (const block of document.querySelectorAll(/** @type {"p"} */ (".bd-article [id^='l']"))) {
      // What is empty only names a line that begins inside a paragraph.
      if (LINE.test(block.id) && block.childNodes.length) pair(block);
    }
  };

  // Levelling --------------------------------------------------------------------------------------------------------------

  /** @param {Element} node */
  const topOf = (node) => (node.getClientRects()[0] ?? node.getBoundingClientRect()).top;

  /**
   * Begin a new line at a node, as far below as the other side needs.
   * @param {Node} node
   * @param {number} height Pixels.
   */
  const breakBefore = (node, height) => {
    const level = element("span", { class: "jz-level" });
    level.style.height = `${height}px`;
    node.parentNode?.insertBefore(level, node);
  };

  /**
   * The differing words of a pair, in order, on both sides.
   * @param {{ block: HTMLElement, there: HTMLElement }} pair
   * @returns {[Element, Element][]}
   */
  const differences = ({ block, there }) => {
    /** @type {[Element, Element][]} */
    const found = [];
    for (const mark of there.querySelectorAll("mark")) {
      const place = document.getElementById(mark.dataset.place ?? "");
      if (place && block.contains(place)) found.push([place, mark]);
    }
    return found;
  };

  /** @param {{ block: HTMLElement, there: HTMLElement }} pair */
  const level = (pair) => {
    const line = Number.parseFloat(getComputedStyle(pair.there).lineHeight) || LINE_HEIGHT;
    let breaks = 0;
    for (const [place, mark] of differences(pair)) {
      const apart = topOf(place) - topOf(mark);
      if (Math.abs(apart) < line * 0.6 || breaks++ > MOST_BREAKS) continue;
      breakBefore(place, Math.max(0, -apart));
      breakBefore(mark, Math.max(0, apart));
      const left = topOf(place) - topOf(mark); // a new line can begin a line lower on one side
      if (Math.abs(left) > 1) {
        const shorter = left < 0 ? place : mark;
        const spacer = /** @type {HTMLElement} */ (shorter.previousSibling);
        spacer.style.height = `${Number.parseFloat(spacer.style.height) + Math.abs(left)}px`;
      }
    }
  };

  const unlevel = () => {
    for (const node of document.querySelectorAll(".jz-level")) node.remove();
  };

  /** Whether the two are beside each other: on a narrow page one is below the other. */
  const isBeside = () => pairs.some(({ there }) => getComputedStyle(there).gridColumnStart === "2");

  const levelAll = () => {
    unlevel();
    if (root.dataset.jzView === "both" && isBeside()) pairs.forEach(level);
  };

  const clear = () => {
    unlevel();
    for (const node of document.querySelectorAll(".jz-there")) node.remove();
    for (const node of document.querySelectorAll(".jz-pairs")) node.classList.remove("jz-pairs");
    pairs = [];
  };

  const update = () => {
    const down = root.dataset.jzDirection === "down" && document.body.matches(".jz-can-vertical");
    if (root.dataset.jzView !== "both" || down || !document.querySelector(".jz-orig")) return clear();
    if (!pairs.length) build();
    levelAll();
  };

  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(levelAll, 120);
  };

  new MutationObserver(update).observe(root, { attributeFilter: ["data-jz-view", "data-jz-direction"] });
  new MutationObserver(later).observe(root, { attributeFilter: ["data-jz-size", "data-jz-measure", "data-jz-notes"] });
  addEventListener("resize", later, { passive: true });
  document.fonts?.ready.then(later);
  // A note that opens or closes in the text moves what is below it.
  for (const name of ["click", "keyup", "hashchange"]) {
    addEventListener(name, () => {
      if (pairs.length) later();
    });
  }
  document.querySelector(".jz-view-back")?.addEventListener("click", () => {
    /** @type {HTMLElement | null} */ (document.querySelector('.jz-switch [data-value="reading"]'))?.click();
  });
  update();
})();
