// Cards beside words: a glossary entry, a corrected place, ways to cite a line. One popover, filled with text from our own
// data; it follows hover, focus and touch, and its links can be reached by mouse and by key. Other scripts add cards for
// what they know of by `jiaozhu.cards.add`.
(() => {
  "use strict";

  const { words, plural, page } = window.jiaozhu;
  const { element } = page;
  const OPENING = 180; // milliseconds of resting on a word
  const LEAVING = 260; // milliseconds in which the mouse may reach the card

  const card = element("div", { id: "jz-card", class: "jz-card", popover: "manual", role: "group" });
  if (!("showPopover" in card)) return;

  /** @type {Record<string, JiaozhuCard>} */
  let terms = {};
  /** @type {HTMLElement | null} The word whose card is shown. */
  let owner = null;
  /** @type {HTMLElement | null} The word that gets the focus back: it shows its card no second time. */
  let left = null;
  let touched = false;
  let timer = 0;

  // Contents -------------------------------------------------------------------------------------------------------

  /**
   * @param {string} text
   * @param {string} href
   */
  const link = (text, href) => element("a", { href, text });

  /** @param {string} text */
  const kindLine = (text) => element("p", { class: "jz-card-kind", text });

  /** @param {(Node | null)[]} children */
  const footLine = (...children) => element("p", { class: "jz-card-foot" }, ...children);

  /**
   * The entry of the apparatus, without the number that leads back here.
   * @param {Element} place
   */
  const change = (place) => {
    const lemma = document.getElementById(`a-${place.id.slice(2)}`);
    const entry = lemma?.closest("li")?.querySelector("p");
    if (!lemma || !entry) return null;
    const parts = Array.from(entry.childNodes).slice(1);
    const body = element("p", { class: "jz-card-change" }, ...parts.map((node) => node.cloneNode(true)));
    for (const node of body.querySelectorAll("[id]")) node.removeAttribute("id");
    if (body.firstChild instanceof Text) body.firstChild.data = body.firstChild.data.trimStart();
    return [kindLine(words("Correction")), body, footLine(link(words("In the apparatus"), `#${lemma.id}`))];
  };

  /**
   * @param {HTMLElement} word
   * @returns {Promise<Node[] | null>}
   */
  const termCard = async (word) => {
    await page.load(`${page.root()}_static/jiaozhu/terms.js`);
    const entry = terms[/** @type {HTMLAnchorElement} */ (word).hash.slice(1)];
    if (!entry) return null;
    const [headword, pinyin, gloss, kind, sentence, times, places] = entry;
    const head = element(
      "p",
      { class: "jz-card-head" },
      element("strong", { text: headword }),
      element("span", { class: "jz-card-pinyin", lang: "zh-Latn-pinyin", text: pinyin }),
      element("span", { class: "jz-card-kind", text: kind }),
    );
    const all = times ? link(plural("In {n} place", "In {n} places", times, { n: times }), page.root() + places) : null;
    const foot = footLine(link(words("Full entry"), /** @type {HTMLAnchorElement} */ (word).href), all);
    const place = word.closest('[id^="c-"]');
    return [
      head,
      element("p", { class: "jz-card-gloss", lang: "en", text: gloss }),
      element("p", { text: sentence }),
      foot,
      ...((place && change(place)) ?? []),
    ];
  };

  /** @param {HTMLElement} place */
  const changeCard = async (place) => change(place);

  /**
   * Copy text without a clipboard, which pages that did not come by https lack.
   * @param {string} text
   */
  const copyByHand = (text) => {
    const area = element("textarea");
    area.value = text;
    card.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };

  /** @param {string} text */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      copyByHand(text);
    }
  };

  /**
   * The ways to cite a line, by what their buttons are called.
   * @param {HTMLAnchorElement} anchor
   * @returns {[label: string, text: string][]}
   */
  const citations = (anchor) => {
    const data = JSON.parse(document.getElementById("jz-data")?.textContent ?? "{}");
    const line = anchor.dataset.line ?? "";
    const cited = window.jiaozhu.citing.cite(data, line, anchor.hash, location.href);
    const shown = words("l. {line}", { line });
    return [
      [words("GB/T 7714 reference"), cited.reference],
      ["BibTeX", cited.bibtex],
      [words("Link"), cited.url || location.href.split(/[?#]/)[0] + anchor.hash],
      [words("In a note"), `{ref}\`${shown} <${data.source}/${data.text}${anchor.hash}>\``],
    ];
  };

  /** @param {HTMLElement} anchor */
  const citeCard = async (anchor) => {
    const done = element("p", { class: "jz-card-done", role: "status" });
    const buttons = citations(/** @type {HTMLAnchorElement} */ (anchor)).map(([label, text]) => {
      const button = element("button", { type: "button", text: label });
      button.addEventListener("click", async () => {
        await copy(text);
        done.textContent = words("Copied: {text}", { text });
      });
      return button;
    });
    return [kindLine(words("Cite line {line}", { line: anchor.dataset.line ?? "" })), footLine(...buttons), done];
  };

  // Showing --------------------------------------------------------------------------------------------------------

  /** @type {{ selector: string, fill: JiaozhuCardOwner["fill"] }[]} What has a card: the first that fits. */
  const kinds = [
    { selector: ".bd-article a.reference:has(.std-term)", fill: termCard },
    { selector: '.bd-article [id^="c-"]:not(:empty)', fill: changeCard },
  ];

  /**
   * The word or place around a node that has a card.
   * @param {EventTarget | null} node
   * @returns {JiaozhuCardOwner | null}
   */
  const ownerAt = (node) => {
    if (!(node instanceof Element) || card.contains(node)) return null;
    for (const { selector, fill } of kinds) {
      const found = node.closest(/** @type {"a"} */ (selector));
      if (found) return { node: found, fill };
    }
    return null;
  };

  /** @param {HTMLElement} node */
  const position = (node) => {
    const box = node.getClientRects()[0] || node.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const right = document.documentElement.clientWidth - size.width - 8;
    const below = box.bottom + 6;
    const above = box.top - size.height - 6;
    const top = below + size.height > innerHeight && above > 0 ? above : below;
    card.style.left = `${Math.max(8, Math.min(box.left, right))}px`;
    card.style.top = `${Math.max(8, top)}px`;
  };

  const hide = () => {
    clearTimeout(timer);
    owner = null;
    if (card.isConnected && card.matches(":popover-open")) card.hidePopover();
    card.remove();
  };

  /**
   * What is on a card; null without data: the word is a link as before.
   * @param {JiaozhuCardOwner} of
   */
  const filled = async (of) => {
    try {
      return await of.fill(of.node);
    } catch {
      return null;
    }
  };

  /**
   * @param {JiaozhuCardOwner} of
   * @param {boolean} [deliberate] Whether the reader asked for the card, and so goes into it.
   * @returns {Promise<boolean>} Whether there is a card for it.
   */
  const show = async (of, deliberate = false) => {
    clearTimeout(timer);
    if (owner === of.node) return true;
    owner = of.node;
    const parts = await filled(of);
    if (owner !== of.node) return true; // the reader has gone on
    if (!parts) {
      hide();
      return false;
    }
    card.replaceChildren(...parts);
    // Beside the word in the document, so that Tab goes from the word into the card and on; a drawing has no room for it.
    (of.node.closest(".jz-pane") ?? of.node).after(card);
    card.showPopover();
    position(of.node);
    if (deliberate) card.querySelector(/** @type {"a"} */ ("a, button"))?.focus({ preventScroll: true });
    return true;
  };

  /**
   * @param {() => void} action
   * @param {number} pause Milliseconds.
   */
  const later = (action, pause) => {
    clearTimeout(timer);
    timer = setTimeout(action, pause);
  };

  // Events ---------------------------------------------------------------------------------------------------------

  /** @param {EventTarget | null} target */
  const isInside = (target) => target instanceof Node && card.contains(target);

  /** @param {PointerEvent} event */
  const onOver = (event) => {
    if (event.pointerType === "touch") return;
    if (isInside(event.target)) return clearTimeout(timer);
    const of = ownerAt(event.target);
    if (of) later(() => show(of), OPENING);
    else if (owner && !card.contains(document.activeElement)) later(hide, LEAVING);
  };

  /** @param {FocusEvent} event */
  const onFocus = ({ target }) => {
    if (isInside(target)) return clearTimeout(timer);
    if (target === left) {
      left = null;
      return;
    }
    const of = !touched && target instanceof Element && target.matches(":focus-visible") ? ownerAt(target) : null;
    if (of) show(of);
    else if (owner && target !== owner) hide();
  };

  /**
   * A click on the number of a line shows how to cite it.
   * @param {MouseEvent} event
   */
  const cites = (event) => {
    const anchor = event.target instanceof Element ? event.target.closest(/** @type {"a"} */ ("a.jz-line")) : null;
    if (!anchor || !document.getElementById("jz-data")) return false;
    event.preventDefault();
    history.replaceState(history.state, "", anchor.hash);
    show({ node: anchor, fill: citeCard }, true);
    return true;
  };

  /** @param {MouseEvent} event */
  const isPlain = (event) => ![event.ctrlKey, event.metaKey, event.shiftKey, event.altKey].includes(true);

  /** @param {EventTarget | null} target */
  const hideAfterLink = (target) => {
    if (target instanceof Element && target.closest("a")) setTimeout(hide, 0);
  };

  /**
   * The first touch shows the card, the second follows the link; the first does so too if there is no card.
   * @param {JiaozhuCardOwner} of
   */
  const showTouched = async (of) => {
    if (!(await show(of)) && of.node instanceof HTMLAnchorElement) location.assign(of.node.href);
  };

  /** @param {MouseEvent} event */
  const onClick = (event) => {
    const { target } = event;
    const plain = isPlain(event);
    if (plain && cites(event)) return;
    if (isInside(target)) {
      hideAfterLink(target);
      return;
    }
    const of = touched && plain ? ownerAt(target) : null;
    if (of && owner !== of.node) {
      event.preventDefault();
      showTouched(of);
    } else if (owner) hide();
  };

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.key !== "Escape" || !owner) return;
    const word = owner;
    const inside = card.contains(document.activeElement);
    event.preventDefault();
    hide();
    if (!inside) return;
    left = word;
    word.focus();
  };

  document.addEventListener("pointerover", onOver);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
  });
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  addEventListener(
    "scroll",
    () => {
      if (owner && card.isConnected) position(owner);
    },
    { passive: true },
  );

  window.jiaozhu.cards = {
    /** Called by the script of data. */
    terms: (data) => {
      terms = data;
    },
    /**
     * Give elements a card.
     * @param {string} selector
     * @param {JiaozhuCardOwner["fill"]} fill Makes what is on it.
     */
    add: (selector, fill) => {
      kinds.push({ selector, fill });
    },
    /**
     * Show a card that a reader has asked for.
     * @param {HTMLElement} node
     * @param {JiaozhuCardOwner["fill"]} fill
     */
    show: (node, fill) => {
      show({ node, fill });
    },
    kindLine,
    footLine,
    link,
  };
})();
