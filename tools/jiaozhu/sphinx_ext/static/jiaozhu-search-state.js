// What a search says of what it found, and where it is kept: on its own page in the address, in a dialog for the tab.
(() => {
  "use strict";

  const { words, plural, page } = window.jiaozhu;
  const MOST_SHOWN = 40; // characters of the query that the count repeats
  const PARAMETERS = ["q", "kind", "source", "year", "at"];
  const KEPT = "jiaozhu-search";

  /**
   * What was found, in a sentence.
   * @param {string} query
   * @param {JiaozhuHit[]} hits
   * @param {boolean} partly Whether not everything has been searched.
   */
  const countOf = (query, hits, partly) => {
    const shown = query.length > MOST_SHOWN ? `${query.slice(0, MOST_SHOWN)}…` : query;
    if (!hits.length) {
      if (partly)
        return words("“{query}”: nothing in the part that was searched.", {
          query: shown,
        });
      return words("“{query}”: nothing found.", { query: shown });
    }
    const times = hits.reduce((sum, hit) => sum + hit.times, 0);
    const pages = new Set(hits.map((hit) => hit.record.page)).size;
    const values = {
      query: shown,
      places: plural("{n} place", "{n} places", times, { n: times }),
      passages: plural("{n} passage", "{n} passages", hits.length, {
        n: hits.length,
      }),
      pages: plural("{n} page", "{n} pages", pages, { n: pages }),
    };
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

  window.jiaozhu.searchState = {
    countOf,
    memory: (isDialog) => (isDialog ? inTab : inAddress),
  };
})();
