// What a contributor may write, as it will look, and what the check would refuse. The subset is that of myst/body.py, whose
// word is the last; nothing here is read as markup of a page: every element is made, every text set as text.
(function () {
  "use strict";

  var element = jiaozhuPage.element;
  var MOST = 20000; // characters that are looked at
  var MOST_BODY = 5000; // that the check takes: model/limits.py
  var ROLE = "\\{([^\\s{}`]+)\\}`([^`]*)`";
  var INLINE = new RegExp(
    "\\\\([!-\\/:-@[-`{-~])|" + ROLE + "|(`+)([^`]+)\\4(?!`)|\\*\\*((?:[^*\\\\]|\\\\.)+)\\*\\*|\\*((?:[^*\\\\]|\\\\.)+)\\*|" +
      "\\[((?:[^\\[\\]\\\\]|\\\\.)*)\\]\\((https?:\\/\\/[^\\s()<>]+)(?:\\s+\"[^\"]*\")?\\)|<(https?:\\/\\/[^\\s<>]+)>",
    "g"
  );
  var PASSAGE = /^([^<>`]+?)\s*<([a-z0-9-]+\/[a-z0-9-]+#l[0-9]{4,}(?:-[0-9]+)*)>$/;
  var ITEM = /^ {0,3}(?:[-*+]|([0-9]{1,9})[.)])(?: +|$)/;
  var INVISIBLE = /[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\x00-\x08\x0b-\x1f\x7f-\x9f]|\udb40[\udc00-\udc7f]/;
  var FENCE = /^ {0,3}(`{3,}[^`\n]*$|~~~|:::)/m;
  // Looked for in what is left of a body when its roles, its code and its escapes are taken out.
  var REFUSED = [
    [/<(?!https?:\/\/)[a-z!\/?]/i, "不能用网页标签"],
    [/!\[/, "不能放图片"],
    [/\]\(\s*<?(?!\s*<?https?:\/\/)/, "链接只收 http 与 https 地址"],
    [/\[\^/, "不能用脚注"],
    [/^ {0,3}\[[^\]\n]+\]:/m, "不能定义链接"],
    [/^ {0,3}#{1,6}(\s|$)/m, "不能用标题"],
    [/\S[^\n]*\n {0,3}(=+|-+)[ \t]*$/m, "不能用标题"],
    [/(^|\n[ \t]*\n)( {4}|\t)[ \t]*[^-*+0-9\s]/, "不能用缩进的代码块"],
    [/^ {0,3}>/m, "不能用引文块"],
    [/^ {0,3}([-*_])([ \t]*\1){2,}[ \t]*$/m, "不能用分隔线"],
    [/^ {0,3}(%|\+\+\+)/m, "不能用注释与分块"],
    [/^ {0,3}\([^)\n]+\)=/m, "不能设标签"],
    [/^[ \t]*\|?[ \t:]*-+[ \t]*(\|[ \t:-]*)+$/m, "不能用表格"],
    [/^[ \t]*\{.*\}[ \t]*$|[\]\u0001)]\{/m, "不能加属性"],
  ];

  // Character references as the characters they are; nothing else of a page's markup means anything here.
  function decoded(text) {
    return text.replace(/&(#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi, function (all) {
      var area = element("textarea");
      area.innerHTML = all;
      return area.value;
    });
  }

  // Whether words have what nobody sees.
  function hides(words) {
    return INVISIBLE.test(words);
  }

  // Faults of a body, each said once. `known` has `works` and `terms`, sets of what may be named, or nothing yet.
  function faults(body, known) {
    var said = [];
    // What is escaped and what is a role's, whichever begins first: in a role a backslash is a backslash.
    var rest = body.slice(0, MOST).replace(new RegExp("\\\\[!-\\/:-@[-`{-~]|" + ROLE, "g"), function (all, role, content) {
      if (role === undefined) return "";
      var fault = roleFault(role, content, known || {});
      if (fault) said.push(fault);
      return "\u0001";
    }).replace(/(`+)[^`]+\1(?!`)/g, "\u0001");
    REFUSED.forEach(function (rule) {
      if (rule[0].test(rest)) said.push(rule[1]);
    });
    if (FENCE.test(body)) said.push("不能用代码块与指令");
    if (hides(decoded(body))) said.push("含有看不见的字符");
    if (Array.from(body.trim()).length > MOST_BODY) said.push("太长，请写在 " + MOST_BODY + " 字以内");
    return said.filter(function (words, at) { return said.indexOf(words) === at; });
  }

  function roleFault(role, content, known) {
    if (role === "ref") return PASSAGE.test(content) ? "" : "指明段落写作 {ref}`显示文字 <来源/篇名#l0043>`";
    if (role === "cite") {
      var missing = content.split(",").filter(function (key) { return known.works && !known.works.has(key.trim()); });
      return missing.length ? "文献目录里没有“" + missing[0].trim() + "”" : "";
    }
    if (role === "term") {
      var shown = /<([^<>]*)>$/.exec(content);
      var headword = shown ? shown[1] : content;
      return known.terms && !known.terms.has(headword) ? "词汇里没有“" + headword + "”" : "";
    }
    return "没有 {" + role + "} 这种写法；可用 {term} {cite} {ref}";
  }

  // A body as elements: paragraphs, lists, emphasis, code, links, and roles as they will read.
  function render(body, known) {
    return blocks(body.slice(0, MOST).split("\n"), (known || {}).labels || new Map());
  }

  function blocks(lines, labels) {
    var made = [];
    var paragraph = [];
    function flush() {
      if (paragraph.length) made.push(inline(element("p"), paragraph.join("\n"), labels));
      paragraph = [];
    }
    for (var at = 0; at < lines.length; ) {
      var item = ITEM.exec(lines[at]);
      if (!lines[at].trim()) {
        flush();
        at += 1;
      } else if (item && (!paragraph.length || item[1] === undefined || item[1] === "1")) {
        flush();
        var list = element(item[1] === undefined ? "ul" : "ol");
        at = items(lines, at, list, labels);
        made.push(list);
      } else {
        paragraph.push(lines[at].trim());
        at += 1;
      }
    }
    flush();
    return made;
  }

  // The items of a list from a line on; the line after them.
  function items(lines, at, list, labels) {
    var ordered = list.tagName === "OL";
    while (at < lines.length) {
      var start = ITEM.exec(lines[at]);
      if (!start || (start[1] !== undefined) !== ordered) break;
      var width = start[0].length;
      var inside = [lines[at].slice(width)];
      at += 1;
      while (at < lines.length && (!lines[at].trim() || /^ {2}/.test(lines[at]) || (!ITEM.test(lines[at]) && lines[at - 1].trim()))) {
        inside.push(lines[at].slice(Math.min(width, lines[at].search(/\S|$/))));
        at += 1;
      }
      var children = blocks(inside, labels);
      list.append(element.apply(null, ["li", {}].concat(children.length === 1 ? Array.from(children[0].childNodes) : children)));
    }
    return at;
  }

  function inline(node, text, labels) {
    var from = 0;
    text.replace(INLINE, function (all, escaped, role, content, ticks, code, strong, em, shown, address, bare, at) {
      node.append(decoded(text.slice(from, at)));
      from = at + all.length;
      if (escaped) node.append(escaped);
      else if (role) node.append(named(role, content, labels));
      else if (ticks) node.append(element("code", { text: code }));
      else if (strong) node.append(inline(element("strong"), strong, labels));
      else if (em) node.append(inline(element("em"), em, labels));
      else if (address) node.append(inline(element("a", { href: address, rel: "noopener", target: "_blank" }), shown, labels));
      else node.append(element("a", { href: bare, rel: "noopener", target: "_blank", text: bare }));
    });
    node.append(decoded(text.slice(from)));
    return node;
  }

  function named(role, content, labels) {
    if (role === "cite") {
      var works = content.split(",").map(function (key) { return labels.get(key.trim()) || key.trim(); });
      return element("span", { class: "jz-cited", text: "［" + works.join("；") + "］" });
    }
    return element("span", { class: "jz-named-" + (role === "ref" ? "ref" : "term"), text: content.split("<")[0].trim() });
  }

  window.jiaozhuMarkup = { faults: faults, hides: hides, render: render };
})();
