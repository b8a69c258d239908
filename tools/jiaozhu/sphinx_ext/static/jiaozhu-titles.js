// Titles of texts are broken between words, where the browser knows them: Chinese has no blanks to tell.
(() => {
  "use strict";

  const { element } = window.jiaozhu.page;
  const { lang } = document.querySelector(/** @type {"div"} */ (".bd-article[lang]")) ?? document.documentElement;
  if (typeof Intl.Segmenter !== "function" || !/^(?:zh|ja)\b/.test(lang)) return;
  const segmenter = new Intl.Segmenter(lang, { granularity: "word" });

  /**
   * Put a place to break between the words of a text node. An empty element: what is found and copied stays the same.
   * @param {Text} text
   */
  const part = (text) => {
    const found = Array.from(segmenter.segment(text.data), ({ segment }) => segment);
    const parts = found.flatMap((segment, at) => (at ? [element("wbr"), segment] : [segment]));
    if (found.length > 1) text.replaceWith(...parts);
  };

  for (const title of document.querySelectorAll(".jz-text .bd-article :is(h1, h2, h3), .jz-text p.jz-subtitle")) {
    const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const texts = [];
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    for (const text of texts) if (!text.parentElement?.closest(".headerlink")) part(text);
    for (const mark of title.querySelectorAll(".jz-note-mark")) mark.after(element("wbr"));
    title.classList.add("jz-parted");
  }
})();
