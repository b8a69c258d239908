// What a search says of what it found, and where it is kept: on its own page in the address, in a dialog for the tab.
(() => {
  "use strict";

  const { words, plural, page, searchFacets } = window.jiaozhu;
  const MOST_SHOWN = 40; // characters of the query that the count repeats
  const PARAMETERS = ["q", "kind", "source", "year", "at"];
  const KEPT = "jiaozhu-search";
  const MOST_PLACE = 5000; // results among which the address may name one

  /**
   * What was found, in a sentence.
   * @param {JiaozhuResult} result
   * @param {JiaozhuHit[]} hits Those of it that are chosen.
   */
  const countOf = ({ query, searched, all, served }, hits) => {
    const partly = searched < all || served?.exact === false; // counts are lower bounds
    const shown = query.length > MOST_SHOWN ? `${query.slice(0, MOST_SHOWN)}…` : query;
    if (!hits.length) {
      if (partly)
        return words("“{query}”: nothing in the part that was searched.", {
          query: shown,
        });
      return words("“{query}”: nothing found.", { query: shown });
    }
    const times = served?.times ?? hits.reduce((sum, hit) => sum + hit.times, 0);
    const passages = served?.passages ?? hits.length;
    const pages = new Set(hits.map((hit) => hit.record.page)).size;
    const values = {
      query: shown,
      places: plural("{n} place", "{n} places", times, { n: times }),
      passages: plural("{n} passage", "{n} passages", passages, { n: passages }),
      pages: plural("{n} page", "{n} pages", pages, { n: pages }),
    };
    if (passages > hits.length) return words("“{query}”: {places}, in {passages}; the first of them:", values);
    if (partly) return words("“{query}”: at least {places}, in {passages} on {pages}.", values);
    return words("“{query}”: {places}, in {passages} on {pages}.", values);
  };

  /**
   * @param {URLSearchParams} parameters
   * @param {Record<string, string>} values
   */
  const put = (parameters, values) => {
    for (const name of PARAMETERS) parameters.delete(name);
    for (const [name, value] of Object.entries(values)) if (value) parameters.set(name, value);
  };

  const inAddress = {
    read: () => new URL(location.href).searchParams,
    /** @param {Record<string, string>} values */
    write: (values) => page.setAddress((parameters) => put(parameters, values)),
  };

  /** A dialog leaves the address alone: it must not open again when the reader goes back, or loads the page again. */
  const inTab = {
    read: () => {
      try {
        return new URLSearchParams(sessionStorage.getItem(KEPT) ?? "");
      } catch {
        return new URLSearchParams();
      }
    },
    /** @param {Record<string, string>} values */
    write: (values) => {
      const parameters = new URLSearchParams();
      put(parameters, values);
      try {
        sessionStorage.setItem(KEPT, String(parameters));
      } catch {
        // The next page begins with an empty search.
      }
    },
  };

  /** @param {boolean} isDialog */
  const memory = (isDialog) => (isDialog ? inTab : inAddress);

  /**
   * The search as it is kept. An address may come from anybody: what is no facet or place is left out.
   * @param {boolean} isDialog
   */
  const recalled = (isDialog) => {
    const parameters = memory(isDialog).read();
    const value = (/** @type {string} */ name) => parameters.get(name) ?? "";
    const at = Number.parseInt(value("at"), 10);
    const kind = Object.hasOwn(searchFacets.KINDS, value("kind")) ? value("kind") : "";
    return {
      query: value("q"),
      chosen: { kind, source: value("source").slice(0, 200), year: value("year").slice(0, 20) },
      at: at >= 0 && at < MOST_PLACE ? at : -1,
    };
  };

  window.jiaozhu.searchState = { countOf, memory, recalled };
})();
