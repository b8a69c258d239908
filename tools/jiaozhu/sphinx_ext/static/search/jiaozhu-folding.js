// Folding: what counts as the same text in a search. The steps are those of language/folding.py, with its marks.
(() => {
  "use strict";

  const { folding } = window.jiaozhu.site;
  // What belongs to the character before it: combining marks, half-width kana marks, Hangul vowels and finals.
  const CLUSTER = /[\s\S][\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu;

  /** @type {Map<string, string>} */
  const table = new Map([
    ...Object.entries(folding.marks),
    ...Array.from(folding.dropped, (char) => /** @type {[string, string]} */ ([char, ""])),
  ]);
  let replaced = /(?!)/gu;

  const compile = () => {
    const characters = Array.from(table.keys())
      .join("")
      .replace(/[\]\\^-]/g, "\\$&");
    replaced = new RegExp(`[${characters}]`, "gu");
  };

  /**
   * Fold traditional characters too.
   * @param {string} traditional
   * @param {string} simplified The character for each, in the same order.
   */
  const addForms = (traditional, simplified) => {
    const to = Array.from(simplified);
    Array.from(traditional).forEach((char, at) => {
      table.set(char, to[at]);
    });
    compile();
  };

  /**
   * A text as it is compared.
   * @param {string} text
   */
  const fold = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(replaced, (char) => table.get(char) ?? "");

  /**
   * The stretch of a text that a stretch of its folded form comes from. All offsets are in UTF-16 units.
   * @param {string} text
   * @param {number} start
   * @param {number} end
   * @returns {[start: number, end: number]}
   */
  const place = (text, start, end) => {
    let at = 0;
    let folded = 0;
    let from = -1;
    for (const cluster of text.match(CLUSTER) ?? []) {
      const { length } = fold(cluster);
      if (from < 0 && folded + length > start) from = at;
      folded += length;
      at += cluster.length;
      if (folded >= end) return [from, at];
    }
    return [Math.max(from, 0), text.length];
  };

  compile();
  window.jiaozhu.folding = { addForms, fold, place };
})();
