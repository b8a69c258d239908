"""A corpus that a stranger wrote: each payload in every field of every kind of file."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path
from typing import Any

from jiaozhu.markup.escape import escape
from jiaozhu.markup.reading import read
from jiaozhu.model.work import WORK_KINDS
from payloads import PAYLOADS
from ruamel.yaml import YAML

_WORDS_OF_A_SOURCE = "title kind publisher date_note page provenance rights condition summary".split()


def write_hostile_corpus(root: Path) -> None:
    """A source, a note, an emendation, a term, a work, an event and a figure for each payload."""
    words = dict.fromkeys(("title", "subtitle", "language", "rights", "description"), " ".join(PAYLOADS[:6]))
    words["language"] = f"zh-{words['language']}"  # of a known language, so that its kinds of notes are known
    create = "https://example.org/new?filename=@path@&value=@content@&" + "".join(
        "".join(payload.split()) for payload in PAYLOADS[:4]
    )
    _yaml(root / "corpus.yaml", {**words, "editors": list(PAYLOADS), "new_file": create})
    for number, payload in enumerate(PAYLOADS):
        _source(root / "sources" / f"s-{number}", number, payload)
        _term(root / "glossary" / f"t-{number}.md", number, payload)
    numbered = list(enumerate(PAYLOADS))
    register = {
        "series": [{"id": f"s_{number}", "title": payload, "unit": payload} for number, payload in numbered],
        "figures": [_figure(number, payload) for number, payload in numbered],
        "checks": [_check(number, payload) for number, payload in numbered],
    }
    _yaml(root / "figures.yaml", register)
    works = "\n".join(_work(number, payload) for number, payload in numbered)
    (root / "references.bib").write_text(works, "utf-8")


def _source(folder: Path, number: int, payload: str) -> None:
    line = " ".join(payload.split())
    lines = [f"题{line}", f"甲乙{line}丙丁林业发达三成。", f"第三{line}行增长8.5%。"]
    data = "".join(f"{line}\n" for line in lines).encode()
    folder.mkdir(parents=True)
    (folder / "source.txt").write_bytes(data)
    about = {
        **dict.fromkeys(_WORDS_OF_A_SOURCE, payload),
        "date": "2019",
        "format": "newspaper-ocr",
        "file": "source.txt",
        "sha256": hashlib.sha256(data).hexdigest(),
        "citation": folder.name,
        "unknown": [payload],
    }
    _yaml(folder / "about.yaml", about)
    text = {
        "id": "yi",
        **dict.fromkeys(("genre", "date_note", "place"), payload),
        "date": "2019",
        "blocks": [{"title": 1}, {"p": 2}, {"p": 3}, {"gap": {"reason": payload, "resp": payload}}],
        "events": [{"date": "2018", "quote": "发达三成", "what": payload, "about": payload}],
    }
    _yaml(folder / "edition.yaml", {"texts": [text]})
    change = {
        "id": f"e-{number}",
        "line": 2,
        "kind": "corrected",
        "before": "林业",
        "after": f"袜业{line}",
        "reason": payload,
        "basis": _body(payload) + f"{{cite}}`we-{number}`",
        "cert": "high",
        "resp": payload,
        "works": [_brought(f"we-{number}", number, payload)],
    }
    _yaml(folder / "emendations" / "editors.yaml", [change])
    note = {"target": {"quote": "增长8.5%"}, "kind": "注", "author": payload, "date": "2026-11-21"}
    works = {"works": [_brought(f"wn-{number}", number + 1, payload)]}
    _front(folder / "notes" / "zhu.md", note | works, f"{_body(payload)}{{cite}}`wn-{number}`")
    proposal = {
        "id": f"p-{number}",
        "kind": "spelling",
        "line": 3,
        "quote": "第三",
        "after": payload,
        "detector": payload,
        "evidence": payload,
        "score": 0.5,
    }
    _yaml(folder / "proposals.yaml", [proposal])


def _brought(key: str, number: int, payload: str) -> dict[str, Any]:
    """A work that a contribution brings, of each kind in turn; its fields are plain text, whatever they look like."""
    kind = list(WORK_KINDS)[number % len(WORK_KINDS)]
    fields = ("title", "journal", "booktitle", "publisher", "number", "pages", "note")
    people = {"authors": [payload, payload], "editors": [payload]}
    address = "https://example.org/" + re.sub(r"[\s<>\"{}|\\^`]+", "'", payload)
    said = {"date": "2019-05", "url": address, "urldate": "2020-01-01"}
    return {"key": key, "type": kind, **dict.fromkeys(fields, payload), **people, **said}


def _term(path: Path, number: int, payload: str) -> None:
    head = re.sub("[`<>]", "", " ".join(payload.split()))[:40].strip() + f"词{number}"
    term = {
        "headword": head,
        **dict.fromkeys(("pinyin", "gloss", "unknown"), payload),
        "kind": "concept",
    }
    _front(path, term, _body(payload))


def _figure(number: int, payload: str) -> dict[str, Any]:
    place = {"source": f"s-{number}", "text": "yi", "quote": "8.5%"}
    said = {"claim": payload, "unit": payload, "value": 8.5, "date": "2018"}
    return {"id": f"f_{number}", **place, **said, "series": f"s_{number}"}


def _check(number: int, payload: str) -> dict[str, Any]:
    reckoned = {"on": f"f_{number}", "expression": f"f_{number} == 8.5", "expected": "agree"}
    return {"id": f"c_{number}", **reckoned, "says": payload, "remark": payload}


def _work(number: int, payload: str) -> str:
    """What TeX itself would act on is not one of our payloads: a bibliography is TeX's own language."""
    words = re.sub(r"[\\{}%$&#_~^\"@]", " ", " ".join(payload.split()))
    fields = {"title": f"{{{words}}}", "author": f"{{{words}}}", "year": "2019", "note": words, "langid": "chinese"}
    return f"@misc{{s-{number},\n" + ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items()) + "\n}\n"


def _body(payload: str) -> str:
    """As the markup it may be, if the safe subset admits it; else as the text it is."""
    said = f"说：{' '.join(payload.split())}".replace("[^", "[ ^")  # a footnote's opening is refused in any form
    return f"{escape(said) if read(said).faults else said} 待考。"


def _yaml(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_dumped(data), "utf-8")


def _front(path: Path, data: Any, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{_dumped(data)}---\n{body}\n", "utf-8")


def _dumped(data: Any) -> str:
    buffer = io.StringIO()
    YAML().dump(data, buffer)
    return buffer.getvalue()
