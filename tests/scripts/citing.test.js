"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { cases, load } = require("./load.js");

const { public: open, private: closed, cited } = cases("addresses");
const jiaozhu = load(["page", "citing"]);
jiaozhu.page.today = () => "2019-05-06";

test("an address is public where Python finds it so", () => {
  for (const address of open) assert.equal(jiaozhu.citing.isPublic(address), true, address);
  for (const address of closed) assert.equal(jiaozhu.citing.isPublic(address), false, address);
});

test("a citation has the address that others can follow, or none", () => {
  for (const { name, url, here, reference, bibtex } of cited) {
    const data = {
      url,
      reference: "甲[G/OL]. 第@line@行[@today@]. @url@.",
      unlinked: "甲[G]. 第@line@行.",
      bibtex: "@incollection{a,\n  note = {第@line@行},\n  url = {@url@},\n  urldate = {@today@}\n}",
    };
    const found = jiaozhu.citing.cite(data, "7", "#l0007", here);
    assert.equal(found.reference, reference, name);
    assert.equal(found.bibtex, bibtex, name);
    assert.equal(/file:|127\.0\.0\.1/.test(JSON.stringify(found)), false, name);
  }
});
