// What a contribution refers to: works and terms of the edition, found by a few characters, and works that it brings itself.
(() => {
  "use strict";

  const { words, page } = window.jiaozhu;
  const { element } = page;
  const FOUND = 6; // works and terms offered at a time

  /** @type {JiaozhuKnown} */
  let known = { works: null, terms: null, slugs: new Set(), labels: new Map() };
  /** @type {JiaozhuWork[]} Works that the draft brings. */
  let brought = [];

  /** @param {JiaozhuWork} work */
  const know = (work) => {
    const parts = [work.authors.join(words(" & ")), work.title, work.date].filter(Boolean);
    known.labels.set(work.key, parts.join(words(", ")));
    known.works?.add(work.key);
  };

  /**
   * Put text where the cursor is.
   * @param {HTMLTextAreaElement} area
   * @param {string} text
   */
  const insert = (area, text) => {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input"));
    area.focus();
  };

  /**
   * The terms and works that have all of some words.
   * @param {string[]} wanted
   * @returns {{ terms: JiaozhuReference[], works: JiaozhuReference[] }}
   */
  const lookUp = (wanted) => {
    const fits = (/** @type {string} */ text) => wanted.every((word) => text.toLowerCase().includes(word));
    const terms = wanted.length ? Array.from(known.terms ?? []).filter(fits) : [];
    const works = wanted.length ? Array.from(known.labels).filter((pair) => fits(pair.join(" "))) : [];
    return {
      terms: terms.map((term) => ({ shown: term, role: `{term}\`${term}\``, kind: words("term") })),
      works: works.map(([key, label]) => ({ shown: label, role: `{cite}\`${key}\``, kind: words("work") })),
    };
  };

  /**
   * How much was found.
   * @param {number} all
   * @param {number} listed
   */
  const countOf = (all, listed) => {
    if (!all) return words("Nothing found; a new work can be filled in below");
    if (all === listed) return words("{n} found", { n: all });
    return words("{n} found, {listed} listed; type more to narrow it down", { n: all, listed });
  };

  /**
   * Look for works and terms by what is typed; a press puts the role where the cursor is.
   * @param {HTMLTextAreaElement} body
   */
  const finder = (body) => {
    const placeholder = words("Title, author, year, or a term");
    const query = element("input", { id: "jz-find", placeholder, autocomplete: "off" });
    const count = element("p", { class: "jz-size", role: "status" });
    const list = element("ul", { class: "jz-found" });
    query.addEventListener("input", () => {
      const wanted = query.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const { terms, works } = lookUp(wanted);
      const rows = [...terms.slice(0, FOUND), ...works.slice(0, FOUND)].map(({ shown, role, kind }) => {
        const label = element("span", { class: "jz-card-kind", text: kind });
        const button = element("button", { type: "button" }, label, `\u3000${shown}`);
        button.addEventListener("click", () => insert(body, role));
        return element("li", {}, button);
      });
      list.replaceChildren(...rows);
      page.say(count, wanted.length ? countOf(terms.length + works.length, rows.length) : "");
    });
    return element("div", {}, page.field(words("Cite a work, link a term"), query), count, list);
  };

  window.jiaozhu.references = {
    /** Called by the script of data. */
    works: ({ works, terms, slugs }) => {
      const keys = new Set(works.map(([key]) => key));
      known = { works: keys, terms: new Set(terms), slugs: new Set(slugs), labels: new Map(works) };
      brought.forEach(know);
    },
    load: () => page.load(`${page.root()}_static/jiaozhu/works.js`),
    begin: (works) => {
      brought = works;
      brought.forEach(know);
    },
    bring: (work) => {
      brought.push(work);
      know(work);
    },
    /** Forget works that a body no longer cites. */
    keepCited: (body) => {
      brought = brought.filter(({ key }) => body.includes(key));
    },
    brought: () => brought,
    known: () => known,
    insert,
    finder,
  };
})();
