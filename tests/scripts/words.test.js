"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { cases, load } = require("./load.js");

const { filled, plurals } = cases("words");
const record = (words, table) => ({ words, plurals: table });

test("values are put into a text, and other braces stay", () => {
  for (const { words, text, values, shown } of filled) {
    assert.equal(load([], record(words, [])).words(text, values), shown);
  }
});

test("a number takes the form that the catalogue's rule says", () => {
  for (const { table, forms, numbers } of plurals) {
    const { plural } = load([], record({ "{n} place": forms }, table));
    for (const [number, shown] of numbers) {
      assert.equal(plural("{n} place", "{n} places", number, { n: number }), shown);
    }
  }
});

test("without a catalogue the text is English", () => {
  const { plural, words } = load([], record({}, []));
  assert.equal(words("Close"), "Close");
  assert.equal(plural("{n} place", "{n} places", 1, { n: 1 }), "1 place");
  assert.equal(plural("{n} place", "{n} places", 0, { n: 0 }), "0 places");
});

test("a text named like a property of every object has no translation", () => {
  assert.equal(load([], record({}, [])).words("constructor"), "constructor");
});
