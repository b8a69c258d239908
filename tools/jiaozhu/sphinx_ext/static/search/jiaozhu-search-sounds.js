// Search by sound: a query in pinyin, as people type it, and what may be meant by a slip. No page is touched here.
(() => {
  "use strict";

  /** Length of a query from which slips are looked for, and from which there may be two. */
  const SLIPPING = 4;
  const SLIPPING_TWICE = 8;
  const MOST_SLIPS = 3;
  /** Length of a query that may be initials. */
  const LEAST_INITIALS = 3;
  const MOST_INITIALS = 12;

  /**
   * A query of Latin letters, with or without tones and spaces, as syllables run together; null for any other query.
   * @param {string} query
   */
  const sound = (query) => {
    const toneless = query.normalize("NFD").replace(/[\u0300\u0301\u0304\u030c]/g, "");
    const plain = toneless.normalize("NFC").toLowerCase().replace(/ü/g, "v");
    if (!/^[a-z0-9'’\s-]+$/.test(plain) || !/[a-z]/.test(plain)) return null;
    return plain.replace(/([a-z])[1-5](?![0-9])/g, "$1").replace(/[^a-z0-9]/g, "");
  };

  /**
   * How well an alias sounds like what is wanted, from one of its syllables on; the last syllable may be cut off, as it is
   * while someone types. Less is better; -1 for not at all.
   * @param {string} wanted
   * @param {string} syllables
   */
  const likeness = (wanted, syllables) => {
    const parts = syllables.split(" ");
    const joined = parts.join("");
    let at = 0;
    for (const [number, part] of parts.entries()) {
      if (joined.startsWith(wanted, at)) return (joined === wanted ? 0 : 2) + (number ? 1 : 0);
      at += part.length;
    }
    return -1;
  };

  /**
   * Whether letters abbreviate syllables: each by its first letter, some by more; all of them, from one syllable on.
   * @param {string} wanted
   * @param {string[]} parts
   * @returns {boolean}
   */
  const abbreviates = (wanted, parts) => {
    if (!parts.length || !wanted) return !wanted && !parts.length;
    const [first, ...rest] = parts;
    for (let length = 1; length <= first.length && first[length - 1] === wanted[length - 1]; length += 1) {
      if (abbreviates(wanted.slice(length), rest)) return true;
    }
    return false;
  };

  /**
   * How well letters abbreviate an alias; as in `likeness`, and worse than any of it.
   * @param {string} wanted
   * @param {string} syllables
   */
  const abbreviation = (wanted, syllables) => {
    const parts = syllables.split(" ");
    if (wanted.length < LEAST_INITIALS || wanted.length > MOST_INITIALS || parts.length < 2) return -1;
    if (abbreviates(wanted, parts)) return 4;
    const initials = parts.map((part) => part[0]).join("");
    const at = initials.indexOf(wanted);
    if (at < 0) return -1;
    return at ? 6 : 5;
  };

  /**
   * The aliases in the order of a rank; of several sounds or forms of one thing only the nearest.
   * @param {{ alias: JiaozhuAlias, rank: number }[]} found
   */
  const nearest = (found) => {
    /** @type {Set<string>} */
    const seen = new Set();
    return found
      .sort((a, b) => a.rank - b.rank || a.alias[0].length - b.alias[0].length)
      .map(({ alias }) => alias)
      .filter(([, page, anchor]) => {
        const key = `${page}#${anchor}`;
        return !seen.has(key) && seen.add(key);
      });
  };

  /**
   * What sounds like the query.
   * @param {string} query
   * @param {JiaozhuAlias[]} aliases
   */
  const sounding = (query, aliases) => {
    const wanted = sound(query);
    if (!wanted || wanted.length < 2) return [];
    return nearest(
      aliases
        .map((alias) => {
          const rank = likeness(wanted, alias[0]);
          return {
            alias,
            rank: rank < 0 ? abbreviation(wanted, alias[0]) : rank,
          };
        })
        .filter(({ rank }) => rank >= 0),
    );
  };

  /**
   * The next row of the table of distances.
   * @param {string} a
   * @param {string} b
   * @param {number} i The row's number, from 1.
   * @param {number[]} row The row before it.
   * @param {number[] | null} before The row before that.
   */
  const nextRow = (a, b, i, row, before) => {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + cost);
      const swapped = before && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    return next;
  };

  /**
   * Optimal string alignment: insertions, deletions, changes and swaps of neighbours; `most + 1` for any more than `most`.
   * @param {string} a
   * @param {string} b
   * @param {number} most
   */
  const apart = (a, b, most) => {
    /** @type {number[] | null} */
    let before = null;
    let row = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i += 1) {
      const next = nextRow(a, b, i, row, before);
      if (Math.min(...next) > most) return most + 1;
      before = row;
      row = next;
    }
    return row[b.length];
  };

  /**
   * How far an alias or its beginning is from what is wanted; a beginning is half a slip further. Infinity for too far.
   * @param {string} wanted
   * @param {string[]} syllables
   * @param {number} most
   */
  const distance = (wanted, syllables, most) => {
    const ranks = syllables.map((_, at) => {
      const joined = syllables.slice(0, at + 1).join("");
      if (Math.abs(joined.length - wanted.length) > most) return Infinity;
      const slips = apart(wanted, joined, most);
      if (slips > most) return Infinity;
      return at + 1 < syllables.length ? slips + 0.5 : slips;
    });
    return Math.min(...ranks);
  };

  /**
   * For a query that sounds like nothing here: what is a slip or two away.
   * @param {string} query
   * @param {JiaozhuAlias[]} aliases
   */
  const slips = (query, aliases) => {
    const wanted = sound(query);
    if (!wanted || wanted.length < SLIPPING) return [];
    const most = wanted.length < SLIPPING_TWICE ? 1 : 2;
    const near = aliases
      .map((alias) => ({
        alias,
        rank: distance(wanted, alias[0].split(" "), most),
      }))
      .filter(({ rank }) => rank < Infinity);
    return nearest(near).slice(0, MOST_SLIPS);
  };

  window.jiaozhu.sounds = { sounding, slips };
})();
