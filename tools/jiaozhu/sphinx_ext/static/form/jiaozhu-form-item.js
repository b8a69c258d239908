// What is written in the form, as a file and as the basket keeps it.
(() => {
  "use strict";

  const { words, page, site, files, references, basket } = window.jiaozhu;

  /**
   * The name of the file, without its ending: that of the contribution, with a letter for its kind.
   * @param {JiaozhuSaid} said
   * @param {string} letter
   */
  const name = ({ id }, letter) => id.replace(/^[a-z]/, letter);

  /**
   * The file; empty where a place cannot be corrected.
   * @param {JiaozhuSaid} said
   */
  const content = (said) => {
    const { what, text, target, place, quote, kind, after, reason, cert, headword, pinyin, gloss, termKind, body } =
      said;
    const works = references.brought().filter(({ key }) => body.includes(key));
    const signed = { author: said.author.trim() || words("Anonymous"), works };
    if (what === "term") return files.term({ headword, pinyin, gloss, kind: termKind, body });
    if (what === "note") return files.note(target, text, { kind, body, ...signed });
    if (!place || "refused" in place) return "";
    const change = { id: name(said, "e"), after, reason: reason.trim(), basis: body, cert, ...signed };
    return files.correction(place, quote, { ...change, opens: target.start === 0 });
  };

  /**
   * Where the file goes, from the corpus folder.
   * @param {JiaozhuSaid} said
   */
  const path = (said) => {
    const { id, what, source, pinyin, headword } = said;
    if (what === "correction") return `sources/${source}/emendations/${name(said, "e")}.yaml`;
    if (what === "note") return `sources/${source}/notes/${name(said, "n")}.md`;
    const others = basket.all().filter((item) => item.what === "term" && item.id !== id);
    const taken = others.map((item) => item.path.replace(/^glossary\/|\.md$/g, ""));
    const known = new Set([...references.known().slugs, ...taken]);
    return `glossary/${files.slug(pinyin || headword, known, name(said, "t"))}.md`;
  };

  /**
   * What is written, as the basket keeps it.
   * @param {JiaozhuSaid} said
   * @param {JiaozhuDraft} draft
   * @param {{ title: string, address: string }} where The title of the text and the way to its page.
   * @returns {JiaozhuItem}
   */
  const make = (said, draft, where) => {
    const { id, what, source, text, label, after, target } = said;
    const quote = what === "term" ? said.headword : said.quote;
    return {
      id,
      what,
      path: path(said),
      content: content(said),
      source,
      text,
      ...where,
      label,
      quote,
      after,
      target,
      draft,
    };
  };

  /**
   * A correction that would harm other files, or that has no place, as a query that says the same.
   * @param {JiaozhuSaid} said
   */
  const query = ({ quote, after, reason, body }) => {
    const open = site.claims.unverified;
    const kind = site.noteKinds.find(({ doubt, option }) => doubt && option) ?? site.noteKinds[0];
    const values = { quote, after, reason: reason.trim(), basis: body.trim(), open };
    const text = words("“{quote}” should perhaps read “{after}”: {reason}. {basis} {open}.", values);
    return { kind: kind.value, body: text.replace(/ +/g, " ") };
  };

  /**
   * What was written and not yet sent: on another quote it goes on, unless it has been taken away.
   * @param {string} place
   * @param {string} quote
   * @returns {Partial<JiaozhuDraft>}
   */
  const unsent = (place, quote) => {
    /** @type {Partial<JiaozhuDraft>} */
    let found = {};
    try {
      found = JSON.parse(page.kept("draft")) || {};
    } catch {
      // No draft is kept.
    }
    if (found.quote === quote && found.place === place) return found;
    return found.taken ? {} : { body: found.body, works: found.works };
  };

  window.jiaozhu.formItem = { content, make, query, unsent };
})();
