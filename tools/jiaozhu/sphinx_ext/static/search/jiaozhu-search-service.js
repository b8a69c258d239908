// A search service, where the site names one: it is asked in place of the site's own data, which are searched if it does not
// answer. Its answer is made into the result that the engine in the browser gives; tools/jiaozhu/service/app.py writes it.
(() => {
  "use strict";

  const { words, search: engine, searchData: data, site } = window.jiaozhu;
  const VERSION = 1;
  const PATIENCE = 8000; // milliseconds
  const address = site.search.service;
  let failure = "";

  /**
   * The address of a query.
   * @param {string} query
   * @param {JiaozhuAsked} asked
   */
  const addressOf = (query, { kind, source, year }) => {
    const url = new URL(address);
    const values = { q: query.slice(0, engine.MOST_QUERY), kind, source, year };
    for (const [name, value] of Object.entries(values)) if (value) url.searchParams.set(name, value);
    return url.href;
  };

  /**
   * @param {unknown} answer
   * @returns {JiaozhuServed}
   */
  const checked = (answer) => {
    const served = /** @type {JiaozhuServed} */ (answer);
    const parts = [served?.hits, served?.pages, served?.sources, served?.words, served?.forms];
    if (served?.version !== VERSION || !parts.every(Array.isArray)) throw new Error(words("another version"));
    const pages = served.pages.length;
    if (!served.hits.every((hit) => hit.page >= 0 && hit.page < pages)) throw new Error(words("not an answer"));
    if (served.pages.some(([page]) => /^([a-z]+:|\/)/i.test(page))) throw new Error(words("not an answer"));
    return served;
  };

  /**
   * @param {JiaozhuServedHit} hit
   * @returns {JiaozhuHit}
   */
  const hitOf = ({ page, kind, anchor, own, text, level, entry, under, times, spots }) => ({
    record: {
      page,
      kind,
      anchor: own,
      text,
      changed: null,
      entry: entry && { head: entry[0], body: entry[1] },
      heading: level,
      under,
    },
    anchor,
    times,
    spots,
  });

  /**
   * @param {string} query
   * @param {JiaozhuAsked} asked
   * @returns {Promise<JiaozhuResult>}
   */
  const ask = async (query, asked) => {
    const stop = AbortSignal.timeout(PATIENCE);
    const response = await fetch(addressOf(query, asked), { credentials: "omit", signal: stop });
    if (!response.ok) throw new Error(String(response.status));
    const served = checked(await response.json());
    if (!asked.stale?.()) data.serve(served);
    return {
      query,
      words: served.words,
      hits: served.hits.map(hitOf),
      searched: 1,
      all: 1,
      sounds: [],
      term: served.term,
      answers: [],
      cut: query.length > engine.MOST_QUERY,
      served: { tallies: served.tallies, exact: served.exact, passages: served.count, times: served.times },
    };
  };

  /**
   * The service's answer; null once it has failed, and from then on.
   * @param {string} query
   * @param {JiaozhuAsked} asked
   */
  const tried = async (query, asked) => {
    try {
      return await ask(query, asked);
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      data.release();
      return null;
    }
  };

  if (address) {
    const { find, near } = engine;
    engine.find = async (query, asked = {}) => {
      const served = failure || !query.trim() ? null : await tried(query, asked);
      if (served) return served;
      const result = await find(query, asked);
      return failure ? { ...result, failure } : result;
    };
    engine.near = async (query, result) => (result.served ? [] : near(query, result));
  }
})();
