// A note or a correction from the page: select words, write, and take away one file, well formed and holding to just those
// words. Nothing is sent anywhere; the host's own page for a new file is opened, filled in, or the text is copied or saved.
(function () {
  "use strict";

  var MOST_ADDRESS = 8000; // characters of an address that hosts take
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

  window.jiaozhuWorks = function (all) {
    known = { works: new Set(all.works.map(first)), terms: new Set(all.terms), labels: new Map(all.works) };
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
    var list = element("ul", { class: "jz-found" });
    query.addEventListener("input", function () {
      var wanted = query.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      var fits = function (words) { return wanted.length && wanted.every(function (word) { return words.toLowerCase().includes(word); }); };
      var works = Array.from(known.labels).filter(function (pair) { return fits(pair[0] + " " + pair[1]); });
      var terms = Array.from(known.terms || []).filter(fits);
      var rows = terms.slice(0, FOUND).map(function (term) { return [term, "{term}`" + term + "`", "词语"]; });
      rows = rows.concat(works.slice(0, FOUND).map(function (pair) { return [pair[1], "{cite}`" + pair[0] + "`", "文献"]; }));
      list.replaceChildren.apply(list, rows.map(function (item) {
        var button = element("button", { type: "button", text: item[2] + "　" + item[0] });
        button.addEventListener("click", function () { insert(body, item[1]); });
        return element("li", {}, button);
      }));
      if (wanted.length && !rows.length) list.append(element("li", { text: "没有找到；可在下面按栏填写新的文献" }));
    });
    return element("div", {}, row("引用文献、链接词语", query), list);
  }

  // A work that the bibliography lacks, by fields. Only what its kind has is asked for.
  function newWork(works, body) {
    var kind = choice("jz-work-type", data.kinds.map(function (item) { return [item[0], item[1]]; }));
    var asked = {};
    var rows = [["title", "题名（必填）"], ["authors", "作者（用分号隔开）"], ["journal", "报刊名"], ["booktitle", "书名"], ["publisher", "出版者、学校或机构"], ["date", "日期（如 2019、2019-05、2019-05-06）"], ["number", "期号或版次"], ["pages", "页码"], ["url", "网址"], ["note", "未见原件等，在此说明"]].map(function (pair) {
      asked[pair[0]] = element("input", { id: "jz-work-" + pair[0], maxlength: "300" });
      return row(pair[1], asked[pair[0]]);
    });
    var told = element("p", { class: "jz-size", role: "status" });
    var add = element("button", { type: "button", text: "加入并引用" });
    function fit() {
      var fields = data.kinds.find(function (item) { return item[0] === kind.value; })[2];
      ["journal", "booktitle", "publisher", "number", "pages"].forEach(function (name) { asked[name].parentNode.hidden = !fields.includes(name); });
    }
    kind.addEventListener("change", fit);
    add.addEventListener("click", function () {
      var work = { type: kind.value };
      Object.keys(asked).forEach(function (name) { work[name] = asked[name].parentNode.hidden ? "" : asked[name].value.trim(); });
      work.authors = work.authors.split(/[;；]/).map(function (name) { return name.trim(); }).filter(Boolean);
      work.key = jiaozhuFiles.fresh("w");
      if (work.url) work.urldate = jiaozhuFiles.today();
      told.textContent = !work.title ? "请写题名" : work.date && !/^\d{4}(-\d\d(-\d\d)?)?$/.test(work.date) ? "日期的写法如 2019、2019-05、2019-05-06" : work.url && !/^https?:\/\/[^\s<>"{}|\\^`]+$/.test(work.url) ? "网址以 http:// 或 https:// 开头" : "";
      if (told.textContent) return;
      works.push(work);
      known.labels.set(work.key, [work.authors.join("、"), work.title, work.date].filter(Boolean).join("，"));
      if (known.works) known.works.add(work.key);
      Object.keys(asked).forEach(function (name) { asked[name].value = ""; });
      insert(body, "{cite}`" + work.key + "`");
      told.textContent = "已加入：" + work.title;
    });
    fit();
    var fields = element.apply(null, ["div", { class: "jz-fields" }, row("类型", kind)].concat(rows));
    return element("details", { class: "jz-new-work" }, element("summary", { text: "文献不在目录里？按栏填写" }), fields, told, add);
  }

  // The form ---------------------------------------------------------------------------------------------------------

  var button = element("button", { type: "button", class: "jz-add", text: "加注", hidden: "" });
  var dialog = null;
  document.body.append(button);

  function compose(target) {
    if (dialog) dialog.remove();
    var works = [];
    var end = target.start + target.quote.length;
    var text = selection.reading(document.getElementById(target.block));
    var ids = { note: jiaozhuFiles.fresh("n"), correction: jiaozhuFiles.fresh("e") };
    var kind = choice("jz-note-kind", KINDS);
    var after = element("input", { id: "jz-after", autocomplete: "off" });
    var reason = element("input", { id: "jz-reason", list: "jz-reasons" });
    var reasons = element("datalist", { id: "jz-reasons" });
    REASONS.forEach(function (words) { reasons.append(element("option", { value: words })); });
    var cert = choice("jz-cert", CERTAINTIES);
    var body = element("textarea", { id: "jz-note-body", rows: "5" });
    var label = element("label", { for: "jz-note-body" });
    var author = element("input", { id: "jz-note-author", autocomplete: "name" });
    body.value = jiaozhuPage.kept("draft");
    author.value = jiaozhuPage.kept("author");
    after.value = target.quote;
    var change = element("div", { class: "jz-change" }, row("改作（全部删去则留空）", after), row("理由", reason), reasons, row("把握", cert));
    var context = element("blockquote", {}, text.slice(Math.max(0, target.start - 20), target.start), element("mark", { text: target.quote }), text.slice(end, end + 20));
    var told = element("ul", { class: "jz-faults", "aria-live": "polite" });
    var look = element("div", { class: "jz-look", role: "region", "aria-label": "页面上的样子" });
    var preview = element("pre", { tabindex: "0", "aria-label": "将要提交的文件" });
    var send = element("a", { class: "jz-send", target: "_blank", rel: "noopener" });
    var copy = element("button", { type: "button", text: "复制" });
    var save = element("a", { class: "jz-send", text: "存为文件" });
    var size = element("p", { class: "jz-size jz-length", role: "status" });
    var close = element("button", { type: "button", class: "jz-close", text: "关闭" });
    var where = element("li");
    var steps = element("ol", { class: "jz-steps" }, where, element("li", { text: "运行 jiaozhu check，没有问题即可" }), element("li", { text: "发一个合并请求；不会用 git，可把文件交给编者" }));

    function written(correcting, place) {
      var said = { kind: kind.value, author: author.value.trim() || "佚名", body: body.value, works: works.filter(function (work) { return body.value.includes(work.key); }) };
      if (!correcting) return jiaozhuFiles.note(target, data.text, said);
      if (!place || place.refused) return "";
      return jiaozhuFiles.correction(place, target.quote, { id: ids.correction, after: after.value, reason: reason.value.trim(), basis: body.value.trim().replace(/\s+/g, " "), cert: cert.value, author: said.author, works: said.works });
    }
    function faults(correcting, place) {
      var said = jiaozhuMarkup.faults(body.value, known);
      if (!body.value.trim()) said.push(correcting ? "请写依据" : "请写内容");
      else if (!correcting && !/\{cite\}`|\{ref\}`|https?:\/\/\S|待考/.test(body.value)) said.push("说法要有出处：{cite}、{ref}、网址，或写“待考”");
      if (correcting && !place) said.push("正在取底本的文字");
      if (correcting && place && place.refused) said.push(place.refused);
      if (correcting && after.value === target.quote) said.push("请写改作什么");
      if (correcting && !reason.value.trim()) said.push("请写理由");
      if (!author.value.trim()) said.push("请署名（可用别号）");
      return said;
    }
    function shown(correcting) {
      var head = correcting ? [element("del", { text: target.quote }), element("ins", { text: after.value }), "　" + reason.value + "："] : [element("span", { class: "jz-card-kind", text: "〔" + kind.value + "〕" }), target.quote + "："];
      var parts = jiaozhuMarkup.render(body.value, known);
      var opening = element("p");
      opening.append.apply(opening, head);
      if (parts.length && parts[0].tagName === "P") opening.append.apply(opening, Array.from(parts.shift().childNodes));
      look.replaceChildren.apply(look, [opening].concat(parts));
    }
    function show() {
      var correcting = kind.value === CORRECTION;
      if (correcting && !lines) fetched(data.lines).then(show, function () { size.textContent = "底本的文字取不到，请稍后再试"; });
      var place = correcting && lines ? jiaozhuFiles.origin(lines, target.block, target.start, end) : null;
      var wrong = faults(correcting, place);
      var content = written(correcting, place);
      var name = correcting ? ids.correction + ".yaml" : ids.note + ".md";
      var path = (correcting ? data.emendations : data.notes) + name;
      change.hidden = !correcting;
      label.textContent = correcting ? "依据（何以知其误）" : "内容";
      body.placeholder = correcting ? "同版他处作某；或据某书 {cite}`…`" : "一至四句话。说法要有出处，或写“待考”。";
      told.replaceChildren.apply(told, wrong.map(function (words) { return element("li", { text: words }); }));
      shown(correcting);
      preview.textContent = content;
      save.href = "data:text/plain;charset=utf-8," + encodeURIComponent(content);
      save.download = name;
      where.textContent = "把文件存作 " + path;
      offerHost(path, content, wrong.length > 0);
      jiaozhuPage.keep("draft", body.value);
      jiaozhuPage.keep("author", author.value);
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
      size.textContent = !address ? "本站没有设定代码托管页，请复制或存为文件，按下列三步提交。" : fits ? length : "内容太长（" + length + "），请复制或存为文件，按下列三步提交。";
      steps.hidden = Boolean(fits);
    }
    function copied() {
      return navigator.clipboard.writeText(preview.textContent).then(function () { copy.textContent = "已复制"; });
    }
    copy.addEventListener("click", copied);
    send.addEventListener("click", function () {
      if (send.dataset.pasted) copied();
      jiaozhuPage.keep("draft", "");
    });
    [kind, after, reason, cert, body, author].forEach(function (control) { control.addEventListener("input", show); });
    dialog = element(
      "dialog", { class: "jz-dialog jz-compose", "aria-label": "加注" },
      element("p", { class: "jz-card-kind", text: "加注　第 " + target.block.replace(/^l0*/, "") + " 行" }), close, context,
      row("类别", kind), change, element("p", {}, label, body), finder(body), newWork(works, body), row("署名", author), told,
      element("p", { class: "jz-card-kind", text: "页面上的样子" }), look,
      element("details", { class: "jz-file" }, element("summary", { text: "将要提交的文件" }), preview),
      size, element("p", { class: "jz-card-foot" }, send, copy, save), steps
    );
    close.addEventListener("click", function () { dialog.close(); });
    document.body.append(dialog);
    fetched("works.js").then(show, function () {}); // without it nothing is looked up, and the check will tell
    show();
    dialog.showModal();
    body.focus();
  }

  // The button -----------------------------------------------------------------------------------------------------------

  var timer = 0;
  function offer() {
    var target = dialog && dialog.open ? null : selection.selected();
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
    var target = selection.selected();
    button.hidden = true;
    if (target && !target.refused) compose(target);
  });
  // By keyboard: select (with caret browsing, F7 in most browsers), then Ctrl+Alt+M.
  document.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey && event.altKey && event.key.toLowerCase() === "m")) return;
    var target = selection.selected();
    if (!target || target.refused) return;
    event.preventDefault();
    compose(target);
  });
})();
