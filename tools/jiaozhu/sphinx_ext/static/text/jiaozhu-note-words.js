// The words that a note is about are lit together with it, where the browser can light words without changing the page.
(() => {
  "use strict";

  const NAME = "jz-note-words";
  const known = typeof Highlight === "function" && "highlights" in CSS;

  /**
   * The texts of a block before a mark, each with its offset in what the block reads.
   * @param {Element} mark
   */
  const textsBefore = (mark) => {
    const block = mark.closest('[id^="l"]');
    const all = block ? (window.jiaozhu.selection?.pieces(block) ?? []) : [];
    return all.filter(({ node }) => mark.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING);
  };

  /**
   * The words that a note is about, which end before its mark; null if they are not shown as the note has them.
   * @param {JiaozhuNote} entry
   */
  const wordsOf = ({ line, marks: [mark] }) => {
    const quote = line.querySelector(".jz-note-head")?.textContent ?? "";
    const texts = textsBefore(mark);
    const read = texts.map(({ text }) => text).join("");
    const start = quote ? read.lastIndexOf(quote) : -1;
    const first = texts.findLast((piece) => piece.start <= start);
    const last = texts.findLast((piece) => piece.start < start + quote.length);
    if (start < 0 || !(first?.node instanceof Text) || !(last?.node instanceof Text)) return null;
    const range = new Range();
    range.setStart(first.node, start - first.start + first.skip);
    range.setEnd(last.node, start + quote.length - last.start + last.skip);
    return range;
  };

  /**
   * Light the words of a note, or none.
   * @param {JiaozhuNote | null} entry
   */
  const light = (entry) => {
    if (!known) return;
    const range = entry && wordsOf(entry);
    if (range) CSS.highlights.set(NAME, new Highlight(range));
    else CSS.highlights.delete(NAME);
  };

  window.jiaozhu.noteWords = { light };
})();
