// Arrival: on the page that a hit leads to, every place of its words is marked, and a bar goes from one to the next. The marks
// are the browser's own highlights: the page itself stays as it is, for copying and for all other scripts.
(() => {
  "use strict";

  const { words, page, folding, searchData: data, searchHits } = window.jiaozhu;
  const { element } = page;
  const MOST_WORDS = 20;
  const MOST_MARKS = 1000;
  const UNITS = "[id^='n-'], p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, figcaption, caption, pre, div, section";
  const UNREAD =
    ".headerlink, .jz-line, .jz-note-mark, .jz-note-number, .bibtex-citation, script, style, button, input, rt, rp, .jz-rt, .jz-rp, .jz-unseen";

  /** @type {Range[]} */
  let ranges = [];
  let here = -1;
  /** @type {HTMLElement | null} */
  let bar = null;

  /**
   * The text of the page by paragraphs, a note by itself, each with its nodes.
   * @returns {Iterable<Text[]>}
   */
  const units = () => {
    /** @type {Map<Element, Text[]>} */
    const found = new Map();
    for (const article of document.querySelectorAll("article")) {
      const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = /** @type {Text} */ (walker.currentNode);
        const unit = node.parentElement?.closest(UNITS) ?? article;
        if (node.parentElement?.closest(UNREAD)) continue;
        const own = found.get(unit);
        if (own) own.push(node);
        else found.set(unit, [node]);
      }
    }
    return found.values();
  };

  /**
   * @param {Text[]} nodes
   * @param {number} start Of their text, all together.
   * @param {number} end
   */
  const rangeOf = (nodes, start, end) => {
    const range = document.createRange();
    let before = 0;
    for (const node of nodes) {
      const after = before + node.data.length;
      if (start >= before && start < after) range.setStart(node, start - before);
      if (end > before && end <= after) range.setEnd(node, end - before);
      before = after;
    }
    return range;
  };

  /**
   * Every place of the words on the page, in its order.
   * @param {string[]} list Folded.
   */
  const places = (list) => {
    /** @type {Range[]} */
    const found = [];
    for (const nodes of units()) {
      const text = nodes.map((node) => node.data).join("");
      const spots = searchHits.spotsOf(folding.fold(text), list).map(([a, b]) => folding.place(text, a, b));
      for (const [start, end] of spots) if (found.length < MOST_MARKS) found.push(rangeOf(nodes, start, end));
    }
    return found.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
  };

  const paint = () => {
    if (!("highlights" in CSS)) return;
    CSS.highlights.set("jz-found", new Highlight(...ranges));
    const current = ranges[here];
    if (current) CSS.highlights.set("jz-found-here", new Highlight(current));
    else CSS.highlights.delete("jz-found-here");
  };

  /** Take the marks away, and the words from the address. */
  const leave = () => {
    ranges = [];
    here = -1;
    paint();
    bar?.remove();
    bar = null;
    page.setAddress((parameters) => parameters.delete("find"));
  };

  /**
   * Show a place: open what it is in, and bring it into view.
   * @param {Range} range
   */
  const reveal = (range) => {
    const node = range.startContainer.parentElement;
    const note = node?.closest("[id^='n-']");
    if (note && location.hash !== `#${note.id}`) location.replace(`#${note.id}`);
    for (let at = node?.closest("details"); at; at = at.parentElement?.closest("details")) at.open = true;
    node?.scrollIntoView({ block: "nearest" });
    const { top, bottom } = range.getBoundingClientRect();
    if (top < 80 || bottom > innerHeight - 80) scrollBy({ top: top - innerHeight / 3 });
  };

  /** @param {number} step */
  const go = (step) => {
    here = (here + step + ranges.length) % ranges.length;
    paint();
    reveal(ranges[here]);
    sayWhere();
  };

  const sayWhere = () => {
    const said = bar?.querySelector(".jz-found-count");
    if (said) page.say(said, words("{n} of {all}", { n: here + 1, all: ranges.length }));
  };

  /** @param {string} shown */
  const showBar = (shown) => {
    bar?.remove();
    const button = (/** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ act) => {
      const made = element("button", {
        type: "button",
        text,
        "aria-label": label,
        title: label,
      });
      made.addEventListener("click", act);
      return made;
    };
    bar = element(
      "div",
      {
        class: "jz-found-bar",
        role: "group",
        "aria-label": words("Places found on this page"),
      },
      element("span", { class: "jz-found-words", text: shown }),
      element("span", { class: "jz-found-count", role: "status" }),
      button("\u2191", words("Previous place"), () => go(-1)),
      button("\u2193", words("Next place"), () => go(1)),
      button("\u00d7", words("Remove the marks"), leave),
    );
    bar.addEventListener("keydown", (event) => {
      if (event.key === "Escape") leave();
    });
    document.body.append(bar);
    sayWhere();
  };

  /**
   * The first place at or after the target of the address.
   * @param {string} hash
   */
  const firstAfter = (hash) => {
    const target = hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    const at = target
      ? ranges.findIndex(({ startContainer }) => {
          const order = target.compareDocumentPosition(startContainer);
          return order & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY);
        })
      : 0;
    return Math.max(at, 0);
  };

  /** @param {string} query */
  const mark = async (query, /** @type {string} */ hash) => {
    await data.ready();
    const list = query.split(/\s+/u).slice(0, MOST_WORDS).map(folding.fold).filter(Boolean);
    ranges = places(Array.from(new Set(list)));
    if (!ranges.length) return leave();
    here = firstAfter(hash);
    paint();
    const { top, bottom } = ranges[here].getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) reveal(ranges[here]);
    showBar(query);
  };

  /**
   * Arrive at a hit of the page that is open.
   * @param {URL} url
   */
  const arrive = (url) => {
    const find = url.searchParams.get("find") ?? "";
    page.setAddress((parameters) => (find ? parameters.set("find", find) : parameters.delete("find")));
    if (url.hash && location.hash !== url.hash) location.hash = url.hash;
    else if (url.hash) location.replace(url.hash);
    if (find) mark(find, url.hash);
  };

  window.jiaozhu.searchArrival = { arrive, mark };
})();
