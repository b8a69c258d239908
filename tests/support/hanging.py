"""Files made to take too long: of every kind that the project reads, at any size, laid into a sound corpus."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SIGLUM = "ribao-2019"
_SOURCE = f"sources/{SIGLUM}"
_NOTE = '---\ntarget:\n  quote: {quote}\nkind: 注\nauthor: 张三\ndate: "2026-11-21"\n---\n{body}\n'
_TERM = "---\nheadword: {head}\npinyin: ci\ngloss: word\nkind: concept\n---\n{body}\n"
_EMENDATION = (
    "- id: e-{id}\n  line: {line}\n  kind: corrected\n  before: {before}\n  after: {after}\n  reason: 误\n"
    "  basis: {basis}\n  cert: high\n  resp: 张三\n"
)
_EVENT = '      - date: "2018"\n        quote: {quote}\n        what: 事\n'

_TEXT = "texts:\n  - id: yi\n    title: 题\n    genre: 通讯\n    date: 2019-05\n    blocks:\n"


class Trap(NamedTuple):
    """Files at a size."""

    name: str
    sizes: tuple[int, int, int]  #: Of which each is twice the one before.
    lay: Callable[[Path, int], None]  #: Writes them into a corpus, or into a folder of files to import.

    @property
    def is_read(self) -> bool:
        """Whether its files have the shape that they should have: if not, nothing is done with what they say."""
        return not self.name.startswith(("YAML", "front matter", "unknown keys", "items of the wrong kind"))


def check_traps() -> list[Trap]:
    """Return the traps for ``jiaozhu check``."""
    return [
        *(Trap(f"HTML source {unit!r}", SMALL, _html(unit)) for unit in HTML),
        *(Trap(f"text {unit!r}", SMALL, _text(unit)) for unit in TEXTS),
        Trap("one letter, 400 notes that quote runs of it", _LARGE, _runs),
        Trap("a quote everywhere, 2,000 events on it", _LARGE, _events),
        Trap("events, each with a quote that is not there", (500, 1_000, 2_000), _strange_events),
        Trap("omissions of all lines", (500, 1_000, 2_000), _omissions),
        Trap("blocks of all lines", (500, 1_000, 2_000), _blocks),
        Trap("blocks of lines that are not there", (4_000, 8_000, 16_000), _no_lines),
        Trap("emendations of one line", (400, 800, 1_600), _emendations),
        *(Trap(f"references.bib {name}", SMALL, _bib(make)) for name, make in _BIBS.items()),
        *(Trap(f"note's body {unit!r}", (1_200, 2_400, 4_800), _bodies(unit)) for unit in BODIES),
        *(Trap(f"YAML {unit!r}", SMALL, _yaml(unit)) for unit in _YAMLS),
        *(Trap(f"front matter {unit!r}", SMALL, _front(unit)) for unit in _YAMLS[:6]),
        Trap("unknown keys", (4_000, 8_000, 16_000), _keys),
        Trap("items of the wrong kind", (20_000, 40_000, 80_000), _items),
        Trap("terms that name unknown terms", (200, 400, 800), _terms),
        Trap("figures and checks", (200, 400, 800), _figures),
        Trap("proofreadings of unknown texts", (1_000, 2_000, 4_000), _proofreadings),
        Trap("proposals with one id", (1_000, 2_000, 4_000), _proposals),
    ]


def page_traps() -> list[Trap]:
    """Return the traps for the writing of pages: what the check may have found wrong is written, too."""
    lasting = ("HTML source", "text ", "one letter", "a quote", "note's body", "emendations", "figures", "terms")
    return [trap for trap in check_traps() if trap.name.startswith(lasting)]


SMALL, _LARGE = (10_000, 20_000, 40_000), (75_000, 150_000, 300_000)
HTML = (
    "<a", '<a b="', "<a b='", "<a ", "<a/", "<a b= ", "<!--", "<!", "<![", "<?", "</", "</a ", "&", "&#", "&a",
    "<script>", "<p>", "<p>a", "<b>", "<img ", "<img src=a>", "<", "<p title=\">\">",
)  # fmt: skip
TEXTS = (
    "甲", "a", " ", "\n", "\r\n", "\t", "---\n", "甲\n", "1、", "一、", "(", "（", '"', "“", "，", "。", "甲 ", "a ",
    "记者 ", "《", "图", "0", "-", "据", ".", "@", "本报", "\u3000", "甲乙丙丁戊己庚辛壬癸",
)  # fmt: skip
BODIES = (
    "[", "]", "![", "[a](", "*", "**", "*a ", "_a ", "`", "`` ` ", "<", "<a ", "<!--", "&", "\\", "> ", "- ", "1. ",
    "  - ", "{", "{ref}`", "{ref}`a ", "{ref}` ", "{term}`a`", "{cite}`a`", "|a", "\n\n", " ", "http://a ", "[^a]",
    "(((", "~", "^",
)  # fmt: skip
_YAMLS = (
    "[", "{", "- ", "a: ", "a： ", "  ", "\t", "'", '"', "&a ", "*a ", "!a ", "? ", "|\n", ">\n", "#", "---\n", "a:\n ",
    "[a, ",
    "a: &a 1\n", "- a\n", "…", "\\x", "%", "a' ",
)  # fmt: skip


def _source(root: Path, data: bytes, format: str | None = None, edition: str | None = None) -> None:
    folder = root / _SOURCE
    about = (folder / "about.yaml").read_text("utf-8")
    if format == "html-post":
        (folder / "source.txt").unlink(missing_ok=True)
        about = about.replace("source.txt", "source.html")
    name = "source.html" if format == "html-post" else "source.txt"
    (folder / name).write_bytes(data)
    about = re.sub("(?m)^sha256: .*$", f"sha256: {hashlib.sha256(data).hexdigest()}", about)
    about = re.sub("(?m)^format: .*$", f"format: {format or 'newspaper-ocr'}", about)
    (folder / "about.yaml").write_text(about, "utf-8")
    for path in [*folder.glob("notes/*"), *folder.glob("emendations/*")]:
        path.unlink()
    (folder / "edition.yaml").write_text(
        edition or f"{_TEXT}      - flow: 1\n",
        "utf-8",
    )


def _html(unit: str) -> Callable[[Path, int], None]:
    return lambda root, size: _source(root, f"<p>甲</p>\n{unit * size}".encode(), "html-post")


def _text(unit: str) -> Callable[[Path, int], None]:
    return lambda root, size: _source(root, (f"甲\n{unit * size}\n" if unit != "---\n" else unit * size).encode())


def _runs(root: Path, size: int) -> None:
    _source(root, f"{'甲' * size}\n".encode())
    for number in range(400):
        _write(root / _SOURCE / "notes" / f"n-{number}.md", _NOTE.format(quote="甲" * (number + 1), body="注，待考。"))


def _events(root: Path, size: int) -> None:
    _source(root, f"{'甲乙' * (size // 6)}\n".encode(), edition=_edition(_EVENT.format(quote="甲乙甲") * 2_000))


def _strange_events(root: Path, size: int) -> None:
    quotes = "".join(_EVENT.format(quote=f"丙丁{number}") for number in range(size))
    _source(root, f"{'甲乙' * 10_000}\n".encode(), edition=_edition(quotes))


def _edition(events: str) -> str:
    return f"{_TEXT}      - p: 1\n    events:\n{events}"


def _omissions(root: Path, size: int) -> None:
    omissions = "".join(f"  - lines: 1-1000\n    reason: 其{number}\n" for number in range(size))
    text = "".join(f"第{number}行。\n" for number in range(1_000))
    _source(root, text.encode(), edition=f"texts: []\nomissions:\n{omissions}")


def _blocks(root: Path, size: int) -> None:
    text = "".join(f"第{number}行。\n" for number in range(1_000))
    edition = _TEXT + "      - flow: 1-1000\n" * size
    _source(root, text.encode(), edition=edition)


def _no_lines(root: Path, size: int) -> None:
    blocks = "".join(f"      - p: {number + 10}\n" for number in range(size))
    _source(
        root,
        "甲\n".encode(),
        edition=_TEXT + blocks,
    )


def _emendations(root: Path, size: int) -> None:
    _source(root, f"{''.join(f'第{number}个字' for number in range(size))}\n".encode())
    said = (_EMENDATION.format(id=n, line=1, before=f"第{n}个", after="乙", basis="待考。") for n in range(size))
    _write(root / _SOURCE / "emendations" / "a.yaml", "".join(said))


def _bib(make: Callable[[int], str]) -> Callable[[Path, int], None]:
    return lambda root, size: _write(root / "references.bib", make(size))


def _field(name: str, value: str) -> str:
    """A newspaper's article that lacks its newspaper and its date, so that every field is looked at."""
    return f"@newspaper{{a, title = {{甲}}, {name} = {{{value}}}}}\n"


