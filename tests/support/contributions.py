"""Sound contributions of every kind over the base corpus, and ways to damage them that say where the damage is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from paths import BASE

RIBAO = "sources/ribao-2019"
NOTE = f"{RIBAO}/notes/keshang.md"
WORKS = f"{RIBAO}/notes/xin-wenxian.md"
EMENDATION = f"{RIBAO}/emendations/zhangsan.yaml"
TERM = "glossary/shaoxing.md"
BIB = "references.bib"
READINGS = f"{RIBAO}/proofreadings.yaml"
PROPOSALS = f"{RIBAO}/proposals.yaml"
FIGURES = "figures.yaml"
ABOUT, EDITION, SOURCE = (f"sources/sanri-2020/{name}" for name in ("about.yaml", "edition.yaml", "source.txt"))

_SOURCE = "三日报\n一段。\n二段，讲述1951年的事。\n"
_SHA = hashlib.sha256((BASE / RIBAO / "source.txt").read_bytes()).hexdigest()

#: A contribution of every kind. None leans on another, so that one that is damaged leaves the others sound.
SOUND: dict[str, str] = {
    NOTE: """\
---
target:
  quote: 客商
  prefix: 来自绍兴的
  suffix: 在此
  text: jishi
kind: 注
author: 张三
date: "2026-11-21"
---
行商之人，见 {cite}`wangwen-2022`。

又见{ref}`首段 <ribao-2019/jishi#l0006>`，参看 {term}`枫桥经验`。
""",
    WORKS: """\
---
target:
  quote: 客商
  prefix: 来自绍兴的
kind: 按
author: 王五
date: "2026-11-21"
works:
  - key: ji-1990
    type: book
    title: 示例集
    authors: [李四]
    date: "1990"
    publisher: 示例出版社
---
又见 {cite}`ji-1990`。
""",
    EMENDATION: """\
- id: zhangsan-1
  line: 8
  kind: corrected
  before: 生根
  after: 扎根
  prefix: 在这里
  reason: 语意
  basis: 示例，见 {cite}`wangwen-2022`。
  cert: low
  resp: 张三
- id: zhangsan-2
  line: 6
  kind: surplus
  before: 再度
  reason: 衍文
  basis: 示例。
  cert: low
  resp: 张三
""",
    TERM: """\
---
headword: 绍兴市
pinyin: Shàoxīng Shì
gloss: Shaoxing
kind: place
variants: [越州]
exclude: [绍兴市场]
related: [xiao-shanghai]
---
浙江的市，见 {cite}`ribao-2019`。
""",
    BIB: (BASE / BIB).read_text("utf-8")
    + """
@misc{zhi-1986,
  title = {绍兴志},
  howpublished = {示例，据转载},
  year = {1986},
  langid = {chinese}
}
""",
    f"{RIBAO}/notes/yinyong.md": """\
---
target:
  quote: 示例市
kind: 按
author: 李四
date: "2026"
---
见 {cite}`zhi-1986`。
""",
    READINGS: f"""\
- text: jishi
  by: 张三
  date: "2026-11-21"
  sha256: {_SHA}
""",
    PROPOSALS: """\
- id: p-1
  kind: rare
  line: 7
  quote: 考察林业项目
  detector: 示例
  evidence: 示例
  score: 0.5
- id: p-2
  kind: idiom
  line: 6
  quote: 春意正浓
  detector: 示例
  evidence: 示例
  score: 1
""",
    FIGURES: """\
figures:
  - id: may
    source: ribao-2019
    text: jishi
    quote: 5月的
    claim: 月份
    value: 5
    date: null
checks:
  - id: yue
    on: may
    expression: may == 5
    says: 五
    expected: agree
""",
    SOURCE: _SOURCE,
    ABOUT: f"""\
title: 三日报
kind: 报纸版面
publisher: null
date: "2020-02-29"
format: newspaper-ocr
file: source.txt
sha256: {hashlib.sha256(_SOURCE.encode()).hexdigest()}
citation: ribao-2019
provenance: 为检查而作。
rights: 示例文字，不属任何人。
condition: 完好。
""",
    EDITION: """\
rules:
  spaces: false
texts:
  - id: sanri
    genre: 消息
    date: null
    blocks:
      - title: 1
      - p: 2
      - p: 3
    events:
      - date: "1951"
        quote: 1951年的事
        what: 一事
""",
}

#: Marks, in what a mutation writes, where the problem is to be reported; it is not written itself.
MARK = "▸"

Change = Callable[[str], str | bytes]


class Malformed(NamedTuple):
    """A kind of malformed contribution."""

    kind: str
    file: str  #: The one that is damaged, or that is new.
    change: Change  #: From what the file says to what it shall say, with ``MARK`` where the problem is.
    code: str
    at: str = ""  #: The text at the problem, if the change has no mark; else the problem is at the file's beginning.
    elsewhere: str = ""  #: The file in which the problem is, if it is another.
    also: tuple[tuple[str, str], ...] = ()  #: Other problems that follow: code, and the text there in ``file``.


class Damage(NamedTuple):
    """What is written, and the places at which problems are expected."""

    data: bytes
    problems: list[tuple[str, str, int, int]]  #: Code, file, line, column.


def swap(old: str, new: str) -> Change:
    """``new`` for ``old``, which is there once."""

    def change(text: str) -> str:
        assert text.count(old) == 1, old
        return text.replace(old, new)

    return change


def first(old: str, new: str) -> Change:
    """``new`` for the first ``old``."""
    return lambda text: text.replace(old, new, 1)


def write(content: str | bytes) -> Change:
    """The whole file."""
    return lambda _: content


def add(more: str) -> Change:
    """At the file's end."""
    return lambda text: text + more


def body(content: str) -> Change:
    """Another text below the front matter."""
    return lambda text: text[: text.index("\n---\n") + 5] + content


def encoded(encoding: str) -> Change:
    """The same text in other bytes."""
    return lambda text: text.encode(encoding)


def damage(item: Malformed, files: Mapping[str, str] = SOUND) -> Damage:
    """The file of ``item`` as it is when it is malformed."""
    made = item.change(files.get(item.file, ""))
    text = made.decode("utf-8", "replace") if isinstance(made, bytes) else made
    spot = text.find(item.at) if item.at and not item.elsewhere else text.find(MARK)
    text = text.replace(MARK, "")
    if item.elsewhere:
        spot, there = files[item.elsewhere].find(item.at), files[item.elsewhere]
    else:
        there = text
    places = [(item.code, item.elsewhere or item.file, *_place(there, max(0, spot)))]
    places += [(code, item.file, *_place(text, text.index(at))) for code, at in item.also]
    return Damage(made if isinstance(made, bytes) else text.encode("utf-8", "surrogatepass"), sorted(places))


def lay(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write ``files`` below ``root``."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def names(items: Iterable[Malformed]) -> list[str]:
    """The kinds, for the names of tests."""
    return [item.kind for item in items]


def _place(text: str, at: int) -> tuple[int, int]:
    text = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    return text.count("\n") + 1, at - (text.rfind("\n") + 1) + 1
