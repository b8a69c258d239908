// The edition's own answers, which come before all hits: the entry of the term that is asked about, the page that explains
// what is asked for, the row of a figure.
(() => {
  "use strict";

  const { loose, searchCover: cover, searchData: data, searchPlaces: places } = window.jiaozhu;
  const MOST_ROWS = 2;
  const MOST_PAGES = 2;
  const MOST_PARTS = 8; // paragraphs or items of a page that an answer shows
  const AS_GOOD = 0.98; // of the best row
  const ENOUGH = 0.8; // of a query that a row must have
  const LEFT = 0.34; // of a query that a page's words need not have

  /**
   * @param {JiaozhuRecord} record
   * @returns {JiaozhuHit}
   */
  const answer = (record) => ({
    record,
    anchor: record.anchor,
    times: 1,
    spots: [],
  });

  /**
   * The entry that the whole query names; or, of a question, the entry with the longest name in it.
   * @param {JiaozhuTopic} topic
   */
  const entryOf = ({ whole, asks }) => {
    const [first] = places.named(whole);
    return first && (first.name === whole || asks) ? first.anchor : null;
  };

  /**
   * Pages that say of themselves that they answer these words.
   * @param {JiaozhuTopic} topic
   */
  const pages = ({ whole }) =>
    data
      .loaded()
      .answers.map(([list, page, anchor, shown]) => {
        const longestFirst = list.map((word) => loose.loosen(word).text).sort((a, b) => b.length - a.length);
        const rest = longestFirst.reduce((left, word) => (word ? left.replaceAll(word, "") : left), whole);
        return { page, anchor, shown, left: rest.length / whole.length };
      })
      .filter(({ left }) => left <= LEFT)
      .sort((a, b) => a.left - b.left)
      .slice(0, MOST_PAGES);

  /**
   * Rows of figures that have all of a query that is about a figure, themselves or in their heading.
   * @param {JiaozhuTopic} topic
   */
  const rows = (topic) => {
    const [shard] = data.shards;
    const figures = (shard?.records ?? []).filter(({ kind, heading }) => kind === "figure" && !heading);
    if (!figures.length || topic.whole.length < 4) return [];
    const { masks, of } = cover([places.loosened(shard)], topic, true);
    const found = shard.records
      .map((record, at) => ({
        record,
        at,
        has: figures.includes(record) && masks[0][at] ? of(0, at, record) : 0,
      }))
      .filter(({ has }) => has >= ENOUGH)
      .sort((a, b) => b.has - a.has || a.at - b.at);
    return found
      .filter(({ has }) => has > AS_GOOD * found[0].has)
      .slice(0, MOST_ROWS)
      .map(({ record }) => record);
  };

  /**
   * @param {string} query
   * @returns {JiaozhuHit[]}
   */
  const answers = (query) => {
    const topic = places.topicOf(query);
    const [shard] = data.shards;
    if (!shard || !topic.whole) return [];
    const { records } = shard;
    const anchor = entryOf(topic);
    const term = anchor ? records.find((record) => record.kind === "term" && record.anchor === anchor) : null;
    const found = pages(topic).map(({ page, anchor: place, shown }) => {
      const own = records.filter((record) => record.page === page);
      const at = own.findIndex((record) => record.anchor === place);
      const after = own.slice(at + 1);
      const end = after.findIndex(({ heading }) => heading > 0);
      const section = after.slice(0, end < 0 ? MOST_PARTS : Math.min(end, MOST_PARTS));
      const text = section.map((record) => record.text).join(" \u00b7 ");
      const entry = { head: shown.length, body: shown.length + 1 };
      const said = { text: `${shown} ${text}`, entry, under: [], heading: 0 };
      return answer({ ...said, page, anchor: place, kind: "page", changed: null });
    });
    return [...(term ? [answer(term)] : []), ...found, ...rows(topic).map(answer)];
  };

  window.jiaozhu.searchAnswers = answers;
})();
