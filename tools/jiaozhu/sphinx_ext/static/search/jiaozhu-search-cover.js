// Cover: how many of a query's units each record has, by weight; a record is covered by what is around it too, and by other
// names of what the query names.
(() => {
  "use strict";

  const { folding, loose, searchData: data, searchPlaces, searchUnits: parts } = window.jiaozhu;
  const MOST_WORDS = 3; // of a query that are looked for one by one if no page has them
  /** What the words around a record add: its heading, its page, its source. */
  const AROUND = 0.7;

  /**
   * The weight of each unit: less the more records have it.
   * @param {JiaozhuUnit[]} units
   * @param {Int32Array[]} masks
   */
  const weigh = (units, masks) => {
    const counts = units.map(() => 0);
    let all = 1;
    for (const shard of masks) {
      all += shard.length;
      for (const mask of shard) {
        for (let rest = mask; rest; rest &= rest - 1) counts[31 - Math.clz32(rest & -rest)] += 1;
      }
    }
    return units.map(({ weight }, bit) => weight * Math.log(1 + all / (counts[bit] || Math.sqrt(all))));
  };

  /**
   * @param {number} mask
   * @param {number[]} weights
   */
  const weight = (mask, weights) => {
    let sum = 0;
    for (let rest = mask; rest; rest &= rest - 1) sum += weights[31 - Math.clz32(rest & -rest)];
    return sum;
  };

  /**
   * Other names of what a query names, each with the units of the name that it has.
   * @param {string} whole
   * @param {JiaozhuUnit[]} units
   */
  const otherNames = (whole, units) =>
    searchPlaces
      .named(whole)
      .slice(0, MOST_WORDS)
      .flatMap(({ list, name }) => {
        const bits = parts.maskOf(name, units);
        return bits ? list.filter((other) => other !== name).map((other) => ({ other, bits })) : [];
      });

  /**
   * Which units are around a record: in its heading, in the title, the source and the year of its page, in the title of
   * the edition.
   * @param {JiaozhuUnit[]} units
   * @param {{ other: string, bits: number }[]} others
   */
  const surroundings = (units, others) => {
    const { pages, sources, title: edition } = data.loaded();
    /** @type {Map<string | number, number>} */
    const known = new Map();
    const maskOf = (/** @type {string} */ text) => {
      const { text: own } = loose.loosen(folding.fold(text));
      const given = others.filter(({ other }) => own.includes(other));
      return given.reduce((mask, { bits }) => mask | bits, parts.maskOf(own, units));
    };
    const once = (/** @type {string | number} */ key, /** @type {() => string} */ text) => {
      const mask = known.get(key) ?? maskOf(text());
      known.set(key, mask);
      return mask;
    };
    return (/** @type {JiaozhuRecord} */ { page, under }) => {
      const [, title, source, year] = pages[page];
      const around = once(page, () => [title, sources[source]?.[1] ?? "", year, edition].join("\n"));
      return under.reduce((mask, heading) => mask | once(`${page} ${heading}`, () => heading), around);
    };
  };

  /**
   * Give the units of a word that no record has to every record that has something like it.
   * @param {JiaozhuLooseShard[]} shards
   * @param {string[]} list
   * @param {JiaozhuUnit[]} units
   * @param {Int32Array[]} masks
   */
  const giveLike = (shards, list, units, masks) => {
    const unmet = list.filter((word) => word.length > 1 && !shards.some(({ text }) => text.includes(word)));
    for (const word of unmet.slice(0, MOST_WORDS)) {
      const bits = parts.maskOf(word, units);
      for (const { shard, record } of searchPlaces.placesLike(shards, word)) masks[shard][record] |= bits;
    }
  };

  /**
   * How many of a query's units each record has, by weight, from 0 to 1.
   * @param {JiaozhuLooseShard[]} shards
   * @param {JiaozhuTopic} topic
   * @param {boolean} [strict] Whether a word that no record has counts only for its units, not for what is like it.
   * @returns {JiaozhuCover}
   */
  const cover = (shards, topic, strict = false) => {
    const units = parts.unitsOf(topic.words);
    parts.prepare(units);
    const masks = shards.map((shard) => parts.masksOf(shard, units));
    const others = otherNames(topic.whole, units);
    for (const { other, bits } of others) {
      for (const [at, shard] of shards.entries()) parts.spread(shard, other, false, bits, masks[at]);
    }
    if (topic.words.length > 1 && !strict) giveLike(shards, topic.words, units, masks);
    const weights = weigh(units, masks);
    const total = weights.reduce((sum, own) => sum + own, 0) || 1;
    const around = surroundings(units, others);
    return {
      units,
      masks,
      of: (shard, number, record) => {
        const own = masks[shard][number];
        return (weight(own, weights) + AROUND * weight(around(record) & ~own, weights)) / total;
      },
    };
  };

  window.jiaozhu.searchCover = cover;
})();
