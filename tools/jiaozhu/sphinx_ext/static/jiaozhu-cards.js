// Cards beside words: a glossary entry, a corrected place, ways to cite a line. One popover, filled with text from our own
// data; it follows hover, focus and touch, and its links can be reached by mouse and by key.
(function () {
  "use strict";

  var OPENING = 180; // milliseconds of resting on a word
  var LEAVING = 260; // milliseconds in which the mouse may reach the card
  var root = document.documentElement.dataset.content_root || "./";
  var element = jiaozhuPage.element;
  var card = element("div", { id: "jz-card", class: "jz-card", popover: "manual", role: "group" });
  if (!card.showPopover) return;

  var owner = null; // the word whose card is shown
  var timer = 0;
  var terms = null;
  var touched = false;
  var left = null; // the word that gets the focus back: it shows its card no second time

  window.jiaozhuTerms = function (data) {
    terms = data;
  };

  function link(text, href) {
    return element("a", { href: href, text: text });
  }

  // Contents -----------------------------------------------------------------------------------------------------

  function entries() {
    return jiaozhuPage.load(root + "_static/jiaozhu/terms.js").then(function () {
      return terms;
    });
  }

  function termCard(word) {
    return entries().then(function (all) {
      var entry = all[word.hash.slice(1)];
      if (!entry) return null;
      var pinyin = element("span", { class: "jz-card-pinyin", text: entry[1] });
      pinyin.lang = "zh-Latn-pinyin";
      var gloss = element("p", { class: "jz-card-gloss", text: entry[2] });
      gloss.lang = "en";
      var head = element("p", { class: "jz-card-head" });
      head.append(element("strong", { text: entry[0] }), pinyin, element("span", { class: "jz-card-kind", text: entry[3] }));
      var foot = element("p", { class: "jz-card-foot" });
      foot.append(link("词条全文", word.href));
      if (entry[5]) foot.append(link("见于 " + entry[5] + " 处", root + entry[6]));
      var place = word.closest('[id^="c-"]');
      return [head, gloss, element("p", { text: entry[4] }), foot].concat((place && change(place)) || []);
    });
  }

  // The entry of the apparatus, without the number that leads back here.
  function change(place) {
    var lemma = document.getElementById("a-" + place.id.slice(2));
    var entry = lemma && lemma.closest("li");
    if (!entry) return null;
    var body = element("p", { class: "jz-card-change" });
    Array.from(entry.querySelector("p").childNodes).slice(1).forEach(function (node) {
      body.append(node.cloneNode(true));
    });
    body.querySelectorAll("[id]").forEach(function (node) { node.removeAttribute("id"); });
    if (body.firstChild && body.firstChild.nodeType === Node.TEXT_NODE) body.firstChild.data = body.firstChild.data.trimStart();
    var foot = element("p", { class: "jz-card-foot" });
    foot.append(link("校勘记", "#" + lemma.id));
    return [element("p", { class: "jz-card-kind", text: "校改" }), body, foot];
  }

  function changeCard(place) {
    return Promise.resolve(change(place));
  }

  function citeCard(anchor) {
    var data = JSON.parse(document.getElementById("jz-data").textContent);
    var url = data.url ? data.url + anchor.hash : location.href.split(/[?#]/)[0] + anchor.hash;
    var now = new Date();
    var today = [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
    function filled(form) {
      return form.replace(/@(line|today|url)@/g, function (all, name) {
        return { line: anchor.dataset.line, today: today, url: url }[name];
      });
    }
    var done = element("p", { class: "jz-card-done" });
    done.setAttribute("role", "status");
    var row = element("p", { class: "jz-card-foot" });
    [["GB/T 7714 引文", filled(data.reference)], ["BibTeX", filled(data.bibtex)], ["链接", url], ["注中引用", "{ref}`第" + anchor.dataset.line + "行 <" + data.source + "/" + data.text + anchor.hash + ">`"]].forEach(function (form) {
      var button = element("button", { text: form[0] });
      button.type = "button";
      button.addEventListener("click", function () {
        copy(form[1]).then(function () {
          done.textContent = "已复制：" + form[1];
        });
      });
      row.append(button);
    });
    return Promise.resolve([element("p", { class: "jz-card-kind", text: "引用第 " + anchor.dataset.line + " 行" }), row, done]);
  }

  function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text).catch(function () { return byHand(text); });
    return Promise.resolve(byHand(text));
  }

  function byHand(text) {
    var area = element("textarea");
    area.value = text;
    card.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  // Showing ------------------------------------------------------------------------------------------------------

  function kindOf(node) {
    if (!(node instanceof Element) || card.contains(node)) return null;
    var word = node.closest(".bd-article a.reference");
    if (word && word.querySelector(".std-term")) return { node: word, fill: termCard };
    var place = node.closest('.bd-article [id^="c-"]');
    if (place && !place.matches(":empty")) return { node: place, fill: changeCard };
    return null;
  }

  function show(kind, deliberate) {
    clearTimeout(timer);
    if (owner === kind.node) return;
    owner = kind.node;
    kind.fill(kind.node).then(
      function (parts) {
        if (owner !== kind.node) return;
        if (!parts) return hide();
        card.replaceChildren.apply(card, parts);
        // Beside the word in the document, so that Tab goes from the word into the card and on.
        kind.node.after(card);
        card.showPopover();
        position(kind.node);
        if (deliberate) {
          var first = card.querySelector("a, button");
          if (first) first.focus({ preventScroll: true });
        }
      },
      function () {
        owner = null; // without data the word is a link as before
      }
    );
  }

  function position(node) {
    var box = node.getClientRects()[0] || node.getBoundingClientRect();
    var size = card.getBoundingClientRect();
    var left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - size.width - 8));
    var below = box.bottom + 6;
    var top = below + size.height > innerHeight && box.top - size.height - 6 > 0 ? box.top - size.height - 6 : below;
    card.style.left = left + "px";
    card.style.top = Math.max(8, top) + "px";
  }

  function hide() {
    clearTimeout(timer);
    owner = null;
    if (card.isConnected && card.matches(":popover-open")) card.hidePopover();
    card.remove();
  }

  function later(action, pause) {
    clearTimeout(timer);
    timer = setTimeout(action, pause);
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    if (card.contains(event.target)) return clearTimeout(timer);
    var kind = kindOf(event.target);
    if (kind) later(function () { show(kind); }, OPENING);
    else if (owner && !card.contains(document.activeElement)) later(hide, LEAVING);
  });
  document.addEventListener("focusin", function (event) {
    if (card.contains(event.target)) return clearTimeout(timer);
    if (event.target === left) return void (left = null);
    var kind = !touched && event.target.matches(":focus-visible") && kindOf(event.target);
    if (kind) show(kind);
    else if (owner && event.target !== owner) hide();
  });
  document.addEventListener("pointerdown", function (event) {
    touched = event.pointerType === "touch";
  });
  document.addEventListener("click", function (event) {
    var plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    var anchor = event.target instanceof Element && event.target.closest("a.jz-line");
    if (anchor && plain && document.getElementById("jz-data")) {
      event.preventDefault();
      history.replaceState(history.state, "", anchor.hash);
      return show({ node: anchor, fill: citeCard }, true);
    }
    if (card.contains(event.target)) {
      if (event.target.closest("a")) setTimeout(hide, 0);
      return;
    }
    var kind = touched && plain && kindOf(event.target);
    if (kind && owner !== kind.node) {
      event.preventDefault(); // the first touch shows the card, the second follows the link
      return show(kind);
    }
    if (owner) hide();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !owner) return;
    var word = owner;
    var inside = card.contains(document.activeElement);
    event.preventDefault();
    hide();
    if (inside) {
      left = word;
      word.focus();
    }
  });
  addEventListener("scroll", function () {
    if (owner && card.isConnected) position(owner);
  }, { passive: true });
})();
