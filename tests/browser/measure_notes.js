// What a reader finds at each mark of a note on a page, measured in the page itself: whether it is at its place, whether words
// are copied and found across it (`words`), and whether addresses lead to it (`addresses`). Returns how many marks were
// measured, and what is wrong.
async ({ words: withWords, addresses }) => {
  const NEAR = 100; // pixels between a mark and its note
  const GAP = 90; // pixels between two blocks of the text: the margins of a heading, and no blank column
  const wrong = [];
  const report = (id, what, ...values) => wrong.push([id, what, ...values]);
  const marks = [...document.querySelectorAll("a.jz-note-mark")];
  const top = document.querySelector(".jz-bar").getBoundingClientRect().bottom;
  const press = (mark) => mark.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 }));
  const flat = (text) => text.replace(/\s+/g, "");
  const shown = (box) => box.top >= top - 1 && box.bottom <= innerHeight + 1;

  /** The characters of the text before and after a mark in its block, each as [text node, offset]. */
  const around = (mark) => {
    const block = mark.closest("p, li, td, th, h1, h2, h3");
    const skipped = ".jz-orig, .jz-card, .headerlink, .jz-line";
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(skipped) || node.data === "\n" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    const before = [], after = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const list = mark.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING ? before : after;
      for (let at = 0; at < node.length; at++) list.push([node, at]);
    }
    return { before: before.slice(-9), after: after.slice(0, 9) };
  };

  const boxOf = ([node, at]) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return [...range.getClientRects()].at(-1);
  };

  /** The words in a range that are seen; the marks of notes and lines have none. */
  const shownWords = (range) => {
    const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
    let words = "";
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType !== Node.TEXT_NODE || !range.intersectsNode(node)) continue;
      if (!node.parentElement.checkVisibility() || node.parentElement.closest(".jz-room")) continue;
      const end = node === range.endContainer ? range.endOffset : node.length;
      words += node.data.slice(node === range.startContainer ? range.startOffset : 0, end);
    }
    return words;
  };

  /** The words around a mark as they are copied, and whether the browser finds them. */
  const acrossWords = (mark, id, { before, after }, how) => {
    const words = [...before, ...after].map(([node, at]) => node.data[at]).join("");
    // Copying across it gives the words.
    const range = document.createRange();
    const ends = [...before, ...after];
    range.setStart(...ends[0]);
    range.setEnd(ends.at(-1)[0], ends.at(-1)[1] + 1);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    const copied = new DataTransfer();
    document.dispatchEvent(new ClipboardEvent("copy", { clipboardData: copied, bubbles: true, cancelable: true }));
    if (flat(copied.getData("text/plain")) !== flat(words)) report(id, `${how}: copied`, copied.getData("text/plain"), words);
    const html = new DOMParser().parseFromString(copied.getData("text/html"), "text/html").body.textContent;
    if (flat(html) !== flat(words)) report(id, `${how}: copied HTML`, html, words);

    // The browser finds a phrase across it: the words that are shown, with those between them that the edition deletes.
    const phrase = shownWords(range).replace(/\s+/g, " ");
    getSelection().collapse(mark.closest("p, li, td, th, h1, h2, h3"), 0);
    const inside = before.length && after.length ? mark : mark.parentNode;
    const found = find(phrase, true) && getSelection().getRangeAt(0).intersectsNode(inside);
    if (!found) report(id, `${how}: not found`, phrase);
    getSelection().removeAllRanges();

  };

  // No column is blank, whatever is beside it.
  const blocks = [...document.querySelectorAll(".bd-article section > :is(p, h1, h2, h3, ul, ol, .jz-switch)")]
    .map((node) => ({ node, box: node.getBoundingClientRect() }))
    .filter(({ box }) => box.height);
  for (const [at, { node, box }] of blocks.entries()) {
    const before = blocks[at - 1]?.box;
    if (before && box.top - before.bottom > GAP) report(node.id || node.className, "blank", box.top - before.bottom);
  }

  /** A mark and its note can both be seen, and all of the note can be read. */
  const look = (mark, note, how) => {
    const id = note.id;
    const box = note.getBoundingClientRect();
    const at = mark.getClientRects()[0];
    if (!note.checkVisibility() || box.height < 15) report(id, `${how}: not visible`);
    if (note.scrollHeight > note.clientHeight + 1 || note.scrollWidth > note.clientWidth + 1) report(id, `${how}: cut off`);
    const body = note.querySelector(".jz-note-body");
    if (body && (body.hidden || !body.getClientRects().length)) report(id, `${how}: no body`);
    if (box.left < 0 || box.right > document.documentElement.clientWidth) report(id, `${how}: outside`, box.left, box.right);
    const away = Math.max(0, box.top - at.bottom, at.top - box.bottom);
    if (away > NEAR || box.top - at.top > NEAR) report(id, `${how}: far`, box.top - at.top);
    if (!shown(at)) report(id, `${how}: mark not seen`, at.top);
    if (box.height < innerHeight - top - 60 && !shown(box)) report(id, `${how}: note not seen`, box.top, box.bottom);
    for (const text of [note.querySelector(".jz-note-line"), ...note.querySelectorAll("p, li")]) {
      const line = text?.getClientRects()[0];
      if (!line || line.top + 5 > innerHeight || line.top < top) continue;
      const over = document.elementFromPoint(line.left + 2, line.top + Math.min(10, line.height / 2));
      if (!note.contains(over)) report(id, `${how}: covered`, over?.outerHTML.slice(0, 60));
    }
  };

  for (const mark of marks) {
    const note = document.getElementById(mark.hash.slice(1));
    const id = note?.id ?? mark.hash;
    if (!note) { report(id, "no note"); continue; }

    // The mark is on the line of the character before it, close to it.
    const { before, after } = around(mark);
    const lines = [...mark.getClientRects()].filter((box) => box.width > 1);
    if (lines.length !== 1) report(id, "mark on several lines");
    // What the source has too much is shown before it without being of the text.
    const surplus = mark.previousElementSibling?.matches(".jz-surplus") && mark.previousSibling.nodeType !== Node.TEXT_NODE;
    const between = surplus ? [...mark.previousElementSibling.getClientRects()].at(-1) : null;
    const last = between ?? (before.length ? boxOf(before.at(-1)) : null);
    if (last && (lines[0].top > last.bottom || lines[0].left < last.right - 1)) report(id, "mark begins a line");
    const own = [...mark.parentNode.childNodes];
    const joined = own[own.indexOf(mark) - 1]?.nodeType === Node.TEXT_NODE;
    if (last && joined && lines[0].left - last.right > 3) report(id, "space before", lines[0].left - last.right);

    // Where notes are in the text, words are looked at with the note open between them: that is the harder case.
    const inText = document.documentElement.dataset.jzArranged === "place";
    if (withWords && !inText) acrossWords(mark, id, { before, after }, "closed");

    // One action shows the note in full, at its mark; both are seen.
    mark.scrollIntoView({ block: "center" });
    const wasOpen = mark.getAttribute("aria-expanded") === "true";
    press(mark);
    if (mark.getAttribute("aria-expanded") !== "true") report(id, "not expanded");
    if (mark.getAttribute("role") !== "button" || mark.getAttribute("aria-controls") !== id) report(id, "no button");
    look(mark, note, "pressed");
    const head = flat(note.querySelector(".jz-note-head")?.textContent ?? "");
    const [lit] = CSS.highlights.get("jz-note-words") ?? [];
    const text = flat(mark.closest("p, li, td, th, h1, h2, h3").textContent);
    if (text.includes(head) && flat(String(lit ?? "")) !== head) report(id, "words not lit", head, String(lit));
    if (note.querySelector(".jz-note-number").hash !== `#${mark.id}`) report(id, "no way back");
    if (withWords && inText) acrossWords(mark, id, { before, after }, "open");

    // The same action ends it.
    press(mark);
    if (!wasOpen && mark.getAttribute("aria-expanded") !== "false") report(id, "does not close");
    if (location.hash === mark.hash) report(id, "address not given back");
  }

  // An address leads to a note, and Back leads to it again.
  const changed = (change) =>
    new Promise((resolve) => {
      addEventListener("hashchange", resolve, { once: true });
      change();
    });
  const goTo = (hash) => changed(() => { location.hash = hash; });
  for (const [at, mark] of addresses ? marks.entries() : []) {
    const note = document.getElementById(mark.hash.slice(1));
    await goTo(mark.hash);
    look(mark, note, "address");
    await goTo(at ? marks[at - 1].hash : "#main");
    await changed(() => history.back());
    look(mark, note, "back");
  }
  return [marks.length, wrong];
}
