// Reading: size and measure, light and dark, reading or source text, which notes are shown. Choices are kept, and view and
// notes stand in the address, so that what one reader sees can be shown to another.
(function () {
  "use strict";

  var element = jiaozhuPage.element;
  var keep = jiaozhuPage.keep;
  var root = document.documentElement;
  var panel = document.getElementById("jz-settings");
  var VIEW = { name: "view", key: "jzView", label: "文字", ask: true, options: [["reading", "校后"], ["source", "原文"]] };
  var CHOICES = [
    { name: "size", key: "jzSize", label: "字号", options: [["s", "小"], ["m", "中"], ["l", "大"], ["xl", "特大"]] },
    { name: "measure", key: "jzMeasure", label: "行宽", options: [["s", "窄"], ["m", "中"], ["l", "宽"]] },
    { name: "mode", key: "mode", label: "明暗", options: [["auto", "随系统"], ["light", "明"], ["dark", "暗"]] },
  ];
  var NOTES = [["note", "〔注〕"], ["comment", "〔按〕"], ["query", "〔疑〕"], ["proposal", "〔议〕"]];

  function ask(name, value, usual) {
    var url = new URL(location.href);
    if (value === usual) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
    try {
      history.replaceState(history.state, "", url);
    } catch (error) {
      // The choice does not depend on the address.
    }
  }

  function row(choice) {
    var group = element("div", { class: "jz-choice" });
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", choice.label);
    group.append(element("span", { class: "jz-choice-label", text: choice.label }));
    choice.options.forEach(function (option) {
      var button = element("button", { text: option[1] });
      button.type = "button";
      button.dataset.value = option[0];
      button.addEventListener("click", function () {
        set(choice, option[0]);
      });
      group.append(button);
    });
    choice.group = (choice.group || []).concat(group);
    press(choice);
    return group;
  }

  function press(choice) {
    (choice.group || []).forEach(function (group) {
      group.querySelectorAll("button").forEach(function (button) {
        button.setAttribute("aria-pressed", String(root.dataset[choice.key] === button.dataset.value));
      });
    });
  }

  function set(choice, value) {
    root.dataset[choice.key] = value;
    keep(choice.name, value);
    if (choice.ask) ask(choice.name, value, choice.options[0][0]);
    if (choice.name === "mode") root.dataset.theme = value === "dark" || (value === "auto" && matchMedia("(prefers-color-scheme: dark)").matches) ? "dark" : "light";
    press(choice);
  }

  // The text as the source has it --------------------------------------------------------------------------------

  // Each changed place gets the source's reading beside ours, from its entry in the apparatus; the style sheet shows one.
  function furnish() {
    var others = []; // places inside the next term: their anchors stand before it, empty
    document.querySelectorAll('.bd-article [id^="c-"]').forEach(function (place) {
      var lemma = document.getElementById("a-" + place.id.slice(2));
      if (!lemma) return;
      if (!place.className && !place.childNodes.length) return others.push(lemma);
      var term = place.querySelector("a");
      var source = term ? [lemma].concat(others).reduce(exchanged, term.textContent) : sic(lemma);
      others = [];
      var ours = element("span", { class: "jz-ours" });
      ours.append.apply(ours, Array.from(place.childNodes));
      var orig = element("span", { class: "jz-orig", text: source });
      if (!source) orig.classList.add("jz-orig-none");
      place.append(ours, orig);
    });
  }

  function sic(lemma) {
    var node = lemma.closest("li").querySelector(".jz-sic");
    return node ? node.textContent : "";
  }

  // A term's words with one changed place as the source has it. The brackets of a supplied word are the apparatus's.
  function exchanged(words, lemma) {
    var ours = lemma.textContent.replace(/^〔(.*)〕$/, "$1");
    return words.replace(ours, function () { return sic(lemma); });
  }

  // Panel and switch ---------------------------------------------------------------------------------------------

  var places = document.querySelectorAll('.bd-article [id^="c-"]').length;
  var kinds = NOTES.filter(function (kind) {
    return document.querySelector(".jz-note-" + kind[0]);
  });
  if (places) {
    furnish();
    panel.append(row(VIEW));
    var heading = document.querySelector(".bd-article h1");
    if (heading) {
      var control = row(VIEW);
      control.classList.add("jz-switch");
      control.firstChild.textContent = "校改 " + places + " 处";
      heading.after(control);
    }
  }
  CHOICES.forEach(function (choice) {
    panel.append(row(choice));
  });
  if (kinds.length) panel.append(noteRow());

  function noteRow() {
    var group = element("div", { class: "jz-choice" });
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "显示的注");
    group.append(element("span", { class: "jz-choice-label", text: "注" }));
    kinds.forEach(function (kind) {
      var button = element("button", { text: kind[1] });
      button.type = "button";
      button.setAttribute("aria-pressed", String(!hidden().includes(kind[0])));
      button.addEventListener("click", function () {
        var now = hidden();
        var next = now.includes(kind[0]) ? now.filter(function (name) { return name !== kind[0]; }) : now.concat(kind[0]);
        root.dataset.jzHide = next.join(" ");
        keep("hide", next.join(" "));
        ask("hide", next.join(","), "");
        button.setAttribute("aria-pressed", String(!next.includes(kind[0])));
      });
      group.append(button);
    });
    return group;
  }

  function hidden() {
    return root.dataset.jzHide.split(" ").filter(Boolean);
  }

  // Notes that run on far below the last line of their text: the style sheet shortens them then.
  var lines = document.querySelectorAll('.bd-article p[id^="l"]');
  var notes = document.querySelectorAll(".jz-note");
  if (lines.length && notes.length) {
    var over = notes[notes.length - 1].getBoundingClientRect().bottom - lines[lines.length - 1].getBoundingClientRect().bottom;
    if (over > innerHeight / 2) root.dataset.jzDense = "";
  }
  document.addEventListener("click", function (event) {
    var note = event.target instanceof Element && event.target.closest(".jz-note");
    if (!note || event.target.closest("a") || !("jzDense" in root.dataset) || String(getSelection())) return;
    var toggle = document.getElementById(note.id + "-open");
    if (toggle) toggle.checked = !toggle.checked;
  });

  // A note that was asked for by its address opens where there is no margin for it.
  function open() {
    var note = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var toggle = note && note.classList.contains("jz-note") && document.getElementById(note.id + "-open");
    if (!toggle) return;
    toggle.checked = true;
    toggle.nextElementSibling.scrollIntoView({ block: "center" });
  }
  try {
    open();
  } catch (error) {
    // An address with a damaged fragment: there is nothing to open.
  }
  addEventListener("hashchange", function () {
    try {
      open();
    } catch (error) {
      // As above.
    }
  });
})();
