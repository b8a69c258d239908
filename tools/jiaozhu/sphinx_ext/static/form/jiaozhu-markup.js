// What a contributor may write: what the check would refuse of it. The subset is that of markup/faults.py, which decides;
// this says the same while one writes.
(() => {
  "use strict";

  const { words, site } = window.jiaozhu;
  const { limits, markup } = site;
  const MOST = 20000; // UTF-16 units that are looked at
  const ROLE = "\\{([^\\s{}`]+)\\}`([^`]*)`";
  /** Code: whole runs of backticks, of which the first that is as long as the opening one ends it. */
  const CODE = "(?<ticks>`+)(?!`)(?<code>(?:[^`]|(?!\\k<ticks>(?!`))`+(?!`))+)\\k<ticks>(?!`)";
  const ANY_CODE = new RegExp(CODE, "g");
  const ESCAPED_OR_ROLE = new RegExp(`\\\\[!-\\/:-@[-\`{-~]|${ROLE}`, "g");
  /** What a role is replaced by while the rest is looked at. */
  const GONE = "\u0001";
  const PASSAGE = new RegExp(markup.passage);
  const INVISIBLE = new RegExp(markup.invisible, "u");
  const FENCE = /^ {0,3}(`{3,}[^`\n]*$|~~~|:::)/m;
  /**
   * Looked for in what is left of a body when its roles, its code and its escapes are taken out.
   * @type {[RegExp, string][]}
   */
  const REFUSED = [
    [/<(?!https?:\/\/)[a-z!/?]/i, words("HTML is not allowed")],
    [/!\[/, words("Images are not allowed")],
    [/\]\(\s*<?(?!\s*<?https?:\/\/)/, words("A link has an http or https address")],
    [/\[\^/, words("Footnotes are not allowed")],
    [/^ {0,3}\[[^\]\n]+\]:/m, words("Link definitions are not allowed")],
    [/^ {0,3}#{1,6}(\s|$)/m, words("Headings are not allowed")],
    [/\S[^\n]*\n {0,3}(=+|-+)[ \t]*$/m, words("Headings are not allowed")],
    [/(^|\n[ \t]*\n)( {4}|\t)[ \t]*[^-*+0-9\s]/, words("Indented code blocks are not allowed")],
    [/^ {0,3}>/m, words("Block quotes are not allowed")],
    [/^ {0,3}([-*_])([ \t]*\1){2,}[ \t]*$/m, words("Rules are not allowed")],
    [/^ {0,3}(%|\+\+\+)/m, words("Comments and block breaks are not allowed")],
    [/^ {0,3}\([^)\n]+\)=/m, words("Targets are not allowed")],
    [/^[ \t]*\|?[ \t:]*-+[ \t]*(\|[ \t:-]*)+$/m, words("Tables are not allowed")],
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what roles and code are replaced by
    [/^[ \t]*\{.*\}[ \t]*$|[\]\u0001)]\{/m, words("Attributes are not allowed")],
  ];

  /**
   * Character references as the characters they are; no other markup of a page means anything here.
   * @param {string} text
   */
  const decoded = (text) =>
    text.replace(/&(#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi, (all) => {
      const area = document.createElement("textarea");
      area.innerHTML = all;
      return area.value;
    });

  /**
   * Whether a text has characters that cannot be seen.
   * @param {string} text
   */
  const hides = (text) => INVISIBLE.test(text);

  /** A key of the bibliography, as pages can have it. */
  const KEY = /^[^\s,`{}<>[\]]+$/;

  /**
   * What is wrong with each role; nothing for one that is right.
   * @type {Record<string, (content: string, known: Partial<JiaozhuKnown>) => string>}
   */
  const ROLE_FAULTS = {
    ref: (content) => (PASSAGE.test(content) ? "" : words("A reference is written {ref}`display <source/text#l0043>`")),
    cite: (content, { works }) => {
      if (!content.split(",").every((name) => KEY.test(name.trim()))) {
        return words("A citation is written {cite}`key`, with commas between keys");
      }
      const key = works ? content.split(",").find((name) => !works.has(name.trim())) : undefined;
      return key === undefined ? "" : words("The bibliography lacks “{key}”", { key: key.trim() });
    },
    term: (content, { terms }) => {
      const headword = /<([^<>]*)>$/.exec(content)?.[1] ?? content;
      return !terms || terms.has(headword) ? "" : words("The glossary lacks “{headword}”", { headword });
    },
  };

  /**
   * @param {string} role
   * @param {string} content
   * @param {Partial<JiaozhuKnown>} known
   */
  const roleFault = (role, content, known) => {
    if (/^\s*!/.test(content)) return words("The words of a role may not begin with “!”");
    if (markup.roles.includes(role)) return ROLE_FAULTS[role]?.(content, known) ?? "";
    const roles = markup.roles.map((name) => `{${name}}`).join(" ");
    return words("{role} is not a role; use one of {roles}", { role: `{${role}}`, roles });
  };

  /**
   * The faults of a body, each once.
   * @param {string} body
   * @param {Partial<JiaozhuKnown>} [known] What may be named; nothing is said of what is not known yet.
   */
  const faults = (body, known = {}) => {
    /** @type {string[]} */
    const found = [];
    // What is escaped and what is a role's, whichever begins first: in a role a backslash is a backslash.
    const rest = body
      .slice(0, MOST)
      .replace(ESCAPED_OR_ROLE, (_, role, content) => {
        if (role === undefined) return "";
        found.push(roleFault(role, content, known));
        return GONE;
      })
      .replace(ANY_CODE, GONE);
    found.push(...REFUSED.filter(([pattern]) => pattern.test(rest)).map(([, text]) => text));
    if (FENCE.test(body)) found.push(words("Code blocks and directives are not allowed"));
    if (hides(decoded(body))) found.push(words("There are characters that cannot be seen"));
    if (Array.from(body.trim()).length > limits.body) {
      found.push(words("Too long: write at most {n} characters", { n: limits.body }));
    }
    return Array.from(new Set(found.filter(Boolean)));
  };

  window.jiaozhu.markup = { ROLE, CODE, MOST, decoded, hides, faults };
})();
