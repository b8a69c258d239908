// Likeness: which letters may be meant by a letter that was typed, and the place of a text that is most like a query.
// Costs are of one letter: 0 for the same, 1 for another, a missing or an extra one. The scan is Myers's (1999): the
// distance of the query from every stretch of a text, 31 letters of it at a time in the bits of one number.
(() => {
  "use strict";

  const SAME_SOUND = 0.35;
  const SAME_SHAPE = 0.4;
  const NEAR_SOUND = 0.55; // sounds that are taken for each other
  const SPELLED = 0.1; // a syllable in Latin letters
  const INITIAL = 0.3; // its first letter
  const MOST_LETTERS = 30; // bits of a number, less the sign
  const MOST_INITIALS = 2; // among the syllables of a query
  const MOST_ENDS = 4; // of equally near stretches of a record
  const MOST_NEAR = 400; // letters that may be meant by one

  /** @type {Record<string, string>} Sounds, each with its letters. */
  let sounds = {};
  /** @type {Map<string, string[]>} */
  let soundsOf = new Map();
  /** @type {Map<string, string[]>} */
  let slurs = new Map();
  /** @type {Map<string, string[]>} */
  let shapesOf = new Map();
  let longest = 0;

  /**
   * @param {Map<string, string[]>} map
   * @param {string} key
   * @param {string} value
   */
  const add = (map, key, value) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };

  /** @param {string} sound */
  const slurred = (sound) =>
    window.jiaozhu.loose.leniency().slurred.reduce((left, [from, to]) => left.replaceAll(from, to), sound);

  /**
   * The code unit of a letter in a loosened text, in which letters of numerals are figures; -1 for one of two units.
   * @param {string} letter
   */
  const unitOf = (letter) => {
    const digit = window.jiaozhu.loose.leniency().digits[letter];
    if (digit !== undefined) return String(digit).charCodeAt(0);
    return letter.length === 1 ? letter.charCodeAt(0) : -1;
  };

  /** @param {JiaozhuNearness} data */
  const learn = (data) => {
    sounds = data.sounds;
    soundsOf = new Map();
    slurs = new Map();
    shapesOf = new Map();
    for (const [sound, letters] of Object.entries(sounds)) {
      for (const letter of letters) add(soundsOf, letter, sound);
      add(slurs, slurred(sound), sound);
    }
    for (const group of data.alike) for (const letter of group) add(shapesOf, letter, group);
    longest = Math.max(0, ...Object.keys(sounds).map((sound) => sound.length));
  };

  /**
   * What may be meant by a letter: each with its cost.
   * @param {string} letter
   * @returns {Map<number, number>} By code unit.
   */
  const near = (letter) => {
    /** @type {Map<number, number>} */
    const meant = new Map();
    const mean = (/** @type {string} */ letters, /** @type {number} */ cost) => {
      for (const other of letters) {
        const unit = unitOf(other);
        if (meant.size < MOST_NEAR && unit >= 0 && cost < (meant.get(unit) ?? 1)) meant.set(unit, cost);
      }
    };
    meant.set(letter.charCodeAt(0), 0);
    const own = soundsOf.get(letter) ?? [];
    for (const sound of own) mean(sounds[sound], SAME_SOUND);
    for (const group of shapesOf.get(letter) ?? []) mean(group, SAME_SHAPE);
    for (const sound of own) for (const other of slurs.get(slurred(sound)) ?? []) mean(sounds[other], NEAR_SOUND);
    return meant;
  };

  /**
   * The letters of a syllable, or of every one that begins with a letter.
   * @param {string} syllable
   */
  const spelled = (syllable) => {
    /** @type {Map<number, number>} */
    const meant = new Map();
    const whole = Object.hasOwn(sounds, syllable);
    const which = whole ? [syllable] : Object.keys(sounds).filter((sound) => sound.startsWith(syllable));
    for (const sound of which) {
      for (const letter of sounds[sound]) meant.set(unitOf(letter), whole ? SPELLED : INITIAL);
    }
    return meant;
  };

  /**
   * What a part of Latin letters costs as a syllable: one, an initial two; null for what is neither.
   * @param {string} part
   */
  const priceOf = (part) => {
    if (Object.hasOwn(sounds, part)) return 1;
    return part.length === 1 && !"aeiouv".includes(part) ? 2 : null;
  };

  /**
   * Latin letters as syllables, the fewest; null if they cannot be divided so.
   * @param {string} letters
   * @returns {string[] | null}
   */
  const syllables = (letters) => {
    /** @type {{ cost: number, parts: string[] }[]} */
    const best = [{ cost: 0, parts: [] }];
    const extend = (/** @type {number} */ start, /** @type {number} */ end) => {
      const part = letters.slice(start, end);
      const price = best[start] ? priceOf(part) : null;
      if (price === null) return;
      const cost = best[start].cost + price;
      if (!best[end] || cost < best[end].cost) best[end] = { cost, parts: [...best[start].parts, part] };
    };
    for (let end = 1; end <= letters.length; end += 1) {
      for (let start = Math.max(0, end - longest); start < end; start += 1) extend(start, end);
    }
    const parts = best[letters.length]?.parts ?? null;
    return parts && parts.filter((part) => !Object.hasOwn(sounds, part)).length <= MOST_INITIALS ? parts : null;
  };

  /**
   * What may be meant at each place of a stretch as it is typed.
   * @param {string} letters
   */
  const plainly = (letters) => Array.from({ length: letters.length }, (_, at) => near(letters[at]));

  /**
   * A query as what may be at each of its places. Where Latin letters may be syllables too, that is a second way.
   * @param {string} query Loosened.
   * @returns {JiaozhuPattern[]}
   */
  const patterns = (query) => {
    const letters = query.slice(0, MOST_LETTERS);
    const parts = longest ? (letters.match(/[a-z]+|[^a-z]+/g) ?? []) : [];
    const heard = parts.map((part) => (/[a-z]/.test(part) ? syllables(part) : null));
    const first = plainly(letters);
    if (!heard.some((found) => found)) return [first];
    return [first, parts.flatMap((part, at) => heard[at]?.map(spelled) ?? plainly(part))];
  };

  const masks = new Int32Array(0x10000);

  /**
   * Run a scan with the masks of a pattern set.
   * @param {JiaozhuPattern} pattern
   * @param {boolean} strict Whether only letters as they are typed count.
   * @param {() => void} run
   */
  const masked = (pattern, strict, run) => {
    for (const [at, meant] of pattern.entries()) {
      for (const [unit, cost] of meant) if (!strict || cost <= SPELLED) masks[unit] |= 1 << at;
    }
    run();
    for (const meant of pattern) for (const unit of meant.keys()) masks[unit] = 0;
  };

  /**
   * Keep an end of a stretch that is as near as the nearest so far, up to four; return the least distance.
   * @param {number[]} ends
   * @param {number} end
   * @param {number} distance
   * @param {number} best
   */
  const keep = (ends, end, distance, best) => {
    if (distance < best) ends.length = 0;
    if (ends.length < MOST_ENDS) ends.push(end);
    return distance;
  };

  /**
   * The least distance of a pattern from any stretch of a text, and where such stretches end. What the masks have at a
   * place is the same.
   * @param {string} text
   * @param {number} start
   * @param {number} end
   * @param {number} length Of the pattern.
   * @param {number} most What is further away is passed over.
   * @param {number[]} ends Is given the ends.
   */
  const scan = (text, start, end, length, most, ends) => {
    const high = length - 1;
    let plus = -1;
    let minus = 0;
    let score = length;
    let best = most;
    for (let at = start; at < end; at += 1) {
      const same = masks[text.charCodeAt(at)];
      const vertical = same | minus;
      const across = ((((same & plus) + plus) | 0) ^ plus) | same;
      const more = minus | ~(across | plus);
      const less = plus & across;
      score += ((more >>> high) & 1) - ((less >>> high) & 1);
      plus = (less << 1) | ~(vertical | (more << 1));
      minus = (more << 1) & vertical;
      if (score <= best) best = keep(ends, at + 1, score, best);
    }
    return ends.length ? best : most + 1;
  };

  /**
   * The next row of the table of an alignment: what it costs up to each place of a text, and where it begins there.
   * @param {Map<number, number>} meant
   * @param {string} text
   * @param {number} from
   * @param {{ costs: number[], begins: number[] }} row The row before.
   */
  const nextRow = (meant, text, from, { costs, begins }) => {
    const next = { costs: [costs[0] + 1], begins: [begins[0]] };
    for (let at = 1; at < costs.length; at += 1) {
      const changed = costs[at - 1] + (meant.get(text.charCodeAt(from + at - 1)) ?? 1);
      const missing = costs[at] + 1;
      const cost = Math.min(changed, missing, next.costs[at - 1] + 1);
      next.costs[at] = cost;
      if (cost === changed) next.begins[at] = begins[at - 1];
      else next.begins[at] = cost === missing ? begins[at] : next.begins[at - 1];
    }
    return next;
  };

  /**
   * The cheapest way in which a pattern fits a short stretch of text.
   * @param {JiaozhuPattern} pattern
   * @param {string} text
   * @param {number} from
   * @param {number} to
   * @returns {JiaozhuLikeness}
   */
  const align = (pattern, text, from, to) => {
    const places = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    const first = { costs: places.map(() => 0), begins: places };
    const { costs, begins } = pattern.reduce((row, meant) => nextRow(meant, text, from, row), first);
    const cost = Math.min(...costs);
    const at = costs.indexOf(cost);
    return { cost, start: begins[at], end: from + at };
  };

  window.jiaozhu.likeness = { learn, patterns, masked, scan, align };
})();
