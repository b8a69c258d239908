// A note or a correction from the page: select words, write, and take away one file, well formed and holding to just those
// words. Nothing is sent anywhere; the host's own page for a new file is opened, filled in, or the text is copied or saved.
(function () {
  "use strict";

  var MOST_ADDRESS = 8000; // characters of an address that hosts take
  var MOST_WORKS = 8; // that one file may bring
  var MOST_PEOPLE = 20;
  var FOUND = 6; // works and terms offered at a time
  var CORRECTION = "校";
  var KINDS = [["注", "〔注〕说明"], ["按", "〔按〕评议、核算"], ["疑", "〔疑〕读不通、待查"], [CORRECTION, "〔校〕改正原文"]];
  var CERTAINTIES = [["high", "有确证"], ["medium", "大致可定"], ["low", "存疑"]];
  var REASONS = ["形近误字", "音近误字", "脱字", "衍字", "倒文", "识别错误"];
  var ROOT = document.documentElement.dataset.content_root || "./";
  var element = jiaozhuPage.element;
  var selection = window.jiaozhuSelection;
  var holder = document.getElementById("jz-data");
  if (!holder || !selection) return;
  var data = JSON.parse(holder.textContent);
  var known = { works: null, terms: null, labels: new Map() };
  var lines = null;
  var brought = []; // works that the draft brings

  window.jiaozhuWorks = function (all) {
    known = { works: new Set(all.works.map(first)), terms: new Set(all.terms), labels: new Map(all.works) };
    brought.forEach(know);
  };
  window.jiaozhuLines = function (all) {
    lines = all;
  };

  function first(pair) {
    return pair[0];
  }

  function fetched(name) {
    return jiaozhuPage.load(ROOT + "_static/jiaozhu/" + name);
  }

  function know(work) {
    known.labels.set(work.key, [work.authors.join("、"), work.title, work.date].filter(Boolean).join("，"));
    if (known.works) known.works.add(work.key);
  }

  // A live region is spoken whenever it is set, so it is set only when it says something else; of a list, what is new.
  function say(node, words) {
    if (node.textContent !== words) node.textContent = words;
  }

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

  // Parts of the form ------------------------------------------------------------------------------------------------

  function row(label, control, className) {
    return element("p", { class: className || "" }, element("label", { for: control.id, text: label }), control);
  }

  function choice(id, pairs) {
    var select = element("select", { id: id });
    pairs.forEach(function (pair) { select.append(element("option", { value: pair[0], text: pair[1] })); });
    return select;
  }

  function insert(area, words) {
    area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input"));
    area.focus();
  }

  // Looks for works and terms by what is typed; a press puts the role where the cursor is.
  function finder(body) {
    var query = element("input", { id: "jz-find", placeholder: "题名、作者、年份，或词语", autocomplete: "off" });
    var told = element("p", { class: "jz-size", role: "status" });
    var found = element("ul", { class: "jz-found" });
    query.addEventListener("input", function () {
      var wanted = query.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      var fits = function (words) { return wanted.length && wanted.every(function (word) { return words.toLowerCase().includes(word); }); };
      var works = Array.from(known.labels).filter(function (pair) { return fits(pair[0] + " " + pair[1]); });
      var terms = Array.from(known.terms || []).filter(fits);
      var rows = terms.slice(0, FOUND).map(function (term) { return [term, "{term}`" + term + "`", "词语"]; });
      rows = rows.concat(works.slice(0, FOUND).map(function (pair) { return [pair[1], "{cite}`" + pair[0] + "`", "文献"]; }));
      found.replaceChildren.apply(found, rows.map(function (item) {
        var button = element("button", { type: "button" }, element("span", { class: "jz-card-kind", text: item[2] }), "　" + item[0]);
        button.addEventListener("click", function () { insert(body, item[1]); });
        return element("li", {}, button);
      }));
      var all = terms.length + works.length;
      say(told, !wanted.length ? "" : !all ? "没有找到；可在下面按栏填写新的文献" : "找到 " + all + " 条" + (all > rows.length ? "，列出 " + rows.length + " 条；多写几个字，范围更小" : ""));
    });
    return element("div", {}, row("引用文献、链接词语", query), told, found);
  }

  // A work that the bibliography lacks, by fields. Only what its kind has is asked for.
  function newWork(body) {
    var kind = choice("jz-work-type", data.kinds.map(function (item) { return [item[0], item[1]]; }));
    var asked = {};
    var labels = {};
    var required = [];
    var rows = [["title", "题名"], ["authors", "作者（用分号隔开）"], ["journal", "报刊名"], ["booktitle", "书名"], ["publisher", "出版者、学校或机构"], ["date", "日期（如 2019、2019-05、2019-05-06）"], ["number", "期号或版次"], ["pages", "页码"], ["url", "网址"], ["note", "未见、待考等，在此说明"]].map(function (pair) {
      labels[pair[0]] = pair[1];
      asked[pair[0]] = element("input", { id: "jz-work-" + pair[0], maxlength: "300" });
      return row(pair[1], asked[pair[0]]);
    });
    var told = element("p", { class: "jz-size", role: "status" });
    var add = element("button", { type: "button", text: "加入并引用" });
    function fit() {
      var now = data.kinds.find(function (item) { return item[0] === kind.value; });
      var fields = now[2];
      required = now[3];
      Object.keys(asked).forEach(function (name) {
        asked[name].toggleAttribute("required", name === "title" || required.includes(name));
        asked[name].parentNode.querySelector("label").textContent = labels[name] + (asked[name].required ? "（必填）" : "");
      });
      ["journal", "booktitle", "publisher", "number", "pages"].forEach(function (name) { asked[name].parentNode.hidden = !fields.includes(name); });
    }
    kind.addEventListener("change", fit);
    add.addEventListener("click", function () {
      var work = { type: kind.value };
      Object.keys(asked).forEach(function (name) { work[name] = asked[name].parentNode.hidden ? "" : asked[name].value.trim(); });
      work.authors = work.authors.split(/[;；]/).map(function (name) { return name.trim(); }).filter(Boolean);
      work.key = jiaozhuFiles.fresh("w");
      if (work.url) work.urldate = jiaozhuFiles.today();
      var hidden = Object.keys(asked).some(function (name) { return jiaozhuMarkup.hides(asked[name].value); });
      brought = brought.filter(function (work) { return body.value.includes(work.key); });
      var lacks = new RegExp(data.admits).test(work.note) ? [] : required.filter(function (name) { return !work[name]; });
      say(told, !work.title ? "请写题名" : lacks.length ? "请写" + labels[lacks[0]].split(/[、（]/)[0] + "；确实未见的，在末栏说明（如“出版者未见”）" : brought.length >= MOST_WORKS ? "一次至多带 " + MOST_WORKS + " 种文献" : work.authors.length > MOST_PEOPLE ? "作者至多 " + MOST_PEOPLE + " 人" : hidden ? "含有看不见的字符" : work.date && !jiaozhuFiles.isDate(work.date) ? "日期的写法如 2019、2019-05、2019-05-06" : work.url && !/^https?:\/\/[^\s<>"{}|\\^`]+$/.test(work.url) ? "网址以 http:// 或 https:// 开头" : "");
      if (told.textContent) return;
      brought.push(work);
      know(work);
      Object.keys(asked).forEach(function (name) { asked[name].value = ""; });
      insert(body, "{cite}`" + work.key + "`");
      say(told, "已加入：" + work.title);
    });
    fit();
    var fields = element.apply(null, ["div", { class: "jz-fields" }, row("类型", kind)].concat(rows));
    return element("details", { class: "jz-new-work" }, element("summary", { text: "文献不在目录里？按栏填写" }), fields, told, add);
  }

  // The form ---------------------------------------------------------------------------------------------------------

  var button = element("button", { type: "button", class: "jz-add", text: "加注", title: "Ctrl+Alt+M", "aria-keyshortcuts": "Control+Alt+M", hidden: "" });
  var spoken = element("p", { class: "jz-spoken", role: "status" });
  var dialog = null;
  document.body.append(button, spoken);

  function compose(target) {
    if (dialog) dialog.remove();
    var chosen = getSelection().rangeCount ? getSelection().getRangeAt(0).cloneRange() : null;
    var from = document.activeElement;
    var kept = draft(target);
    brought = kept.works || [];
    brought.forEach(know);
    var end = target.start + target.quote.length;
    var text = selection.reading(document.getElementById(target.block));
    var ids = { note: jiaozhuFiles.fresh("n"), correction: jiaozhuFiles.fresh("e") };
    var kind = choice("jz-note-kind", KINDS);
    var after = element("input", { id: "jz-after", autocomplete: "off", maxlength: "2000" });
    var reason = element("input", { id: "jz-reason", list: "jz-reasons", maxlength: "2000" });
    var reasons = element("datalist", { id: "jz-reasons" });
    REASONS.forEach(function (words) { reasons.append(element("option", { value: words })); });
    var cert = choice("jz-cert", CERTAINTIES);
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
      var said = { kind: kind.value, author: author.value.trim() || "佚名", body: body.value, works: brought.filter(function (work) { return body.value.includes(work.key); }) };
      if (!correcting) return jiaozhuFiles.note(target, data.text, said);
      if (!place || place.refused) return "";
      return jiaozhuFiles.correction(place, target.quote, { id: ids.correction, after: after.value, reason: reason.value.trim(), basis: basis(), cert: cert.value, author: said.author, works: said.works });
    }
    function faults(correcting, place) {
      var said = jiaozhuMarkup.faults(correcting ? basis() : body.value, known);
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
      var parts = jiaozhuMarkup.render(correcting ? basis() : body.value, known);
      var opening = element("p");
      opening.append.apply(opening, head);
      if (parts.length && parts[0].tagName === "P") opening.append.apply(opening, Array.from(parts.shift().childNodes));
      look.replaceChildren.apply(look, [opening].concat(parts));
    }
    function show() {
      var correcting = kind.value === CORRECTION;
      if (correcting && !lines) fetched(data.lines).then(show, function () { say(state, "底本的文字取不到，请稍后再试"); });
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
      jiaozhuPage.keep("draft", JSON.stringify({ place: place, quote: target.quote, kind: kind.value, after: after.value, reason: reason.value, cert: cert.value, body: body.value, works: brought, taken: taken }));
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
      row("类别", kind), change, element("p", {}, label, body), finder(body), newWork(body), row("署名", author), told,
      element("p", { class: "jz-card-kind", text: "页面上的样子" }), look, file,
      element("p", { class: "jz-size jz-length" }, state, size), element("p", { class: "jz-card-foot" }, send, copy, save), steps
    );
    close.addEventListener("click", function () { dialog.close(); });
    // Back to the words: what was selected is selected again, and the next key goes on from there.
    dialog.addEventListener("close", function () {
      if (!chosen) return;
      var block = document.getElementById(target.block);
      if ((from === document.body || from === button) && block) {
        block.tabIndex = -1;
        block.focus({ preventScroll: true });
        block.addEventListener("blur", function () { block.removeAttribute("tabindex"); }, { once: true });
      }
      getSelection().removeAllRanges();
      getSelection().addRange(chosen);
    });
    document.body.append(dialog);
    fetched("works.js").then(show, function () {}); // without it nothing is looked up, and the check will tell
    show();
    dialog.showModal();
    body.focus();
  }

  // The button -----------------------------------------------------------------------------------------------------------

  var timer = 0;
  var pressed = false;
  var offered = null;
  function offer() {
    var target = pressed || (dialog && dialog.open) ? null : selection.selected();
    button.hidden = !target;
    offered = target;
    if (!target) return;
    button.disabled = Boolean(target.refused);
    button.textContent = target.refused || "加注";
    // Below the last line of what is selected in the text's own column; notes in the margin do not count. Where fingers
    // select, the handles and the system's own menu are there: the style sheet puts it at the foot of the window.
    var column = document.querySelector(selection.blocks).getBoundingClientRect();
    var boxes = Array.from(getSelection().getRangeAt(0).getClientRects()).filter(function (box) { return box.width && box.left < column.right; });
    var box = boxes.reduce(function (low, box) { return !low || box.bottom >= low.bottom ? box : low; }, null) || { right: 8, bottom: 8 };
    button.style.left = Math.max(8, Math.min(box.right, innerWidth - button.offsetWidth - 8)) + "px";
    button.style.top = Math.max(8, Math.min(box.bottom + 6, innerHeight - button.offsetHeight - 8)) + "px";
  }
  function offerSoon() {
    clearTimeout(timer);
    timer = setTimeout(offer, 200);
  }
  // While the pointer is down the words are still being chosen.
  document.addEventListener("pointerdown", function (event) { pressed = event.pointerType === "mouse" && event.target !== button; });
  ["pointerup", "pointercancel"].forEach(function (name) {
    document.addEventListener(name, function () {
      pressed = false;
      offerSoon();
    });
  });
  document.addEventListener("selectionchange", offerSoon);
  addEventListener("scroll", function () { if (!button.hidden) offer(); }, { passive: true });
  addEventListener("resize", function () { if (!button.hidden) offer(); });
  button.addEventListener("pointerdown", function (event) { event.preventDefault(); }); // the selection stays
  button.addEventListener("click", function () {
    var target = selection.selected() || offered; // some browsers let go of the selection at a touch
    button.hidden = true;
    if (target && !target.refused) compose(target);
  });
  // By keyboard: select (with caret browsing, F7 in most browsers), then Ctrl+Alt+M. Some keyboards write µ with these.
  document.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey && event.altKey && (event.code === "KeyM" || event.key.toLowerCase() === "m"))) return;
    if (dialog && dialog.open) return;
    event.preventDefault();
    var target = selection.selected() || { refused: "请先选中正文里的字" };
    say(spoken, target.refused || "");
    if (target.refused) return;
    button.hidden = true;
    compose(target);
  });
})();
