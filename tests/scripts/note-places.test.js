"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain } = require("./load.js");

const { notePlaces } = load(["note-places"]);
const { stack, plan } = notePlaces;

test("notes that do not touch are where they want to be", () => {
  assert.deepEqual(plain(stack([10, 100, 300], [20, 20, 20], 5)), [10, 100, 300]);
  assert.deepEqual(plain(stack([], [], 5)), []);
});

test("notes that would overlap are moved as one, as little as possible", () => {
  assert.deepEqual(plain(stack([100, 100], [20, 20], 0)), [90, 110]);
  assert.deepEqual(plain(stack([100, 110, 120], [30, 30, 30], 0)), [80, 110, 140]);
});

test("no note is above the top of the text", () => {
  assert.deepEqual(plain(stack([0, 0, 0], [20, 20, 20], 4)), [0, 24, 48]);
});

test("none lies over another, in any column", () => {
  let seed = 16;
  const random = (/** @type {number} */ most) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % most;
  };
  for (let round = 0; round < 300; round += 1) {
    const count = 1 + random(30);
    const wanted = Array.from({ length: count }, () => random(1500)).sort((a, b) => a - b);
    const notes = wanted.map((top) => ({ wanted: top, brief: 20, whole: 20 + random(160) }));
    const places = plan(notes, 6, 90);
    const briefs = stack(wanted, Array(count).fill(20), 6);
    let end = -6;
    for (const [at, { top, whole }] of places.entries()) {
      assert.ok(top >= end + 6 - 0.01, "over the note before");
      const limit = Math.max(90, Math.abs(briefs[at] - wanted[at]));
      assert.ok(Math.abs(top - wanted[at]) <= limit + 0.6, "too far from its mark");
      end = top + (whole ? notes[at].whole : 20);
    }
  }
});

test("a note is in full where there is room, and short ones come first", () => {
  const alone = plan([{ wanted: 50, brief: 20, whole: 400 }], 6, 90);
  assert.deepEqual(plain(alone), [{ top: 50, whole: true }]);
  const dense = plan(
    [100, 110, 120].map((wanted, at) => ({ wanted, brief: 20, whole: [200, 40, 300][at] })),
    6,
    60,
  );
  assert.deepEqual(
    plain(dense).map(({ whole }) => whole),
    [false, true, true], // the last one may run on
  );
});

test("a note of one line is always in full", () => {
  const [{ whole }] = plan([{ wanted: 0, brief: 20, whole: 20 }], 6, 0);
  assert.equal(whole, true);
});
