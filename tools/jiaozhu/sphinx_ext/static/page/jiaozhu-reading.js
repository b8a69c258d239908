// Reading: size and measure, light and dark, reading or source text, which notes are shown. Choices are kept, and the view
// and the notes are in the address, so that what one reader sees can be shown to another. Other scripts add choices of
// their own with `jiaozhu.reading.offer`.
(() => {
  "use strict";

  const { words, plural, page, site } = window.jiaozhu;
  const { element, keep } = page;
  const root = document.documentElement;
  /** @type {JiaozhuChoice} */
  const VIEW = {
    name: "view",
    key: "jzView",
    label: words("Text shown"),
    inAddress: true,
    options: [
      ["reading", words("Edited")],
      ["source", words("Source text")],
      ["both", words("Side by side")],
    ],
  };
  /** @type {JiaozhuChoice[]} */
  const CHOICES = [
    {
      name: "size",
      key: "jzSize",
      label: words("Size"),
      options: [
        ["s", words("Small")],
        ["m", words("Medium")],
        ["l", words("Large")],
        ["xl", words("Extra large")],
      ],
    },
    {
      name: "measure",
      key: "jzMeasure",
      label: words("Line width"),
      options: [
        ["s", words("Narrow")],
        ["m", words("Medium")],
        ["l", words("Wide")],
      ],
    },
    {
      name: "mode",
      key: "mode",
      label: words("Colours"),
      options: [
        ["auto", words("System")],
        ["light", words("Light")],
        ["dark", words("Dark")],
      ],
    },
  ];
  const panel = /** @type {HTMLElement} */ (document.getElementById("jz-settings"));

  /** The groups of buttons of each choice: the panel's, and perhaps one below the title. */
  const groups = /** @type {Map<string, HTMLElement[]>} */ (new Map());

  /**
   * Put a choice in the address, or take the usual one out of it.
   * @param {string} name
   * @param {string} value
   * @param {string} usual
   */
  const show = (name, value, usual) =>
    page.setAddress((parameters) => {
      if (value === usual) parameters.delete(name);
      else parameters.set(name, value);
    });

  /**
   * A group of buttons with its label.
   * @param {string} label What is spoken of the group.
   * @param {string} shown What is shown before it.
   * @param {HTMLButtonElement[]} buttons
   */
  const row = (label, shown, buttons) =>
    element(
      "div",
      { class: "jz-choice", role: "group", "aria-label": label },
      element("span", { class: "jz-choice-label", text: shown }),
      ...buttons,
    );

  /** @param {JiaozhuChoice} choice */
  const press = ({ name, key }) => {
    for (const group of groups.get(name) ?? []) {
      for (const button of group.querySelectorAll("button")) {
        button.setAttribute("aria-pressed", String(root.dataset[key] === button.dataset.value));
      }
    }
  };

  /**
   * @param {JiaozhuChoice} choice
   * @param {string} value
   */
  const set = (choice, value) => {
    root.dataset[choice.key] = value;
    keep(choice.name, value);
    if (choice.inAddress) show(choice.name, value, choice.options[0][0]);
    if (choice.name === "mode") {
      const dark = value === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : value === "dark";
      root.dataset.theme = dark ? "dark" : "light";
    }
    press(choice);
    choice.chosen?.(value);
  };

  /**
   * The buttons of a choice.
   * @param {JiaozhuChoice} choice
   * @param {string} [shown] What is shown before them, if not the label.
   */
  const choiceRow = (choice, shown = choice.label) => {
    const buttons = choice.options.map(([value, text]) => {
      const button = element("button", { type: "button", "data-value": value, text });
      button.addEventListener("click", () => set(choice, value));
      return button;
    });
    const group = row(choice.label, shown, buttons);
    groups.set(choice.name, [...(groups.get(choice.name) ?? []), group]);
    press(choice);
    return group;
  };

  // The text as the source has it ----------------------------------------------------------------------------------

  /** @param {Element} lemma */
  const sourceOf = (lemma) => lemma.closest("li")?.querySelector(".jz-sic")?.textContent ?? "";

  /**
   * A term's text with one changed place as the source has it. The brackets of a supplied word are the apparatus's.
   * @param {string} text
   * @param {Element} lemma
   */
  const exchanged = (text, lemma) => {
    const edited = (lemma.textContent ?? "").replace(/^\u3014(.*)\u3015$/, "$1");
    return text.replace(edited, () => sourceOf(lemma));
  };

  /**
   * A changed place with both readings; the style sheet shows one.
   * @param {Element} place
   * @param {string} source
   */
  const showBoth = (place, source) => {
    const edited = element("span", { class: "jz-ours" }, ...place.childNodes);
    const missing = { class: "jz-orig jz-orig-none", role: "img", "aria-label": words("missing in the source") };
    place.append(edited, element("span", source ? { class: "jz-orig", text: source } : missing));
  };

  /** Give each changed place the source's reading, from its entry in the apparatus. */
  const addSource = () => {
    /** @type {Element[]} */
    let inside = []; // places in the next term: their anchors are before it, empty
    const places = document.querySelectorAll('.bd-article [id^="c-"]');
    for (const place of places) {
      const lemma = document.getElementById(`a-${place.id.slice(2)}`);
      if (!lemma) continue;
      if (!place.className && !place.childNodes.length) {
        inside.push(lemma);
        continue;
      }
      const term = place.querySelector("a");
      showBoth(place, term ? [lemma, ...inside].reduce(exchanged, term.textContent ?? "") : sourceOf(lemma));
      inside = [];
    }
    return places.length;
  };

  // Which notes are shown --------------------------------------------------------------------------------------------

  const hidden = () => (root.dataset.jzHide ?? "").split(" ").filter(Boolean);

  /** @param {JiaozhuNoteKind} kind */
  const noteButton = ({ style, label }) => {
    const pressed = () => String(!hidden().includes(style));
    const button = element("button", { type: "button", "aria-pressed": pressed(), text: label });
    button.addEventListener("click", () => {
      const now = hidden();
      const next = now.includes(style) ? now.filter((name) => name !== style) : [...now, style];
      root.dataset.jzHide = next.join(" ");
      keep("hide", next.join(" "));
      show("hide", next.join(","), "");
      button.setAttribute("aria-pressed", pressed());
    });
    return button;
  };

  const fillPanel = () => {
    const changes = addSource();
    if (changes) {
      panel.append(choiceRow(VIEW));
      const below = choiceRow(VIEW, plural("{n} change", "{n} changes", changes, { n: changes }));
      below.classList.add("jz-switch");
      document.querySelector(".bd-article h1")?.after(below);
    }
    for (const choice of CHOICES) panel.append(choiceRow(choice));
    const kinds = site.noteKinds.filter(({ style }) => document.querySelector(`.jz-note-${style}`));
    if (kinds.length) panel.append(row(words("Notes shown"), words("Kinds of note"), kinds.map(noteButton)));
  };

  /**
   * Offer one more choice in the panel: what another script of the page has readers choose. Its value is the attribute of
   * <html> that it names: as early.js or the reader set it, or else what was kept, or the first option.
   * @param {JiaozhuChoice} choice
   */
  const offer = (choice) => {
    const known = (/** @type {string | undefined} */ value) => choice.options.some(([option]) => option === value);
    const value = [root.dataset[choice.key], page.kept(choice.name)].find(known);
    root.dataset[choice.key] = value ?? choice.options[0][0];
    panel.append(choiceRow(choice));
  };

  fillPanel();
  window.jiaozhu.reading = { offer };
})();
