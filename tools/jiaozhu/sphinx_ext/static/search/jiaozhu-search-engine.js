// The search itself: finding and ranking. No page is touched here; jiaozhu-search.js shows what is found.
(() => {
  "use strict";

  const { folding, searchAnswers: answers, searchData: data, searchNear, sounds } = window.jiaozhu;
  const MOST_QUERY = 500; // characters of a query that are looked at
  const ENOUGH = 60; // hits after which no further shard is loaded unasked
  const AT_ONCE = 6; // shards loaded side by side
  const LITTLE = 4; // hits; with fewer, what is near is looked for too
  const MOST_SHARDS = 48; // loaded unasked by one search: some two megabytes
  /** Of two hits alike in all else, which comes first. */
  const ORDER = ["text", "apparatus", "note", "figure", "term", "page"];

  /**
   * The words of a query: white space parts them. Nothing else means anything: quotation marks are looked for like every
   * other character.
   * @param {string} query
   */
  const queryWords = (query) => {
    const folded = query.slice(0, MOST_QUERY).split(/\s+/u).map(folding.fold).filter(Boolean);
    return Array.from(new Set(folded));
  };

  /**
   * The act that changed a stretch of a source reading; null if none of it is changed.
   * @param {JiaozhuChanged[]} changed
   * @param {number} start
   * @param {number} end
   */
  const touched = (changed, start, end) => {
    const found = changed.find((item) => start < item.end && end > item.start);
    return found ? found.act : null;
  };

  /**
   * Every record of a shard that contains a word: its index, how often, and where first.
   * @param {JiaozhuShard} shard
   * @param {string} word
   */
  const scan = (shard, word) => {
    /** @type {{ record: number, times: number, at: number, act: string | null }[]} */
    const hits = [];
    /** @type {(record: number, at: number) => boolean} Whether the place counts: in a source reading only changes do. */
    const add = (record, at) => {
      const { changed } = shard.records[record];
      const act = changed ? touched(changed, at, at + word.length) : null;
      if (changed && !act) return false;
      const last = hits[hits.length - 1];
      if (last?.record === record) last.times += 1;
      else hits.push({ record, times: 1, at, act });
      return true;
    };
    let record = 0;
    let at = shard.text.indexOf(word);
    while (at >= 0) {
      while (record + 1 < shard.starts.length && shard.starts[record + 1] <= at) record += 1;
      const step = add(record, at - shard.starts[record]) ? word.length : 1;
      at = shard.text.indexOf(word, at + step);
    }
    return hits;
  };

  /**
   * Records on the pages of a shard that have all words; an entry of the glossary is a page of its own.
   * @param {JiaozhuShard} shard
   * @param {string[]} list
   * @returns {JiaozhuHit[]}
   */
  const search = (shard, list) => {
    const unit = (/** @type {{ record: number }} */ hit) => {
      const record = shard.records[hit.record];
      return record.kind === "term" ? record.anchor : record.page;
    };
    const found = list.map((word) => scan(shard, word));
    const units = found.map((hits) => new Set(hits.map(unit)));
    /** @type {Map<number, JiaozhuHit>} */
    const merged = new Map();
    for (const [which, hits] of found.entries()) {
      for (const hit of hits) {
        if (!units.every((set) => set.has(unit(hit)))) continue;
        const record = shard.records[hit.record];
        const known = merged.get(hit.record) ?? {
          record,
          anchor: hit.act ? `c-${hit.act}` : record.anchor,
          times: 0,
          spots: [],
        };
        merged.set(hit.record, known);
        known.times += hit.times;
        known.spots.push([hit.at, hit.at + list[which].length]);
      }
    }
    return Array.from(merged.entries())
      .sort(([a], [b]) => a - b)
      .map(([, hit]) => hit);
  };

  /**
   * Whether a shard has pages of the source and the year that are asked for.
   * @param {number} number
   * @param {JiaozhuAsked} asked
   */
  const suits = (number, { source, year }) => {
    if (!source && !year) return true;
    const { pages, shards, sources } = data.loaded();
    const [, first, count] = shards[number];
    return pages
      .slice(first, first + count)
      .some((page) => (!source || sources[page[2]]?.[0] === source) && (!year || page[3] === year));
  };

  /**
   * What hits are ordered by, the most important first: the entry of the term that was asked for; then how many of the
   * words are near each other, and how near; then the kind.
   * @param {JiaozhuHit} hit
   * @param {JiaozhuResult} result
   */
  const sortKeys = (hit, result) => {
    const several = result.words.length > 1;
    const isEntry = hit.record.kind === "term" && hit.record.anchor === result.term;
    const opens = !several && hit.record.kind === "term" && hit.spots.some(([start]) => start === 0);
    const kind = ORDER.indexOf(hit.record.kind);
    const grade = opens ? 1 : 2;
    if (!several) return [isEntry ? 0 : grade, 0, 0, kind];
    const low = Math.min(...hit.spots.map(([start]) => start));
    const high = Math.max(...hit.spots.map(([, end]) => end));
    return [isEntry ? 0 : grade, -hit.spots.length, high - low, kind];
  };

  /** @param {JiaozhuResult} result */
  const rank = (result) => {
    const keys = new Map(result.hits.map((hit) => [hit, sortKeys(hit, result)]));
    const of = (/** @type {JiaozhuHit} */ hit) => keys.get(hit) ?? [];
    result.hits.sort((a, b) => {
      const other = of(b);
      const differing = of(a).findIndex((value, at) => value !== other[at]);
      return differing < 0 ? 0 : of(a)[differing] - other[differing];
    });
  };

  /**
   * The shards to be searched next: those that are loaded already, else as many as are loaded side by side.
   * @param {number[]} numbers
   * @param {number} from
   */
  const nextShards = (numbers, from) => {
    const first = numbers.findIndex((number, at) => at >= from && !data.shards[number]);
    const loaded = first < 0 ? numbers.length : first;
    if (loaded > from) return { some: numbers.slice(from, loaded), load: false };
    return {
      some: numbers.slice(from, from + (data.loaded().index ? AT_ONCE : numbers.length)),
      load: true,
    };
  };

  /**
   * Whether a search of a large corpus has too few hits yet, and may load more.
   * @param {JiaozhuResult} result
   * @param {number} cost Shards that it has loaded.
   */
  const isWanting = ({ hits }, cost) => hits.length < ENOUGH && cost < MOST_SHARDS;

  /**
   * Search shard after shard until there are enough hits.
   * @param {number[]} numbers
   * @param {JiaozhuResult} result
   * @param {JiaozhuAsked} asked
   */
  const searchAll = async (numbers, result, asked) => {
    const goesOn = data.loaded().index && !asked.whole ? isWanting : () => true;
    let cost = 0;
    while (result.searched < numbers.length && goesOn(result, cost)) {
      const { some, load } = nextShards(numbers, result.searched);
      await Promise.all(some.map(data.loadShard));
      if (asked.stale?.()) return;
      result.hits = result.hits.concat(...some.map((number) => search(data.shards[number], result.words)));
      result.searched += some.length;
      cost += load ? some.length : 0;
    }
    rank(result);
  };

  /**
   * Find a query. Unless `whole`, no shard is loaded once there are enough hits; then `searched` is less than `all`, and
   * the count is a lower bound.
   * @param {string} query
   * @param {JiaozhuAsked} [asked]
   * @returns {Promise<JiaozhuResult>} The hits in the order of rank.
   */
  const find = async (query, asked = {}) => {
    await data.ready();
    const { aliases, terms } = data.loaded();
    /** @type {JiaozhuResult} */
    const result = {
      query,
      words: queryWords(query),
      hits: [],
      searched: 0,
      all: 0,
      sounds: [],
      term: null,
      answers: [],
      cut: query.length > MOST_QUERY,
    };
    if (!result.words.length) return result;
    const whole = folding.fold(query);
    result.term = Object.hasOwn(terms, whole) ? terms[whole] : null;
    result.sounds = sounds.sounding(query, aliases);
    const numbers = (await data.candidates(result.words)).filter((number) => suits(number, asked));
    result.all = numbers.length;
    await searchAll(numbers, result, asked);
    await data.loadShard(0);
    if (!asked.stale?.()) result.answers = answers(query);
    return result;
  };

  /**
   * What is near a query that is found hardly anywhere; nothing for other queries.
   * @param {string} query
   * @param {JiaozhuResult} result What the exact search found.
   */
  const near = async (query, result) => {
    const isFound = result.hits.length >= LITTLE || (result.sounds.length && !result.hits.length);
    if (!result.words.length || isFound) return [];
    await data.loadNear();
    if (data.loaded().index) {
      const shards = await data.likeliest(result.words, AT_ONCE);
      await Promise.all(shards.map(data.loadShard));
    }
    const known = new Set([...result.hits, ...result.answers].map((hit) => hit.record));
    const answered = new Set(result.answers.map(({ record, anchor }) => `${record.page}#${anchor}`));
    return searchNear(query.slice(0, MOST_QUERY), { known }).filter(
      ({ record, anchor }) => !answered.has(`${record.page}#${anchor}`),
    );
  };

  window.jiaozhu.search = {
    MOST_QUERY,
    find,
    near,
    queryWords,
    slips: (query) => sounds.slips(query, data.loaded().aliases),
  };
})();