def _doubling(size: int) -> str:
    """Abbreviations that double themselves, the deeper the larger."""
    levels = 20 + size // 10_000
    return '@string{a0 = "ha"}\n' + "".join(f"@string{{a{n} = a{n - 1} # a{n - 1}}}\n" for n in range(1, levels))


_BIBS: dict[str, Callable[[int], str]] = {
    "doubling": _doubling,
    "howpublished ，": lambda n: _field("howpublished", "，" * n),
    "howpublished （": lambda n: _field("howpublished", "（" * n),
    "howpublished 报（": lambda n: _field("howpublished", "报（" * n),
    "note 据": lambda n: _field("note", "据" * n),
    "pages blanks": lambda n: _field("pages", f"1{' ' * n}2"),
    "title backslashes": lambda n: f'@misc{{a, title = "{chr(92) * (2 * n + 1)}"}}\n',
    "authors": lambda n: _field("author", " and ".join(["甲 乙"] * (n // 8))),
    "an author's commas": lambda n: _field("author", "a, " * n),
    "an author's words": lambda n: _field("author", "a " * n),
    "braces": lambda n: "{" * n,
    "ats": lambda n: "@" * n,
    "entries that never end": lambda n: "@misc{a" * n,
    "quotes": lambda n: f"@misc{{a, title = {chr(34) * n}",
    "fields": lambda n: "@misc{a, " + "".join(f"f{number} = 1, " for number in range(n // 8)) + "}",
    "entries": lambda n: "".join(f"@misc{{a{number}, title = {{甲}}}}\n" for number in range(n // 16)),
    "blanks": lambda n: f"@misc{{a,{' ' * n}title = 1}}",
    "lines": lambda n: "\n" * n + "@misc{",
}


def _bodies(unit: str) -> Callable[[Path, int], None]:
    def lay(root: Path, size: int) -> None:
        _source(root, "甲乙丙丁\n".encode())
        for number in range(3):
            body = (unit * (size // len(unit)))[:4_990]
            _write(root / _SOURCE / "notes" / f"n-{number}.md", _NOTE.format(quote="乙丙", body=f"待考。{body}"))
        _write(root / "glossary" / "ci.md", _TERM.format(head="词", body=f"待考。{body}"))

    return lay


def _yaml(unit: str) -> Callable[[Path, int], None]:
    return lambda root, size: _write(root / _SOURCE / "emendations" / "a.yaml", unit * size)


def _front(unit: str) -> Callable[[Path, int], None]:
    return lambda root, size: _write(root / "glossary" / "ci.md", f"---\n{unit * (size // 2)}\n---\n待考。\n")


def _keys(root: Path, size: int) -> None:
    _write(root / "corpus.yaml", "".join(f"titel{number}: a\n" for number in range(size)))


def _items(root: Path, size: int) -> None:
    _write(root / _SOURCE / "proposals.yaml", "- a\n" * size)


def _terms(root: Path, size: int) -> None:
    for number in range(size):
        body = f"见 {{term}}`词目{number}x`，待考。"
        _write(root / "glossary" / f"t-{number}.md", _TERM.format(head=f"词目{number}号", body=body))


def _figures(root: Path, size: int) -> None:
    said = "quote: 5月\n    claim: 一\n    unit: 月\n    value: 5\n    date: 2019-05"
    place = f"    source: {SIGLUM}\n    text: jishi\n    {said}\n"
    figures = "".join(f"  - id: f_{number}\n{place}" for number in range(size))
    names = " + ".join(f"f_{number}" for number in range(40))
    said = f'    on: f_0\n    expression: "{names} == 200"\n    expected: agree\n    says: 和\n'
    checks = "".join(f"  - id: c_{number}\n{said}" for number in range(size))
    _write(root / "figures.yaml", f"series: []\nfigures:\n{figures}checks:\n{checks}")


def _proofreadings(root: Path, size: int) -> None:
    one = '- text: yi{n}\n  by: 张三\n  date: "2026-11-21"\n  sha256: "' + "0" * 64 + '"\n'
    _write(root / _SOURCE / "proofreadings.yaml", "".join(one.format(n=number) for number in range(size)))


def _proposals(root: Path, size: int) -> None:
    said = "kind: spelling\n  line: 6\n  quote: 示例\n  after: 乙\n  detector: a\n  evidence: b\n  score: 0.5"
    one = f"- id: p-1\n  {said}\n"
    _write(root / _SOURCE / "proposals.yaml", one * size)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")
