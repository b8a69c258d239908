// Where the notes in the margin go: each as near to its mark as it can be, none over another, and in full where there is
// room for it. Numbers alone, no page: all are pixels from the top of the text.
(() => {
  "use strict";

  /**
   * The tops of notes in a column: those with the least sum of squared distances from where they want to be. (Runs of
   * notes that would overlap are moved as one, to the mean of what their members want.)
   * @param {number[]} wanted Where each note wants to be, from top to bottom.
   * @param {number[]} heights
   * @param {number} gap The least distance between two notes.
   * @returns {number[]}
   */
  const stack = (wanted, heights, gap) => {
    /** @type {{ sum: number, count: number }[]} */
    const runs = [];
    /** @type {number[]} */
    const offsets = [];
    let offset = 0;
    for (const [at, top] of wanted.entries()) {
      offsets.push(offset);
      let run = { sum: top - offset, count: 1 };
      for (let last = runs.at(-1); last && last.sum / last.count >= run.sum / run.count; last = runs.at(-1)) {
        runs.pop();
        run = { sum: last.sum + run.sum, count: last.count + run.count };
      }
      runs.push(run);
      offset += heights[at] + gap;
    }
    const bases = runs.flatMap(({ sum, count }) => Array(count).fill(Math.max(0, sum / count)));
    return bases.map((base, at) => base + offsets[at]);
  };

  /**
   * Which notes are shown in full, and where all of them go. A note is in full unless that would move it or another one
   * farther from its mark than it may be; short notes come first, so that as many as possible are.
   * @param {{ wanted: number, brief: number, whole: number }[]} notes From top to bottom: where each wants to be, and its
   *   height as one line and in full.
   * @param {number} gap
   * @param {number} most How far a note may be from where it wants to be, if it is not farther with all on one line each.
   * @returns {{ top: number, whole: boolean }[]}
   */
  const plan = (notes, gap, most) => {
    const wanted = notes.map((note) => note.wanted);
    const heights = notes.map((note) => note.brief);
    const whole = notes.map((note) => note.whole <= note.brief);
    let tops = stack(wanted, heights, gap);
    const limits = tops.map((top, at) => Math.max(most, Math.abs(top - wanted[at])) + 0.5);
    const order = Array.from(notes.keys()).sort((a, b) => notes[a].whole - notes[b].whole || a - b);
    for (const at of order) {
      heights[at] = Math.max(notes[at].brief, notes[at].whole);
      const tried = stack(wanted, heights, gap);
      whole[at] ||= tried.every((top, other) => Math.abs(top - wanted[other]) <= limits[other]);
      if (whole[at]) tops = tried;
      else heights[at] = notes[at].brief;
    }
    return tops.map((top, at) => ({ top, whole: whole[at] }));
  };

  window.jiaozhu.notePlaces = { stack, plan };
})();
