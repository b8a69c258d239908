// What a search shows of its hits: facets with their counts, and each hit with its words in context.
(() => {
  "use strict";

  const { words, page, folding, searchData: data } = window.jiaozhu;
  const { element } = page;
  const CONTEXT = 36; // UTF-16 units on either side of the first hit
  const MOST_SPOTS = 200; // places of a word that are looked for in one record
  const MOST_VALUES = 12; // values of a facet that are offered
  /** What can be found, in the order of the facet's buttons. */
  const KINDS = /** @type {Record<string, string>} */ ({
    text: words("Text"),
    term: words("Glossary"),
    note: words("Notes"),
    apparatus: words("Apparatus"),
    figure: words("Figures"),
    page: words("Other"),
  });
  const FACETS = /** @type {[JiaozhuFacet, string][]} */ ([
    ["kind", words("Kind")],
    ["source", words("Source")],
    ["year", words("Year")],
  ]);

  /** @param {JiaozhuHit} hit */
  const pageOf = (hit) => data.loaded().pages[hit.record.page];

  /** @type {Record<JiaozhuFacet, (hit: JiaozhuHit) => string>} */
  const VALUES = {
    kind: (hit) => hit.record.kind,
    source: (hit) => data.loaded().sources[pageOf(hit)[2]]?.[0] ?? "",
    year: (hit) => pageOf(hit)[3],
  };

  /** @type {Record<JiaozhuFacet, (value: string) => string>} */
  const NAMES = {
    kind: (value) => KINDS[value] || value,
    source: (value) => data.loaded().sources.find(([siglum]) => siglum === value)?.[1] ?? value,
    year: (value) => value,
  };

  /** @type {Record<JiaozhuFacet, (values: string[]) => string[]>} */
  const ORDERS = {
    kind: () => Object.keys(KINDS),
    source: () => data.loaded().sources.map(([siglum]) => siglum),
    year: (values) => values.sort(),
  };

  /**
   * Whether a hit is among those that are chosen.
   * @param {JiaozhuHit} hit
   * @param {JiaozhuChosen} chosen
   * @param {JiaozhuFacet} [except] A facet that does not count.
   */
  const fits = (hit, chosen, except) =>
    FACETS.every(([facet]) => facet === except || !chosen[facet] || VALUES[facet](hit) === chosen[facet]);

  /**
   * How many places each value of a facet has, among the hits that the other facets leave.
   * @param {JiaozhuFacet} facet
   * @param {JiaozhuHit[]} hits
   * @param {JiaozhuChosen} chosen
   */
  const tally = (facet, hits, chosen) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const hit of hits) {
      const value = fits(hit, chosen, facet) ? VALUES[facet](hit) : "";
      if (value) counts.set(value, (counts.get(value) ?? 0) + hit.times);
    }
    if (chosen[facet] && !counts.has(chosen[facet])) counts.set(chosen[facet], 0);
    return counts;
  };

  /**
   * The buttons of the facets that divide the hits.
   * @param {JiaozhuHit[]} hits
   * @param {JiaozhuChosen} chosen
   * @param {(facet: JiaozhuFacet, value: string) => void} press
   */
  const facets = (hits, chosen, press) =>
    FACETS.flatMap(([facet, label]) => {
      const counts = tally(facet, hits, chosen);
      if (counts.size < 2 && !chosen[facet]) return [];
      const values = ORDERS[facet](Array.from(counts.keys())).filter((value) => counts.has(value));
      const buttons = values.slice(0, MOST_VALUES).map((value) => {
        const count = element("span", { class: "jz-tally", text: String(counts.get(value)) });
        const pressed = String(chosen[facet] === value);
        const button = element("button", { type: "button", "aria-pressed": pressed }, NAMES[facet](value), count);
        button.addEventListener("click", () => press(facet, value));
        return button;
      });
      return [element("div", { class: "jz-facet", role: "group", "aria-label": label }, ...buttons)];
    });

  /**
   * The address of an anchor on a page.
   * @param {number} number
   * @param {string} anchor
   */
  const address = (number, anchor) => page.root() + data.loaded().pages[number][0] + (anchor ? `#${anchor}` : "");

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
   * Keyword in context: from a little before the first hit, every hit marked exactly.
   * @param {JiaozhuHit} hit
   * @param {string[]} list
   */
  const excerpt = (hit, list) => {
    const { text } = hit.record;
    const first = Math.min(...hit.spots.map(([start]) => start));
    const near = hit.spots.filter(([, end]) => end - first < 4 * CONTEXT).map(([, end]) => end);
    const last = Math.max(first, ...near);
    const marked = spotsOf(folding.fold(text), list)
      .filter(([start]) => start >= first - CONTEXT && start <= last + CONTEXT)
      .map(([start, end]) => folding.place(text, start, end))
      .sort(([a], [b]) => a - b);
    let from = Math.max(0, marked[0][0] - CONTEXT);
    const to = Math.min(text.length, marked[marked.length - 1][1] + CONTEXT);
    const line = element("p", {}, from > 0 ? "…" : null);
    for (const [start, end] of marked) {
      if (start < from) continue;
      line.append(text.slice(from, start), element("mark", { text: text.slice(start, end) }));
      from = end;
    }
    line.append(text.slice(from, to), to < text.length ? "…" : "");
    return line;
  };

  /**
   * What a hit is called: the headword of an entry, else the title of its page.
   * @param {JiaozhuHit} hit
   */
  const titleOf = (hit) =>
    // Headwords and fields of an entry end with the ideographic comma or space: outputs/search/records.py.
    hit.record.kind === "term" ? hit.record.text.split(/[\u3001\u3000]/)[0] : pageOf(hit)[1];

  /**
   * A hit in the list.
   * @param {JiaozhuHit} hit
   * @param {string[]} list The words of the query.
   * @param {(link: HTMLAnchorElement) => void} follow
   */
  const item = (hit, list, follow) => {
    const [, , source, year] = pageOf(hit);
    const link = element("a", { href: address(hit.record.page, hit.anchor), text: titleOf(hit) });
    link.addEventListener("click", () => follow(link));
    const line = /^l0*([0-9].*)$/.exec(hit.anchor);
    const where = [
      KINDS[hit.record.kind],
      line ? words("line {line}", { line: line[1] }) : "",
      data.loaded().sources[source]?.[1] ?? "",
      year,
    ];
    const text = where.filter(Boolean).join(words(" · "));
    return element(
      "li",
      { class: `jz-hit jz-hit-${hit.record.kind}` },
      link,
      element("span", { class: "jz-where", text }),
      excerpt(hit, list),
    );
  };

  window.jiaozhu.searchResults = { KINDS, fits, facets, address, item };
})();
