// The facsimile: the picture of the page beside the text, line by line. Pointing at a line, or going to it by key, lights
// it on the picture and in the text.
(() => {
  "use strict";

  const { words, page: shared, selection, facsimileLines } = window.jiaozhu;
  const { element, keep, kept, say } = shared;
  const { named, lineAt, shape, bounded } = facsimileLines;
  const root = document.documentElement;
  const article = /** @type {HTMLElement} */ (document.querySelector(".bd-article"));
  const data = document.getElementById("jz-facsimile-data");
  if (!data) return;
  /** @type {JiaozhuFacsimile} */
  const { pages, lines: given, rights } = JSON.parse(data.textContent ?? "");
  const lines = named(given);
  const MARK = "jz-printed-line";
  const marks = "highlights" in CSS ? CSS.highlights : null;

  // What is there ------------------------------------------------------------------------------------------------------

  const image = element("img", { alt: "", decoding: "async", draggable: "false" });
  const spots = element("div", { class: "jz-fac-lines", role: "group", "aria-label": words("Lines of the page") });
  const sheet = element("div", { class: "jz-fac-sheet" }, image, spots);
  const pane = element("div", { class: "jz-fac-pane", tabindex: "0", role: "region" }, sheet);
  const where = element("span", { class: "jz-fac-where", "aria-live": "polite" });
  const elsewhere = element("a", { class: "jz-fac-elsewhere", rel: "noopener" });

  /**
   * @param {string} text
   * @param {string} label
   * @param {() => void} action
   */
  const button = (text, label, action) => {
    const made = element("button", { type: "button", title: label, "aria-label": label, text });
    made.addEventListener("click", action);
    return made;
  };

  let shown = -1;
  let zoom = 1;
  let lit = -1;

  const back = button("‹", words("Page before"), () => turn(shown - 1));
  const on = button("›", words("Next page"), () => turn(shown + 1));
  const bar = element(
    "div",
    { class: "jz-fac-bar", role: "toolbar", "aria-label": words("Facsimile") },
    back,
    where,
    on,
    button("−", words("Smaller"), () => resize(zoom / 1.25)),
    button("+", words("Larger"), () => resize(zoom * 1.25)),
    button("↔", words("Whole width"), () => resize(1)),
    elsewhere,
    button("×", words("Close the facsimile"), () => open(false)),
  );
  const viewer = element(
    "section",
    { class: "jz-facsimile", "aria-label": words("Facsimile"), hidden: "" },
    bar,
    pane,
    element("p", { class: "jz-fac-rights", text: rights }),
  );

  // The picture --------------------------------------------------------------------------------------------------------

  /** @param {JiaozhuPrintedLine} line */
  const spotOf = (line) => {
    const place = shape(line.box, pages[shown]);
    const spot = element("button", { type: "button", tabindex: "-1", "data-line": String(line.index) });
    const block = document.getElementById(line.block);
    const text = block ? selection.reading(block).slice(line.start, line.end) : "";
    spot.setAttribute("aria-label", text);
    Object.assign(spot.style, {
      left: `${place.left}%`,
      top: `${place.top}%`,
      width: `${place.width}%`,
      height: `${place.height}%`,
      transform: place.angle ? `rotate(${place.angle}deg)` : "",
    });
    return spot;
  };

  /** @param {number} index */
  const turn = (index) => {
    if (index < 0 || index >= pages.length || index === shown) return;
    shown = index;
    const page = pages[index];
    image.src = page.address;
    image.width = page.width;
    image.height = page.height;
    image.alt = words("Page {n}", { n: page.page });
    say(where, words("Page {n}", { n: page.page }));
    back.disabled = index === 0;
    on.disabled = index === pages.length - 1;
    back.hidden = on.hidden = pages.length === 1;
    elsewhere.hidden = !page.elsewhere;
    if (page.elsewhere) elsewhere.href = page.elsewhere;
    elsewhere.textContent = words("Elsewhere");
    pane.setAttribute("aria-label", words("Picture of page {n}", { n: page.page }));
    spots.replaceChildren(...lines.filter((line) => line.page === page.page).map(spotOf));
    const first = spots.querySelector("button");
    if (first) first.tabIndex = 0;
  };

  /**
   * Set the size, keeping what is in the middle of the pane there.
   * @param {number} size
   */
  const resize = (size) => {
    const middle = [pane.scrollLeft + pane.clientWidth / 2, pane.scrollTop + pane.clientHeight / 2];
    const factor = bounded(size) / zoom;
    zoom = bounded(size);
    sheet.style.width = `${100 * zoom}%`;
    pane.scrollTo(middle[0] * factor - pane.clientWidth / 2, middle[1] * factor - pane.clientHeight / 2);
  };

  // A line, lit on both sides ------------------------------------------------------------------------------------------

  /**
   * The place of a line in the text, as a range of the document.
   * @param {JiaozhuPrintedLine} line
   */
  const rangeOf = (line) => {
    const block = document.getElementById(line.block);
    if (!block) return null;
    const range = document.createRange();
    let isBegun = false;
    for (const { node, start, skip, text } of selection.pieces(block)) {
      if (!(node instanceof Text)) continue;
      const from = Math.max(line.start, start);
      const to = Math.min(line.end, start + text.length);
      if (from >= to) continue;
      if (!isBegun) range.setStart(node, from - start + skip);
      range.setEnd(node, to - start + skip);
      isBegun = true;
    }
    return isBegun ? range : null;
  };

  /** @param {number} index */
  const spot = (index) => /** @type {HTMLButtonElement | null} */ (spots.querySelector(`[data-line="${index}"]`));

  const dim = () => {
    spot(lit)?.classList.remove("jz-fac-lit");
    document.querySelector(".jz-fac-block")?.classList.remove("jz-fac-block");
    marks?.delete(MARK);
    lit = -1;
  };

  /**
   * Light a line on the picture and in the text.
   * @param {JiaozhuPrintedLine | null | undefined} line
   * @param {"text" | "picture" | "both"} seek Which side is brought into view.
   */
  const light = (line, seek) => {
    if (!line || line.index === lit) return;
    dim();
    lit = line.index;
    turn(pages.findIndex(({ page }) => page === line.page));
    const place = spot(line.index);
    place?.classList.add("jz-fac-lit");
    const range = root.dataset.jzView === "source" ? null : rangeOf(line);
    if (marks && range) marks.set(MARK, new Highlight(range));
    else document.getElementById(line.block)?.classList.add("jz-fac-block");
    if (seek !== "text" && place) reveal(place);
    if (seek !== "picture" && range) bringIn(range);
  };

  /**
   * Scroll the pane, and nothing else, until a line is in it.
   * @param {HTMLElement} place
   */
  const reveal = (place) => {
    const [inner, outer] = [place.getBoundingClientRect(), pane.getBoundingClientRect()];
    const edge = 24;
    const across = Math.max(0, inner.right - outer.right + edge) || Math.min(0, inner.left - outer.left - edge);
    const down = Math.max(0, inner.bottom - outer.bottom + edge) || Math.min(0, inner.top - outer.top - edge);
    pane.scrollBy(inner.width > outer.width ? Math.min(across, inner.left - outer.left - edge) : across, down);
  };

  /** @param {Range} range */
  const bringIn = (range) => {
    const { top, bottom } = range.getBoundingClientRect();
    const cover = viewer.getBoundingClientRect();
    const ceiling = cover.right >= innerWidth - 1 && cover.left <= 1 ? cover.bottom : 60;
    if (top < ceiling || bottom > innerHeight) scrollBy({ top: top - (ceiling + innerHeight) / 2 });
  };

  /**
   * The line at a point of the text.
   * @param {number} x
   * @param {number} y
   */
  const lineUnder = (x, y) => {
    const at = document.caretPositionFromPoint?.(x, y);
    const range = at ? null : document.caretRangeFromPoint?.(x, y);
    const [node, offset] = at ? [at.offsetNode, at.offset] : [range?.startContainer, range?.startOffset ?? 0];
    const within = node instanceof Element ? node : node?.parentElement;
    const block = within?.closest(selection.blocks);
    return node && block ? lineAt(lines, block.id, selection.offset(block, node, offset)) : null;
  };

  // Opening and closing ------------------------------------------------------------------------------------------------

  const toggle = button(words("Facsimile"), words("Show the picture of the page beside the text"), () =>
    open(root.dataset.jzFacsimile !== "open"),
  );
  toggle.removeAttribute("aria-label");

  /** @param {boolean} isOpen */
  const open = (isOpen) => {
    if (isOpen) root.dataset.jzFacsimile = "open";
    else delete root.dataset.jzFacsimile;
    viewer.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", String(isOpen));
    keep("facsimile", isOpen ? "open" : "");
    if (isOpen && shown < 0) turn(0);
    if (!isOpen) {
      dim();
      if (viewer.contains(document.activeElement)) toggle.focus();
    }
  };

  /**
   * Go to another line by key.
   * @param {number} step
   */
  const move = (step) => {
    const here = lines.filter(({ page }) => page === pages[shown].page);
    const at = here.findIndex(({ index }) => index === lit);
    const next = here[at < 0 ? 0 : Math.min(here.length - 1, Math.max(0, at + step))];
    if (!next) return;
    light(next, "both");
    spot(next.index)?.focus({ preventScroll: true });
  };

  /** @type {Record<string, () => void>} */
  const KEYS = {
    "+": () => resize(zoom * 1.25),
    "=": () => resize(zoom * 1.25),
    "-": () => resize(zoom / 1.25),
    0: () => resize(1),
    "[": () => turn(shown - 1),
    "]": () => turn(shown + 1),
    Escape: () => open(false),
  };

  const listen = () => {
    viewer.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const onLine = event.target instanceof Element && event.target.matches("[data-line]");
      const arrows = { ArrowDown: 1, ArrowLeft: 1, ArrowUp: -1, ArrowRight: -1 };
      const step = onLine ? arrows[/** @type {keyof typeof arrows} */ (event.key)] : undefined;
      const action = step ? () => move(step) : KEYS[event.key];
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    });
    const lineOf = (/** @type {Event} */ { target }) => {
      const place = target instanceof Element ? target.closest("[data-line]") : null;
      return place instanceof HTMLElement ? lines[Number(place.dataset.line)] : null;
    };
    spots.addEventListener("pointerover", (event) => light(lineOf(event), "picture"));
    spots.addEventListener("focusin", (event) => light(lineOf(event), "both"));
    spots.addEventListener("click", (event) => {
      const line = lineOf(event);
      const range = line && rangeOf(line);
      if (range) bringIn(range);
    });
    pane.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      resize(zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15));
    });
    article.addEventListener("pointermove", ({ clientX, clientY, pointerType }) => {
      if (!viewer.hidden && pointerType !== "touch") light(lineUnder(clientX, clientY), "text");
    });
    document.addEventListener("selectionchange", () => {
      const picked = getSelection();
      const node = picked?.anchorNode;
      const block = (node instanceof Element ? node : node?.parentElement)?.closest(selection.blocks);
      if (viewer.hidden || !picked || !node || !block || !article.contains(block)) return;
      light(lineAt(lines, block.id, selection.offset(block, node, picked.anchorOffset)), "picture");
    });
    article.addEventListener("click", ({ clientX, clientY }) => {
      if (!viewer.hidden) light(lineUnder(clientX, clientY), "picture");
    });
    for (const link of document.querySelectorAll("a.jz-page-picture")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        open(true);
        turn(pages.findIndex(({ page }) => String(page) === link.getAttribute("data-page")));
        pane.focus();
      });
    }
    pinch();
  };

  /** Two fingers: the picture grows and shrinks with the distance between them. */
  const pinch = () => {
    /** @type {Map<number, { x: number, y: number }>} */
    const fingers = new Map();
    let [apart, before] = [0, 1];
    const distance = () => {
      const [a, b] = [...fingers.values()];
      return Math.hypot(a.x - b.x, a.y - b.y);
    };
    pane.addEventListener("pointerdown", ({ pointerId, clientX, clientY, pointerType }) => {
      if (pointerType === "touch") fingers.set(pointerId, { x: clientX, y: clientY });
      if (fingers.size === 2) [apart, before] = [distance(), zoom];
    });
    pane.addEventListener("pointermove", ({ pointerId, clientX, clientY }) => {
      if (!fingers.has(pointerId)) return;
      fingers.set(pointerId, { x: clientX, y: clientY });
      if (fingers.size === 2 && apart > 0) resize((before * distance()) / apart);
    });
    for (const name of ["pointerup", "pointercancel"]) {
      pane.addEventListener(name, (event) => fingers.delete(/** @type {PointerEvent} */ (event).pointerId));
    }
  };

  const row = element("div", { class: "jz-choice jz-switch" }, toggle);
  const below = article.querySelector(".jz-meta") ?? article.querySelector("h1");
  below?.after(row);
  document.querySelector(".jz-frame")?.before(viewer);
  toggle.setAttribute("aria-expanded", "false");
  listen();
  if (kept("facsimile") === "open") open(true);
})();
