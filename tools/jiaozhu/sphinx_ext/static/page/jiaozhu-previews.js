// Previews: what a citation or a reference to a passage leads to, on a card beside it. The text of a work is in the page;
// the passages of a text that others refer to are a script of their own (sphinx_ext/passage_data.py), loaded when needed.
(() => {
  "use strict";

  const { words, page, cards } = window.jiaozhu;
  if (!cards) return;
  const { element } = page;
  const { kindLine, footLine, link } = cards;
  /** The label of a passage: its text's name, and its block. */
  const LABEL = /^(.+)-l[0-9]+(?:-[0-9]+)*$/;

  /** @type {Record<string, JiaozhuPassage>} */
  const passages = {};

  /** @param {HTMLElement} word */
  const citationCard = async (word) => {
    const { href, dataset } = /** @type {HTMLAnchorElement} */ (word);
    if (!dataset.work) return null;
    return [
      kindLine(words("Work cited")),
      element("p", { text: dataset.work }),
      footLine(link(words("In the bibliography"), href)),
    ];
  };

  /** @param {HTMLElement} word */
  const passageCard = async (word) => {
    const { href, hash } = /** @type {HTMLAnchorElement} */ (word);
    const label = decodeURIComponent(hash.slice(1));
    const name = LABEL.exec(label)?.[1];
    if (!name) return null;
    if (!passages[label]) await page.load(`${page.root()}_static/jiaozhu/passages/${encodeURIComponent(name)}.js`);
    const found = passages[label];
    if (!found) return null;
    const [title, line, text] = found;
    return [
      kindLine(words("{title}, line {line}", { title, line })),
      element("p", { class: "jz-card-passage", text }),
      footLine(link(words("To the passage"), href)),
    ];
  };

  // The browser would show the title as well, over the card.
  for (const word of document.querySelectorAll(/** @type {"a"} */ (".bibtex-citation a[title]"))) {
    word.dataset.work = word.title;
    word.removeAttribute("title");
  }
  cards.add(".bd-article a[data-work]", citationCard);
  cards.add(".bd-article a.reference:has(> .std-ref)", passageCard);

  window.jiaozhu.previews = {
    /** Called by the scripts of data. */
    passages: (data) => {
      Object.assign(passages, data);
    },
  };
})();
