"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { cases, load, plain, site } = require("./load.js");

const { ways, items, author, issue, mail } = cases("parcel");
const record = { ...site(), ways: { ...site().ways, ...ways } };
const { parcel } = load(["page", "parcel"], record);
const ITEMS = items.map((item) => ({ ...item, content: item.content.join("\n") }));

test("an issue has every file in a fence that nothing in it closes", () => {
  assert.equal(parcel.issue(ITEMS), issue.join("\n"));
});

test("a mail has every file as git writes it", () => {
  const made = parcel.mail(ITEMS, author).replace(/^Date: .*$/m, "Date: @date@");
  assert.equal(made, mail.join("\n"));
  assert.match(parcel.mail(ITEMS, author), /^Date: \w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/m);
});

test("no line of a header is longer than a mail admits", () => {
  const long = ITEMS.map((item) => ({ ...item, quote: "辽源🎈".repeat(60) })).slice(0, 1);
  const head = parcel.mail(long, { name: "张三".repeat(40), mail: "" }).split("\n\n")[0];
  for (const line of head.split("\n")) assert.ok(line.length <= 78 || line.startsWith("Subject: [PATCH] "), line);
  for (const word of head.match(/=\?UTF-8\?B\?[^?]*\?=/g)) {
    assert.ok(word.length <= 75);
    assert.doesNotMatch(Buffer.from(word.slice(10, -2), "base64").toString(), /\ufffd/); // no character is cut in two
  }
});

test("a name in a header begins no other header", () => {
  const head = parcel.mail(ITEMS, { name: 'a"\r\nCc: x <y@z>', mail: "" }).split("\n\n")[0];
  assert.doesNotMatch(head, /^Cc:/m);
});

test("a file is read again as it was", () => {
  const file = parcel.file(ITEMS, author);
  assert.deepEqual(plain(parcel.read(file)), ITEMS);
  const { files, author: by } = JSON.parse(file);
  assert.deepEqual(
    files,
    ITEMS.map(({ path, content }) => ({ path, text: content })),
  );
  assert.deepEqual(by, author);
});

test("of a file that anyone may have made only contributions are taken", () => {
  const [item] = ITEMS;
  for (const text of ["", "[]", "null", "{}", '{"jiaozhu":"contribution","version":2,"items":[]}']) {
    assert.equal(parcel.read(text), null, text);
  }
  const strange = [
    null,
    1,
    "x",
    {},
    { ...item, path: "../x.md" },
    { ...item, path: "sources/x/about.yaml" },
    { ...item, content: 1 },
    { ...item, target: null },
  ];
  const text = JSON.stringify({ jiaozhu: "contribution", version: 1, items: [...strange, item] });
  assert.deepEqual(plain(parcel.read(text)), [item]);
  const many = JSON.stringify({ jiaozhu: "contribution", version: 1, items: Array(500).fill(item) });
  assert.equal(parcel.read(many).length, record.limits.files);
});
