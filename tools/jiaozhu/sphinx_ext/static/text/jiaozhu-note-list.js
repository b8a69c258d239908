// The notes of a page as objects: each with its marks and the block that they are in. Without scripts they are all at the
// end of the text; here they are moved after their blocks, so that each is read after the words that it is about, and back.
(() => {
  "use strict";

  const { page } = window.jiaozhu;
  const { element } = page;
  const BLOCKS = "p, li, dd, h1, h2, h3, h4, h5, h6";

  /** @param {Element} mark */
  const blockOf = (mark) =>
    mark.closest(".pst-scrollable-table-container") ?? mark.closest("table") ?? mark.closest(BLOCKS) ?? mark;

  /**
   * @param {HTMLElement} note
   * @returns {JiaozhuNote | null}
   */
  const entry = (note) => {
    const named = `.bd-article a.jz-note-mark[href="#${CSS.escape(note.id)}"]`;
    const marks = Array.from(document.querySelectorAll(/** @type {"a"} */ (named)));
    if (!marks.length) return null;
    const line = note.querySelector(/** @type {"span"} */ (".jz-note-line")) ?? note;
    const body = note.querySelector(/** @type {"div"} */ (".jz-note-body"));
    const inTable = marks[0].closest("table") !== null;
    note.classList.toggle("jz-over", inTable);
    return { id: note.id, note, marks, line, body, inTable, block: blockOf(marks[0]), room: null, whole: false };
  };

  const home = document.querySelector(".bd-article .jz-notes");
  const all = Array.from(home?.querySelectorAll(/** @type {"div"} */ (".jz-note")) ?? []).map(entry);
  const entries = all.filter((found) => found !== null);
  /** @type {Map<Element, HTMLElement>} What holds the notes of a block. */
  const holders = new Map();

  /** @param {Element} block */
  const holder = (block) => {
    const known = holders.get(block);
    if (known) return known;
    const made = element("div", { class: "jz-notes-here" });
    holders.set(block, made);
    return made;
  };

  /** Put each note after the block of its mark. */
  const toBlocks = () => {
    for (const { block, note } of entries) {
      const here = holder(block);
      if (!here.isConnected) block.after(here);
      if (note.parentNode !== here) here.append(note);
    }
  };

  /** Put all notes at the end of the text. */
  const toFoot = () => {
    for (const { note } of entries) if (note.parentNode !== home) home?.append(note);
    for (const here of holders.values()) here.remove();
  };

  /**
   * The note that a node is in, or whose mark it is in.
   * @param {EventTarget | null} node
   */
  const of = (node) => {
    const inside = node instanceof Element ? node.closest(".jz-note, .jz-note-mark") : null;
    if (!inside) return null;
    const isMark = (/** @type {Element} */ mark) => mark === inside;
    return entries.find((found) => found.note === inside || found.marks.some(isMark)) ?? null;
  };

  window.jiaozhu.noteList = { entries, toBlocks, toFoot, of };
})();
