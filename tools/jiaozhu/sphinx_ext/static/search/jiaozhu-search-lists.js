// The parts of a search: its field, the edition's own answers, advice, a page with its hits, what is near, what is left out.
(() => {
  "use strict";

  const { words, plural, page, search: engine, searchHits } = window.jiaozhu;
  const { element } = page;
  const MOST_SOUNDS = 8;

  const field = () =>
    element("input", {
      type: "text",
      inputmode: "search",
      enterkeyhint: "search",
      id: "jz-query",
      "aria-label": words("Search for"),
      placeholder: words("Text, source, notes, glossary, figures; pinyin too"),
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      maxlength: "10000",
    });

  /** What no search finds, so that nothing is missing in silence; html_pages.py leaves it out. */
  const unsearched = () =>
    words(
      "Not searched: the concordance, the overview, an entry's list of places and the original beside a translation, which only repeat the texts; navigation and samples, this page of the search, and the numbers of notes, lines and citations.",
    );

  /** @param {string} text */
  const title = (text) => element("h2", { class: "jz-found-title", text });

  /**
   * The edition's own answers, unless the first hit is the same.
   * @param {JiaozhuResult} result
   * @param {Map<string, number>} names How often each name of a link is in the lists so far.
   * @param {JiaozhuFollow} follow
   */
  const answers = (result, names, follow) => {
    const list = result.answers.filter((hit) => hit.record !== result.hits[0]?.record);
    if (!list.length) return [];
    const items = list.map((hit) => searchHits.item(hit, result.words, names, (link) => follow(link, hit)));
    return [title(words("Straight to it")), element("ol", {}, ...items)];
  };

  /**
   * What sounds like the query; or, where nothing is found, what nearly does.
   * @param {JiaozhuResult} result
   * @param {(query: string) => void} ask Searches for other words.
   */
  const advice = (result, ask) => {
    const label = (/** @type {string} */ text) => element("span", { class: "jz-advice-label", text });
    if (result.sounds.length) {
      const links = result.sounds.slice(0, MOST_SOUNDS).map(([, number, anchor, text]) => {
        return element("a", { class: "jz-sound", href: searchHits.address(number, anchor), text });
      });
      return [label(words("Sounds alike")), ...links];
    }
    const near = result.hits.length ? [] : engine.slips(result.query);
    if (!near.length) return [];
    const buttons = near.map(([, , , text]) => {
      const button = element("button", { type: "button", class: "jz-sound jz-slip", text });
      button.addEventListener("click", () => ask(text));
      return button;
    });
    return [label(words("Did you mean")), ...buttons];
  };

  /**
   * A page with its hits; those beyond a number are behind a button.
   * @param {JiaozhuHit[]} hits
   * @param {string[]} list The words of the query.
   * @param {number} most
   * @param {Map<string, number>} names
   * @param {JiaozhuFollow} follow
   */
  const pageOf = (hits, list, most, names, follow) => {
    const items = (/** @type {JiaozhuHit[]} */ some) =>
      some.map((hit) => searchHits.item(hit, list, names, (link) => follow(link, hit)));
    const own = element("ol", {}, ...items(hits.slice(0, most)));
    const node = element("li", { class: "jz-page-hits" }, searchHits.heading(hits), own);
    const left = hits.length - most;
    if (left <= 0) return node;
    const text = plural("{n} more on this page", "{n} more on this page", left, { n: left });
    const button = element("button", { type: "button", class: "jz-more-here", text });
    button.addEventListener("click", () => {
      const rest = items(hits.slice(most));
      own.append(...rest);
      button.remove();
      rest[0].querySelector("a")?.focus();
    });
    node.append(button);
    return node;
  };

  /**
   * @param {JiaozhuHit[]} hits
   * @param {JiaozhuResult} result
   * @param {Map<string, number>} names
   * @param {JiaozhuFollow} follow
   */
  const near = (hits, result, names, follow) => {
    const list = element("ol", { id: "jz-near" });
    for (const own of searchHits.byPage(hits)) list.append(pageOf(own, result.words, own.length, names, follow));
    return [title(result.hits.length ? words("Similar") : words("Nothing is exactly so. Similar:")), list];
  };

  window.jiaozhu.searchLists = { field, unsearched, answers, advice, page: pageOf, near };
})();
