"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { cases, load, plain } = require("./load.js");

const { traditional, folded, places, buckets, lists } = cases("folding");
const { folding, search, searchData } = load(["page", "folding", "search-sounds", "search-data", "search-engine"]);
folding.addForms(...traditional);

test("texts fold as in Python", () => {
  for (const { text, fold } of folded) assert.equal(folding.fold(text), fold, JSON.stringify(text));
});

test("a folded place leads back to the text", () => {
  for (const { text, query, shown } of places) {
    const at = folding.fold(text).indexOf(query);
    const [start, end] = folding.place(text, at, at + query.length);
    assert.equal(text.slice(start, end), shown);
  }
});

test("a query's words are folded, and each counts once", () => {
  assert.deepEqual(plain(search.queryWords(" 遼源  ＧＤＰ 辽源 ")), ["辽源", "gdp"]);
});

test("characters are in the buckets that Python put them in", () => {
  for (const { gram, count, bucket } of buckets) assert.equal(searchData.hashed(Array.from(gram), count), bucket, gram);
});

test("a bucket's list of shards is read as Python wrote it", () => {
  for (const { text, shards } of lists) assert.deepEqual(Array.from(searchData.unpacked(text)), shards);
  assert.equal(searchData.unpacked("*"), null);
});
