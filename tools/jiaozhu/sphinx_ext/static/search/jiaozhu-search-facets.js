// Facets: what divides the hits of a search, with the number of places that each value has.
(() => {
  "use strict";

  const { words, page, searchData: data } = window.jiaozhu;
  const { element } = page;
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
   * The values of a facet that a service has counted, with the chosen one even if it has none.
   * @param {Record<string, number>} counted
   * @param {string} chosen
   */
  const served = (counted, chosen) => new Map(Object.entries(chosen ? { [chosen]: 0, ...counted } : counted));

  /**
   * The buttons of the facets that divide the hits.
   * @param {JiaozhuResult} result
   * @param {JiaozhuChosen} chosen
   * @param {(facet: JiaozhuFacet, value: string) => void} press
   */
  const facets = (result, chosen, press) =>
    FACETS.flatMap(([facet, label]) => {
      const counts = result.served
        ? served(result.served.tallies[facet] ?? {}, chosen[facet])
        : tally(facet, result.hits, chosen);
      if (counts.size < 2 && !chosen[facet]) return [];
      const values = ORDERS[facet](Array.from(counts.keys())).filter((value) => counts.has(value));
      const buttons = values.slice(0, MOST_VALUES).map((value) => {
        const count = element("span", {
          class: "jz-tally",
          text: String(counts.get(value)),
        });
        const pressed = String(chosen[facet] === value);
        const button = element("button", { type: "button", "aria-pressed": pressed }, NAMES[facet](value), count);
        button.addEventListener("click", () => press(facet, value));
        return button;
      });
      const title = element("span", {
        class: "jz-facet-label",
        "aria-hidden": "true",
        text: label,
      });
      return [element("div", { class: "jz-facet", role: "group", "aria-label": label }, title, ...buttons)];
    });

  window.jiaozhu.searchFacets = { KINDS, fits, facets };
})();
