"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { cases, load, site } = require("./load.js");

const { hosts } = cases("hosts");
const items = cases("parcel").items.map((item) => ({ ...item, content: item.content.join("\n") }));

/** The ways of a site. */
const waysOf = (data) => {
  const record = { ...site(), ways: { ...site().ways, ...data } };
  return load(["page", "parcel", "ways"], record).ways;
};
const names = (data, list) =>
  Array.from(waysOf(data).WAYS)
    .filter((way) => way.offered(list))
    .map(({ name }) => name);

test("each host takes a new file and an issue at its own address", () => {
  for (const { ways, file, issue } of hosts) {
    const { fileAddress, issueAddress } = waysOf(ways);
    const address = new URL(fileAddress(items[0]).address);
    assert.equal(address.origin + address.pathname, file.page);
    assert.equal(address.searchParams.get(file.name), file.value);
    assert.equal(address.searchParams.get("value"), file.content ? items[0].content : null);
    assert.equal(fileAddress(items[0]).pasted, !file.content);
    const begun = new URL(issueAddress(items).address);
    assert.equal(begun.origin + begun.pathname, issue.page);
    assert.match(begun.searchParams.get(issue.body), /^### `sources\//m);
    assert.ok(begun.searchParams.get(issue.title));
  }
});

test("what is too long for an address goes by the clipboard, and the page is opened anyway", () => {
  for (const { ways, file } of hosts) {
    const long = [{ ...items[0], content: "待考".repeat(3000) }];
    const { fileAddress, issueAddress } = waysOf(ways);
    for (const { address, pasted } of [fileAddress(long[0]), issueAddress(long)]) {
      assert.equal(pasted, true);
      assert.ok(address.length > 0 && address.length <= ways.most);
    }
    assert.equal(new URL(fileAddress(long[0]).address).searchParams.get(file.name), file.value);
  }
});

test("a page that names no place for the text is opened as it is", () => {
  const { fileAddress } = waysOf({ newFile: "https://x.org/new?to=@path@" });
  assert.deepEqual(
    { ...fileAddress(items[0]) },
    {
      address: "https://x.org/new?to=corpus%2Fsources%2Fnanbei-2019-05%2Fnotes%2Fn-1.md",
      pasted: true,
    },
  );
});

test("the ways follow from what the edition has, and one is always left", () => {
  const [one] = items;
  const { ways } = hosts[0];
  assert.deepEqual(names({ ...ways, mail: "e@x.org" }, [one]), ["file", "issue", "mail", "parcel", "patch", "copy"]);
  assert.deepEqual(names({ ...ways, mail: "" }, items), ["issue", "parcel", "patch", "copy"]);
  assert.deepEqual(names({ mail: "e@x.org" }, items), ["mail", "parcel", "patch", "copy"]);
  assert.deepEqual(names({}, items), ["parcel", "patch", "copy"]);
  assert.deepEqual(names({}, []), []);
});

test("every way says what happens next, and to whom it goes", () => {
  for (const data of [{}, { mail: "e@x.org", editor: "E" }, { ...hosts[0].ways, mail: "e@x.org", editor: "E" }]) {
    for (const way of waysOf(data).WAYS.filter((item) => item.offered(items.slice(0, 1)))) {
      const next = way.next(items.slice(0, 1));
      assert.ok(next.length >= 1, way.name);
      for (const step of next) assert.doesNotMatch(step, /[{}]|undefined/);
      if (data.mail && ["mail", "parcel", "patch"].includes(way.name)) assert.match(next.join(" "), /e@x\.org/);
    }
  }
});

test("a short contribution is in the mail, a long one is attached to it", () => {
  const { WAYS, mailAddress } = waysOf({ mail: "e@x.org", editor: "E" });
  const way = WAYS.find(({ name }) => name === "mail");
  const short = [{ ...items[0], content: "x" }];
  assert.match(decodeURIComponent(mailAddress(short).address), /^mailto:e@x\.org\?subject=.*&body=.*### `sources/s);
  assert.equal(way.make(short, { name: "", mail: "" }).saved, "");
  const long = items.map((item) => ({ ...item, content: "待考".repeat(99) }));
  const made = way.make(long, { name: "甲", mail: "" });
  assert.ok(made.address.length <= 1900);
  assert.match(decodeURIComponent(made.address), /jiaozhu-c-1\.json/);
  assert.equal(JSON.parse(made.saved).files.length, items.length);
});
