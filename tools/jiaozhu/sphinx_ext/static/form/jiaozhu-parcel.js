// A contribution on its way: one or several files as the text of an issue, as a mail with a patch, and as one file. What
// they contain is what workflows/accepting reads.
(() => {
  "use strict";

  const { words, plural, site } = window.jiaozhu;
  const { ways } = site;
  const NAME = "contribution"; // by which such a file is known
  const VERSION = 1;
  const WORD = 45; // bytes in an encoded word of a header: with its frame at most 75 characters
  const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const ID = "[a-z0-9]+(?:-[a-z0-9]+)*";
  /** The only places to which a contribution goes. */
  const PATH = new RegExp(`^(?:sources/${ID}/(?:notes/${ID}\\.md|emendations/${ID}\\.yaml)|glossary/${ID}\\.md)$`);

  /**
   * What a contribution is about, in a line.
   * @param {JiaozhuItem} item
   */
  const summary = ({ label, quote, after, what }) =>
    what === "correction" ? words("{label} {quote} → {after}", { label, quote, after }) : `${label} ${quote}`;

  /** @param {JiaozhuItem[]} items */
  const title = (items) => {
    const [first] = items;
    if (items.length === 1) return `${summary(first).slice(0, 80)} (${first.text})`;
    return plural("{n} contribution", "{n} contributions", items.length, { n: items.length });
  };

  // The text of an issue -------------------------------------------------------------------------------------------------

  /**
   * A fence that no line of a text closes.
   * @param {string} text
   */
  const fence = (text) => {
    const longest = Math.max(3, ...(text.match(/`+/g) ?? []).map((run) => run.length));
    return "`".repeat(longest + 1);
  };

  /** @param {JiaozhuItem} item */
  const section = (item) => {
    const mark = fence(item.content);
    const kind = item.path.endsWith(".md") ? "markdown" : "yaml";
    return `**${summary(item).replace(/[*\\\n]/g, " ")}**\n\n### \`${item.path}\`\n\n${mark}${kind}\n${item.content}${mark}\n`;
  };

  /** @param {JiaozhuItem[]} items */
  const issue = (items) =>
    [
      words("Made on the pages of “{title}”. Editors: save this text and run `jiaozhu accept FILE`.", {
        title: ways.title,
      }),
      ...items.map(section),
    ].join("\n\n");

  // A mail with a patch --------------------------------------------------------------------------------------------------

  /**
   * Words of a header: as they are, or in encoded words (RFC 2047), of which each holds whole characters.
   * @param {string} text
   */
  const encoded = (text) => {
    if (/^[\x20-\x7e]*$/.test(text)) return text;
    const utf8 = new TextEncoder();
    /** @type {string[]} */
    const parts = [""];
    for (const char of text) {
      const last = parts.length - 1;
      if (utf8.encode(parts[last] + char).length > WORD) parts.push(char);
      else parts[last] += char;
    }
    return parts.map((part) => `=?UTF-8?B?${btoa(String.fromCharCode(...utf8.encode(part)))}?=`).join("\n ");
  };

  /** The time as mails write it. */
  const date = () => {
    const now = new Date();
    const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
    const clock = [now.getUTCHours(), now.getUTCMinutes(), now.getUTCSeconds()].map(two).join(":");
    return `${DAYS[now.getUTCDay()]}, ${now.getUTCDate()} ${MONTHS[now.getUTCMonth()]} ${now.getUTCFullYear()} ${clock} +0000`;
  };

  /**
   * A new file as git writes it.
   * @param {JiaozhuItem} item
   */
  const diff = (item) => {
    const path = ways.folder + item.path;
    const lines = item.content.replace(/\n$/, "").split("\n");
    return [
      `diff --git a/${path} b/${path}`,
      "new file mode 100644",
      "--- /dev/null",
      `+++ b/${path}`,
      `@@ -0,0 +1,${lines.length} @@`,
      ...lines.map((line) => `+${line}`),
    ].join("\n");
  };

  /**
   * A mail that `git am` takes and `git send-email` sends.
   * @param {JiaozhuItem[]} items
   * @param {{ name: string, mail: string }} author
   */
  const mail = (items, author) => {
    const name = author.name.replace(/[\r\n<>"]/g, " ").trim() || words("Anonymous");
    const shown = /^[\w .-]*$/.test(name) ? name : encoded(name);
    return [
      "From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001",
      `From: ${shown} <${author.mail}>`,
      ...(ways.mail ? [`To: ${ways.mail}`] : []),
      `Date: ${date()}`,
      `Subject: [PATCH] ${encoded(title(items).replace(/\s+/g, " "))}`,
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=UTF-8",
      "Content-Transfer-Encoding: 8bit",
      "",
      ...items.map((item) => `* ${summary(item).replace(/\s+/g, " ")}`),
      "",
      "---",
      ...items.map(diff),
      "-- ",
      "jiaozhu",
      "",
    ].join("\n");
  };

  // One file -------------------------------------------------------------------------------------------------------------

  /**
   * @param {JiaozhuItem[]} items
   * @param {{ name: string, mail: string }} author
   */
  const file = (items, author) => {
    const files = items.map(({ path, content }) => ({ path, text: content }));
    return `${JSON.stringify({ jiaozhu: NAME, version: VERSION, edition: ways.title, author, files, items }, null, 1)}\n`;
  };

  /** @type {[keyof JiaozhuItem, string][]} */
  const SHAPE = [
    ["id", "string"],
    ["what", "string"],
    ["path", "string"],
    ["content", "string"],
    ["source", "string"],
    ["text", "string"],
    ["title", "string"],
    ["address", "string"],
    ["label", "string"],
    ["quote", "string"],
    ["after", "string"],
    ["target", "object"],
    ["draft", "object"],
  ];

  /**
   * Whether a value is a contribution: what is in a file may have been made by anyone.
   * @param {unknown} value
   * @returns {value is JiaozhuItem}
   */
  const isItem = (value) => {
    if (typeof value !== "object" || value === null) return false;
    const item = /** @type {Record<string, unknown>} */ (value);
    const fits = SHAPE.every(([name, type]) => typeof item[name] === type && item[name] !== null);
    return fits && PATH.test(String(item.path));
  };

  /**
   * The contributions of a file; null if the form has not saved it.
   * @param {string} text
   * @returns {JiaozhuItem[] | null}
   */
  const read = (text) => {
    try {
      const data = JSON.parse(text);
      if (data?.jiaozhu !== NAME || data.version !== VERSION || !Array.isArray(data.items)) return null;
      return data.items.filter(isItem).slice(0, site.limits.files);
    } catch {
      return null;
    }
  };

  window.jiaozhu.parcel = { PATH, title, summary, issue, mail, file, read, isItem };
})();
