"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { cases, load, plain } = require("./load.js");

const { leniency, loosened, topics, numerals, places } = cases("loose");
const SCRIPTS = ["loose", "likeness", "sounds", "data", "units", "places", "cover", "near", "answers", "engine"];
const jiaozhu = load(["page", "folding", ...SCRIPTS.map((name) => `search-${name}`)]);
const { folding, likeness, loose, search, searchData, searchNear, searchPlaces } = jiaozhu;

/** Sounds and shapes enough for the tests; Python's tests have the rest. */
const NEAR = {
  sounds: { liao: "辽聊疗", yuan: "源原园远", hong: "红洪宏弘", sun: "孙笋", fei: "斐非", yi: "一依" },
  alike: ["裴斐", "辽疗了"],
};
const TEXTS = [
  "辽源市在吉林省，与绍兴市对口合作。",
  "滚石上山、爬坡过坎，是说振兴之难。",
  "《绍兴日报》记者裴金红报道，市长孙弘出席。",
  "2019年5月27日，考察团到绍兴；五四运动100周年。",
  "一主六双是吉林省的产业布局。",
];
const ROWS = [
  [0, "t-liaoyuan", "辽源市　Liáoyuán Shì　〔地名〕　吉林省的地级市，矿业起家。", { head: 3, body: 22 }],
  [0, "t-gdp", "地区生产总值　又查作：GDP　一个地区生产的总值。", { head: 6, body: 15 }],
];
const FIGURES = [
  [3, "gdp", "地区生产总值（亿元）", 2],
  [3, "gdp", "1951年 ¦ 1.3"],
  [3, "gdp", "1965年 ¦ 2"],
];

const fill = () => {
  const pages = [
    ["glossary.html", "词汇", -1, ""],
    ["figures.html", "数字", -1, ""],
    ["help.html", "说明", -1, ""],
    ["a.html", "甲篇", 0, "2019"],
  ];
  const terms = { 辽源市: "t-liaoyuan", gdp: "t-gdp", 地区生产总值: "t-gdp" };
  searchData.head({
    title: "辽源文献",
    kinds: ["term", "text", "note", "figure", "page"],
    pages,
    sources: [["s", "来源"]],
    shards: [
      ["0", 0, 3],
      ["1", 3, 1],
    ],
    traditional: ["遼", "辽"],
    terms,
    aliases: [["liao yuan shi", 0, "t-liaoyuan", "辽源市"]],
    leniency,
    answers: [[["下载", "pdf"], 2, "take", "带走"]],
    index: null,
  });
  const help = [
    [4, "take", "带走", 2],
    [4, "take", "全书的 PDF 在这里。"],
  ];
  searchData.shard(0, [ROWS, FIGURES, help]);
  searchData.shard(1, [TEXTS.map((text, at) => [1, `l000${at + 1}`, text])]);
  searchData.near(NEAR);
};
fill();

/** The anchors of what is near a query. */
const near = async (query) => {
  const result = await search.find(query);
  const found = await search.near(query, result);
  return Array.from(found, ({ anchor }) => anchor);
};

test("texts are loosened", () => {
  for (const { text, loose: wanted } of loosened)
    assert.equal(loose.loosen(folding.fold(text).replace("甲乙", "甲\n乙")).text, wanted, text);
});

test("a loosened place leads back to the folded text", () => {
  for (const { text, loose: part, shown } of places) {
    const made = loose.loosen(text);
    const at = made.text.indexOf(part);
    const [start, end] = loose.place(made, at, at + part.length);
    assert.equal(text.slice(start, end), shown);
  }
});

test("numerals become figures, as in Python", () => {
  for (const { text, figures } of numerals) assert.equal(loose.loosen(text).text, figures);
});

test("what only asks is left out of a query, unless it is all of it", () => {
  for (const { query, topic } of topics) assert.equal(loose.topic(query), topic);
});

const NEAREST = [
  ["滚石上山爬坡过坎", "l0002"], // marks
  ["滚石上山爬破过坎", "l0002"], // one letter wrong
  ["滚石上爬坡过坎", "l0002"], // missing
  ["滚石上山爬大坡过坎", "l0002"], // extra
  ["斐金红", "l0003"], // looks alike
  ["孙宏", "l0003"], // sounds alike
  ["辽yuan", "t-liaoyuan"], // mixed
  ["二〇一九年五月", "l0004"],
  ["5月27号", "l0004"],
  ["2019-05-27", "l0004"],
  ["一百周年", "l0004"],
  ["1主6双", "l0005"],
  ["一主六双是什么意思", "l0005"],
  ["依主六双", "l0005"], // sounds like a numeral
];
for (const [query, anchor] of NEAREST) {
  test(`near ${query}`, async () => assert.equal((await near(query))[0], anchor));
}

