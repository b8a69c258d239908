// A note from the page: select words, write, and take away one file, well formed and holding to just those words. Nothing is
// sent anywhere; the host's own page for a new file is opened, filled in, or the text is copied or saved.
(function () {
  "use strict";

  var MOST_ADDRESS = 8000; // characters of an address that hosts take
  var CONTEXTS = [2, 4, 8, 12, 20, 40, 80, 200]; // as in contributing/places.py
  var MOST_QUOTE = 400;
  var BORDER = "\uffff";
  var NOT_TEXT = "a.jz-gap, .jz-note, .jz-note-mark, .jz-note-toggle, .jz-line, .jz-orig, .jz-card, .headerlink";
  var BLOCKS = 'p[id^="l"]:not(.jz-gap, .jz-figure), :is(h1, h2, h3) > span[id^="l"]';
  var KINDS = [["注", "〔注〕说明"], ["按", "〔按〕评议、核算"], ["疑", "〔疑〕读不通、待查"]];
  var element = jiaozhuPage.element;
  var holder = document.getElementById("jz-data");
  var article = document.querySelector(".jz-text .bd-article");
  if (!holder || !article) return;
  var data = JSON.parse(holder.textContent);

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

  // The quote with the least context that makes it unique in this text.
  function held(block, text, start, end) {
    var quote = text.slice(start, end);
    var whole = Array.from(article.querySelectorAll(BLOCKS)).map(reading).join(BORDER);
    function once(words) {
      var first = whole.indexOf(words);
      return first >= 0 && whole.indexOf(words, first + 1) < 0;
    }
    var found = { block: block.id, start: start, quote: quote, prefix: "", suffix: "" };
    if (once(quote)) return found;
    for (var i = 0; i < CONTEXTS.length; i++) {
      var before = text.slice(Math.max(0, start - CONTEXTS[i]), start);
      var after = text.slice(end, end + CONTEXTS[i]);
      var tries = [["", after], [before, ""], [before, after]];
      for (var j = 0; j < tries.length; j++) {
        if (once(tries[j][0] + quote + tries[j][1])) {
          found.prefix = tries[j][0];
          found.suffix = tries[j][1];
          return found;
        }
      }
    }
    return { refused: "这一段在本篇中重出，无法指明是哪一处" };
  }

  // The file ---------------------------------------------------------------------------------------------------------

  function today() {
    var now = new Date();
    return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
  }

  // A name that no other contributor's file has: the day, and chance.
  function fresh() {
    var numbers = new Uint32Array(1);
    crypto.getRandomValues(numbers);
    return "n-" + today().replace(/-/g, "") + "-" + numbers[0].toString(36).padStart(7, "0");
  }

  // JSON's strings are YAML's double-quoted scalars.
  function written(target, kind, author, body) {
    var lines = ["---", "target:", "  quote: " + JSON.stringify(target.quote)];
    if (target.prefix) lines.push("  prefix: " + JSON.stringify(target.prefix));
    if (target.suffix) lines.push("  suffix: " + JSON.stringify(target.suffix));
    lines.push("  text: " + data.text, "kind: " + kind, "author: " + JSON.stringify(author), "date: " + JSON.stringify(today()), "---");
    return lines.concat(body.trim()).join("\n") + "\n";
  }

  // What the check would refuse, said while one writes.
  function faults(body) {
    var said = [];
    if (!body.trim()) said.push("请写内容");
    if (/<[a-z!/]/i.test(body)) said.push("不能用网页标签");
    if (/\[\^|^\s*(```|~~~|:::)|^#{1,6}\s|!\[|\{(?!term\}|cite\}|ref\})[a-z-]+\}/m.test(body)) said.push("只能用段落、强调、列表、链接，以及 {term} {cite} {ref}");
    if (/\]\((?!https?:\/\/)/.test(body)) said.push("链接只收 http 与 https 地址");
    if (!/\{cite\}`|\{ref\}`|https?:\/\/|待考/.test(body)) said.push("说法要有出处：{cite}、{ref}、网址，或写“待考”");
    return said;
  }

  // The form -----------------------------------------------------------------------------------------------------------

  var button = element("button", { type: "button", class: "jz-add", text: "加注", hidden: "" });
  var dialog = null;
  document.body.append(button);

  function keep(name, value) {
    try {
      if (value === undefined) return localStorage.getItem("jiaozhu-" + name) || "";
      localStorage.setItem("jiaozhu-" + name, value);
    } catch (error) {
      // Storage is shut off: nothing is kept.
    }
    return "";
  }

  function compose(target) {
    if (dialog) dialog.remove();
    var id = fresh();
    var kind = element("select", { id: "jz-note-kind" });
    KINDS.forEach(function (pair) { kind.append(element("option", { value: pair[0], text: pair[1] })); });
    var body = element("textarea", { id: "jz-note-body", rows: "5", placeholder: "一至四句话。说法要有出处，或写“待考”。" });
    var author = element("input", { id: "jz-note-author", autocomplete: "name" });
    body.value = keep("draft");
    author.value = keep("author");
    var block = document.getElementById(target.block);
    var text = reading(block);
    var context = element("blockquote", {}, text.slice(Math.max(0, target.start - 20), target.start), element("mark", { text: target.quote }), text.slice(target.start + target.quote.length, target.start + target.quote.length + 20));
    var told = element("ul", { class: "jz-faults", "aria-live": "polite" });
    var preview = element("pre", { tabindex: "0", "aria-label": "将要提交的文件" });
    var send = element("a", { class: "jz-send", target: "_blank", rel: "noopener", text: "到代码托管页提交" });
    var copy = element("button", { type: "button", text: "复制" });
    var save = element("a", { class: "jz-send", text: "存为文件", download: id + ".md" });
    var size = element("p", { class: "jz-size" });
    var close = element("button", { type: "button", class: "jz-close", text: "关闭" });
    var steps = element("ol", { class: "jz-steps" }, element("li", { text: "把文件存作 " + data.notes + id + ".md" }), element("li", { text: "运行 jiaozhu check，没有问题即可" }), element("li", { text: "发一个合并请求；不会用 git，可把文件交给编者" }));
    function row(label, control) {
      return element("p", {}, element("label", { for: control.id, text: label }), control);
    }
    function show() {
      var content = written(target, kind.value, author.value.trim() || "佚名", body.value);
      var wrong = faults(body.value);
      if (!author.value.trim()) wrong.push("请署名（可用别号）");
      told.replaceChildren.apply(told, wrong.map(function (words) { return element("li", { text: words }); }));
      preview.textContent = content;
      save.href = "data:text/markdown;charset=utf-8," + encodeURIComponent(content);
      var address = data.create ? data.create.replace("@path@", encodeURIComponent(data.notes + id + ".md")).replace("@content@", encodeURIComponent(content)) : "";
      var fits = address && address.length <= MOST_ADDRESS;
      send.hidden = !fits || wrong.length > 0;
      if (fits) send.href = address;
      size.textContent = !data.create ? "本站没有设定代码托管页，请复制或存为文件，按下列三步提交。" : fits ? "网址长 " + address.length + " / " + MOST_ADDRESS : "内容太长（网址 " + address.length + " / " + MOST_ADDRESS + "），请复制或存为文件，按下列三步提交。";
      steps.hidden = Boolean(fits);
      keep("draft", body.value);
      keep("author", author.value);
    }
    copy.addEventListener("click", function () {
      navigator.clipboard.writeText(preview.textContent).then(function () { copy.textContent = "已复制"; });
    });
    send.addEventListener("click", function () { keep("draft", ""); });
    [kind, body, author].forEach(function (control) { control.addEventListener("input", show); });
    dialog = element("dialog", { class: "jz-dialog jz-compose", "aria-label": "加注" }, element("p", { class: "jz-card-kind", text: "加注　第 " + target.block.replace(/^l0*/, "") + " 行" }), close, context, row("类别", kind), row("内容", body), row("署名", author), told, preview, size, element("p", { class: "jz-card-foot" }, send, copy, save), steps);
    close.addEventListener("click", function () { dialog.close(); });
    document.body.append(dialog);
    show();
    dialog.showModal();
    body.focus();
  }

  // The button -----------------------------------------------------------------------------------------------------------

  var timer = 0;
  function offer() {
    var target = dialog && dialog.open ? null : selected();
    button.hidden = !target;
    if (!target) return;
    button.disabled = Boolean(target.refused);
    button.textContent = target.refused || "加注";
    var boxes = getSelection().getRangeAt(0).getClientRects();
    var box = boxes[boxes.length - 1] || { right: 8, bottom: 8 };
    button.style.left = Math.max(8, Math.min(box.right, innerWidth - button.offsetWidth - 8)) + "px";
    button.style.top = Math.max(8, Math.min(box.bottom + 6, innerHeight - button.offsetHeight - 8)) + "px";
  }
  document.addEventListener("selectionchange", function () {
    clearTimeout(timer);
    timer = setTimeout(offer, 200);
  });
  addEventListener("scroll", function () { if (!button.hidden) offer(); }, { passive: true });
  button.addEventListener("pointerdown", function (event) { event.preventDefault(); }); // the selection stays
  button.addEventListener("click", function () {
    var target = selected();
    button.hidden = true;
    if (target && !target.refused) compose(target);
  });
  // By keyboard: select (with caret browsing, F7 in most browsers), then Ctrl+Alt+M.
  document.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey && event.altKey && event.key.toLowerCase() === "m")) return;
    var target = selected();
    if (!target || target.refused) return;
    event.preventDefault();
    compose(target);
  });

  window.jiaozhuContribute = { selected: selected, written: written, reading: reading, blocks: BLOCKS };
})();
