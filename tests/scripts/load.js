// Loads the scripts of the site in node, without a browser: each runs as it does on a page, in a context of its own.
"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const vm = require("node:vm");

/** The folder of the scripts: the sources, or the one that pytest names, where they are as in the bundles. */
const STATIC =
  process.env.JIAOZHU_SCRIPTS ?? path.join(__dirname, "..", "..", "tools", "jiaozhu", "sphinx_ext", "static");
/** The scripts by name, whichever folder they are in. */
const FILES = new Map(
  fs
    .readdirSync(STATIC, { recursive: true })
    .filter((file) => file.endsWith(".js"))
    .map((file) => [path.basename(file), path.join(STATIC, file)]),
);
const CASES = path.join(__dirname, "..", "cases");
const RECORD =
  "import json; from jiaozhu.sphinx_ext.scripts.script_data import site_record; print(json.dumps(site_record('en')))";

/** The cases that Python's tests read too. */
const cases = (name) => JSON.parse(fs.readFileSync(path.join(CASES, `${name}.json`), "utf8"));

/** The record that Python hands the scripts: from the file that pytest names, else from the Python at hand. */
const site = () => {
  const file = process.env.JIAOZHU_SITE;
  return JSON.parse(
    file ? fs.readFileSync(file, "utf8") : execFileSync("python", ["-c", RECORD], { encoding: "utf8" }),
  );
};

const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', zwj: "\u200d", nbsp: "\u00a0" };

/** As much of an element as the scripts under test use. */
class FakeElement {
  constructor(tag) {
    this.tagName = tag.toUpperCase();
    this.attributes = {};
    this.childNodes = [];
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  append(...children) {
    this.childNodes.push(...children.filter((child) => child !== ""));
  }

  get textContent() {
    return this.childNodes.map((child) => (typeof child === "string" ? child : child.textContent)).join("");
  }

  set textContent(text) {
    this.childNodes = [text];
  }

  set innerHTML(html) {
    this.value = html.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|(\w+));/gi, (all, hex, decimal, name) => {
      if (name) return NAMED[name] ?? all;
      return String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10));
    });
  }
}

/**
 * The namespace of some scripts, loaded in the given order after that of the words.
 * @param {string[]} names Without `jiaozhu-` and `.js`.
 * @param {object} [record] What Python hands the scripts, if not its own record.
 */
const load = (names, record = site()) => {
  const document = { createElement: (tag) => new FakeElement(tag), documentElement: { dataset: {} } };
  const { crypto, btoa, TextEncoder, URL } = globalThis;
  const context = vm.createContext({ jiaozhuSite: record, document, crypto, btoa, TextEncoder, URL });
  context.window = context;
  for (const name of ["words", ...names]) {
    const file = FILES.get(`jiaozhu-${name}.js`);
    vm.runInContext(fs.readFileSync(file, "utf8"), context, { filename: pathToFileURL(file).href });
  }
  return context.jiaozhu;
};

/** A value of a script's context as one of this: the two have prototypes of their own. */
const plain = (value) => JSON.parse(JSON.stringify(value));

module.exports = { cases, load, plain, site };
