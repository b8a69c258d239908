"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { cases, load, plain } = require("./load.js");

const { bodies, long, known } = cases("markup");
const { markup, preview } = load(["page", "markup", "preview"]);

/** What a reader sees, as `plain_text` of Python has it: on one line, without citations. */
const shown = (elements) => {
  const text = (node) => {
    if (typeof node === "string") return node;
    if (node.attributes.class === "jz-cited") return "";
    if (node.tagName === "BR") return " ";
    const parts = node.childNodes.map(text).join("");
    return ["P", "LI", "UL", "OL"].includes(node.tagName) ? `${parts} ` : parts;
  };
  return elements.map(text).join("").replace(/\s+/g, " ").trim();
};

test("what the check refuses is refused, with a word of why", () => {
  for (const { body, faults } of bodies) assert.deepEqual(plain(markup.faults(body)), faults, JSON.stringify(body));
});

test("what is allowed looks as it will on the page", () => {
  for (const { body, text } of bodies) {
    if (text !== undefined) assert.equal(shown(preview.render(body)), text, JSON.stringify(body));
  }
});

test("only elements of the subset are made, of anything", () => {
  const tags = (node) => (typeof node === "string" ? [] : [node.tagName, ...node.childNodes.flatMap(tags)]);
  const allowed = ["P", "UL", "OL", "LI", "STRONG", "EM", "CODE", "A", "SPAN", "BR"];
  for (const { body } of bodies) {
    for (const tag of preview.render(body).flatMap(tags)) assert.ok(allowed.includes(tag), tag);
  }
});

test("a body is as long as the check admits", () => {
  for (const { characters, faults } of long) assert.deepEqual(plain(markup.faults("长".repeat(characters))), faults);
});

test("names are looked up once it is known which there are", () => {
  const sets = { works: new Set(known.works), terms: new Set(known.terms) };
  for (const { body, faults } of known.bodies) {
    assert.deepEqual(plain(markup.faults(body)), []);
    assert.deepEqual(plain(markup.faults(body, sets)), faults);
  }
});
