// Units: what a query is made of once its words may be apart, and how much of it a record has. Of letters that are
// written without blanks a unit is two neighbours, of others a whole word or number. What few records have weighs more.
(() => {
  "use strict";

  const { loose } = window.jiaozhu;
  const MOST_UNITS = 28; // bits of a mask
  const PARTICLE = 0.1; // weight of a pair with a particle in it

  /** @type {JiaozhuPair[]} The seconds of each first letter; the index is in `firsts`. */
  let pairs = [];
  const firsts = new Uint8Array(0x10000);

  const RUNS = /[0-9]+[^0-9a-z]?|[a-z\p{Script=Latin}]+|[^0-9a-z\p{Script=Latin}]+/gu;

  /**
   * The units of a run of letters or figures: a number with and without what it counts, a word, or pairs.
   * @param {string} run
   * @returns {{ text: string, token: boolean }[]}
   */
  const unitsIn = (run) => {
    const number = /^[0-9]+/.exec(run)?.[0] ?? "";
    if (number) {
      const isDate = loose.leniency().date.includes(run.slice(number.length));
      return (isDate || number === run ? [run] : [number, run]).map((text) => ({
        text,
        token: true,
      }));
    }
    if (/^\p{Script=Latin}/u.test(run)) return [{ text: run, token: true }];
    if (run.length === 1) return [{ text: run, token: false }];
    return Array.from({ length: run.length - 1 }, (_, at) => ({
      text: run.slice(at, at + 2),
      token: false,
    }));
  };

  /**
   * The units of loosened words.
   * @param {string[]} list
   * @returns {JiaozhuUnit[]}
   */
  const unitsOf = (list) => {
    const { particles } = loose.leniency();
    const all = list.flatMap((word) => word.match(RUNS) ?? []).flatMap(unitsIn);
    const units = new Map(all.map(({ text, token }) => [text, token]));
    return Array.from(units)
      .slice(0, MOST_UNITS)
      .map(([text, token]) => {
        const light = Array.from(text).some((letter) => particles.includes(letter));
        return { text, token, weight: light ? PARTICLE : 1 };
      });
  };

  /** @param {string} letter */
  const isFigure = (letter) => letter >= "0" && letter <= "9";
  /** @param {string} letter */
  const isLatin = (letter) => letter >= "a" && letter <= "z";

  /**
   * Every place of a word or number that is not part of a longer one.
   * @param {string} text
   * @param {string} token
   * @param {(at: number) => void} found
   */
  const eachToken = (text, token, found) => {
    const same = isFigure(token[0]) ? isFigure : isLatin;
    const open = isFigure(token[token.length - 1]) || isLatin(token[token.length - 1]);
    let at = text.indexOf(token);
    while (at >= 0) {
      const end = at + token.length;
      const inside = (at > 0 && same(text[at - 1])) || (open && end < text.length && same(text[end]));
      if (!inside) found(at);
      at = text.indexOf(token, end);
    }
  };

  /**
   * Set the units that are looked for.
   * @param {JiaozhuUnit[]} units
   */
  const prepare = (units) => {
    for (const pair of pairs) firsts[pair.unit] = 0;
    pairs = [];
    for (const [bit, { text, token }] of units.entries()) {
      if (token) continue;
      const unit = text.charCodeAt(0);
      if (!firsts[unit]) firsts[unit] = pairs.push({ unit, alone: 0, seconds: new Map() });
      const pair = pairs[firsts[unit] - 1];
      if (text.length === 1) pair.alone |= 1 << bit;
      else pair.seconds.set(text.charCodeAt(1), (pair.seconds.get(text.charCodeAt(1)) ?? 0) | (1 << bit));
    }
  };

  /**
   * Which pairs a stretch of a text has, as bits.
   * @param {string} text
   * @param {number} start
   * @param {number} end
   */
  const pairsIn = (text, start, end) => {
    let mask = 0;
    for (let at = start; at < end; at += 1) {
      const first = firsts[text.charCodeAt(at)];
      if (!first) continue;
      const pair = pairs[first - 1];
      mask |= pair.alone;
      if (at + 1 < end) mask |= pair.seconds.get(text.charCodeAt(at + 1)) ?? 0;
    }
    return mask;
  };

  /**
   * Which units a short text has, as bits.
   * @param {string} text Loosened.
   * @param {JiaozhuUnit[]} units
   */
  const maskOf = (text, units) => {
    let mask = pairsIn(text, 0, text.length);
    for (const [bit, unit] of units.entries()) {
      if (unit.token) {
        eachToken(text, unit.text, () => {
          mask |= 1 << bit;
        });
      }
    }
    return mask;
  };

  /**
   * Which units each record of a shard has, as bits.
   * @param {JiaozhuLooseShard} shard
   * @param {JiaozhuUnit[]} units
   */
  const masksOf = (shard, units) => {
    const { text, starts } = shard;
    const masks = new Int32Array(starts.length);
    const has = pairs.length > 0;
    for (let record = 0; has && record < starts.length; record += 1) {
      masks[record] = pairsIn(text, starts[record], (starts[record + 1] ?? text.length + 1) - 1);
    }
    for (const [bit, unit] of units.entries()) {
      if (unit.token) spread(shard, unit.text, true, 1 << bit, masks);
    }
    return masks;
  };

  /**
   * Give bits to every record that has a string.
   * @param {JiaozhuLooseShard} shard
   * @param {string} string
   * @param {boolean} token Whether it must not be part of a longer word or number.
   * @param {number} bits
   * @param {Int32Array} masks
   */
  const spread = ({ text, starts }, string, token, bits, masks) => {
    let record = 0;
    const found = (/** @type {number} */ at) => {
      while (record + 1 < starts.length && starts[record + 1] <= at) record += 1;
      masks[record] |= bits;
    };
    if (token) return eachToken(text, string, found);
    let at = text.indexOf(string);
    while (at >= 0) {
      found(at);
      at = text.indexOf(string, at + string.length);
    }
  };

  window.jiaozhu.searchUnits = { unitsOf, prepare, maskOf, masksOf, spread };
})();
