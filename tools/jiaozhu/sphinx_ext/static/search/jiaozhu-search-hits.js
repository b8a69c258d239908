// What a search shows of its hits: under each page its passages, each with its words in context; and where each leads.
(() => {
  "use strict";

  const { words, page, folding, searchData: data, searchFacets } = window.jiaozhu;
  const { element } = page;
  const CONTEXT = 36; // UTF-16 units on either side of the first hit
  const LONGEST_DEFINITION = 96; // of an entry that is shown
  const MOST_SPOTS = 200; // places of a word that are looked for in one record
  const CELL = " \u00a6 "; // between the cells of a row: html_pages.py
  const LONGEST_NAME = 14; // of what a passage is called by its first words
  const MOST_MARKED = 12; // words that the address of a hit has for its page to mark

  /** @param {JiaozhuHit} hit */
  const pageOf = (hit) => data.loaded().pages[hit.record.page];

  /**
   * The address of an anchor on a page.
   * @param {number} number
   * @param {string} anchor
   * @param {string[]} [marked] What the page is to mark.
   */
  const address = (number, anchor, marked = []) => {
    const find = marked.slice(0, MOST_MARKED).join(" ");
    const query = find ? `?find=${encodeURIComponent(find)}` : "";
    return page.root() + data.loaded().pages[number][0] + query + (anchor ? `#${anchor}` : "");
  };

  /**
   * Every place of the words in a folded text.
   * @param {string} folded
   * @param {string[]} list
   */
  const spotsOf = (folded, list) => {
    /** @type {[number, number][]} */
    const spots = [];
    for (const word of list) {
      let at = folded.indexOf(word);
      while (at >= 0 && spots.length < MOST_SPOTS) {
        spots.push([at, at + word.length]);
        at = folded.indexOf(word, at + word.length);
      }
    }
    return spots;
  };

  /**
   * What is marked of a hit, as places of its text.
   * @param {JiaozhuHit} hit
   * @param {string[]} list The words of the query; of a hit that is only like it, the places are its own.
   */
  const marksOf = (hit, list) => {
    const { text } = hit.record;
    const spots = hit.like === undefined ? spotsOf(folding.fold(text), list) : hit.spots;
    return spots.map(([start, end]) => folding.place(text, start, end)).sort(([a], [b]) => a - b);
  };

  /**
   * A stretch of a text with its marks.
   * @param {string} text
   * @param {number} start
   * @param {number} end
   * @param {[number, number][]} marks
   */
  const marked = (text, start, end, marks) => {
    const line = element("p", {}, start > 0 ? "…" : null);
    let from = start;
    for (const [low, high] of marks) {
      if (low < from || high > end) continue;
      line.append(text.slice(from, low), element("mark", { text: text.slice(low, high) }));
      from = high;
    }
    line.append(text.slice(from, end), end < text.length ? "…" : "");
    return line;
  };

  /**
   * Of an entry its definition; of any other passage the words around the first hit.
   * @param {JiaozhuHit} hit
   * @param {string[]} list
   */
  const excerpt = (hit, list) => {
    const { text, entry } = hit.record;
    const marks = marksOf(hit, list);
    const [first] = marks;
    if (entry && (!first || first[0] < entry.body + LONGEST_DEFINITION)) {
      const end = Math.min(text.length, entry.body + LONGEST_DEFINITION);
      const line = marked(text, entry.body, end, marks);
      if (line.firstChild?.nodeValue === "…") line.firstChild.remove();
      return line;
    }
    if (!first) return marked(text, 0, Math.min(text.length, 3 * CONTEXT), []);
    const near = marks.filter(([start]) => start - first[0] < 4 * CONTEXT);
    const last = near[near.length - 1];
    return marked(text, Math.max(0, first[0] - CONTEXT), Math.min(text.length, last[1] + CONTEXT), near);
  };

  /** @param {string} text */
  const shortened = (text) => (text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text);

  /**
   * What a passage is called on its page: the headword of an entry, the line of a text, else its first words or cells.
   * @param {JiaozhuHit} hit
   */
  const nameOf = ({ anchor, record }) => {
    const { entry, kind, text, heading } = record;
    if (entry) return text.slice(0, entry.head);
    const line = /^l0*([0-9].*)$/.exec(anchor);
    if (line && kind === "text") return words("Line {line}", { line: line[1] });
    const [first, second] = text.split(CELL); // of a row, what says more
    if (second) return second.length > first.length ? second : first;
    return heading ? text : shortened(text);
  };

  /**
   * A hit in the list. Its link is named by its page too, so that no two links of a list are the same to those who hear it.
   * @param {JiaozhuHit} hit
   * @param {string[]} list The words of the query.
   * @param {Map<string, number>} names How often each name is in the list so far.
   * @param {(link: HTMLAnchorElement) => void} follow
   */
  const item = (hit, list, names, follow) => {
    const { record } = hit;
    const name = nameOf(hit);
    const kind = searchFacets.KINDS[record.kind];
    const heading = record.kind === "text" ? "" : record.under[record.under.length - 1];
    const found = hit.like === undefined ? list : marksOf(hit, list).map(([low, high]) => record.text.slice(low, high));
    const link = element("a", {
      href: address(record.page, hit.anchor, found),
      text: name,
    });
    const own = record.entry && record.kind === "page" ? pageOf(hit)[1] : kind; // an answer has no page around it
    const parts = [name, heading, record.kind === "text" || record.entry ? "" : kind, pageOf(hit)[1]];
    const label = Array.from(new Set(parts)).filter(Boolean).join(words(" · "));
    const before = names.get(label) ?? 0;
    names.set(label, before + 1);
    link.setAttribute("aria-label", before ? `${label} (${before + 1})` : label);
    link.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) follow(link);
    });
    return element(
      "li",
      { class: `jz-hit jz-hit-${record.kind}` },
      link,
      element("span", {
        class: "jz-where",
        text: [own, heading].filter(Boolean).join(words(" · ")),
      }),
      excerpt(hit, list),
    );
  };

  /**
   * Hits by page, the pages in the order of their best hit. The entry that was asked for is by itself.
   * @param {JiaozhuHit[]} hits
   * @param {string | null} [term] The anchor of that entry.
   */
  const byPage = (hits, term = null) => {
    /** @type {Map<string, JiaozhuHit[]>} */
    const pages = new Map();
    for (const hit of hits) {
      const isAsked = term !== null && hit.record.kind === "term" && hit.record.anchor === term;
      const key = `${hit.record.page} ${isAsked ? term : ""}`;
      const own = pages.get(key);
      if (own) own.push(hit);
      else pages.set(key, [hit]);
    }
    return Array.from(pages.values());
  };

  /**
   * The heading of a page's hits: its title, where it is from, and how many places it has.
   * @param {JiaozhuHit[]} hits
   */
  const heading = (hits) => {
    const [, title, source, year] = pageOf(hits[0]);
    const from = [data.loaded().sources[source]?.[1] ?? "", year].filter((part) => part && part !== title);
    const times = hits.reduce((sum, hit) => sum + hit.times, 0);
    return element(
      "h2",
      { class: "jz-hits-page" },
      element("span", { text: title }),
      element("span", { class: "jz-where", text: from.join(words(" · ")) }),
      element("span", { class: "jz-tally", text: String(times) }),
    );
  };

  window.jiaozhu.searchHits = { address, spotsOf, item, byPage, heading };
})();
