// Loosening: folded text with what a lenient search looks past taken out or made the same. Punctuation goes, numerals and
// dates become figures. What a language has of that is language/leniency.py's; none of it is known here.
(() => {
  "use strict";

  /** What becomes of a code unit. */
  const [UNKNOWN, KEPT, LEFT_OUT, NUMERAL, FIGURE, UNIT] = [0, 1, 2, 3, 4, 5];
  const BLOCK = 8192; // code units that become text at once
  /** A year, a month and perhaps a day in figures, as they follow one another in most of the world's files. */
  const DATE = /(1[0-9]{3}|20[0-9]{2})[-./](0?[1-9]|1[0-2])(?![0-9])(?:[-./](0?[1-9]|[12][0-9]|3[01])(?![0-9]))?/y;
  /** @type {JiaozhuLeniency} */
  let leniency = {
    asking: [],
    particles: "",
    digits: {},
    tens: {},
    counted: {},
    date: ["", "", ""],
    slurred: [],
  };
  let asking = /(?!)/gu;
  /** What follows the figure of a month or a day. */
  let units = "";
  const classes = new Uint8Array(0x10000);

  /** @param {string} text */
  const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

  /** @param {JiaozhuLeniency} data */
  const learn = (data) => {
    leniency = data;
    asking = new RegExp(data.asking.map(escaped).join("|") || "(?!)", "gu");
    units = [...data.date, ...Object.keys(data.counted)].join("");
    classes.fill(UNKNOWN);
  };

  /**
   * What becomes of a code unit, wherever it is.
   * @param {number} unit
   */
  const classOf = (unit) => {
    const char = String.fromCharCode(unit);
    const { digits, tens, counted } = leniency;
    if (char in digits || char in tens) return NUMERAL;
    if (char in counted) return UNIT;
    if (char >= "0" && char <= "9") return FIGURE;
    return char === "\n" || /[\p{L}\p{N}\p{Cs}]/u.test(char) ? KEPT : LEFT_OUT;
  };

  /** @param {number} unit */
  const known = (unit) => {
    if (!classes[unit]) classes[unit] = classOf(unit);
    return classes[unit];
  };

  /**
   * The number that a numeral writes by places, as in twenty-one; NaN if its places do not fall.
   * @param {string[]} letters
   */
  const byPlaces = (letters) => {
    const { digits, tens } = leniency;
    let total = 0;
    let digit = 0;
    let least = Infinity;
    for (const letter of letters) {
      const ten = tens[letter] ?? 0;
      if (ten ? ten >= least : digit) return NaN;
      total += ten * (digit || 1);
      digit = ten ? 0 : digits[letter];
      least = ten || least;
    }
    return total + digit;
  };

  /**
   * The number that a numeral writes, by places or digit by digit, in figures; the numeral itself if it is neither.
   * @param {string} numeral
   */
  const figures = (numeral) => {
    const { digits } = leniency;
    const letters = Array.from(numeral);
    if (letters.every((letter) => letter in digits)) return letters.map((letter) => digits[letter]).join("");
    const value = byPlaces(letters);
    return Number.isNaN(value) ? numeral : String(value);
  };

  /**
   * The date that is written in figures from here on, in the language's words, and its length; null for none.
   * @param {string} text
   * @param {number} from
   */
  const dateAt = (text, from) => {
    const [years, months, days] = leniency.date;
    DATE.lastIndex = from;
    const match = years ? DATE.exec(text) : null;
    if (!match) return null;
    const [{ length }, year, month, day] = match;
    return {
      made: `${year}${years}${Number(month)}${months}${day ? Number(day) + days : ""}`,
      length,
    };
  };

  /**
   * A numeral from here on, as figures.
   * @param {string} text
   * @param {number} from
   */
  const numeralAt = (text, from) => {
    let end = from + 1;
    while (end < text.length && known(text.charCodeAt(end)) === NUMERAL) end += 1;
    return { made: figures(text.slice(from, end)), length: end - from };
  };

  /**
   * Whether a nought from here on only fills up the figure of a month or a day.
   * @param {string} text
   * @param {number} from
   */
  const isFilling = (text, from) =>
    text[from] === "0" &&
    from + 2 < text.length &&
    units.includes(text[from + 2]) &&
    known(text.charCodeAt(from + 1)) === FIGURE;

  /**
   * What a stretch from here on becomes, and its length; null if it stays.
   * @param {string} text
   * @param {number} from
   * @param {number} kind
   * @returns {{ made: string, length: number } | null}
   */
  const exchange = (text, from, kind) => {
    if (kind === NUMERAL) return numeralAt(text, from);
    const before = from > 0 ? known(text.charCodeAt(from - 1)) : UNKNOWN;
    const counts = before === FIGURE || before === NUMERAL;
    if (kind === UNIT) return counts ? { made: leniency.counted[text[from]], length: 1 } : null;
    if (before === FIGURE) return null;
    return isFilling(text, from) ? { made: "", length: 1 } : dateAt(text, from);
  };

  /**
   * Code units as text.
   * @param {Uint16Array} codes
   */
  const asText = (codes) => {
    const parts = [];
    for (let at = 0; at < codes.length; at += BLOCK) {
      parts.push(String.fromCharCode(...codes.subarray(at, at + BLOCK)));
    }
    return parts.join("");
  };

  /** A loosened text as it is made. */
  class Making {
    /** @param {number} most Code units. */
    constructor(most) {
      this.codes = new Uint16Array(most);
      this.at = new Int32Array(most);
      this.length = 0;
    }

    /**
     * @param {number} code
     * @param {number} from
     */
    put(code, from) {
      this.codes[this.length] = code;
      this.at[this.length] = from;
      this.length += 1;
    }

    /**
     * Put what a stretch becomes; its last unit is the stretch's last.
     * @param {string} made
     * @param {number} from
     * @param {number} length Of the stretch.
     */
    exchange(made, from, length) {
      const last = made.length - 1;
      for (let unit = 0; unit < last; unit += 1) this.put(made.charCodeAt(unit), from + Math.min(unit, length - 1));
      if (made) this.put(made.charCodeAt(last), from + length - 1);
    }

    /** @returns {JiaozhuLoose} */
    done() {
      return {
        text: asText(this.codes.subarray(0, this.length)),
        at: this.at.slice(0, this.length),
      };
    }
  }

  /**
   * A folded text, loosened, and where each of its units comes from.
   * @param {string} folded
   */
  const loosen = (folded) => {
    const making = new Making(4 * folded.length + 1); // a thousand is one letter, or four figures
    for (let from = 0; from < folded.length; from += 1) {
      const code = folded.charCodeAt(from);
      const kind = known(code);
      const other = kind > LEFT_OUT ? exchange(folded, from, kind) : null;
      if (other) {
        making.exchange(other.made, from, other.length);
        from += other.length - 1;
      } else if (kind !== LEFT_OUT) making.put(code, from);
    }
    return making.done();
  };

  /**
   * The stretch of a folded text that a stretch of its loosened form comes from.
   * @param {JiaozhuLoose} loose
   * @param {number} start
   * @param {number} end
   * @returns {[start: number, end: number]}
   */
  const place = ({ at }, start, end) => [at[start], at[end - 1] + 1];

  window.jiaozhu.loose = {
    learn,
    leniency: () => leniency,
    loosen,
    place,
    /**
     * A query without what only asks; the query itself if it only asks.
     * @param {string} query
     */
    topic: (query) => query.replace(asking, " ").trim() || query,
  };
})();
