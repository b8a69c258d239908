"""Files made to take too long: of every kind that the project reads, at any size, laid into a sound corpus."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import word
from samples import alto, docx, epub, odt, package

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
        *(Trap(f"HTML source {unit!r}", _SMALL, _html(unit)) for unit in _HTML),
        *(Trap(f"text {unit!r}", _SMALL, _text(unit)) for unit in _TEXTS),
        Trap("one letter, 400 notes that quote runs of it", _LARGE, _runs),
        Trap("a quote everywhere, 2,000 events on it", _LARGE, _events),
        Trap("events, each with a quote that is not there", (500, 1_000, 2_000), _strange_events),
        Trap("omissions of all lines", (500, 1_000, 2_000), _omissions),
        Trap("blocks of all lines", (500, 1_000, 2_000), _blocks),
        Trap("blocks of lines that are not there", (4_000, 8_000, 16_000), _no_lines),
        Trap("emendations of one line", (400, 800, 1_600), _emendations),
        *(Trap(f"references.bib {name}", _SMALL, _bib(make)) for name, make in _BIBS.items()),
        *(Trap(f"note's body {unit!r}", (1_200, 2_400, 4_800), _bodies(unit)) for unit in _BODIES),
        *(Trap(f"YAML {unit!r}", _SMALL, _yaml(unit)) for unit in _YAMLS),
        *(Trap(f"front matter {unit!r}", _SMALL, _front(unit)) for unit in _YAMLS[:6]),
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


def import_traps() -> list[Trap]:
    """Return the traps for ``jiaozhu import``, for every kind of file."""
    return [
        *(Trap(f"import {name}", sizes, _file(ending, make)) for name, (ending, sizes, make) in _FILES.items()),
    ]


_SMALL, _LARGE = (10_000, 20_000, 40_000), (75_000, 150_000, 300_000)
_HTML = (
    "<a", '<a b="', "<a b='", "<a ", "<a/", "<a b= ", "<!--", "<!", "<![", "<?", "</", "</a ", "&", "&#", "&a",
    "<script>", "<p>", "<p>a", "<b>", "<img ", "<img src=a>", "<", "<p title=\">\">",
)  # fmt: skip
_TEXTS = (
    "甲", "a", " ", "\n", "\r\n", "\t", "---\n", "甲\n", "1、", "一、", "(", "（", '"', "“", "，", "。", "甲 ", "a ",
    "记者 ", "《", "图", "0", "-", "据", ".", "@", "本报", "\u3000", "甲乙丙丁戊己庚辛壬癸",
)  # fmt: skip
_BODIES = (
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


def _file(ending: str, make: Callable[[int], str | bytes]) -> Callable[[Path, int], None]:
    def lay(folder: Path, size: int) -> None:
        data = make(size)
        (folder / f"file.{ending}").write_bytes(data if isinstance(data, bytes) else data.encode())

    return lay


def _around(before: str, unit: str, after: str = "") -> Callable[[int], str]:
    return lambda size: f"{before}{unit * size}{after}"


def _lines(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit))


def _tei(inside: str) -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{inside}</body></text></TEI>'


def _pdf(*pages: str) -> bytes:
    """A PDF with a text layer: a content for each page."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    kids = " ".join(f"{2 * number + 4} 0 R" for number in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>", font]
    for number, content in enumerate(pages):
        box = "/MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >>"
        objects += [f"<< /Type /Page /Parent 2 0 R {box} /Contents {2 * number + 5} 0 R >>"]
        objects += [f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("ascii")


def _pdf_lines(number: int) -> str:
    return "".join(f"BT /F 9 Tf 9 {780 - line % 700} Td (line {line} of many) Tj ET\n" for line in range(number))


def _page_xml(size: int) -> str:
    line = "<TextLine><Coords points='0,0 1,1'/><TextEquiv><Unicode>甲乙</Unicode></TextEquiv></TextLine>"
    inside = f"<TextRegion>{line * (size // 50)}</TextRegion>"
    return (
        f'<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page>{inside}</Page></PcGts>'
    )


_HOCR = '<html><body><div class="ocr_page">{}</div></body></html>'
#: A name, and what the file ends in, how large it is, and what it holds.
_WIKI = "== [[a]] ==\n{{b}}\n\nx [[c]]\n"
_WIKITEXT = (
    "[[", "{{", "'''", "''a", "{|\n", "{|\n|a\n", "<ref>", "* ", "*\n", "#a\n", "== ", "&", "[http://a ", "<b>", "{{a|",
)  # fmt: skip


def _repeated(make: Callable[[str], str | bytes], unit: str) -> Callable[[int], str | bytes]:
    return lambda size: make(unit * (size // len(unit)))


def _noted(body: str) -> bytes:
    return word.docx(body, footnotes=("n",) * 9)


def _pictures(size: int) -> bytes:
    blips = '<a:blip r:embed="a"/>' * (size // 20)
    return word.docx(word.p(f"<w:drawing>{blips}</w:drawing>a"), links={"a": "b"})


_FILES: dict[str, tuple[str, tuple[int, int, int], Callable[[int], str | bytes]]] = {
    **{f"text {unit!r}": ("txt", _SMALL, _around("", unit)) for unit in _TEXTS},
    "text of short lines": ("txt", _SMALL, lambda n: "".join(f"第{i}行，短。\n" for i in range(n // 8))),
    "text of long lines": (
        "txt",
        _SMALL,
        lambda n: "".join(f"{i}，有很长的一行，没有完" + "甲乙丙" * 20 + "\n" for i in range(n // 60)),
    ),
    "text of one line again and again": ("txt", _SMALL, _lines("枫桥经验在这里推广，枫桥经验在这里生根。\n")),
    "text, broken lines": ("txt", _SMALL, _lines("五月的示例市正是草木生长鲜花怒放的好时节有一块\n")),
    **{
        f"post {unit!r}": ("html", _SMALL, _around("---\ntitle: 甲\n---\n<p>甲</p><p>乙</p><p>丙</p>", unit))
        for unit in _HTML
    },
    **{
        f"Markdown {unit!r}": ("md", _SMALL, _around("---\ntitle: 甲\n---\n# 甲\n\n", unit))
        for unit in (*_BODIES[:20], "# ", "#", "```", "~", "===\n", "<img src=", "+++\n", "title: ")
    },
    "web page": (
        "html",
        _SMALL,
        lambda n: f"<!doctype html><html><body>{'<p>五月的示例市，正是好时节。</p>' * (n // 24)}</body></html>",
    ),
    "web page, deep": (
        "html",
        (2_000, 4_000, 8_000),
        lambda n: f"<!doctype html><html><body>{'<div>甲' * (n // 8)}</body></html>",
    ),
    "hOCR lines": (
        "html",
        _SMALL,
        lambda n: _HOCR.format('<span class="ocr_line" title="bbox 0 0 1 1">甲</span>' * (n // 50)),
    ),
    **{f"hOCR {unit!r}": ("html", _SMALL, _around(_HOCR.partition("{}")[0], unit)) for unit in _HTML[:12]},
    "ALTO": ("xml", _SMALL, lambda n: alto([("甲乙丙丁", 0.9)] * (n // 40))),
    "PAGE XML": ("xml", _SMALL, _page_xml),
    "TEI paragraphs": ("xml", _SMALL, lambda n: _tei("<p>甲</p>" * (n // 8))),
    "TEI, one paragraph": ("xml", _SMALL, lambda n: _tei(f"<p>{'甲<hi>乙</hi>' * (n // 12)}</p>")),
    "TEI, choices": (
        "xml",
        _SMALL,
        lambda n: _tei(f"<p>{'<choice><sic>甲</sic><corr>乙</corr></choice>' * (n // 40)}</p>"),
    ),
    "TEI, comments before": ("xml", _SMALL, lambda n: "<!---->" * n + _tei("<p>甲</p>")),
    "DOCX paragraphs": ("docx", _SMALL, lambda n: docx(*[("a", "甲乙丙。")] * (n // 8))),
    "DOCX, one paragraph": ("docx", _SMALL, lambda n: docx(("a", "甲\n" * n))),
    "EPUB": ("epub", _SMALL, lambda n: epub("<p>甲乙丙。</p>" * (n // 12))),
    "EPUB, chapters": ("epub", (400, 800, 1_600), lambda n: epub(*["<p>甲乙丙。</p>"] * (n // 8))),
    **{
        f"EPUB of {unit!r}": ("epub", _SMALL, _repeated(epub, unit))
        for unit in (
            "<li>",
            "<ol><li>",
            "<ruby>a<rt>",
            "<a href=x>",
            "<table><td>",
            "</b>",
            "<p>a<b>",
            "<td colspan=9>",
        )
    },
    **{
        f"DOCX of {name}": ("docx", _SMALL, _repeated(_noted, unit))
        for name, unit in {
            "list items": word.listed("a", 1, 1),
            "notes": word.p('<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>a</w:t></w:r>'),
            "pictures": "<w:p><w:r><w:drawing><wp:docPr descr='a'/><a:blip r:embed='a'/></w:drawing></w:r></w:p>",
            "links": word.p(f"<w:hyperlink w:anchor='a'>{word.r('a')}</w:hyperlink>"),
        }.items()
    },
    "DOCX, pictures in one drawing": ("docx", _SMALL, _pictures),
    "ODT": ("odt", _SMALL, _repeated(odt, "<text:p>a<text:span>b</text:span></text:p>")),
    "ODT, lists": (
        "odt",
        _SMALL,
        _repeated(odt, "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>"),
    ),
    "FictionBook": ("fb2", _SMALL, _repeated(lambda body: f"<FictionBook>{body}</FictionBook>", "<p>a<a>b</a></p>")),
    **{f"wikitext {unit!r}": ("wiki", _SMALL, _around(_WIKI, unit)) for unit in _WIKITEXT},
    "METS": ("zip", (200, 400, 800), lambda n: package({f"alto/{k}.xml": alto([("甲", 0.9)]) for k in range(n)})),
    "EPUB of '<a'": ("epub", _SMALL, lambda n: epub("<a" * n)),
    "PDF, lines": ("pdf", (2_000, 4_000, 8_000), lambda n: _pdf(_pdf_lines(n // 8))),
    "PDF, words at one place": ("pdf", _SMALL, lambda n: _pdf("BT /F 9 Tf (a) Tj ET\n" * (n // 20))),
    "PDF, states": ("pdf", _SMALL, lambda n: _pdf("q " * n + "BT /F 9 Tf (a) Tj ET")),
    "PDF, pages": ("pdf", (200, 400, 800), lambda n: _pdf(*["BT /F 9 Tf 9 9 Td (a) Tj ET"] * n)),
}
