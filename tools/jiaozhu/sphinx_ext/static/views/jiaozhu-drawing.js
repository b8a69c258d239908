// Drawings: bars, dots and names are links. One of a drawing is in the order of Tab, arrow keys go from each to its
// neighbours; what it says is on a card beside it, and its row and column are lit.
(() => {
  "use strict";

  const { words, page, cards } = window.jiaozhu;
  const { element } = page;
  /** @type {Record<string, [across: number, down: number]>} */
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  /** How much worse a step is that goes aside. */
  const ASIDE = 3;

  /** @param {Element} node */
  const centre = (node) => {
    const box = (node.querySelector(".jz-hit") ?? node).getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  };

  /**
   * The nearest of the others in a direction.
   * @param {SVGAElement[]} items
   * @param {SVGAElement} from
   * @param {[number, number]} way
   */
  const neighbour = (items, from, [across, down]) => {
    const here = centre(from);
    let best = null;
    let least = Number.POSITIVE_INFINITY;
    for (const item of items) {
      if (item === from) continue;
      const there = centre(item);
      const [x, y] = [there.x - here.x, there.y - here.y];
      const along = x * across + y * down;
      const far = along + ASIDE * Math.abs(across ? y : x);
      if (along > 1 && far < least) [best, least] = [item, far];
    }
    return best;
  };

  /**
   * The item that a key leads to.
   * @param {SVGAElement[]} items In their order; that of time in a timeline.
   * @param {SVGAElement} from
   * @param {string} key
   * @param {boolean} timed Whether left and right are earlier and later.
   */
  const led = (items, from, key, timed) => {
    if (key === "Home") return items[0];
    if (key === "End") return items[items.length - 1];
    const way = WAYS[key];
    if (!way) return null;
    if (timed && way[0]) return items[items.indexOf(from) + way[0]] ?? null;
    return neighbour(items, from, way);
  };

  /**
   * Keep one item in the order of Tab: the first, then the one that had the focus last.
   * @param {HTMLElement} drawing
   * @param {SVGAElement[]} items
   */
  const rove = (drawing, items) => {
    const timed = drawing.matches(".jz-drawing-timeline");
    const first = items.find((item) => !item.matches(".jz-row, .jz-column")) ?? items[0];
    for (const item of items) item.setAttribute("tabindex", item === first ? "0" : "-1");
    drawing.addEventListener("focusin", ({ target }) => {
      const item = target instanceof Element ? target.closest(/** @type {"a"} */ ("svg a")) : null;
      if (!item) return;
      for (const other of items) other.setAttribute("tabindex", "-1");
      item.setAttribute("tabindex", "0");
    });
    drawing.addEventListener("keydown", (event) => {
      const from = items.find((item) => item === document.activeElement);
      const to = from ? led(items, from, event.key, timed) : null;
      if (!from || (!to && !WAYS[event.key])) return;
      event.preventDefault();
      to?.focus();
    });
  };

  /**
   * Light the row and the column of an item, or none.
   * @param {HTMLElement} drawing
   * @param {Element | null} item
   */
  const light = (drawing, item) => {
    for (const lit of drawing.querySelectorAll(".jz-lit")) lit.classList.remove("jz-lit");
    if (!item) return;
    for (const name of ["data-row", "data-column"]) {
      const value = item.getAttribute(name);
      if (value === null) continue;
      const same = `:is(.jz-rule, .jz-row, .jz-column)[${name}="${value}"]`;
      for (const other of drawing.querySelectorAll(same)) other.classList.add("jz-lit");
    }
  };

  /** @param {EventTarget | null} target */
  const itemAt = (target) => (target instanceof Element ? target.closest("svg a") : null);

  /** @param {Element} item */
  const leadsTo = (item) => {
    if (item.matches(".jz-row, .jz-place")) return words("Full entry");
    return item.matches(".jz-column") ? words("To the text") : words("To the passage");
  };

  /** @param {HTMLElement} item */
  const card = async (item) =>
    cards
      ? [
          element("p", { text: item.getAttribute("aria-label") ?? "" }),
          cards.footLine(cards.link(leadsTo(item), item.getAttribute("href") ?? "")),
        ]
      : null;

  for (const drawing of document.querySelectorAll(/** @type {"div"} */ (".jz-drawing"))) {
    const items = Array.from(drawing.querySelectorAll(/** @type {"a"} */ ("svg a"))).map(
      (item) => /** @type {SVGAElement} */ (/** @type {unknown} */ (item)),
    );
    if (!items.length) continue;
    for (const item of items) {
      const title = item.querySelector("title");
      item.setAttribute("aria-label", title?.textContent ?? "");
      title?.remove(); // the browser would show it over the card
    }
    rove(drawing, items);
    drawing.addEventListener("pointerover", ({ target }) => light(drawing, itemAt(target)));
    drawing.addEventListener("pointerleave", () => light(drawing, itemAt(document.activeElement)));
    drawing.addEventListener("focusin", ({ target }) => light(drawing, itemAt(target)));
  }
  cards?.add(".jz-drawing:not(.jz-drawing-timeline) svg a", card);
})();
