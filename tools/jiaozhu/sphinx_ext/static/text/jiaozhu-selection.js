// What is selected on a text's page: the block, the quote, and the least context that makes it unique. The rules are those
// of edition/places.py. All offsets are in UTF-16 units.
(() => {
  "use strict";

  const { words, site } = window.jiaozhu;
  const { border: BORDER, contexts, limits } = site;
  const NOT_TEXT =
    "a.jz-gap, .jz-note, .jz-note-mark, .jz-line, .jz-orig, .jz-card, .headerlink, rt, rp, .jz-rt, .jz-rp, .jz-unseen";
  const BLOCKS = 'p[id^="l"]:not(.jz-gap, .jz-figure), :is(h1, h2, h3) > span[id^="l"]';

  /** The blocks of this page. */
  const allBlocks = () => Array.from(document.querySelectorAll(`.jz-text .bd-article :is(${BLOCKS})`));

  // What a block reads, and where in it ----------------------------------------------------------------------------

  /**
   * The text nodes of a block that are its text, each with its offset; a line break counts as one character.
   * @param {Element} block
   */
  const pieces = (block) => {
    /** @type {{ node: Node, start: number, skip: number, text: string }[]} */
    const found = [];
    let length = 0;
    let broken = false;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
      node instanceof Element && node.matches(NOT_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node instanceof Text) {
        const skip = broken && node.data[0] === "\n" ? 1 : 0; // HTML breaks the line of its source too
        broken = false;
        found.push({ node, start: length, skip, text: node.data.slice(skip) });
        length += node.data.length - skip;
      } else if (node.nodeName === "BR") {
        found.push({ node, start: length, skip: 0, text: "\n" });
        length += 1;
        broken = true;
      }
    }
    return found;
  };

  /** @param {Element} block */
  const reading = (block) =>
    pieces(block)
      .map(({ text }) => text)
      .join("");

  /**
   * The offset of a place of the document in a block's reading: of the first text that is not before it.
   * @param {Element} block
   * @param {Node} node
   * @param {number} at
   */
  const offset = (block, node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.collapse(true);
    const list = pieces(block);
    for (const piece of list) {
      if (piece.node === node) return piece.start + Math.max(0, Math.min(at - piece.skip, piece.text.length));
      if (range.comparePoint(piece.node, 0) > 0) return piece.start;
    }
    const last = list[list.length - 1];
    return last ? last.start + last.text.length : 0;
  };

  // A unique target --------------------------------------------------------------------------------------------------

  /**
   * At most so many characters before a place; none is cut in two.
   * @param {string} text
   * @param {number} at
   * @param {number} size
   */
  const before = (text, at, size) => {
    const from = Math.max(0, at - size);
    return text.slice(from && /[\udc00-\udfff]/.test(text.charAt(from)) ? from - 1 : from, at);
  };

  /**
   * At most so many characters after a place; none is cut in two.
   * @param {string} text
   * @param {number} at
   * @param {number} size
   */
  const after = (text, at, size) => {
    const to = at + size;
    return text.slice(at, /[\udc00-\udfff]/.test(text.charAt(to)) ? to + 1 : to);
  };

  /**
   * The least context that makes a stretch unique in a text; all there is if none does.
   * @param {string} whole The text in which it must be unique.
   * @param {string} block The block that it is in.
   * @param {number} start
   * @param {number} end
   */
  const context = (whole, block, start, end) => {
    const quote = block.slice(start, end);
    const isUnique = (/** @type {string[]} */ [prefix, suffix]) => {
      const text = prefix + quote + suffix;
      const first = whole.indexOf(text);
      return first >= 0 && whole.indexOf(text, first + 1) < 0;
    };
    const tries = contexts.quote.flatMap((size) => {
      const [left, right] = [before(block, start, size), after(block, end, size)];
      return [
        ["", right],
        [left, ""],
        [left, right],
      ];
    });
    const [prefix, suffix] = [["", ""], ...tries].find(isUnique) ?? [block.slice(0, start), block.slice(end)];
    return { prefix, suffix };
  };

  /**
   * A stretch of a block as a target; where the text has the whole block twice, as it may have a heading's few words, the
   * block is named.
   * @param {{ id: string, text: string }} block
   * @param {string[]} blocks What all blocks of the text read.
   * @param {number} start
   * @param {number} end
   * @returns {JiaozhuTarget}
   */
  const target = ({ id, text }, blocks, start, end) => {
    const whole = blocks.join(BORDER);
    const first = whole.indexOf(text);
    const named = first < 0 || whole.indexOf(text, first + 1) >= 0;
    const { prefix, suffix } = context(named ? text : whole, text, start, end);
    return { block: id, start, quote: text.slice(start, end), prefix, suffix, named };
  };

  /**
   * A stretch without the white space at its ends.
   * @param {string} text
   * @param {number} start
   * @param {number} end
   */
  const trimmed = (text, start, end) => {
    const inside = text.slice(start, end);
    const from = start + (inside.length - inside.trimStart().length);
    return { start: from, end: Math.max(from, start + inside.trimEnd().length) };
  };

  /**
   * What is selected: its block, and the stretch of its reading; or why it cannot be quoted; null if nothing is.
   * @returns {JiaozhuTarget | JiaozhuRefused | null}
   */
  const selected = () => {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const from = (/** @type {Element} */ block) => offset(block, range.startContainer, range.startOffset);
    const to = (/** @type {Element} */ block) => offset(block, range.endContainer, range.endOffset);
    const blocks = allBlocks().filter((block) => range.intersectsNode(block) && to(block) > from(block));
    if (!blocks.length) return null;
    if (document.documentElement.dataset.jzView === "source") {
      return { refused: words("Switch to the edited text below the title first") };
    }
    if (blocks.length > 1) return { refused: words("A quote stays within one paragraph: select less") };
    const [block] = blocks;
    const text = reading(block);
    const { start, end } = trimmed(text, from(block), to(block));
    if (start === end) return null;
    if (end - start > limits.quote) {
      return { refused: words("The quote is too long: select at most {n} characters", { n: limits.quote }) };
    }
    return target({ id: block.id, text }, allBlocks().map(reading), start, end);
  };

  window.jiaozhu.selection = { selected, reading, pieces, offset, before, after, target, blocks: BLOCKS };
})();
