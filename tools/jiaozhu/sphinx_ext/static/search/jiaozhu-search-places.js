// Places: where in the shards something is like a string, and what a query is about once it is loosened.
(() => {
  "use strict";

  const { folding, loose, likeness, searchData: data } = window.jiaozhu;
  const ALIKE = 0.4; // letters wrong that a place with letters that only sound or look alike is put behind others
  const MOST_ALIGNED = 300; // records whose best place is looked at closely

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
   * Records that have something like a pattern, the likeliest first. Letters as they are typed may be wrong; where letters
   * may also be others that sound or look alike, one fewer may be, or almost anything would be like anything.
   * @param {JiaozhuLooseShard[]} shards
   * @param {JiaozhuPattern} pattern
   */
  const candidates = (shards, pattern) => {
    const most = tolerated(pattern.length);
    /** @type {{ shard: number, record: number, distance: number, ends: number[] }[]} */
    const found = [];
    /** @type {number[]} */
    const ends = [];
    const look = (/** @type {number} */ admitted, /** @type {number} */ added) => {
      for (const [number, shard] of shards.entries()) {
        for (const [record, start] of shard.starts.entries()) {
          ends.length = 0;
          const end = endOf(shard, record);
          const distance = likeness.scan(shard.text, start, end, pattern.length, admitted, ends);
          if (ends.length) found.push({ shard: number, record, distance: distance + added, ends: ends.slice() });
        }
      }
    };
    likeness.masked(pattern, true, () => look(most, 0));
    likeness.masked(pattern, false, () => look(Math.max(0, most - 1), ALIKE));
    return found.sort((a, b) => a.distance - b.distance).slice(0, MOST_ALIGNED);
  };

  /**
   * The places of records that are like a string, with how like they are, from 0 to 1.
   * @param {JiaozhuLooseShard[]} shards
   * @param {string} string Loosened.
   * @returns {JiaozhuLikePlace[]}
   */
  const placesLike = (shards, string) =>
    likeness.patterns(string).flatMap((pattern) => {
      const { length } = pattern;
      const reach = length + tolerated(length) + 1;
      return candidates(shards, pattern).flatMap(({ shard: number, record, ends }) => {
        const { text, starts } = shards[number];
        const best = ends
          .map((end) => likeness.align(pattern, text, Math.max(starts[record], end - reach), end))
          .reduce((a, b) => (b.cost < a.cost ? b : a));
        if (best.cost > affordable(length)) return [];
        return [{ shard: number, record, start: best.start, end: best.end, like: 1 - best.cost / length }];
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
