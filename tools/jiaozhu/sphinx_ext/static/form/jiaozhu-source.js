// Where a stretch of a text's reading is in its source: from the data that workflows/authoring/lines.py writes. All offsets
// are in UTF-16 units.
(() => {
  "use strict";

  const { words, site, selection } = window.jiaozhu;
  const { border: BORDER, contexts } = site;
  /** The rule that judges a line as a whole: one more change in it, and it sees no doubling. */
  const DOUBLINGS = "doublings";

  /**
   * The source as far as a page's blocks are in it: one string, and where each line begins in it.
   * @param {JiaozhuLines["lines"]} lines
   */
  const joined = (lines) => {
    let text = "";
    let last = 0;
    /** @type {Map<number, number>} */
    const starts = new Map();
    for (const [number, line] of lines) {
      if (last && number !== last + 1) text += BORDER;
      starts.set(number, text.length);
      text += `${line}\n`;
      last = number;
    }
    return { text, starts };
  };

  /**
   * The stretches of the source that a stretch of a block reads, and what changed them.
   * @param {JiaozhuLines["blocks"][string]} stretches
   * @param {Map<number, number>} starts
   * @param {number} start
   * @param {number} end
   */
  const spansOf = (stretches, starts, start, end) => {
    /** @type {[number, number][]} */
    const found = [];
    /** @type {(low: number, high: number) => void} */
    const add = (low, high) => {
      const last = found[found.length - 1];
      if (last?.[1] === low) last[1] = high;
      else found.push([low, high]);
    };
    let changed = "";
    let at = 0;
    for (const [line, column, length, read, held] of stretches) {
      const from = at;
      at += read;
      if (from >= end || at <= start) continue;
      changed = held || changed;
      const first = (starts.get(line) ?? 0) + column;
      if (length === read) add(first + Math.max(0, start - from), first + Math.min(read, end - from));
      else add(first, first + length); // what is read otherwise cannot be divided
    }
    return { found, changed };
  };

  /**
   * A stretch of the source by its line, with the least context that makes it unique there.
   * @param {{ text: string, starts: Map<number, number> }} whole
   * @param {number} start
   * @param {number} end
   * @returns {JiaozhuPlace | JiaozhuRefused}
   */
  const placed = ({ text, starts }, start, end) => {
    let low = text.lastIndexOf("\n", start - 1) + 1;
    if (text[low] === BORDER) low += 1;
    const first = text.indexOf("\n", low);
    const high = text.indexOf("\n", Math.max(end - 1, low));
    const line = Array.from(starts.keys()).find((number) => starts.get(number) === low) ?? 0;
    const quote = text.slice(start, end);
    for (const size of contexts.source) {
      const prefix = selection.before(text.slice(low, start), start - low, size);
      const suffix = selection.after(text.slice(end, Math.max(end, high)), 0, size);
      const held = prefix + quote + suffix;
      if (text.indexOf(held, low) !== start - prefix.length) continue;
      const again = text.indexOf(held, start - prefix.length + 1);
      if (again < 0 || again > first) return { line, words: quote, prefix, suffix };
    }
    return { refused: words("These characters recur in this line of the source: select what is beside them too") };
  };

  /**
   * Where a stretch of a block's reading is in the source, or why it cannot be corrected in one piece.
   * @param {JiaozhuLines} data
   * @param {string} block
   * @param {number} start
   * @param {number} end
   * @returns {JiaozhuPlace | JiaozhuRefused}
   */
  const origin = (data, block, start, end) => {
    const whole = joined(data.lines);
    const { found, changed } = spansOf(data.blocks[block] ?? [], whole.starts, start, end);
    if (changed === DOUBLINGS) {
      return {
        refused: words(
          "A rule has removed the doubling of this line, and would not recognise it after another change: write a query " +
            "that says what to change",
        ),
      };
    }
    if (changed) {
      const id = changed;
      return {
        refused: words("The emendation “{id}” is at this place: write a query that says what to change", { id }),
      };
    }
    if (found.length !== 1) {
      return { refused: words("These characters are in several places of the source: correct one place at a time") };
    }
    return placed(whole, found[0][0], found[0][1]);
  };

  window.jiaozhu.source = { origin };
})();
