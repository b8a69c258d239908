// Titles of texts are broken at their blanks and punctuation. Only a long stretch without these is broken between its words,
// where the browser knows them: Chinese has no blanks to tell.
(() => {
  "use strict";

  const { element } = window.jiaozhu.page;
  const { lang } = document.querySelector(/** @type {"div"} */ (".bd-article[lang]")) ?? document.documentElement;
  if (typeof Intl.Segmenter !== "function" || !/^(?:zh|ja)\b/.test(lang)) return;
  const LONG = 10; // characters that a line of a title has on the narrowest pages
  const segmenter = new Intl.Segmenter(lang, { granularity: "word" });

  /**
   * Where a title may be broken beside its blanks and punctuation: offsets in UTF-16 units.
   * @param {string} title
   */
  const breaks = (title) =>
    Array.from(title.matchAll(/[^\s\p{P}]+/gu))
      .filter(([stretch]) => stretch.length > LONG)
      .flatMap(({ 0: stretch, index }) =>
        Array.from(segmenter.segment(stretch), (word) => index + word.index).filter((at) => at > index),
      );

  /**
   * Put empty elements where a title may be broken: what is found and copied stays the same.
   * @param {Element} title
   */
  const part = (title) => {
    const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest(".headerlink, .jz-line") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    /** @type {Text[]} */
    const texts = [];
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    const places = breaks(texts.map(({ data }) => data).join(""));
    let start = 0;
    for (const text of texts) {
      const end = start + text.data.length;
      const whole = text.parentElement?.closest("a") && text.data.length <= LONG; // a term is one word
      const inside = places.filter((at) => at >= start && at < (whole ? start + 1 : end)).map((at) => at - start);
      const parts = inside.flatMap((at, number) => [element("wbr"), text.data.slice(at, inside[number + 1])]);
      if (inside.length) text.replaceWith(text.data.slice(0, inside[0]), ...parts);
      start = end;
    }
    title.classList.add("jz-parted");
  };

  document.querySelectorAll(".jz-text .bd-article :is(h1, h2, h3), .jz-text p.jz-subtitle").forEach(part);
})();
