// Exact substring search over the records in jiaozhu-records.js. A classic script: works from file:// too.
// Records and queries are text, never markup: everything is set with textContent.
(function () {
  "use strict";

  var KINDS = { text: "正文", source: "原文异文", note: "注", term: "词汇" };
  var ORDER = { term: 0, text: 1, source: 2, note: 3 };
  var CONTEXT = 40; // characters shown on either side of the first hit
  var MOST_SHOWN = 200;
  var MOST_QUERY = 500;

  var records = window.jiaozhuRecords;
  var input = document.getElementById("jz-query");
  var count = document.getElementById("jz-count");
  var list = document.getElementById("jz-results");
  if (!records || !input || !count || !list) return;

  // Case and width are folded character by character, so that positions in the folded text are positions in the text.
  function fold(text) {
    return text.replace(/[\uff01-\uff5eA-Z\u3000]/g, function (char) {
      var code = char.charCodeAt(0);
      if (code === 0x3000) return " ";
      var narrow = code >= 0xff01 ? code - 0xfee0 : code;
      return String.fromCharCode(narrow >= 65 && narrow <= 90 ? narrow + 32 : narrow);
    });
  }

  var folded = records.records.map(function (record) {
    return fold(record[3]);
  });

  function find(query) {
    var needle = fold(query);
    var hits = [];
    for (var i = 0; i < folded.length; i++) {
      var at = folded[i].indexOf(needle);
      if (at >= 0) hits.push({ record: records.records[i], text: folded[i], at: at });
    }
    hits.sort(function (a, b) {
      return rank(a) - rank(b) || a.record[0] - b.record[0];
    });
    return { needle: needle, hits: hits };
  }

  // An entry whose headword begins with the query comes first, an entry that merely mentions it after the texts.
  function rank(hit) {
    return hit.record[2] === "term" && hit.at > 0 ? 4 : ORDER[hit.record[2]];
  }

  function excerpt(hit, needle) {
    var text = hit.record[3];
    var start = Math.max(0, hit.at - CONTEXT);
    var end = Math.min(text.length, hit.at + needle.length + CONTEXT);
    var line = document.createElement("p");
    if (start > 0) line.append("……");
    var from = start;
    var at = hit.at;
    while (at >= 0 && at + needle.length <= end) {
      line.append(text.slice(from, at));
      var mark = document.createElement("mark");
      mark.textContent = text.slice(at, at + needle.length);
      line.append(mark);
      from = at + needle.length;
      at = hit.text.indexOf(needle, from);
    }
    line.append(text.slice(from, end));
    if (end < text.length) line.append("……");
    return line;
  }

  function item(hit, needle) {
    var page = records.pages[hit.record[0]];
    var entry = document.createElement("li");
    var link = document.createElement("a");
    link.href = page[0] + "#" + hit.record[1];
    link.textContent = hit.record[2] === "term" ? hit.record[3].split("\u3000")[0] : page[1];
    var where = document.createElement("span");
    where.className = "jz-where";
    where.textContent = KINDS[hit.record[2]] + (page[2] ? "　" + page[2] : "");
    entry.append(link, where, excerpt(hit, needle));
    return entry;
  }

  function show(query) {
    list.replaceChildren();
    query = query.trim().slice(0, MOST_QUERY);
    if (!query) {
      count.textContent = "";
      return;
    }
    var found = find(query);
    var shown = found.hits.slice(0, MOST_SHOWN);
    count.textContent = found.hits.length
      ? "「" + query + "」见于 " + found.hits.length + " 处" + (found.hits.length > shown.length ? "，列出前 " + shown.length + " 处" : "")
      : "「" + query + "」未见。";
    shown.forEach(function (hit) {
      list.append(item(hit, found.needle));
    });
  }

  function address(query) {
    var url = new URL(window.location.href);
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    try {
      window.history.replaceState(null, "", url);
    } catch (error) {
      // Some browsers refuse this under file://; the results do not depend on it.
    }
  }

  input.form.addEventListener("submit", function (event) {
    event.preventDefault();
    show(input.value);
    address(input.value.trim());
  });
  input.addEventListener("input", function (event) {
    if (!event.isComposing) show(input.value);
  });
  input.addEventListener("compositionend", function () {
    show(input.value);
  });

  input.value = new URL(window.location.href).searchParams.get("q") || "";
  show(input.value);
})();
