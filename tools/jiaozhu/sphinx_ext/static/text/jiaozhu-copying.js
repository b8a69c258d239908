// Copying gives the words of the text and nothing else: no number of a note, no note between paragraphs, no number of a line,
// and of a changed place what is shown. Both forms of the clipboard are made here, from the selection itself. A copy can
// carry its reference.
(() => {
  "use strict";

  const { citing, page } = window.jiaozhu;
  const article = document.querySelector(".jz-text .bd-article");
  if (!article) return;
  const FURNITURE =
    ".jz-note-mark, .jz-note-number, .jz-note-close, .jz-room, .jz-line, .jz-switch, .jz-card, .headerlink, rt, rp, .jz-rt, .jz-rp, .jz-unseen";
  const PARAGRAPHS = /^(?:P|H[1-6]|PRE|BLOCKQUOTE|UL|OL|TABLE)$/;
  const ROWS = /^(?:LI|TR|DT|DD|DIV)$/;
  const KEPT = /^(?:P|H[1-6]|PRE|BLOCKQUOTE|UL|OL|LI|TABLE|THEAD|TBODY|TR|TD|TH|BR|EM|STRONG|CODE|SUB|SUP)$/;

  // What is selected -----------------------------------------------------------------------------------------------

  /**
   * What is not of the text: furniture, the reading that is not shown, and notes, unless only one of them is selected.
   * @param {Range} range
   */
  const unwanted = (range) => {
    const around = range.commonAncestorContainer;
    const inside = (around instanceof Element ? around : around.parentElement)?.closest(".jz-note");
    const other = document.documentElement.dataset.jzView === "source" ? ".jz-ours" : ".jz-orig";
    return [FURNITURE, other, inside ? "" : ".jz-notes-here"].filter(Boolean).join();
  };

  /**
   * The words of a range as elements without classes, ids and links inside the site.
   * @param {Range} range
   */
  const words = (range) => {
    const copy = range.cloneContents();
    for (const node of copy.querySelectorAll(unwanted(range))) node.remove();
    const made = page.element("div");
    put(copy, made);
    return made;
  };

  /**
   * @param {Node} from
   * @param {HTMLElement} into
   */
  const put = (from, into) => {
    for (const child of from.childNodes) {
      if (child instanceof Text) into.append(child.data.replace(/[ \t\r\n\f]+/g, " "));
      else if (child instanceof HTMLElement) putElement(child, into);
    }
  };

  /**
   * @param {HTMLElement} from
   * @param {HTMLElement} into
   */
  const putElement = (from, into) => {
    let place = into;
    if (from instanceof HTMLAnchorElement && from.matches(".external")) place = page.element("a", { href: from.href });
    else if (KEPT.test(from.tagName)) place = document.createElement(from.tagName);
    put(from, place);
    if (place !== into) into.append(place);
  };

  // As plain text --------------------------------------------------------------------------------------------------

  /**
   * @param {Node} node
   * @returns {string}
   */
  const written = (node) => {
    if (node instanceof Text) return node.data;
    if (node.nodeName === "BR") return "\n";
    const inside = Array.from(node.childNodes, written).join("");
    if (PARAGRAPHS.test(node.nodeName)) return `\n\n${inside}\n\n`;
    if (ROWS.test(node.nodeName)) return `\n${inside}\n`;
    return /^T[DH]$/.test(node.nodeName) ? `${inside}\t` : inside;
  };

  /** @param {HTMLElement} made */
  const plain = (made) =>
    written(made)
      .replace(/ *\t?\n */g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .replace(/^\n+|\n+$/g, "");

  // The reference --------------------------------------------------------------------------------------------------

  /**
   * The reference of a range: that of its text, with its lines.
   * @param {Range} range
   */
  const reference = (range) => {
    const lines = Array.from(document.querySelectorAll(/** @type {"a"} */ (".bd-article a.jz-line")));
    const own = lines.filter(({ parentElement }) => parentElement && range.intersectsNode(parentElement));
    const [first, last] = [own.at(0), own.at(-1)];
    const [from, to] = [first?.dataset.line ?? "", last?.dataset.line ?? ""];
    const data = JSON.parse(document.getElementById("jz-data")?.textContent ?? "{}");
    const shown = from === to ? from : `${from}\u2013${to}`;
    return citing.cite(data, shown, first?.hash ?? "", location.href).reference;
  };

  // The clipboard ----------------------------------------------------------------------------------------------------

  /** Whether the copy that is under way carries its reference. */
  let referring = false;

  /** @param {ClipboardEvent} event */
  const onCopy = (event) => {
    const selection = getSelection();
    if (!event.clipboardData || !selection?.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!article.contains(range.commonAncestorContainer)) return;
    const made = words(range);
    const text = plain(made);
    if (!text) return;
    const cited = referring ? reference(range) : "";
    if (cited) made.append(page.element("p", { text: cited }));
    event.clipboardData.setData("text/plain", cited ? `${text}\n\n${cited}` : text);
    event.clipboardData.setData("text/html", made.innerHTML);
    event.preventDefault();
  };

  /** Copy what is selected with its reference after it; whether that was possible. */
  const copyWithReference = () => {
    referring = true;
    const done = document.execCommand("copy"); // the only way that works for pages from a folder, too
    referring = false;
    return done;
  };

  document.addEventListener("copy", onCopy);
  window.jiaozhu.copying = { copyWithReference };
})();
