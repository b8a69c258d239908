"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { cases, load, plain } = require("./load.js");

const { data, origins, targets, units } = cases("places");
const { selection, source } = load(["selection", "source"]);

test("a stretch of a reading is found in its source", () => {
  for (const { data: name, block, start, end, place } of origins) {
    const of = data.find((item) => item.name === name);
    assert.deepEqual(plain(source.origin(of, block, start, end)), place);
  }
});

test("a target has the least context that makes it unique", () => {
  for (const { blocks, number, start, end, target } of targets) {
    const found = selection.target({ id: `l${number}`, text: blocks[number] }, blocks, start, end);
    const { quote, prefix, suffix, named } = found;
    assert.deepEqual(plain({ quote, prefix, suffix, named }), target);
  }
});

test("offsets are in UTF-16 units", () => {
  for (const { text, start, end, length } of units) {
    assert.equal(Array.from(text).slice(start, end).join("").length, length);
  }
});
