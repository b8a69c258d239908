// The files that a contribution from the page becomes: a note, or a correction of the source, each with the works it brings.
// What they contain is what store/ reads.
(() => {
  "use strict";

  const { page, site } = window.jiaozhu;
  /** Values that the contributor wrote; quotes stay as their source has them. */
  const COMPOSED = ["after", "journal", "booktitle", "publisher", "number", "pages", "note"];
  const WORK_FIELDS = /** @type {const} */ ([
    "date",
    "journal",
    "booktitle",
    "publisher",
    "number",
    "pages",
    "url",
    "urldate",
    "note",
  ]);
  const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/;
  const LETTER_AND_MARKS = new RegExp(site.markup.apart, "gu");
  /** What YAML takes for the end of a line, or cannot print. */
  const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

  /**
   * Whether a text is a date of the calendar, as exact as it is known.
   * @param {string} text
   */
  const isDate = (text) => {
    const found = DATE.exec(text);
    if (!found || found[1] === "0000") return false;
    const [, year, month, day] = found;
    return !day || Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  };

  /**
   * A text with letters and their marks in one, as the check asks; only these, for other forms may be meant.
   * @param {string} text
   */
  const composed = (text) => text.replace(LETTER_AND_MARKS, (all) => all.normalize("NFC"));

  /**
   * A name that no other file has: the day, and chance.
   * @param {string} letter
   */
  const fresh = (letter) => {
    const [number] = crypto.getRandomValues(new Uint32Array(1));
    return `${letter}-${page.today().replace(/-/g, "")}-${number.toString(36).padStart(7, "0")}`;
  };

  /**
   * A text as a double-quoted scalar of YAML: JSON's strings are such scalars, but for a few characters.
   * @param {string} text
   */
  const quoted = (text) =>
    JSON.stringify(text).replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

  /**
   * Lines `name: "value"` of the values that are not empty.
   * @param {Record<string, string | undefined>} values
   * @param {readonly string[]} names
   * @param {string} indent
   */
  const pairs = (values, names, indent) =>
    names.flatMap((name) => {
      const value = values[name];
      return value ? [`${indent}${name}: ${quoted(COMPOSED.includes(name) ? composed(value) : value)}`] : [];
    });

  /** @param {JiaozhuWork} work */
  const workLines = (work) => {
    const lines = [`  - key: ${work.key}`, `    type: ${work.type}`, `    title: ${quoted(composed(work.title))}`];
    const authors = work.authors.map((name) => quoted(composed(name)));
    if (authors.length) lines.push(`    authors: [${authors.join(", ")}]`);
    const values = /** @type {Record<string, string | undefined>} */ (/** @type {unknown} */ (work));
    return [...lines, ...pairs(values, WORK_FIELDS, "    ")];
  };

  /** @param {JiaozhuWork[]} [list] */
  const works = (list = []) => (list.length ? ["works:", ...list.flatMap(workLines)] : []);

  /**
   * The file of a note.
   * @param {JiaozhuTarget} target What it is on.
   * @param {string} text The id of the text.
   * @param {{ kind: string, author: string, body: string, works?: JiaozhuWork[] }} said
   */
  const note = (target, text, said) => {
    const { quote, prefix, suffix } = target;
    const lines = [
      "---",
      "target:",
      `  quote: ${quoted(quote)}`,
      ...pairs({ prefix, suffix }, ["prefix", "suffix"], "  "),
      `  text: ${text}`,
      ...(target.named ? [`  block: ${target.block}`] : []),
      `kind: ${said.kind}`,
      `author: ${quoted(composed(said.author))}`,
      `date: ${quoted(page.today())}`,
      ...works(said.works),
      "---",
      composed(said.body.trim()),
    ];
    return `${lines.join("\n")}\n`;
  };

  /**
   * What an emendation does: a text that only adds is supplied, so that the characters themselves stay the source's.
   * @param {JiaozhuPlace} place
   * @param {string} shown What the page reads there.
   * @param {string} after
   * @param {boolean} [opens] Whether it opens its block: what is before it is in another one, and nothing is added there.
   */
  const emended = ({ words, prefix, suffix }, shown, after, opens = false) => {
    if (after.length > shown.length && after.startsWith(shown)) {
      return { kind: "supplied", values: { prefix: prefix + words, after: after.slice(shown.length), suffix } };
    }
    if (!opens && after.length > shown.length && after.endsWith(shown)) {
      return { kind: "supplied", values: { prefix, after: after.slice(0, -shown.length), suffix: words + suffix } };
    }
    return { kind: after ? "corrected" : "surplus", values: { before: words, after, prefix, suffix } };
  };

  /**
   * The file of a correction.
   * @param {JiaozhuPlace} place Where it is in the source.
   * @param {string} shown What the page reads there.
   * @param {JiaozhuCorrection} said
   */
  const correction = (place, shown, said) => {
    const { kind, values } = emended(place, shown, said.after, said.opens);
    const lines = [
      `- id: ${said.id}`,
      `  line: ${place.line}`,
      `  kind: ${kind}`,
      ...pairs(values, ["before", "after", "prefix", "suffix"], "  "),
      `  reason: ${quoted(composed(said.reason))}`,
      `  basis: ${quoted(composed(said.basis))}`,
      `  cert: ${said.cert}`,
      `  resp: ${quoted(composed(said.author))}`,
      ...works(said.works).map((line) => `  ${line}`),
    ];
    return `${lines.join("\n")}\n`;
  };

  /**
   * The file of a glossary entry.
   * @param {{ headword: string, pinyin: string, gloss: string, kind: string, body: string }} said
   */
  const term = (said) => {
    const { headword, pinyin, gloss } = said;
    const lines = [
      "---",
      `headword: ${quoted(composed(headword.trim()))}`,
      ...["pinyin", "gloss"].flatMap((name) => {
        const value = composed({ pinyin, gloss }[name]?.trim() ?? "");
        return value ? [`${name}: ${quoted(value)}`] : [];
      }),
      `kind: ${said.kind}`,
      "---",
      composed(said.body.trim()),
    ];
    return `${lines.join("\n")}\n`;
  };

  /**
   * A name for a glossary entry: how it sounds, in letters that are allowed in addresses, and none that is taken.
   * @param {string} sound
   * @param {Set<string>} taken
   * @param {string} otherwise
   */
  const slug = (sound, taken, otherwise) => {
    const letters = sound.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const name = (letters.match(/[a-z0-9]+/g) ?? []).join("-").slice(0, 36).replace(/-+$/, "") || otherwise;
    let found = name;
    for (let number = 2; taken.has(found); number += 1) found = `${name}-${number}`;
    return found;
  };

  window.jiaozhu.files = { fresh, isDate, note, correction, term, slug };
})();
