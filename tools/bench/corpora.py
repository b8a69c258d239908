"""Synthetic corpora in the formats of ``corpus/``: made-up sources with the shape and the faults of the real ones.

A paragraph begins with the number of a made-up document (第三百二十一号文件). The number is what emendations and notes
hold to, so that each has one place, however long the source.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bench import chinese

FORMATS = ("newspaper-ocr", "wrapped-pdf", "html-post")
#: Characters of a printed line of a wrapped source: the real one has twenty.
MEASURE = 20
_SUFFIXES = {"newspaper-ocr": "txt", "wrapped-pdf": "txt", "html-post": "html"}
_HALF = str.maketrans("，：；？！（）", ",:;?!()")


@dataclass(frozen=True, slots=True)
class Shape:
    """How much there is of everything in a source."""

    texts: int
    paragraphs: int  #: Of each text.
    length: int  #: Characters of a paragraph, about.
    emended: int = 3  #: Every which paragraph has an emendation.
    noted: int = 0  #: Every which paragraph has a note; 0 for none.
    counting: int = 0  #: Characters of a counting loop in the last paragraph of all.
    repeating: int = 0  #: Characters of a repeating loop there.


@dataclass(slots=True)
class _Draft:
    """A source while it is written: its lines, and what an editor would write about them."""

    format: str
    lines: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    emendations: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def next(self) -> int:
        """The number of the line that is written next."""
        return len(self.lines) + 1


def write_corpus(root: Path, sources: Sequence[tuple[str, str, Shape]], *, seed: int = 1, terms: int = 12) -> None:
    """A corpus folder at ``root`` with one source for each (siglum, format, shape)."""
    _write(root / "corpus.yaml", _info())
    for slug, word in enumerate(chinese.vocabulary()[:terms]):
        _write(root / "glossary" / f"term-{slug:03}.md", _term(word))
    for number, (siglum, format, shape) in enumerate(sources):
        _write_source(root / "sources" / siglum, siglum, _draft(format, shape, Random(seed * 1000 + number)))
    _write(root / "references.bib", "\n".join(_reference(siglum) for siglum, _, _ in sources))


def _draft(format: str, shape: Shape, random: Random) -> _Draft:
    draft = _Draft(format)
    if format == "html-post":
        draft.lines += ["---", "title: '虚构的网页'", "author: 无名", "---", "", "<div>"]
    number = 0
    for text in range(1, shape.texts + 1):
        title = _line(draft, chinese.headline(random), "strong")
        first = draft.next
        for place in range(shape.paragraphs):
            number += 1
            marker = f"第{chinese.numeral(number)}号文件"
            emended = number % shape.emended == 0
            body = chinese.paragraph(random, shape.length)
            if text == shape.texts and place == shape.paragraphs - 1:
                body += chinese.counting_run(shape.counting) if shape.counting else ""
                body += f"又说：{chinese.repeating_run(shape.repeating)}" if shape.repeating else ""
            line = _line(draft, f"据{marker}所{'栽' if emended else '载'}，{body}")
            if emended:
                draft.emendations.append(_emendation(number, line, f"{marker}所"))
            if shape.noted and number % shape.noted == 0:
                draft.notes[f"note-{number}"] = _note(marker)
        omitted = f"{title}" if title == first - 1 else f"{title}-{first - 1}"
        draft.texts.append(
            f"  - id: text-{text}\n    genre: 通讯\n    date: null\n    blocks:\n"
            f'      - title: "{omitted}"\n      - flow: "{first}-{draft.next - 1}"\n'
        )
    if format == "html-post":
        draft.lines.append("</div>")
    return draft


def _line(draft: _Draft, content: str, tag: str = "") -> int:
    """Write one paragraph or title the way the format does; the number of its first line."""
    number = draft.next
    if draft.format == "html-post":
        words = _spaced(content)
        draft.lines.append(f"<p><{tag}>{words}</{tag}></p>" if tag else f"<p>{words}</p>")
    elif draft.format == "newspaper-ocr":
        draft.lines += [content.translate(_HALF), ""]
    else:
        doubled = content[:MEASURE] * 2 if tag else ""  # a heading set twice to make it bold
        for printed in [doubled] if doubled else _wrapped(content):
            draft.lines += [printed, ""]
    return number


def _wrapped(content: str) -> list[str]:
    """Printed lines; the first is two characters short, as the lost indent leaves it."""
    cuts = [0, *range(MEASURE - 2, len(content), MEASURE), len(content)]
    return [content[start:end] for start, end in itertools.pairwise(cuts) if end > start]


def _spaced(content: str) -> str:
    """Spaces round digits and inside quotes, as the web page has them."""
    out = []
    for index, char in enumerate(content):
        digit = char.isdigit() or char in ".%"
        before = content[index - 1] if index else ""
        was = before.isdigit() or before in (".", "%") if before else digit
        out.append(" " if digit != was else "")
        out.append(' " ' if char in "“”" else char)
    return "".join(out)


def _write_source(folder: Path, siglum: str, draft: _Draft) -> None:
    name = f"source.{_SUFFIXES[draft.format]}"
    data = "\n".join([*draft.lines, ""]).encode()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    about = _mapping(
        title=f"虚构来源{siglum}",
        kind="虚构",
        publisher=None,
        date=None,
        format=draft.format,
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        citation=siglum,
        provenance="为测量速度而作",
        rights="无",
        condition="有意损坏",
    )
    omissions = ""
    if draft.format == "html-post":
        omissions = "omissions:\n  - lines: 2-3\n    reason: 网页元数据\n"
    _write(folder / "about.yaml", about)
    _write(folder / "edition.yaml", f"rules: {{}}\ntexts:\n{''.join(draft.texts)}{omissions}")
    _write(folder / "emendations" / "editors.yaml", "".join(draft.emendations) or "[]\n")
    for id, text in draft.notes.items():
        _write(folder / "notes" / f"{id}.md", text)


def _emendation(number: int, line: int, prefix: str) -> str:
    fields = _mapping(
        id=f"e-{number}",
        line=line,
        kind="corrected",
        before="栽",
        after="载",
        prefix=prefix,
        reason="形近误字",
        basis="“所栽”不词。",
        cert="high",
        resp="编者",
    )
    return "- " + fields.rstrip("\n").replace("\n", "\n  ") + "\n"


def _note(quote: str) -> str:
    target = json.dumps(quote, ensure_ascii=False)
    body = f"{quote}是虚构的，见*虚构文件汇编*；其数字可与前后各段相核，*原件*未见，待考。"
    return f'---\ntarget:\n  quote: {target}\nkind: 注\nauthor: 编者\ndate: "2026-01-01"\n---\n{body}\n'


def _info() -> str:
    return _mapping(
        title="虚构文献校注",
        subtitle="只为测量而作",
        editors=["编者"],
        language="zh-CN",
        rights="无",
        description="虚构的文字。",
        repository=None,
    )


def _term(word: str) -> str:
    matter = f"headword: {word}\npinyin: xū gòu\ngloss: made up\nkind: concept"
    return f"---\n{matter}\n---\n{word}，虚构的词语，只为测量而立，待考。\n"


def _reference(siglum: str) -> str:
    return f"@misc{{{siglum},\n  title = {{虚构来源{siglum}}},\n  author = {{{{无名}}}},\n  year = {{2020}}\n}}\n"


def _mapping(**fields: object) -> str:
    """YAML for flat fields: JSON scalars are YAML scalars."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
