// What the form says of what is written: what is missing or wrong, and where; and how it will look on the page.
(() => {
  "use strict";

  const { words, page, site, markup, preview, references, selection, touched, basket } = window.jiaozhu;
  const { element } = page;
  const GROUNDED = new RegExp(
    [...site.claims.roles.map((role) => `\\{${role}\\}\``), "https?:\\/\\/\\S", site.claims.unverified].join("|"),
  );
  const AROUND = 60; // UTF-16 units of the paragraph on either side of the quote

  // What is wrong ------------------------------------------------------------------------------------------------------

  /**
   * Whether a note says what it rests on.
   * @param {JiaozhuSaid} said
   */
  const grounded = ({ what, body }) => what === "correction" || !body.trim() || GROUNDED.test(body);

  /**
   * Tests of every contribution; each that holds is reported at its control.
   * @type {[control: JiaozhuControl, test: (said: JiaozhuSaid) => unknown, text: string][]}
   */
  const TESTS = [
    [
      "after",
      ({ what, after, quote }) => what === "correction" && after === quote,
      words("Write what to change it to"),
    ],
    [
      "after",
      ({ what, quote }) => what === "correction" && quote.includes("\n"),
      words("A correction stays within one line: select less"),
    ],
    ["reason", ({ what, reason }) => what === "correction" && !reason.trim(), words("Write the reason")],
    ["headword", ({ what, headword }) => what === "term" && !headword.trim(), words("Write the headword")],
    [
      "headword",
      ({ what, headword }) => what === "term" && /[`<>\n]/.test(headword),
      words("A headword is one line without the characters ` < and >"),
    ],
    [
      "headword",
      ({ what, headword }) => what === "term" && references.known().terms?.has(headword.trim()),
      words("The glossary has this headword already"),
    ],
    [
      "pinyin",
      ({ what, pinyin }) => what === "term" && site.pronounced && !pinyin.trim(),
      words("Write the pronunciation"),
    ],
    [
      "gloss",
      ({ what, gloss }) => what === "term" && site.pronounced && !gloss.trim(),
      words("Write what it is in English"),
    ],
    ["body", ({ what, body }) => what === "note" && !body.trim(), words("Write the text of the note")],
    ["body", ({ what, body }) => what === "term" && !body.trim(), words("Write the definition")],
    ["body", ({ what, body }) => what === "correction" && !body.trim(), words("Write what the correction rests on")],
    ["author", ({ author }) => !author.trim(), words("Sign it (a pen name will do)")],
  ];
  /** Controls of one line, in which nothing may be hidden. */
  const LINES = /** @type {const} */ (["after", "reason", "headword", "pinyin", "gloss", "author"]);
  const OF_WHAT = {
    note: ["author"],
    correction: ["after", "reason", "author"],
    term: ["headword", "pinyin", "gloss", "author"],
  };

  /**
   * What of the basket holds to words of a text, as the data of a source have it.
   * @param {JiaozhuSaid} said
   * @returns {JiaozhuHeld[]}
   */
  const collected = (said) =>
    basket
      .all()
      .filter(
        ({ id, what, source, text }) =>
          id !== said.id && what === "note" && source === said.source && text === said.text,
      )
      .map(({ target, quote }) => {
        const { block, start, prefix, suffix, named } = target;
        return ["yours", quote, said.text, block, start, quote.length, prefix, quote, suffix, named ? 2 : 1, 0];
      });

  /**
   * The corrections of a text that wait in the basket.
   * @param {JiaozhuSaid} said
   */
  const waiting = (said) =>
    basket
      .all()
      .filter(
        ({ id, what, source, text }) =>
          id !== said.id && what === "correction" && source === said.source && text === said.text,
      );

  /**
   * Whether a correction of the basket takes the words from under a note.
   * @param {JiaozhuItem} item
   * @param {JiaozhuSaid} said
   */
  const takes = ({ target: { block, start }, quote, after }, { text, target, quote: words, readings }) => {
    const { prefix, suffix } = target;
    const end = start + quote.length;
    const reading = readings(block);
    return touched.fate(["yours", words, text, target.block, target.start, words.length, prefix, words, suffix, 1, 0], {
      text,
      block,
      start,
      end,
      after,
      reading,
    });
  };

  /**
   * Why a place cannot be corrected, whatever is written.
   * @param {JiaozhuSaid} said
   * @returns {JiaozhuFault[]}
   */
  const refused = ({ place }) =>
    place && "refused" in place ? [{ control: "after", text: place.refused, always: true, query: true }] : [];

  /**
   * Why a correction would harm other files: what holds to the words, in the edition and in the basket.
   * @param {JiaozhuSaid} said
   */
  const harm = (said) => {
    const { what, target, quote, after, reading, place, held } = said;
    const { block, start } = target;
    const end = start + quote.length;
    if (what === "note" && waiting(said).some((item) => takes(item, said))) {
      return [words("A correction in your basket changes these words: send one of the two first")];
    }
    if (what !== "correction") return [];
    if (place && "refused" in place) return [];
    if (after === quote) return [];
    const overlaps = waiting(said).some(
      (item) => item.target.block === block && item.target.start < end && start < item.target.start + item.quote.length,
    );
    if (overlaps) return [words("A correction of these words is in your basket already: change that one")];
    return touched.touched([...held, ...collected(said)], { text: said.text, block, start, end, after, reading });
  };

  /**
   * What is wrong with a contribution: the control and what to do, each once.
   * @param {JiaozhuSaid} said
   * @returns {JiaozhuFault[]}
   */
  const faults = (said) => {
    const hidden = LINES.filter((name) => OF_WHAT[said.what].includes(name) && markup.hides(said[name]));
    /** @type {JiaozhuFault[]} */
    const found = [
      ...refused(said),
      ...harm(said).map(
        (text) => /** @type {JiaozhuFault} */ ({ control: "after", text, query: said.what === "correction" }),
      ),
      ...markup
        .faults(said.body, references.known())
        .map((text) => /** @type {JiaozhuFault} */ ({ control: "body", text })),
      ...TESTS.filter(([, test]) => test(said)).map(([control, , text]) => ({ control, text })),
      ...hidden.map((control) => ({ control, text: words("There are characters that cannot be seen") })),
      ...(said.what === "correction" && !said.place
        ? [
            /** @type {JiaozhuFault} */ ({
              control: "after",
              text: words("Fetching the text of the source"),
              waits: true,
            }),
          ]
        : []),
    ];
    return found.filter(({ text }, at) => found.findIndex((fault) => fault.text === text) === at);
  };

  /**
   * Show a list in a live region: only what is new in it is set, and spoken.
   * @param {Element} node
   * @param {string[]} rows
   */
  const showList = (node, rows) => {
    for (const item of Array.from(node.children)) if (!rows.includes(item.textContent ?? "")) item.remove();
    for (const [at, text] of rows.entries()) {
      const here = node.children[at];
      if (here?.textContent !== text) node.insertBefore(element("li", { text }), here ?? null);
    }
    while (node.children.length > rows.length) node.lastChild?.remove();
  };

  /**
   * What is asked where a claim rests on nothing yet: the reference may be found later.
   * @param {HTMLTextAreaElement} body
   * @param {() => void} findSource
   */
  const makeAsk = (body, findSource) => {
    const open = words("Not verified yet: write “{open}”", { open: site.claims.unverified });
    const later = element("button", { type: "button", class: "jz-open-claim", text: open });
    const find = element("button", { type: "button", text: words("Find its source") });
    const text = words("Where does this come from? A claim has a source, or says that it is open.");
    later.addEventListener("click", () => {
      body.value = `${body.value.trimEnd()}${site.claims.unverified}${site.stop}`;
      body.dispatchEvent(new Event("input"));
      body.focus();
    });
    find.addEventListener("click", findSource);
    return element(
      "div",
      { class: "jz-ask", role: "group", "aria-labelledby": "jz-ask-text", hidden: "" },
      element("p", { id: "jz-ask-text", text }),
      element("p", {}, later, find),
    );
  };

  // How it will look -----------------------------------------------------------------------------------------------------

  /**
   * The paragraph as it will read, with a mark where the contribution is.
   * @param {JiaozhuSaid} said
   * @param {...Node} marked
   */
  const paragraph = ({ reading, target, quote }, ...marked) => {
    const { start } = target;
    const end = start + quote.length;
    const [before, after] = [selection.before(reading, start, AROUND), selection.after(reading, end, AROUND)];
    return element(
      "p",
      { class: "jz-look-text" },
      start > AROUND ? "\u2026" : "",
      before,
      ...marked,
      after,
      reading.length > end + AROUND ? "\u2026" : "",
    );
  };

  /**
   * A body, opened by what the page puts before it on its first line.
   * @param {string} body
   * @param {(Node | string)[]} opening
   */
  const opened = (body, opening) => {
    const [first, ...rest] = preview.render(body, references.known());
    const line = element("p", {}, ...opening);
    if (first?.tagName !== "P") return first ? [line, first, ...rest] : [line];
    line.append(...first.childNodes);
    return [line, ...rest];
  };

  /** @param {JiaozhuSaid} said */
  const kindLabel = ({ kind, label }) => {
    const style = site.noteKinds.find(({ value }) => value === kind)?.style ?? "note";
    return element("span", { class: `jz-kind jz-kind-${style}`, text: label });
  };

  /** @type {Record<JiaozhuWhat, (said: JiaozhuSaid) => HTMLElement[]>} */
  const LOOKS = {
    note: (said) => [
      paragraph(said, element("span", { class: "jz-look-quote", text: said.quote }), element("sup", { text: "1" })),
      element(
        "div",
        { class: "jz-look-note" },
        ...opened(said.body, [kindLabel(said), words("{quote}: ", { quote: said.quote })]),
      ),
    ],
    correction: (said) => [
      paragraph(said, element("span", { class: "jz-look-corr", text: said.after || "\u2205" })),
      element(
        "div",
        { class: "jz-look-note" },
        ...opened(said.body, [
          element("strong", { text: said.after || "\u2205" }),
          " \u2190 ",
          element("del", { text: said.quote }),
          words(" {reason}: ", { reason: said.reason }),
        ]),
      ),
    ],
    term: (said) => [
      paragraph(said, element("span", { class: "jz-named-term", text: said.quote })),
      element(
        "div",
        { class: "jz-look-note" },
        element("p", {}, element("strong", { text: said.headword }), ` ${said.pinyin} ${said.gloss}`),
        ...preview.render(said.body, references.known()),
      ),
    ],
  };

  /**
   * A contribution as the page will show it.
   * @param {JiaozhuSaid} said
   */
  const look = (said) => LOOKS[said.what](said);

  window.jiaozhu.formParts = { faults, grounded, makeAsk, showList, look };
})();
