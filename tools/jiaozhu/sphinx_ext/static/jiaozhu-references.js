// What a contribution refers to: works and terms of the edition, found by a few characters, and works that it brings itself.
(function () {
  "use strict";

  var MOST_WORKS = 8; // that one file may bring
  var MOST_PEOPLE = 20;
  var FOUND = 6; // works and terms offered at a time
  var ROOT = document.documentElement.dataset.content_root || "./";
  var element = jiaozhuPage.element;
  var row = jiaozhuPage.field;
  var say = jiaozhuPage.say;
  var known = { works: null, terms: null, labels: new Map() };
  var brought = []; // works that the draft brings

  window.jiaozhuWorks = function (all) {
    known = { works: new Set(all.works.map(first)), terms: new Set(all.terms), labels: new Map(all.works) };
    brought.forEach(know);
  };

  function first(pair) {
    return pair[0];
  }

  function know(work) {
    known.labels.set(work.key, [work.authors.join("、"), work.title, work.date].filter(Boolean).join("，"));
    if (known.works) known.works.add(work.key);
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
  function newWork(body, data) {
    var kind = jiaozhuPage.choice("jz-work-type", data.kinds.map(function (item) { return [item[0], item[1]]; }));
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

  window.jiaozhuReferences = {
    load: function () {
      return jiaozhuPage.load(ROOT + "_static/jiaozhu/works.js");
    },
    // The works of a draft that is taken up again.
    begin: function (works) {
      brought = works;
      brought.forEach(know);
    },
    brought: function () {
      return brought;
    },
    known: function () {
      return known;
    },
    finder: finder,
    newWork: newWork,
  };
})();
