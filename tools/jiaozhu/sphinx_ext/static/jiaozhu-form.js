// The form for a note or a correction of what is selected: one file, well formed and holding to just those words. Nothing is
// sent anywhere; the host's own page for a new file is opened, filled in, or the text is copied or saved.
(function () {
  "use strict";

  var MOST_ADDRESS = 8000; // characters of an address that hosts take
  var CORRECTION = "校";
  var KINDS = [["注", "〔注〕说明"], ["按", "〔按〕评议、核算"], ["疑", "〔疑〕读不通、待查"], [CORRECTION, "〔校〕改正原文"]];
  var CERTAINTIES = [["high", "有确证"], ["medium", "大致可定"], ["low", "存疑"]];
  var REASONS = ["形近误字", "音近误字", "脱字", "衍字", "倒文", "识别错误"];
  var ROOT = document.documentElement.dataset.content_root || "./";
  var element = jiaozhuPage.element;
  var row = jiaozhuPage.field;
  var say = jiaozhuPage.say;
  var selection = window.jiaozhuSelection;
  var references = window.jiaozhuReferences;
  var holder = document.getElementById("jz-data");
  if (!holder || !selection) return;
  var data = JSON.parse(holder.textContent);
  var lines = null;
  var dialog = null;

  window.jiaozhuLines = function (all) {
    lines = all;
  };

  // A list in a live region: only what is new in it is set, and spoken.
  function list(node, rows) {
    Array.from(node.children).forEach(function (item) { if (!rows.includes(item.textContent)) item.remove(); });
    rows.forEach(function (words, at) {
      var here = node.children[at];
      if (!here || here.textContent !== words) node.insertBefore(element("li", { text: words }), here || null);
    });
    while (node.children.length > rows.length) node.lastChild.remove();
  }

  // What was written and not yet sent: on other words it goes on, unless it has been taken away as a file.
  function draft(target) {
    var found;
    try {
      found = JSON.parse(jiaozhuPage.kept("draft")) || {};
    } catch (error) {
      found = {};
    }
    var same = found.quote === target.quote && found.place === data.source + "/" + data.text + "#" + target.block;
    return same ? found : found.taken ? {} : { body: found.body, works: found.works };
  }

  function open(target) {
    if (dialog) dialog.remove();
    var chosen = getSelection().rangeCount ? getSelection().getRangeAt(0).cloneRange() : null;
    var from = document.activeElement;
    var kept = draft(target);
    references.begin(kept.works || []);
    var end = target.start + target.quote.length;
    var text = selection.reading(document.getElementById(target.block));
    var ids = { note: jiaozhuFiles.fresh("n"), correction: jiaozhuFiles.fresh("e") };
    var kind = jiaozhuPage.choice("jz-note-kind", KINDS);
    var after = element("input", { id: "jz-after", autocomplete: "off", maxlength: "2000" });
    var reason = element("input", { id: "jz-reason", list: "jz-reasons", maxlength: "2000" });
    var reasons = element("datalist", { id: "jz-reasons" });
    REASONS.forEach(function (words) { reasons.append(element("option", { value: words })); });
    var cert = jiaozhuPage.choice("jz-cert", CERTAINTIES);
    var body = element("textarea", { id: "jz-note-body", rows: "5" });
    var label = element("label", { for: "jz-note-body" });
    var author = element("input", { id: "jz-note-author", autocomplete: "name", maxlength: "200" });
    kind.value = kept.kind || "注";
    cert.value = kept.cert || "high";
    reason.value = kept.reason || "";
    body.value = kept.body || "";
    author.value = jiaozhuPage.kept("author");
    after.value = kept.after === undefined ? target.quote : kept.after;
    var change = element("div", { class: "jz-change" }, row("改作（全部删去则留空）", after), row("理由", reason), reasons, row("把握", cert));
    var context = element("blockquote", {}, selection.before(text, target.start, 20), element("mark", { text: target.quote }), selection.after(text, end, 20));
    var told = element("ul", { class: "jz-faults", "aria-live": "polite" });
    var look = element("div", { class: "jz-look", role: "region", tabindex: "0", "aria-label": "页面上的样子" });
    var preview = element("pre", { tabindex: "0", "aria-label": "将要提交的文件" });
    var send = element("a", { class: "jz-send", target: "_blank", rel: "noopener" });
    var copy = element("button", { type: "button", text: "复制" });
    var save = element("a", { class: "jz-send", text: "存为文件" });
    var state = element("span", { role: "status" });
    var size = element("span", {});
    var heading = element("h2", { id: "jz-compose-title" });
    var close = element("button", { type: "button", class: "jz-close", text: "关闭" });
    var where = element("li");
    var steps = element("ol", { class: "jz-steps" }, where, element("li", { text: "运行 jiaozhu check，没有问题即可" }), element("li", { text: "发一个合并请求；不会用 git，可把文件交给编者" }));

    // A ground is one paragraph.
    function basis() {
      return body.value.trim().replace(/\s+/g, " ");
    }
    function written(correcting, place) {
      var said = { kind: kind.value, author: author.value.trim() || "佚名", body: body.value, works: references.brought().filter(function (work) { return body.value.includes(work.key); }) };
      if (!correcting) return jiaozhuFiles.note(target, data.text, said);
      if (!place || place.refused) return "";
      return jiaozhuFiles.correction(place, target.quote, { id: ids.correction, after: after.value, reason: reason.value.trim(), basis: basis(), cert: cert.value, author: said.author, works: said.works });
    }
    function faults(correcting, place) {
      var said = jiaozhuMarkup.faults(correcting ? basis() : body.value, references.known());
      if (!body.value.trim()) said.push(correcting ? "请写依据" : "请写内容");
      else if (!correcting && !/\{cite\}`|\{ref\}`|https?:\/\/\S|待考/.test(body.value)) said.push("说法要有出处：{cite}、{ref}、网址，或写“待考”");
      if (correcting && !place) said.push("正在取底本的文字");
      if (correcting && place && place.refused) said.push(place.refused);
      if (correcting && after.value === target.quote) said.push("请写改作什么");
      if (correcting && target.quote.includes("\n")) said.push("校改不能跨行，请只选一行之内的字");
      if (correcting && !reason.value.trim()) said.push("请写理由");
      if ([author.value].concat(correcting ? [after.value, reason.value] : []).some(jiaozhuMarkup.hides)) said.push("含有看不见的字符");
      if (!author.value.trim()) said.push("请署名（可用别号）");
      return said.filter(function (words, at) { return said.indexOf(words) === at; });
    }
    function shown(correcting) {
      var head = correcting ? [element("del", { text: target.quote }), element("ins", { text: after.value }), "　" + reason.value + "："] : [element("span", { class: "jz-card-kind", text: "〔" + kind.value + "〕" }), target.quote + "："];
      var parts = jiaozhuMarkup.render(correcting ? basis() : body.value, references.known());
      var opening = element("p");
      opening.append.apply(opening, head);
      if (parts.length && parts[0].tagName === "P") opening.append.apply(opening, Array.from(parts.shift().childNodes));
      look.replaceChildren.apply(look, [opening].concat(parts));
    }
    function show() {
      var correcting = kind.value === CORRECTION;
      if (correcting && !lines) jiaozhuPage.load(ROOT + "_static/jiaozhu/" + data.lines).then(show, function () { say(state, "底本的文字取不到，请稍后再试"); });
      var place = correcting && lines ? jiaozhuFiles.origin(lines, target.block, target.start, end) : null;
      var wrong = faults(correcting, place);
      var content = written(correcting, place);
      var name = correcting ? ids.correction + ".yaml" : ids.note + ".md";
      var path = (correcting ? data.emendations : data.notes) + name;
      change.hidden = !correcting;
      label.textContent = correcting ? "依据（何以知其误）" : "内容";
      body.placeholder = correcting ? "同版他处作某；或据某书 {cite}`…`" : "一至四句话。说法要有出处，或写“待考”。";
      heading.textContent = (correcting ? "校改" : "加注") + "　第 " + target.block.replace(/^l0*/, "") + " 行";
      list(told, wrong);
      shown(correcting);
      preview.textContent = content;
      copy.textContent = "复制";
      copy.disabled = wrong.length > 0;
      save.toggleAttribute("aria-disabled", wrong.length > 0);
      if (wrong.length) save.removeAttribute("href");
      else save.href = "data:text/plain;charset=utf-8," + encodeURIComponent(content);
      save.download = name;
      where.textContent = "把文件存作 " + path;
      offerHost(path, content, wrong.length > 0);
      hold(false);
      jiaozhuPage.keep("author", author.value);
    }
    function hold(taken) {
      var place = data.source + "/" + data.text + "#" + target.block;
      jiaozhuPage.keep("draft", JSON.stringify({ place: place, quote: target.quote, kind: kind.value, after: after.value, reason: reason.value, cert: cert.value, body: body.value, works: references.brought(), taken: taken }));
    }
    // The host's page for a new file. One that takes no content is opened with the content on the clipboard.
    function offerHost(path, content, wrong) {
      var cut = path.lastIndexOf("/") + 1;
      var filled = { path: encodeURIComponent(path), folder: path.slice(0, cut), name: path.slice(cut), content: encodeURIComponent(content) };
      var address = (data.create || "").replace(/@(path|folder|name|content)@/g, function (all, name) { return filled[name]; });
      var pasted = address && !data.create.includes("@content@");
      var fits = address && address.length <= MOST_ADDRESS;
      send.hidden = !fits || wrong;
      send.textContent = pasted ? "复制内容，到代码托管页粘贴" : "到代码托管页提交";
      send.dataset.pasted = pasted ? "1" : "";
      if (fits) send.href = address;
      var length = "网址长 " + address.length + " / " + MOST_ADDRESS;
      say(state, !address ? "本站没有设定代码托管页，请复制或存为文件，按下列三步提交。" : fits ? "" : "内容太长，请复制或存为文件，按下列三步提交。");
      size.textContent = address ? length : "";
      steps.hidden = Boolean(fits);
    }
    function copied() {
      var written = navigator.clipboard ? navigator.clipboard.writeText(preview.textContent) : Promise.reject(new Error());
      return written.then(function () {
        copy.textContent = "已复制";
        say(state, "已复制");
      }, function () { // pages that did not come by https have no clipboard
        file.open = true;
        getSelection().selectAllChildren(preview);
        say(state, "浏览器不许复制：文件已选中，请按 Ctrl+C");
      });
    }
    copy.addEventListener("click", function () {
      hold(true);
      copied();
    });
    save.addEventListener("click", function () { hold(true); });
    send.addEventListener("click", function () {
      if (send.dataset.pasted) copied();
      jiaozhuPage.keep("draft", "");
    });
    [kind, after, reason, cert, body, author].forEach(function (control) { control.addEventListener("input", show); });
    var file = element("details", { class: "jz-file" }, element("summary", { text: "将要提交的文件" }), preview);
    dialog = element(
      "dialog", { class: "jz-dialog jz-compose", "aria-labelledby": "jz-compose-title" },
      element("div", { class: "jz-compose-head" }, heading, close), context,
      row("类别", kind), change, element("p", {}, label, body), references.finder(body), references.newWork(body, data), row("署名", author), told,
      element("p", { class: "jz-card-kind", text: "页面上的样子" }), look, file,
      element("p", { class: "jz-size jz-length" }, state, size), element("p", { class: "jz-card-foot" }, send, copy, save), steps
    );
    close.addEventListener("click", function () { dialog.close(); });
    // Back to the words: what was selected is selected again, and the next key goes on from there.
    dialog.addEventListener("close", function () {
      if (!chosen) return;
      var block = document.getElementById(target.block);
      if ((from === document.body || from.classList.contains("jz-add")) && block) {
        block.tabIndex = -1;
        block.focus({ preventScroll: true });
        block.addEventListener("blur", function () { block.removeAttribute("tabindex"); }, { once: true });
      }
      getSelection().removeAllRanges();
      getSelection().addRange(chosen);
    });
    document.body.append(dialog);
    references.load().then(show, function () {}); // without it nothing is looked up, and the check will tell
    show();
    dialog.showModal();
    body.focus();
  }

  window.jiaozhuForm = {
    open: open,
    isOpen: function () {
      return Boolean(dialog && dialog.open);
    },
  };
})();
