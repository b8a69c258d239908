"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { cases, load } = require("./load.js");

const { changes } = cases("touched");
const { touched } = load(["touched"]);

test("what a change takes the words from under is named", () => {
  for (const { says, held, change, fate } of changes) assert.equal(touched.fate(held, change), fate, says);
});

test("a paragraph is never emptied", () => {
  const change = { text: "yi", block: "b", start: 0, end: 2, after: " ", reading: "甲乙" };
  assert.equal(touched.touched([], change).length, 1);
});

test("each thing is called what it is, with its name and its words", () => {
  const change = { text: "yi", block: "b", start: 0, end: 1, after: "丙", reading: "甲乙丁" };
  const named = ["note", "proposal", "figure", "event", "entity", "yours"].map((what) => {
    const [text] = touched.touched([[what, "the-name", "yi", "b", 0, 2, "", "甲乙", "", 1, 0]], change);
    assert.match(text, /甲乙/);
    if (what !== "yours") assert.match(text, /the-name/);
    return text;
  });
  assert.equal(new Set(named).size, named.length);
});