test("nothing is near what is like nothing", async () => {
  for (const query of ["xyzzyq", "梅花鹿茸", "a", "", "，。"]) assert.deepEqual(await near(query), [], query);
});

test("what is found exactly is never near as well", async () => {
  for (const text of TEXTS) {
    for (let start = 0; start + 3 < text.length; start += 1) {
      const query = text.slice(start, start + 3);
      const result = await search.find(query);
      const exact = new Set(result.hits.map(({ record }) => record));
      const known = new Set([...exact, ...result.answers.map(({ record }) => record)]);
      assert.ok(result.hits.length, query);
      for (const { record } of searchNear(query, { known })) assert.ok(!exact.has(record), query);
      for (const { record } of await search.near(query, result)) assert.ok(!exact.has(record), query);
    }
  }
});

test("a place that is like a query is marked where it is", async () => {
  const [hit] = await search.near("斐金红", await search.find("斐金红"));
  const [[start, end]] = plain(hit.spots);
  assert.equal(folding.fold(hit.record.text).slice(start, end), "裴金红");
});

test("an entry, a page and a row of figures answer before all hits", async () => {
  const answers = async (query) =>
    plain((await search.find(query)).answers.map(({ anchor, record }) => [anchor, record.text]));
  assert.equal((await answers("辽源市是什么"))[0][0], "t-liaoyuan");
  assert.equal((await answers("GDP是什么"))[0][0], "t-gdp");
  assert.equal((await answers("怎么下载"))[0][0], "take");
  assert.ok((await answers("1951 GDP"))[0][1].startsWith("1951年"));
  assert.ok((await answers("辽源 1951 GDP")).some(([, text]) => text.startsWith("1951年")));
  assert.deepEqual(await answers("滚石上山"), []);
});

test("initials abbreviate a headword, whole or in part", async () => {
  for (const query of ["lys", "lyshi", "lysh", "liaoys"]) {
    const { sounds } = await search.find(query);
    assert.deepEqual(
      Array.from(sounds, ([, , anchor]) => anchor),
      ["t-liaoyuan"],
      query,
    );
  }
});

/** The distance of a pattern from the nearest stretch of a text, by the table of all distances. */
const distance = (pattern, text) => {
  let row = new Array(text.length + 1).fill(0);
  for (const letter of pattern) {
    const next = [row[0] + 1];
    for (let at = 1; at <= text.length; at += 1) {
      next[at] = Math.min(row[at - 1] + (letter === text[at - 1] ? 0 : 1), row[at] + 1, next[at - 1] + 1);
    }
    row = next;
  }
  return Math.min(...row);
};

test("the scan of bits finds the least distance of the table", () => {
  let seed = 7;
  const chance = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const word = (length) => Array.from({ length }, () => "甲乙丙丁"[chance(4)]).join("");
  for (let round = 0; round < 400; round += 1) {
    const pattern = word(1 + chance(30));
    const text = word(1 + chance(60));
    const [plainly] = likeness.patterns(pattern);
    const ends = [];
    const wanted = distance(pattern, text);
    likeness.masked(plainly, true, () => {
      assert.equal(likeness.scan(text, 0, text.length, pattern.length, 30, ends), wanted);
    });
    assert.equal(likeness.align(plainly, text, 0, text.length).cost, wanted, `${pattern} ${text}`);
  }
});

test("a million letters are looked through in a twentieth of a second", async () => {
  let seed = 3;
  const letter = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return String.fromCharCode(0x4e00 + Math.floor((seed / 2147483648) ** 2 * 3000));
  };
  const head = searchData.loaded();
  const rows = Array.from({ length: 11_000 }, (_, at) => [1, `l${at}`, Array.from({ length: 100 }, letter).join("")]);
  head.shards.push(["2", 3, 1]);
  searchData.shard(2, [rows]);
  searchPlaces.loosened(searchData.shards[2]);
  const queries = rows
    .slice(0, 400)
    .map(([, anchor, text]) => [anchor, `${text.slice(20, 24)}的${text.slice(25, 28)}`]);
  const times = [];
  let right = 0;
  for (const [anchor, query] of queries.filter((_, at) => at % 10 === 0)) {
    const before = process.cpuUsage();
    const found = searchNear(query);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
    right += found.slice(0, 5).some((hit) => hit.anchor === anchor);
  }
  times.sort((a, b) => a - b);
  assert.equal(right, times.length);
  // The median, and twice what is aimed at: a test is no benchmark, and the machine may be at other work.
  assert.ok(times[times.length >> 1] < 100, `${times[times.length >> 1]} ms`);
});
