"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { cases, load } = require("./load.js");

const { notes, corrections, terms, slugs, dates, names } = cases("files");
const { files, page } = load(["page", "files"]);

test("a note is written as the store reads it", () => {
  for (const { target, text, said, file } of notes) {
    assert.equal(files.note(target, text, said), file.join("\n").replace("@today@", page.today()));
  }
});

test("a correction is written as the store reads it", () => {
  for (const { place, shown, said, file } of corrections) {
    assert.equal(files.correction(place, shown, said), file.join("\n"));
  }
});

test("a glossary entry is written as the store reads it", () => {
  for (const { said, file } of terms) assert.equal(files.term(said), file.join("\n"));
});

test("a glossary entry is named by its sound, and by no name that is taken", () => {
  for (const { sound, taken, slug } of slugs) {
    assert.equal(files.slug(sound, new Set(taken), "t-1"), slug);
    assert.match(slug, new RegExp(names.pattern));
  }
});

test("a date is one of the calendar, as exact as it is known", () => {
  for (const { text, valid } of dates) assert.equal(files.isDate(text), valid, text);
});

test("a new name is one that the store admits", () => {
  for (const letter of names.letters) assert.match(files.fresh(letter), new RegExp(names.pattern));
});
