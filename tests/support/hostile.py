"""A corpus that a stranger wrote: each payload in every field of every kind of file, as far as the check lets it in.

What the check refuses is noted with its field, and harmless words take its place; what is left is in the corpus as it
was written.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from hostile_fields import HARMLESS, Field, Fields, Line
from hostile_works import bibliography
from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.model.work import WORK_KINDS
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus

#: Fields of the whole corpus have a few of the payloads.
_OF_THE_CORPUS = 6


class Hostile(Fields):
    """A corpus and what of it the check has refused."""

    def __init__(self, root: Path, payloads: Sequence[tuple[int, str]]) -> None:
        """Write the corpus, without what is refused.

        Args:
            root: The corpus.
            payloads: With their numbers.
        """
        super().__init__(payloads)
        self.root = root
        self._work_number = 0
        while self._refuse():
            pass

    @property
    def book(self) -> Book:
        """The corpus, carried through; it has no problems."""
        corpus, problems = load_corpus(self.root)
        book = make_book(corpus)
        left = check(book, problems)
        assert left == [], left[:3]
        return book

    def _refuse(self) -> bool:
        """Write the corpus and note what is wrong with it; whether anything was.

        A field that is refused can make other things wrong (a source that cannot be read is not cited either), but
        where no field is new, every problem must be at a field.
        """
        self.places.clear()
        self._write()
        corpus, problems = load_corpus(self.root)
        found = check(make_book(corpus), problems)
        before, elsewhere = len(self.refused), []
        for problem in found:
            field = self.places.get((Path(problem.place.path).resolve(), problem.place.line))
            if field is None:
                elsewhere.append(problem)
            else:
                self.refused.setdefault(field, problem.code)
        assert not found or len(self.refused) > before, (elsewhere or found)[:3]
        return bool(found)

    def _write(self) -> None:
        self._work_number = 0
        self._info()
        for number in self.payloads:
            folder = self.root / "sources" / f"s-{number}"
            self._source(folder, number)
            self._edition(folder, number)
            self._emendation(folder, number)
            self._note(folder, number)
            self._proposal(folder, number)
            self._proofreading(folder, number)
            self._translation(folder, number)
            self._witness(folder, number)
            self._term(number)
            self._entities(number)
        self._register()
        (self.root / "references.bib").write_bytes(bibliography(self))

    def _info(self) -> None:
        few = list(self.payloads)[:_OF_THE_CORPUS]
        lines: list[Line] = ["language: zh-CN", "translations: [en]"]
        for key, number in zip(("title", "subtitle", "rights", "description"), few * 4, strict=False):
            lines.append(self.line(number, key, f"corpus: {key}"))
        lines.append("editors:")
        lines += [self.line(number, "  -", "corpus: editors") for number in few]
        lines = [(line[0].replace("  -:", "  -"), line[1]) if isinstance(line, tuple) else line for line in lines]
        address = self.value(
            few[0], "corpus: new_file", form="https://example.org/@path@?{}", harmless="https://x/@path@"
        )
        lines.append((f"new_file: {json.dumps(address)}", Field(few[0], "corpus: new_file")))
        self.save(self.root / "corpus.yaml", lines)

    def _source(self, folder: Path, number: int) -> None:
        line = " ".join(re.sub(r"[\r\n]", " ", self.payloads[number]).split(" "))
        if number % 2:
            name, kind = "source.html", "html-post"
            shown = escape(line)
            text = (
                f"---\ntitle: 题\n---\n<p>题{shown}</p>\n<p>甲乙{shown}丙丁林业发达三成。</p>\n"
                f"<p>第三行词语{number}增长8.5%。</p>\n"
                f'<p><img src="{shown}" alt="{shown}"></p>\n<p>末{shown}</p>\n'
            )
        else:
            name, kind = "source.txt", "newspaper-ocr"
            text = f"题{line}\n甲乙{line}丙丁林业发达三成。\n第三行词语{number}增长8.5%。\n末{line}\n"
        data = text.encode("utf-8", "surrogatepass")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        self.fields[Field(number, "source: the text itself")] = None
        lines: list[Line] = [
            self.line(number, key, f"about: {key}")
            for key in "title kind publisher date_note page provenance rights condition summary".split()
        ]
        digest = hashlib.sha256(data).hexdigest()
        lines += ['date: "2019"', f"format: {kind}", f"file: {name}", f"sha256: {digest}", f"citation: {folder.name}"]
        lines += [
            "unknown:",
            (f"  - {json.dumps(self.value(number, 'about: unknown'))}", Field(number, "about: unknown")),
        ]
        self.save(folder / "about.yaml", lines)

    def _edition(self, folder: Path, number: int) -> None:
        first = 4 if number % 2 else 1
        blocks = [f"      - title: {first}", f"      - p: {first + 1}", f"      - p: {first + 2}"]
        if number % 2:
            blocks.append(f"      - figure: {first + 3}")
        gap = {"reason": self.value(number, "edition: gap")}
        self.save(
            folder / "edition.yaml",
            [
                "texts:",
                "  - id: yi",
                self.line(number, "genre", "edition: genre", "    ", harmless="通讯"),
                '    date: "2019"',
                self.line(number, "date_note", "edition: date_note", "    "),
                self.line(number, "place", "edition: place", "    "),
                "    order:",
                self.line(number, "reason", "edition: order", "      "),
                self.line(number, "resp", "edition: order, by", "      "),
                "      cert: high",
                "    blocks:",
                *blocks,
                (f"      - gap: {json.dumps(gap)}", Field(number, "edition: gap")),
                "    events:",
                '      - date: "2018"',
                '        quote: "发达三成"',
                self.line(number, "what", "event: what", "        "),
                self.line(number, "about", "event: about", "        "),
                "omissions:",
                f"  - lines: {first + 4 if number % 2 else first + 3}",
                self.line(number, "reason", "omission: reason", "    "),
                self.line(number, "resp", "omission: by", "    "),
            ],
        )

    def _emendation(self, folder: Path, number: int) -> None:
        cited = f"{{cite}}`we-{number}` "
        basis = self.value(number, "emendation: basis", form=cited + "{}", harmless=cited + HARMLESS)
        self.save(
            folder / "emendations" / "editors.yaml",
            [
                f"- id: e-{number}",
                f"  line: {5 if number % 2 else 2}",
                "  kind: corrected",
                "  before: 林业",
                self.line(number, "after", "emendation: after", "  "),
                self.line(number, "reason", "emendation: reason", "  "),
                (f"  basis: {json.dumps(basis)}", Field(number, "emendation: basis")),
                "  cert: low",
                self.line(number, "resp", "emendation: by", "  "),
                "  works:",
                *self._brought(f"we-{number}", number, "    "),
            ],
        )

    def _note(self, folder: Path, number: int) -> None:
        cited = f"{{cite}}`wn-{number}` "
        body = self.value(number, "note: body", form=cited + "{}", harmless=cited + HARMLESS)
        self.save(
            folder / "notes" / "zhu.md",
            [
                "---",
                'target: {quote: "增长8.5%"}',
                "kind: 疑",
                self.line(number, "author", "note: author"),
                'date: "2026-11-21"',
                "works:",
                *self._brought(f"wn-{number}", number, "  "),
                "---",
                (re.sub("\r\n?", "\n", body), Field(number, "note: body")),
            ],
        )

    def _brought(self, key: str, number: int, indent: str) -> Iterator[Line]:
        """A work that a contribution brings, of each kind in turn."""
        self._work_number += 1
        kind = list(WORK_KINDS)[self._work_number % len(WORK_KINDS)]
        yield f"{indent}- key: {key}"
        yield f"{indent}  type: {kind}"
        for name in ("title", "journal", "booktitle", "publisher", "number", "pages", "note"):
            yield self.line(number, name, f"work: {name}", f"{indent}  ")
        for name in ("authors", "editors"):
            people = [self.value(number, f"work: {name}")]
            yield f"{indent}  {name}: {json.dumps(people)}", Field(number, f"work: {name}")
        yield f'{indent}  date: "2019-05"'
        yield f'{indent}  urldate: "2020-01-01"'
        address = self.value(number, "work: url", form="https://example.org/{}", harmless="https://example.org/")
        yield f"{indent}  url: {json.dumps(address)}", Field(number, "work: url")

    def _proposal(self, folder: Path, number: int) -> None:
        self.save(
            folder / "proposals.yaml",
            [
                f"- id: p-{number}",
                "  kind: spelling",
                f"  line: {6 if number % 2 else 3}",
                '  quote: "第三"',
                self.line(number, "after", "proposal: after", "  "),
                self.line(number, "detector", "proposal: detector", "  "),
                self.line(number, "evidence", "proposal: evidence", "  "),
                "  score: 0.5",
            ],
        )

    def _proofreading(self, folder: Path, number: int) -> None:
        data = next(folder.glob("source.*")).read_bytes()
        self.save(
            folder / "proofreadings.yaml",
            [
                "- text: yi",
                self.line(number, "by", "proofreading: by", "  "),
                '  date: "2026"',
                f"  sha256: {hashlib.sha256(data).hexdigest()}",
                self.line(number, "note", "proofreading: note", "  "),
            ],
        )

    def _translation(self, folder: Path, number: int) -> None:
        first = 4 if number % 2 else 1
        body = self.value(number, "translation: body", form="Words. {}", harmless="Words.")
        note = self.value(number, "translation: note", form="A note. {}", harmless="A note.")
        by, unknown = (self.value(number, f"translation: {key}") for key in ("by", "unknown"))
        self.save(
            folder / "en" / "yi.md",
            [
                "---",
                self.line(number, "title", "translation: title"),
                (f"by: {json.dumps([by])}", Field(number, "translation: by")),
                'date: "2026-11-28"',
                (f"unknown: {json.dumps([unknown])}", Field(number, "translation: unknown")),
                self.line(number, "summary", "translation: summary"),
                "---",
                f"(l{first:04})=",
                "A title",
                "",
                f"(l{first + 1:04})=",
                (re.sub("\r\n?", "\n", body), Field(number, "translation: body")),
                "",
                f"(l{first + 2:04})=",
                "More words.",
                "",
                "(n-zhu)=",
                (re.sub("\r\n?", "\n", note), Field(number, "translation: note")),
            ],
        )

    def _witness(self, folder: Path, number: int) -> None:
        self.save(
            folder / "witnesses" / "net.yaml",
            [
                "text: yi",
                *(self.line(number, key, f"witness: {key}") for key in ("name", "title", "read", "part")),
                f"citation: {folder.name}",
                "compared: 20",
                "agreeing: 10",
                "variants:",
                '  - quote: "发达三成"',
                self.line(number, "reads", "witness: reads", "    "),
            ],
        )

    def _term(self, number: int) -> None:
        body = self.value(number, "term: definition", form="待考。{}", harmless="待考。")
        headword = self.value(number, "term: headword", form=f"词语{number}{{}}", harmless=f"词语{number}")[
            :60
        ].rstrip()
        self.save(
            self.root / "glossary" / f"t-{number}.md",
            [
                "---",
                (f"headword: {json.dumps(headword)}", Field(number, "term: headword")),
                *(self.line(number, key, f"term: {key}") for key in ("pinyin", "gloss", "unknown")),
                "kind: concept",
                "---",
                (re.sub("\r\n?", "\n", body), Field(number, "term: definition")),
            ],
        )

    def _entities(self, number: int) -> None:
        """A person and a place that refer to each other, so that neither is out of the edition."""
        body = self.value(number, "entity: definition", form="待考。{}", harmless="待考。")
        variant = self.value(number, "entity: variant", form=f"异名{number}{{}}", harmless=f"异名{number}")[
            :60
        ].rstrip()
        self.save(
            self.root / "entities" / f"e-{number}.md",
            [
                "---",
                f"headword: 人名{number}",
                *(self.line(number, key, f"entity: {key}") for key in ("pinyin", "gloss", "unknown")),
                "kind: person",
                (f"variants: {json.dumps([variant])}", Field(number, "entity: variant")),
                f"related: [p-{number}]",
                "offices:",
                f'  - {{on: "2018", source: s-{number}, at: p-{number}, post: 官}}',
                "  -",
                self.line(number, "post", "entity: post", "    "),
                '    since: "2018"',
                f"    source: s-{number}",
                "---",
                (re.sub("\r\n?", "\n", body), Field(number, "entity: definition")),
            ],
        )
        self.save(
            self.root / "entities" / f"p-{number}.md",
            [
                "---",
                f"headword: 地名{number}",
                self.line(number, "pinyin", "place: pinyin"),
                self.line(number, "gloss", "place: gloss"),
                "kind: place",
                f"related: [e-{number}]",
                f"coordinates: {{latitude: 42.{number}, longitude: 125.{number}, precision: 5, source: s-{number}}}",
                f'identifiers: [{{authority: viaf, id: "{number + 10}", source: s-{number}}}]',
                "---",
                "待考。",
            ],
        )

    def _register(self) -> None:
        lines: list[Line] = ["series:"]
        for number in self.payloads:
            lines += [f"  - id: s_{number}"]
            lines += [self.line(number, key, f"series: {key}", "    ") for key in ("title", "unit")]
        lines.append("figures:")
        for number in self.payloads:
            lines += [
                f"  - id: f_{number}",
                f"    source: s-{number}",
                "    text: yi",
                '    quote: "8.5%"',
                "    value: 8.5",
            ]
            lines += [self.line(number, key, f"figure: {key}", "    ") for key in ("claim", "unit")]
            lines += ['    date: "2018"', f"    series: s_{number}"]
        lines.append("checks:")
        for number in self.payloads:
            lines += [
                f"  - id: c_{number}",
                f"    on: f_{number}",
                f"    expression: f_{number} == 8.5",
                "    expected: agree",
            ]
            lines += [self.line(number, key, f"check: {key}", "    ") for key in ("says", "remark")]
        self.save(self.root / "figures.yaml", lines)
