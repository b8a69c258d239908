// What a contributor wrote, as it will look. Nothing is read as markup of a page: every element is made, every text set as
// text.
(() => {
  "use strict";

  const { words, page, markup } = window.jiaozhu;
  const { element } = page;
  const INLINE = new RegExp(
    [
      "\\\\(?<broken>\n)",
      "\\\\(?<escaped>[!-\\/:-@[-`{-~])",
      markup.ROLE.replace("(", "(?<role>").replace("([^`]*)", "(?<content>[^`]*)"),
      markup.CODE,
      "\\*\\*(?<strong>(?:[^*\\\\]|\\\\.)+)\\*\\*",
      "\\*(?<em>(?:[^*\\\\]|\\\\.)+)\\*",
      '\\[(?<shown>(?:[^\\[\\]\\\\]|\\\\.)*)\\]\\((?<address>https?:\\/\\/[^\\s()<>]+)(?:\\s+"[^"]*")?\\)',
      "<(?<bare>https?:\\/\\/[^\\s<>]+)>",
    ].join("|"),
    "g",
  );
  const ITEM = /^ {0,3}(?:[-*+]|([0-9]{1,9})[.)])(?: +|$)/;

  /**
   * A role as it will read.
   * @param {string} role
   * @param {string} content
   * @param {Map<string, string>} labels Of works, by their keys.
   */
  const named = (role, content, labels) => {
    if (role === "cite") {
      const keys = content.split(",").map((key) => key.trim());
      const text = keys.map((key) => labels.get(key) || key).join(words("; "));
      return element("span", { class: "jz-cited", text: words("[{works}]", { works: text }) });
    }
    const text = content.split("<")[0].trim();
    return element("span", { class: role === "ref" ? "jz-named-ref" : "jz-named-term", text });
  };

  /**
   * How each form of markup within a line looks, by the group of `INLINE` that it fills.
   * @type {[string, (groups: Record<string, string>, labels: Map<string, string>) => Node | string][]}
   */
  const FORMS = [
    ["broken", () => element("br")],
    ["escaped", ({ escaped }) => escaped],
    ["role", ({ role, content }, labels) => named(role, content, labels)],
    ["ticks", ({ code }) => element("code", { text: code.replace(/^ (.*[^ ].*) $/s, "$1") })],
    ["strong", ({ strong }, labels) => inline(element("strong"), strong, labels)],
    ["em", ({ em }, labels) => inline(element("em"), em, labels)],
    [
      "address",
      ({ address, shown }, labels) =>
        inline(element("a", { href: address, rel: "noopener", target: "_blank" }), shown, labels),
    ],
    ["bare", ({ bare }) => element("a", { href: bare, rel: "noopener", target: "_blank", text: bare })],
  ];

  /**
   * @template {Element} Made
   * @param {Made} node
   * @param {string} text
   * @param {Map<string, string>} labels
   * @returns {Made}
   */
  const inline = (node, text, labels) => {
    let from = 0;
    for (const match of text.matchAll(INLINE)) {
      const groups = match.groups ?? {};
      const form = FORMS.find(([name]) => groups[name] !== undefined);
      node.append(markup.decoded(text.slice(from, match.index)), form ? form[1](groups, labels) : "");
      from = match.index + match[0].length;
    }
    node.append(markup.decoded(text.slice(from)));
    return node;
  };

  /**
   * The lines of a list's item, without its mark, and the line after them.
   * @param {string[]} lines
   * @param {number} first
   * @param {number} width Of the mark and the space after it.
   */
  const itemLines = (lines, first, width) => {
    const inside = [lines[first].slice(width)];
    let at = first + 1;
    const goesOn = () =>
      !lines[at].trim() || /^ {2}/.test(lines[at]) || (!ITEM.test(lines[at]) && lines[at - 1].trim() !== "");
    while (at < lines.length && goesOn()) {
      inside.push(lines[at].slice(Math.min(width, lines[at].search(/\S|$/))));
      at += 1;
    }
    return { inside, at };
  };

  /**
   * A list that begins at a line, and the line after it.
   * @param {string[]} lines
   * @param {number} first
   * @param {Map<string, string>} labels
   */
  const listAt = (lines, first, labels) => {
    const isOrdered = (/** @type {RegExpExecArray} */ mark) => mark[1] !== undefined;
    let mark = ITEM.exec(lines[first]);
    const ordered = mark !== null && isOrdered(mark);
    const list = element(ordered ? "ol" : "ul");
    let at = first;
    while (mark && isOrdered(mark) === ordered) {
      const item = itemLines(lines, at, mark[0].length);
      const children = blocks(item.inside, labels);
      const parts = children.length === 1 ? Array.from(children[0].childNodes) : children;
      list.append(element("li", {}, ...parts));
      at = item.at;
      mark = at < lines.length ? ITEM.exec(lines[at]) : null;
    }
    return { list, at };
  };

  /**
   * @param {string[]} lines
   * @param {Map<string, string>} labels
   */
  const blocks = (lines, labels) => {
    /** @type {HTMLElement[]} */
    const made = [];
    /** @type {string[]} */
    let paragraph = [];
    const flush = () => {
      if (paragraph.length) made.push(inline(element("p"), paragraph.join("\n"), labels));
      paragraph = [];
    };
    // Within a paragraph only a list that begins with 1 begins a list.
    const opensList = (/** @type {RegExpExecArray | null} */ mark) =>
      mark !== null && (!paragraph.length || mark[1] === undefined || mark[1] === "1");
    for (let at = 0; at < lines.length; ) {
      const line = lines[at];
      if (line.trim() && opensList(ITEM.exec(line))) {
        flush();
        const next = listAt(lines, at, labels);
        made.push(next.list);
        at = next.at;
        continue;
      }
      if (line.trim()) paragraph.push(line.trim());
      else flush();
      at += 1;
    }
    flush();
    return made;
  };

  /**
   * A body as elements: paragraphs, lists, emphasis, code, links, and roles as they will read.
   * @param {string} body
   * @param {Partial<JiaozhuKnown>} [known]
   */
  const render = (body, { labels = new Map() } = {}) => blocks(body.slice(0, markup.MOST).split("\n"), labels);

  window.jiaozhu.preview = { render };
})();
