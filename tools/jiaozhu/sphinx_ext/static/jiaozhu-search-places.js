// Places: where in the shards something is like a string, and what a query is about once it is loosened.
(() => {
  "use strict";

  const { folding, loose, likeness, searchData: data } = window.jiaozhu;
  const MOST_ALIGNED = 400; // records whose best place is looked at closely

  /**
   * A shard's text, loosened once.
   * @param {JiaozhuShard} shard
   * @returns {JiaozhuLooseShard}
   */
  const loosened = (shard) => {
    if (shard.loose) return shard.loose;
    const { text, at } = loose.loosen(shard.text);
    const starts = [0];
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
    shard.loose = { text, at, starts: shard.records.length ? starts : [] };
    return shard.loose;
  };

  /**
   * A query, folded and loosened: its words, less what only asks.
   * @param {string} query
   * @returns {JiaozhuTopic}
   */
  const topicOf = (query) => {
    const folded = query.split(/\s+/u).map(folding.fold).join(" ").trim();
    const topic = loose.topic(folded);
    const list = topic
      .split(" ")
      .map((word) => loose.loosen(word).text)
      .filter(Boolean);
    return {
      words: Array.from(new Set(list)),
      whole: list.join(""),
      asks: topic !== folded,
    };
  };

  /**
   * How many letters may be wrong, missing or extra.
   * @param {number} length
   */
  const tolerated = (length) => {
    if (length < 3) return 0;
    if (length < 6) return 1;
    return length < 9 ? 2 : Math.min(6, Math.floor(length / 3));
  };

  /**
   * What a likeness may cost at most.
   * @param {number} length
   */
  const affordable = (length) => (length < 3 ? 0.45 : Math.max(1.05, 0.3 * length));

  /**
   * The end of a record in its shard's loosened text.
   * @param {JiaozhuLooseShard} shard
   * @param {number} record
   */
  const endOf = ({ text, starts }, record) => (starts[record + 1] ?? text.length + 1) - 1;

  /**
   * The places of records that are like a string, with how like they are, from 0 to 1.
   * @param {JiaozhuLooseShard[]} shards
   * @param {string} string Loosened.
   * @returns {JiaozhuLikePlace[]}
   */
  const placesLike = (shards, string) =>
    likeness.patterns(string).flatMap((pattern) => {
      const { length } = pattern;
      const most = tolerated(length);
      /** @type {{ shard: number, record: number, distance: number, ends: number[] }[]} */
      const found = [];
      likeness.masked(pattern, () => {
        for (const [number, shard] of shards.entries()) {
          for (const [record, start] of shard.starts.entries()) {
            /** @type {number[]} */
            const ends = [];
            const distance = likeness.scan(shard.text, start, endOf(shard, record), length, most, ends);
            if (distance <= most) found.push({ shard: number, record, distance, ends });
          }
        }
      });
      found.sort((a, b) => a.distance - b.distance);
      return found.slice(0, MOST_ALIGNED).flatMap(({ shard: number, record, ends }) => {
        const shard = shards[number];
        const low = shard.starts[record];
        const best = ends
          .map((end) => likeness.align(pattern, shard.text, Math.max(low, end - length - most - 1), end))
          .reduce((a, b) => (b.cost < a.cost ? b : a));
        if (best.cost > affordable(length)) return [];
        return [
          {
            shard: number,
            record,
            start: best.start,
            end: best.end,
            like: 1 - best.cost / length,
          },
        ];
      });
    });

  /**
   * What the entries of the glossary are called, loosened, by their anchors.
   * @returns {Map<string, string[]>}
   */
  const names = () => {
    const head = data.loaded();
    head.names ??= Object.entries(head.terms).reduce(
      (map, [name, anchor]) => {
        const { text } = loose.loosen(name);
        if (text) map.set(anchor, [...(map.get(anchor) ?? []), text]);
        return map;
      },
      /** @type {Map<string, string[]>} */ (new Map()),
    );
    return head.names;
  };

  /**
   * The entries that a query names, the longest name first.
   * @param {string} whole
   */
  const named = (whole) =>
    Array.from(names(), ([anchor, list]) => {
      const inside = list.filter((name) => name.length > 1 && whole.includes(name));
      return {
        anchor,
        list,
        name: inside.sort((a, b) => b.length - a.length)[0] ?? "",
      };
    })
      .filter(({ name }) => name)
      .sort((a, b) => b.name.length - a.name.length);

  window.jiaozhu.searchPlaces = { loosened, topicOf, endOf, placesLike, named };
})();
