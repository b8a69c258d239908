// What a correction would take the words from under: notes, events and numbers hold to quotes, each of which must be found
// just once, and an entry of a register to the only place that mentions it. This says before a file is made what the check would say of other files. The data are those that
// workflows/authoring/holding.py writes; all offsets are in UTF-16 units.
(() => {
  "use strict";

  const { words } = window.jiaozhu;
  const IN_SOURCE = 0; // scopes of a quote: the whole source, its text, its block
  const IN_BLOCK = 2;
  const NO_LETTER = /^[^\p{L}\p{N}]$/u;
  const MARKS = /["'\u2018\u2019\u201c\u201d\u300c-\u300f]/;

  /**
   * How often a text has some words, overlaps included.
   * @param {string} text
   * @param {string} sought
   */
  const times = (text, sought) => {
    let count = 0;
    for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) count += 1;
    return count;
  };

  /**
   * What the block reads after a change.
   * @param {JiaozhuChange} change
   */
  const changed = ({ reading, start, end, after }) => reading.slice(0, start) + after + reading.slice(end);

  /**
   * Whether the rules may read words otherwise because of a change elsewhere: widths and spaces look at the next
   * character, quotation marks are made pairs in the whole block or not at all.
   * @param {JiaozhuChange} change
   * @param {number} first Of the words.
   * @param {number} last
   */
  const mayShift = ({ reading, start, end, after }, first, last) => {
    const beside =
      (last >= start - 1 && last <= start && NO_LETTER.test(reading.charAt(last - 1))) ||
      (first >= end && first <= end + 1 && NO_LETTER.test(reading.charAt(first)));
    const marked = MARKS.test(reading.slice(start, end) + after) && MARKS.test(reading.slice(first, last));
    return beside || marked;
  };

  /**
   * Whether a change leaves nothing of some words.
   * @param {JiaozhuChange} change
   * @param {number} first
   * @param {number} last
   */
  const takesOut = ({ start, end, after }, first, last) => after === "" && start <= first && end >= last;

  /**
   * Whether a quote is not looked for where a change is.
   * @param {number} scope
   * @param {string} text
   * @param {string} block
   * @param {JiaozhuChange} change
   */
  const isOutside = (scope, text, block, change) =>
    (scope !== IN_SOURCE && text !== change.text) || (scope === IN_BLOCK && block !== change.block);

  /**
   * What becomes of something that holds to words when a block is changed: nothing, or it finds them no more, or twice.
   * @param {JiaozhuHeld} held
   * @param {JiaozhuChange} change
   * @returns {"" | "lost" | "doubled"}
   */
  const fate = ([, , text, block, start, length, prefix, quote, suffix, scope, alone], change) => {
    if (isOutside(scope, text, block, change)) return "";
    const sought = prefix + quote + suffix;
    const here = text === change.text && block === change.block;
    const [first, last] = [start - prefix.length, start + length + suffix.length];
    const read = !here || change.reading.slice(first, last) === sought; // else it is found in the source alone
    const count = Number(read) + times(changed(change), sought) - times(change.reading, sought);
    if (count > 1) return "doubled";
    if (count === 1 && !(here && mayShift(change, first, last))) return "";
    return alone && !(here && takesOut(change, start, start + length)) ? "" : "lost";
  };

  /** @type {Record<string, (values: { name: string, quote: string }) => string>} */
  const LOST = {
    note: (values) => words("The note “{name}” quotes “{quote}”, which this would change", values),
    proposal: (values) => words("The proposal “{name}” quotes “{quote}”, which this would change", values),
    figure: (values) => words("The figure “{name}” is in “{quote}”, which this would change", values),
    event: (values) => words("The event of {name} is in “{quote}”, which this would change", values),
    entity: (values) =>
      words("“{quote}” is mentioned here alone, and the register has an entry for it: “{name}”", values),
    yours: (values) => words("Your own note quotes “{quote}”, which this would change", values),
  };

  /**
   * Why a change cannot be made: each thing that would lose its words, named. A query can say the same instead.
   * @param {JiaozhuHeld[]} held
   * @param {JiaozhuChange} change
   * @returns {string[]}
   */
  const touched = (held, change) => {
    if (!changed(change).trim()) {
      return [words("Nothing would be left of this paragraph, and links to it would break")];
    }
    return held.flatMap((row) => {
      const found = fate(row, change);
      const values = { name: row[1], quote: row[7] };
      if (found === "lost") return [(LOST[row[0]] ?? LOST.note)(values)];
      if (found === "doubled" && row[0] !== "entity")
        return [words("“{quote}”, which “{name}” quotes, would be there twice", values)];
      return [];
    });
  };

  window.jiaozhu.touched = { fate, touched };
})();
