// What is selected on a text's page: the block, the words, and the least context that makes them unique. The rules are
// those of contributing/places.py.
(function () {
  "use strict";

  var CONTEXTS = [2, 4, 8, 12, 20, 40, 80, 200];
  var MOST_QUOTE = 400;
  var BORDER = "\uffff";
  var NOT_TEXT = "a.jz-gap, .jz-note, .jz-note-mark, .jz-note-toggle, .jz-line, .jz-orig, .jz-card, .headerlink";
  var BLOCKS = 'p[id^="l"]:not(.jz-gap, .jz-figure), :is(h1, h2, h3) > span[id^="l"]';
  var article = document.querySelector(".jz-text .bd-article");
  if (!article) return;

  // What a block reads, and where in it -----------------------------------------------------------------------------

  // The text nodes of a block that are its text, each with its offset; a line break counts as one character.
  function pieces(block) {
    var found = [];
    var length = 0;
    var broken = false;
    var walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, function (node) {
      if (node.nodeType === Node.ELEMENT_NODE) return node.matches(NOT_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
      return NodeFilter.FILTER_ACCEPT;
    });
    while (walker.nextNode()) {
      var node = walker.currentNode;
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.tagName !== "BR") continue;
        found.push({ node: node, start: length, skip: 0, text: "\n" });
        length += 1;
        broken = true;
      } else {
        var skip = broken && node.data[0] === "\n" ? 1 : 0; // HTML breaks the line of its source too
        broken = false;
        found.push({ node: node, start: length, skip: skip, text: node.data.slice(skip) });
        length += node.data.length - skip;
      }
    }
    return found;
  }

  function reading(block) {
    return pieces(block).map(function (piece) { return piece.text; }).join("");
  }

  // The offset of a place of the document in a block's reading: of the first text that is not before it.
  function offset(block, node, at) {
    var range = document.createRange();
    range.setStart(node, at);
    range.collapse(true);
    var list = pieces(block);
    for (var i = 0; i < list.length; i++) {
      var piece = list[i];
      if (piece.node === node) return piece.start + Math.max(0, Math.min(at - piece.skip, piece.text.length));
      if (range.comparePoint(piece.node, 0) > 0) return piece.start;
    }
    return list.length ? list[list.length - 1].start + list[list.length - 1].text.length : 0;
  }

  // What is selected: its block, and the stretch of its reading; or why it cannot be noted.
  function selected() {
    var selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    var range = selection.getRangeAt(0);
    var all = Array.from(article.querySelectorAll(BLOCKS)).filter(function (block) { return range.intersectsNode(block); });
    var blocks = all.filter(function (block) {
      return offset(block, range.endContainer, range.endOffset) > offset(block, range.startContainer, range.startOffset);
    });
    if (!blocks.length) return null;
    if (document.documentElement.dataset.jzView === "source") return { refused: "请先在题下切换到“校后”的文字" };
    if (blocks.length > 1) return { refused: "引文不能跨段，请只选一段之内的文字" };
    var block = blocks[0];
    var text = reading(block);
    var start = offset(block, range.startContainer, range.startOffset);
    var end = offset(block, range.endContainer, range.endOffset);
    while (start < end && /\s/.test(text[start])) start += 1;
    while (end > start && /\s/.test(text[end - 1])) end -= 1;
    if (start === end) return null;
    if (end - start > MOST_QUOTE) return { refused: "引文太长，请选不超过 " + MOST_QUOTE + " 字" };
    return held(block, text, start, end);
  }

  // At most so many characters before a place, and after one; none is cut in two.
  function before(text, at, size) {
    var from = Math.max(0, at - size);
    return text.slice(/[\udc00-\udfff]/.test(text.charAt(from)) && from ? from - 1 : from, at);
  }

  function after(text, at, size) {
    var to = at + size;
    return text.slice(at, /[\udc00-\udfff]/.test(text.charAt(to)) ? to + 1 : to);
  }

  // The quote with the least context that makes it unique in this text; or, where the text has the whole block twice, as
  // it may have a heading's few words, in its block, which is named then.
  function held(block, text, start, end) {
    var quote = text.slice(start, end);
    var whole = Array.from(article.querySelectorAll(BLOCKS)).map(reading).join(BORDER);
    function once(words) {
      var first = whole.indexOf(words);
      return first >= 0 && whole.indexOf(words, first + 1) < 0;
    }
    var found = { block: block.id, start: start, quote: quote, prefix: "", suffix: "", named: !once(text) };
    if (found.named) whole = text;
    if (once(quote)) return found;
    for (var i = 0; i < CONTEXTS.length; i++) {
      var prefix = before(text, start, CONTEXTS[i]);
      var suffix = after(text, end, CONTEXTS[i]);
      var tries = [["", suffix], [prefix, ""], [prefix, suffix]];
      for (var j = 0; j < tries.length; j++) {
        if (once(tries[j][0] + quote + tries[j][1])) {
          found.prefix = tries[j][0];
          found.suffix = tries[j][1];
          return found;
        }
      }
    }
    return Object.assign(found, { prefix: text.slice(0, start), suffix: text.slice(end) });
  }

  window.jiaozhuSelection = { selected: selected, reading: reading, before: before, after: after, blocks: BLOCKS };
})();
