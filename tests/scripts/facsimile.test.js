"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain } = require("./load.js");

const { facsimileLines } = load(["facsimile-lines"]);
const lines = facsimileLines.named([
  ["l0001", 0, 8, 1, 60, 20, 380, 60],
  ["l0002", 0, 12, 1, 100, 100, 340, 120],
  ["l0002", 12, 24, 1, 60, 130, 300, 150],
]);

test("the line of a character is the one that holds it, else the one before it, else the first of its block", () => {
  const at = (block, offset) => facsimileLines.lineAt(lines, block, offset)?.index ?? null;
  assert.deepEqual([at("l0002", 0), at("l0002", 11), at("l0002", 12), at("l0002", 99)], [1, 1, 2, 2]);
  assert.equal(at("l0009", 0), null);
});

test("a line on a straight page is its rectangle", () => {
  const page = { width: 400, height: 200, slant: 0 };
  assert.deepEqual(plain(facsimileLines.shape([40, 20, 240, 40], page)), {
    left: 10,
    top: 10,
    width: 50,
    height: 10,
    angle: 0,
  });
});

test("of a slanting line the upright rectangle is known, and its own is solved", () => {
  const [own, high, slant] = [300, 20, -2];
  const [cos, sin] = [Math.cos((slant * Math.PI) / 180), Math.abs(Math.sin((slant * Math.PI) / 180))];
  const [width, height] = [own * cos + high * sin, own * sin + high * cos];
  const found = facsimileLines.shape([100, 100, 100 + width, 100 + height], { width: 1000, height: 1000, slant });
  assert.ok(Math.abs(found.width - own / 10) < 0.01);
  assert.ok(Math.abs(found.height - high / 10) < 0.01);
  assert.equal(found.angle, slant);
});

test("a rectangle that no slanting line has stays as it is", () => {
  const found = facsimileLines.shape([100, 100, 300, 105], { width: 1000, height: 1000, slant: 5 });
  assert.equal(found.angle, 0);
  assert.equal(found.width, 20);
});

test("a picture has a largest and a smallest size", () => {
  assert.deepEqual([0.01, 1.004, 99].map(facsimileLines.bounded), [0.25, 1, 8]);
});
