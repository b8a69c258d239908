// The lenient search: what is near a query, for one that is hardly found exactly so. A record is as near as the place in it that is
// most like the query, or as it has the query's units; whichever is more. It never has a record that the exact search has.
(() => {
  "use strict";

  const { loose, searchCover: cover, searchData: data, searchPlaces: places } = window.jiaozhu;
  const MOST_NEAR = 20; // hits
  const LEAST = 0.5; // likeness of a hit
  const COVERED = 0.95; // of a record that has all units, beside one that has the query itself
  const KINDS = ["term", "text", "figure", "note", "apparatus", "page"];

  /**
   * What an entry of the glossary gains for being named by the query, or for being like it.
   * @param {JiaozhuRecord} record
   * @param {string} whole
   * @param {Map<string, string>} asked The name of each entry that the query names.
   */
  const favour = (record, whole, asked) => {
    if (record.heading) return 0.06;
    const name = record.kind === "term" ? asked.get(record.anchor) : undefined;
    if (!name) return 0;
    return name.length === whole.length ? 0.6 : 0.1 + (0.35 * name.length) / whole.length;
  };

  /**
   * Where a record has units, as places of its folded text.
   * @param {JiaozhuLooseShard} shard
   * @param {number} record
   * @param {JiaozhuUnit[]} units
   * @returns {[number, number][]}
   */
  const unitPlaces = (shard, record, units) => {
    const start = shard.starts[record];
    const text = shard.text.slice(start, places.endOf(shard, record));
    /** @type {[number, number][]} */
    const spots = [];
    for (const { text: unit } of units) {
      const at = text.indexOf(unit);
      if (at >= 0) spots.push([start + at, start + at + unit.length]);
    }
    return spots;
  };

  /**
   * Places that touch, as one.
   * @param {[number, number][]} spots
   */
  const joined = (spots) => {
    /** @type {[number, number][]} */
    const out = [];
    for (const [start, end] of spots.sort((a, b) => a[0] - b[0])) {
      const last = out[out.length - 1];
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else out.push([start, end]);
    }
    return out;
  };

  /**
   * Candidates for a topic: at most one of each record, the likeliest.
   * @param {JiaozhuShard[]} held
   * @param {JiaozhuLooseShard[]} shards
   * @param {JiaozhuTopic} topic
   * @param {JiaozhuCover} covered
   * @param {Set<JiaozhuRecord>} known The records that are found already.
   */
  const candidates = (held, shards, topic, covered, known) => {
    /** @type {Map<JiaozhuRecord, JiaozhuCandidate>} */
    const found = new Map();
    const propose = (/** @type {JiaozhuCandidate} */ candidate) => {
      const record = held[candidate.shard].records[candidate.record];
      const before = found.get(record);
      if (known.has(record) || record.changed || (before && before.like >= candidate.like)) return;
      found.set(record, candidate);
    };
    for (const { start, end, like, ...place } of places.placesLike(shards, topic.whole)) {
      propose({ ...place, like, spots: [[start, end]] });
    }
    for (const [shard, masks] of covered.masks.entries()) {
      masks.forEach((mask, record) => {
        const like = mask ? COVERED * covered.of(shard, record, held[shard].records[record]) : 0;
        if (like >= LEAST) propose({ shard, record, like, spots: null });
      });
    }
    return found;
  };

  /**
   * What is near a query in the shards that are loaded.
   * @param {string} query
   * @param {{ known?: Set<JiaozhuRecord> }} [asked] The records that are found already.
   * @returns {JiaozhuHit[]}
   */
  const near = (query, { known = new Set() } = {}) => {
    const topic = places.topicOf(query);
    if (topic.whole.length < 2) return [];
    const held = data.shards.filter(Boolean);
    const shards = held.map(places.loosened);
    const covered = cover(shards, topic);
    const asked = new Map(places.named(topic.whole).map(({ anchor, name }) => [anchor, name]));
    return Array.from(candidates(held, shards, topic, covered, known), ([record, candidate]) => {
      const gained = favour(record, topic.whole, asked) - 0.01 * KINDS.indexOf(record.kind);
      return { record, candidate, rank: candidate.like + gained };
    })
      .sort((a, b) => b.rank - a.rank)
      .slice(0, MOST_NEAR)
      .map(({ record, candidate }) => hit(record, candidate, shards[candidate.shard], held, covered.units));
  };

  /**
   * @param {JiaozhuRecord} record
   * @param {JiaozhuCandidate} candidate
   * @param {JiaozhuLooseShard} shard
   * @param {JiaozhuShard[]} held
   * @param {JiaozhuUnit[]} units
   * @returns {JiaozhuHit}
   */
  const hit = (record, candidate, shard, held, units) => {
    const spots = candidate.spots ?? unitPlaces(shard, candidate.record, units);
    const start = held[candidate.shard].starts[candidate.record];
    const found = spots.map(([from, to]) => loose.place(shard, from, to));
    return {
      record,
      anchor: record.anchor,
      times: 1,
      spots: joined(found.map(([from, to]) => [from - start, to - start])),
      like: candidate.like,
    };
  };

  window.jiaozhu.searchNear = near;
})();
