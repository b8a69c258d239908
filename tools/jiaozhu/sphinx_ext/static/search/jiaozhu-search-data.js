// The data of the search: a head, shards of records, slices of an index; each is a script that calls back here when it is
// loaded. outputs/search/shards.py writes them.
(() => {
  "use strict";

  const { folding, likeness, loose, page } = window.jiaozhu;
  /** Buckets of a query that are looked up: more of them hardly narrow it, and each may cost a file. */
  const MOST_BUCKETS = 24;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  /** @type {JiaozhuHead | null} */
  let head = null;
  let base = "";
  let heard = false; // whether it is known what sounds and looks alike
  /** @type {JiaozhuShard[]} */
  const shards = [];
  /** @type {string[][]} */
  const slices = [];

  /** The head, once it is loaded. */
  const loaded = () => {
    if (!head) throw new Error("head.js");
    return head;
  };

  /**
   * @param {string} name
   * @param {string} [version]
   */
  const load = (name, version) => page.load(base + name + (version ? `?v=${version}` : ""));

  /** What sounds and looks alike: only a search that finds little needs it. */
  const loadNear = () => (heard ? Promise.resolve() : load("near.js"));

  const ready = () => (head ? Promise.resolve() : load("head.js"));

  /** @param {number} number */
  const loadShard = (number) =>
    shards[number] ? Promise.resolve() : load(`shard-${number}.js`, loaded().shards[number][0]);

  /**
   * The changed stretches of a source reading, as offsets of its folded form.
   * @param {JiaozhuRow} row
   * @returns {JiaozhuChanged[] | null}
   */
  const changes = ([, , text, changed]) =>
    Array.isArray(changed)
      ? changed.map(([start, end, act]) => ({
          start: folding.fold(text.slice(0, start)).length,
          end: folding.fold(text.slice(0, end)).length,
          act,
        }))
      : null;

  /**
   * The records of a page. Each knows the headings that it is under, from the second level on.
   * @param {number} page
   * @param {JiaozhuRow[]} rows
   * @returns {JiaozhuRecord[]}
   */
  const recordsOf = (page, rows) => {
    const { kinds } = loaded();
    /** @type {string[]} Of each level the heading that is in force. */
    const headings = [];
    return rows.map((row) => {
      const [kind, anchor, text, more] = row;
      const heading = typeof more === "number" ? more : 0;
      if (heading) {
        headings.length = heading;
        headings[heading] = text;
      }
      const under = headings.slice(2, heading || undefined).filter(Boolean);
      const entry = typeof more === "object" && !Array.isArray(more) ? more : null;
      return {
        page,
        kind: kinds[kind],
        anchor,
        text,
        changed: changes(row),
        entry,
        heading,
        under,
      };
    });
  };

  /**
   * A shard's records: one long folded text, and where each record begins in it.
   * @param {number} number
   * @param {JiaozhuRow[][]} pages
   * @returns {JiaozhuShard}
   */
  const taken = (number, pages) => {
    const first = loaded().shards[number][1];
    const records = pages.flatMap((rows, at) => recordsOf(first + at, rows));
    const parts = records.map((record) => folding.fold(record.text));
    let length = 0;
    const starts = parts.map((part) => {
      const start = length;
      length += part.length + 1; // a line feed between: folding leaves none
      return start;
    });
    return { records, starts, text: parts.join("\n") };
  };

  /**
   * The bucket of one character or two; the same hash as in outputs/search/gram_index.py.
   * @param {string[]} characters
   * @param {number} buckets
   */
  const hashed = (characters, buckets) => {
    let value = 0;
    for (const char of characters) {
      value = (Math.imul(value ^ (char.codePointAt(0) ?? 0), 2654435761) + 40503) >>> 0;
    }
    return (value >>> 7) % buckets;
  };

  /**
   * A bucket's shards, written as the gaps between them; null for all.
   * @param {string} text
   */
  const unpacked = (text) => {
    if (text === "*") return null;
    /** @type {Set<number>} */
    const held = new Set();
    let before = -1;
    let value = 0;
    let shift = 0;
    for (const char of text) {
      const digit = DIGITS.indexOf(char);
      value += (digit & 31) << shift;
      shift += 5;
      if (digit & 32) continue;
      before += value + 1;
      held.add(before);
      value = 0;
      shift = 0;
    }
    return held;
  };

  /**
   * The buckets of the pairs of characters in a query's words.
   * @param {string[]} list
   * @param {number} count
   */
  const bucketsOf = (list, count) => {
    /** @type {Set<number>} */
    const buckets = new Set();
    for (const word of list) {
      const characters = Array.from(word);
      if (characters.length === 1) buckets.add(hashed(characters, count));
      for (let at = 0; at + 1 < characters.length; at += 1) buckets.add(hashed(characters.slice(at, at + 2), count));
    }
    return Array.from(buckets).slice(0, MOST_BUCKETS);
  };

  /**
   * For each bucket of some words the shards that it names; null for all. Loads the slices.
   * @param {string[]} list
   */
  const named = async (list) => {
    const { index } = loaded();
    if (!index) return [];
    const width = index.buckets / index.slices;
    const needed = bucketsOf(list, index.buckets);
    const files = new Set(needed.map((bucket) => Math.floor(bucket / width)));
    await Promise.all(Array.from(files, (slice) => (slices[slice] ? null : load(`index-${slice}.js`))));
    return needed.map((bucket) => unpacked(slices[Math.floor(bucket / width)][bucket % width]));
  };

  /**
   * The shards that can hold every word, in the order of the book.
   * @param {string[]} list
   */
  const candidates = async (list) =>
    (await named(list)).reduce(
      (left, held) => (held ? left.filter((number) => held.has(number)) : left),
      Array.from(loaded().shards.keys()),
    );

  /**
   * The shards that have the most of some words, and anything of them that is not everywhere.
   * @param {string[]} list
   * @param {number} most
   */
  const likeliest = async (list, most) => {
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const held of await named(list)) for (const at of held ?? []) counts.set(at, (counts.get(at) ?? 0) + 1);
    return Array.from(counts)
      .sort(([a, own], [b, other]) => other - own || a - b)
      .slice(0, most)
      .map(([number]) => number);
  };

  window.jiaozhu.searchData = {
    /** Called by the scripts of data. */
    head: (data) => {
      head = data;
      folding.addForms(data.traditional[0], data.traditional[1]);
      if (data.leniency) loose.learn(data.leniency);
    },
    shard: (number, pages) => {
      shards[number] = taken(number, pages);
    },
    slice: (number, text) => {
      slices[number] = text.split(",");
    },
    near: (data) => {
      heard = true;
      likeness.learn(data);
    },
    /** What a service answers is all that is known of pages and sources until the next answer. */
    serve: ({ pages, sources, title, forms }) => {
      head = {
        ...{ kinds: [], title, sources, pages, traditional: forms, shards: [], length: 0, terms: {}, answers: [] },
        ...{ aliases: [], index: null, leniency: null },
      };
      folding.addForms(forms[0], forms[1]);
    },
    /** Search the site's own data from now on. */
    release: () => {
      head = null;
    },
    at: (address) => {
      base = address;
    },
    loaded,
    ready,
    loadShard,
    loadNear,
    /** How many shards have come, of how many; 0 of 0 before that is known. */
    progress: () => ({
      loaded: shards.filter(Boolean).length,
      all: head ? head.shards.length : 0,
    }),
    shards,
    candidates,
    likeliest,
    hashed,
    unpacked,
  };
})();
