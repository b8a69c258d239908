// The glossary by key: one entry is in the order of Tab, with its links; arrow keys go from entry to entry, a letter to the
// first entry under it. Without this script every link of every entry is a stop.
(() => {
  "use strict";

  const { words, page } = window.jiaozhu;
  const { element } = page;

  /**
   * An entry: the link to itself after its headword, and the links of its text.
   * @param {HTMLElement} text
   */
  const entryOf = (text) => {
    /** @type {HTMLElement[]} */
    const heads = [];
    for (let node = text.previousElementSibling; node?.matches("dt"); node = node.previousElementSibling) {
      heads.unshift(/** @type {HTMLElement} */ (node));
    }
    const [itself, ...others] = heads.flatMap((head) => Array.from(head.querySelectorAll("a")));
    const links = [...others, ...text.querySelectorAll("a")];
    return { itself, links, heads, text };
  };

  /**
   * A list of names that have entries on another page: the link to that page, and its names.
   * @param {HTMLElement} text
   */
  const listOf = (text) => {
    const [itself, ...links] = text.querySelectorAll("a");
    return { itself, links, heads: /** @type {HTMLElement[]} */ ([]), text };
  };

  const entries = [
    ...Array.from(document.querySelectorAll(/** @type {"dd"} */ ("dl.glossary > dd")), entryOf),
    ...Array.from(document.querySelectorAll(/** @type {"p"} */ ("p.jz-elsewhere")), listOf),
  ].filter(({ itself }) => itself);

  /** @param {number} number */
  const choose = (number) => {
    for (const [at, { itself, links }] of entries.entries()) {
      itself.tabIndex = at === number ? 0 : -1;
      for (const link of links) link.tabIndex = at === number ? 0 : -1;
    }
  };

  /** @param {EventTarget | null} target */
  const numberOf = (target) =>
    target instanceof Node
      ? entries.findIndex(({ heads, text }) => [...heads, text].some((part) => part.contains(target)))
      : -1;

  /**
   * The first entry under a letter, by the headings between them.
   * @param {string} letter
   */
  const under = (letter) => {
    for (const heading of document.querySelectorAll("section > h2")) {
      if (heading.firstChild?.textContent?.trim().toLowerCase().startsWith(letter)) {
        return entries.findIndex(({ text }) => heading.parentElement?.contains(text));
      }
    }
    return -1;
  };

  /**
   * @param {string} key
   * @param {number} from
   */
  const led = (key, from) => {
    if (key === "ArrowDown") return Math.min(from + 1, entries.length - 1);
    if (key === "ArrowUp") return Math.max(from - 1, 0);
    if (key === "Home") return 0;
    if (key === "End") return entries.length - 1;
    return /^[a-z0-9]$/i.test(key) ? under(key.toLowerCase()) : -1;
  };

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if ([event.ctrlKey, event.metaKey, event.altKey].includes(true)) return;
    const from = numberOf(event.target);
    const to = from < 0 ? -1 : led(event.key, from);
    if (to < 0) return;
    event.preventDefault();
    entries[to].itself.focus();
  };

  if (!entries.length) return;
  const asked = numberOf(document.getElementById(decodeURIComponent(location.hash.slice(1))));
  for (const { itself, heads } of entries.filter((entry) => entry.heads.length)) {
    itself.setAttribute(
      "aria-label",
      words("{headword}: link to this entry", { headword: heads[0].firstChild?.textContent ?? "" }),
    );
    itself.removeAttribute("title");
  }
  choose(Math.max(0, asked));
  const article = document.querySelector(".bd-article");
  article?.addEventListener("focusin", ({ target }) => {
    const number = numberOf(target);
    if (number >= 0) choose(number);
  });
  article?.addEventListener("keydown", (event) => onKey(/** @type {KeyboardEvent} */ (event)));
  addEventListener("hashchange", () => {
    const number = numberOf(document.getElementById(decodeURIComponent(location.hash.slice(1))));
    if (number >= 0) choose(number);
  });
  const help = element("p", {
    class: "jz-keys",
    text: words("By key: ↑ ↓ go from entry to entry, a letter to its first entry, Tab into the links of one"),
  });
  document.querySelector("dl.glossary")?.closest("section")?.before(help);
})();
