// The search as a reader meets it: a dialog on every page, and the same thing on the search page. Queries and texts are
// text, never markup: everything is set with textContent. Query, facets and place stand in the address.
(function () {
  "use strict";

  var element = jiaozhuPage.element;
  var engine = window.jiaozhuSearch;
  var KINDS = { text: "正文", term: "词汇", note: "注释", apparatus: "校勘", figure: "数字", page: "其他" };
  var FACETS = { kind: "类别", source: "文献", year: "年份" };
  var CONTEXT = 36; // characters on either side of the first hit
  var PORTION = 40; // results shown at a time
  var PAUSE = 80; // milliseconds of quiet before a search as one types

  var root = document.documentElement.dataset.content_root || "./";
  engine.at(root + "_static/jiaozhu/");

  // One search: its field, facets, count and results.
  function Search(host, close) {
    var input = element("input", { type: "text", inputmode: "search", enterkeyhint: "search", id: "jz-query", "aria-label": "检索词", placeholder: "正文、原文、注释、词汇、数字；可用拼音", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: "10000" });
    var facets = element("div", { class: "jz-facets" });
    var count = element("p", { id: "jz-count", role: "status", "aria-live": "polite" });
    var advice = element("div", { class: "jz-advice" });
    var list = element("ol", { id: "jz-results" });
    var more = element("button", { type: "button", class: "jz-more", hidden: "" });
    var form = element("form", { class: "jz-search-form", role: "search" }, input);
    if (close) form.append(element("button", { type: "button", class: "jz-close", text: "关闭" }));
    host.append(form, facets, count, advice, list, more);
    if (close) form.lastChild.addEventListener("click", close);

    var chosen = { kind: "", source: "", year: "" };
    var turn = 0; // of several searches under way only the last is shown
    var timer = 0;
    var state = null; // what is shown: result, and the hits that the facets leave
    var shown = 0;
    var query = "";

    function run(options) {
      options = options || {};
      clearTimeout(timer);
      timer = 0;
      var mine = ++turn;
      query = input.value.trim();
      if (!options.quiet) remember();
      if (!query) return clear();
      var ask = { source: chosen.source, year: chosen.year, whole: options.whole, stale: function () { return mine !== turn; } };
      return engine.find(query, ask).then(
        function (result) {
          if (mine !== turn) return;
          show(result);
          if (options.at >= 0) back(options.at);
        },
        function (error) {
          if (mine !== turn) return;
          clear();
          count.textContent = "检索数据未能载入（" + error.message + "），请重试。";
        }
      );
    }

    function clear() {
      state = null;
      [facets, advice, list].forEach(function (part) {
        part.replaceChildren();
      });
      count.textContent = "";
      more.hidden = true;
    }

    function fits(hit, except) {
      var page = engine.data.pages[hit.record.page];
      return (
        (except === "kind" || !chosen.kind || hit.record.kind === chosen.kind) &&
        (except === "source" || !chosen.source || (page[2] >= 0 && engine.data.sources[page[2]][0] === chosen.source)) &&
        (except === "year" || !chosen.year || page[3] === chosen.year)
      );
    }

    function show(result) {
      state = { result: result, hits: result.hits.filter(function (hit) { return fits(hit); }) };
      drawFacets(result);
      drawAdvice(result);
      drawCount(result);
      list.replaceChildren();
      shown = 0;
      portion();
    }

    function drawCount(result) {
      var hits = state.hits;
      var places = hits.reduce(function (sum, hit) { return sum + hit.times; }, 0);
      var pages = new Set(hits.map(function (hit) { return hit.record.page; })).size;
      var part = result.searched < result.all;
      var name = "「" + (query.length > 40 ? query.slice(0, 40) + "…" : query) + "」";
      var text = hits.length ? name + (part ? "至少 " : "共 ") + places + " 处，" + hits.length + " 段，" + pages + " 页。" : name + (part ? "在已检部分未见。" : "未见。");
      if (result.cut) text += "检索词过长，只取前 500 字。";
      if (part) text += "（已检 " + result.searched + " / " + result.all + " 卷）";
      count.textContent = text;
      if (part) {
        var rest = element("button", { type: "button", class: "jz-link", text: "检完其余各卷" });
        rest.addEventListener("click", function () { run({ whole: true }); });
        count.append(rest);
      }
    }

    // What sounds like the query; or, where nothing is found, what nearly does.
    function drawAdvice(result) {
      advice.replaceChildren();
      var sounds = result.sounds.slice(0, 8);
      if (sounds.length) {
        advice.append(element("span", { class: "jz-advice-label", text: "读音相合" }));
        sounds.forEach(function (alias) {
          advice.append(element("a", { class: "jz-sound", href: address(alias[1], alias[2]), text: alias[3] }));
        });
      } else if (!result.hits.length) {
        var near = engine.slips(query);
        if (near.length) advice.append(element("span", { class: "jz-advice-label", text: "是不是要找" }));
        near.forEach(function (alias) {
          var button = element("button", { type: "button", class: "jz-sound jz-slip", text: alias[3] });
          button.addEventListener("click", function () {
            input.value = alias[3];
            input.focus();
            run();
          });
          advice.append(button);
        });
      }
    }

    function drawFacets(result) {
      facets.replaceChildren();
      Object.keys(FACETS).forEach(function (facet) {
        var counts = new Map();
        result.hits.forEach(function (hit) {
          if (!fits(hit, facet)) return;
          var value = valueOf(hit, facet);
          if (value) counts.set(value, (counts.get(value) || 0) + hit.times);
        });
        if (chosen[facet] && !counts.has(chosen[facet])) counts.set(chosen[facet], 0);
        if (counts.size < 2 && !chosen[facet]) return;
        var group = element("div", { class: "jz-facet", role: "group", "aria-label": FACETS[facet] });
        ordered(facet, counts).forEach(function (value) {
          var button = element("button", { type: "button", "aria-pressed": String(chosen[facet] === value) }, named(facet, value), element("span", { class: "jz-tally", text: String(counts.get(value)) }));
          button.addEventListener("click", function () {
            chosen[facet] = chosen[facet] === value ? "" : value;
            run();
          });
          group.append(button);
        });
        facets.append(group);
      });
    }

    function valueOf(hit, facet) {
      if (facet === "kind") return hit.record.kind;
      var page = engine.data.pages[hit.record.page];
      return facet === "year" ? page[3] : page[2] >= 0 ? engine.data.sources[page[2]][0] : "";
    }

    function ordered(facet, counts) {
      var order = facet === "kind" ? Object.keys(KINDS) : facet === "source" ? engine.data.sources.map(function (pair) { return pair[0]; }) : Array.from(counts.keys()).sort();
      return order.filter(function (value) { return counts.has(value); }).slice(0, 12);
    }

    function named(facet, value) {
      if (facet === "kind") return KINDS[value] || value;
      if (facet === "year") return value;
      var source = engine.data.sources.find(function (pair) { return pair[0] === value; });
      return source ? source[1] : value;
    }

    function address(page, anchor) {
      return root + engine.data.pages[page][0] + (anchor ? "#" + anchor : "");
    }

    function portion() {
      var part = state.hits.slice(shown, shown + PORTION);
      part.forEach(function (hit, at) {
        list.append(item(hit, shown + at));
      });
      shown += part.length;
      more.hidden = shown >= state.hits.length;
      more.textContent = "再列 " + Math.min(PORTION, state.hits.length - shown) + " 条（已列 " + shown + " / " + state.hits.length + "）";
    }

    function item(hit, number) {
      var page = engine.data.pages[hit.record.page];
      var isTerm = hit.record.kind === "term";
      var title = isTerm ? hit.record.text.split(/[、　]/)[0] : page[1];
      var link = element("a", { href: address(hit.record.page, hit.anchor), text: title });
      link.addEventListener("click", function () {
        remember(number);
        if (close && link.pathname === location.pathname && link.hostname === location.hostname) close();
      });
      var line = /^l0*([0-9].*)$/.exec(hit.anchor);
      var where = [KINDS[hit.record.kind], line ? "第 " + line[1] + " 行" : "", page[2] >= 0 ? engine.data.sources[page[2]][1] : "", page[3]];
      return element("li", { class: "jz-hit jz-hit-" + hit.record.kind }, link, element("span", { class: "jz-where", text: where.filter(Boolean).join("　") }), excerpt(hit));
    }

    // Keyword in context: from a little before the first hit, every hit marked exactly.
    function excerpt(hit) {
      var text = hit.record.text;
      var folded = engine.fold(text);
      var spots = [];
      state.result.words.forEach(function (word) {
        var at = folded.indexOf(word);
        while (at >= 0 && spots.length < 200) {
          spots.push([at, at + word.length]);
          at = folded.indexOf(word, at + word.length);
        }
      });
      var first = Math.min.apply(null, hit.spots.map(function (spot) { return spot[0]; }));
      var last = hit.spots.reduce(function (end, spot) { return spot[1] - first < 4 * CONTEXT ? Math.max(end, spot[1]) : end; }, first);
      var kept = spots
        .filter(function (spot) { return spot[0] >= first - CONTEXT && spot[0] <= last + CONTEXT; })
        .map(function (spot) { return engine.place(text, spot[0], spot[1]); })
        .sort(function (a, b) { return a[0] - b[0]; });
      var start = Math.max(0, kept[0][0] - CONTEXT);
      var end = Math.min(text.length, kept[kept.length - 1][1] + CONTEXT);
      var line = element("p", {});
      if (start > 0) line.append("…");
      var from = start;
      kept.forEach(function (spot) {
        if (spot[0] < from) return;
        line.append(text.slice(from, spot[0]), element("mark", { text: text.slice(spot[0], spot[1]) }));
        from = spot[1];
      });
      line.append(text.slice(from, end));
      if (end < text.length) line.append("…");
      return line;
    }

    // Address --------------------------------------------------------------------------------------------------

    function remember(at) {
      var url = new URL(location.href);
      ["q", "kind", "source", "year", "at"].forEach(function (name) { url.searchParams.delete(name); });
      if (query) {
        url.searchParams.set("q", query.slice(0, 500));
        Object.keys(chosen).forEach(function (name) { if (chosen[name]) url.searchParams.set(name, chosen[name]); });
        if (at >= 0) url.searchParams.set("at", String(at));
      }
      try {
        history.replaceState(history.state, "", url);
      } catch (error) {
        // Where the address may not be changed the search works all the same.
      }
    }

    function recall() {
      var parameters = new URL(location.href).searchParams;
      input.value = parameters.get("q") || "";
      chosen.kind = KINDS[parameters.get("kind")] ? parameters.get("kind") : "";
      chosen.source = (parameters.get("source") || "").slice(0, 200);
      chosen.year = (parameters.get("year") || "").slice(0, 20);
      var at = parseInt(parameters.get("at"), 10);
      return run({ quiet: true, at: at >= 0 && at < 5000 ? at : -1 });
    }

    // Back at the result from which the reader left.
    function back(at) {
      while (state && shown <= at && shown < state.hits.length) portion();
      var link = list.querySelectorAll("li > a")[at];
      if (link) {
        link.focus();
        link.scrollIntoView({ block: "center" });
      }
    }

    // Keys -----------------------------------------------------------------------------------------------------

    function move(event) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || event.isComposing) return;
      if (timer) {
        // The results of what was typed last are not there yet, and would take the focus away when they come.
        event.preventDefault();
        Promise.resolve(run()).then(function () { go(step); });
      } else if (go(step)) event.preventDefault();
    }

    function go(step) {
      var stops = [input].concat(Array.from(advice.querySelectorAll("a, button")), Array.from(list.querySelectorAll("li > a")), more.hidden ? [] : [more]);
      var next = stops.indexOf(document.activeElement) + step;
      if (next < 0 || next >= stops.length) return false;
      stops[next].focus();
      return true;
    }

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var first = list.querySelector("li > a") || advice.querySelector("a");
      var settled = !timer && state && input.value.trim() === query;
      if (settled && first && close) first.click();
      else run();
    });
    input.addEventListener("input", function (event) {
      if (event.isComposing) return;
      clearTimeout(timer);
      timer = setTimeout(function () { run(); }, PAUSE);
    });
    input.addEventListener("compositionend", function () {
      clearTimeout(timer);
      timer = setTimeout(function () { run(); }, 0);
    });
    input.addEventListener("keydown", function (event) {
      // Enter that only ends a composition sends nothing.
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
    });
    host.addEventListener("keydown", move);
    more.addEventListener("click", function () {
      var before = shown;
      portion();
      var link = list.querySelectorAll("li > a")[before];
      if (link) link.focus();
    });

    return { input: input, recall: recall, run: run, remember: remember, clearAddress: function () { query = ""; remember(); } };
  }

  // On the search page it stands in the page; on every other it is a dialog.
  var page = document.getElementById("jz-search");
  var dialog = null;
  var search = null;

  function open(query) {
    if (page) return search.input.focus();
    if (!dialog) {
      dialog = element("dialog", { class: "jz-dialog", "aria-label": "检索全书" });
      document.body.append(dialog);
      search = Search(dialog, function () { dialog.close(); });
      dialog.addEventListener("close", function () {
        if (new URL(location.href).searchParams.has("q") && !new URL(location.href).searchParams.has("at")) search.clearAddress();
      });
      dialog.addEventListener("click", function (event) {
        if (event.target === dialog) dialog.close();
      });
    }
    if (!dialog.open) dialog.showModal();
    search.input.focus();
    if (query) {
      search.input.value = query;
      search.run();
    } else search.input.select();
  }

  if (page) {
    search = Search(page, null);
    search.recall();
    search.input.focus();
  } else if (new URL(location.href).searchParams.get("q")) {
    open();
    search.recall();
  }
  addEventListener("popstate", function () {
    if (page) search.recall();
  });

  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    var slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    var command = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!slash && !command) return;
    event.preventDefault();
    open();
  });
  Array.from(document.querySelectorAll(".jz-open-search")).forEach(function (link) {
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  });
})();
