"""How each format is recognised: by what no other has, else by how its lines look."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from jiaozhu.formats.format import Sniffed
from jiaozhu.formats.sample import Sample
from jiaozhu.language import languages
from jiaozhu.locale import lazy

__all__ = [
    "PDF_SIGNATURE",
    "PDF_WITHIN",
    "column_format",
    "never",
    "sniff_docx",
    "sniff_epub",
    "sniff_hocr",
    "sniff_html_page",
    "sniff_html_post",
    "sniff_image",
    "sniff_markdown_post",
    "sniff_newspaper",
    "sniff_odt",
    "sniff_pdf",
    "sniff_plain_text",
    "sniff_root",
    "sniff_wikitext",
    "sniff_wrapped_pdf",
]

_HOCR = re.compile(r"class\s*=\s*[\"'][^\"']*\bocr_(?:page|line|par|carea)\b", re.I)
_HTML = re.compile(r"\ufeff?\s*<!doctype html", re.I)
_MARKDOWN = re.compile(
    r"^(?:#{1,6} +\S|[-*+] +\S|> ?\S|```|\[[^\]\n]{1,200}\]: )|\]\([^)\s]{1,500}\)|\*\*[^*\n]{1,200}\*\*", re.M
)
#: The media types of OpenDocument's texts.
_ODT = frozenset(f"application/vnd.oasis.opendocument.text{kind}" for kind in ("", "-template", "-master"))
#: With which a PDF begins, and within how many bytes: anything may be before it.
PDF_SIGNATURE, PDF_WITHIN = b"%PDF-", 1024
#: How the files of image formats begin.
IMAGES: dict[str, Callable[[bytes], bool]] = {
    "jpeg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    "tiff": lambda data: data.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    "webp": lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP",
}
#: Word's document; some programs number it.
_WORD = re.compile(r"word/document\d{0,3}\.xml")
#: Of the lines of wikitext, at least one in so many has its marks.
_MARKED = 10
#: Links and templates first, then headings, tables, notes and emphasis.
_WIKITEXT = (
    re.compile(r"\[\[[^\[\]{}\n]{1,300}+\]\]"),
    re.compile(r"\{\{[^{}|\n]{1,300}+[|}\n]"),
    re.compile(r"^={2,6}[^=\n]{1,200}+={2,6}[ \t]*+$", re.M),
    re.compile(r"^\{\|", re.M),
    re.compile(r"</?(?:ref|noinclude|pages|section|poem|nowiki)\b"),
    re.compile(r"''[^'\n]{1,200}+''"),
)
#: Lines on either side by which a line's measure is found.
_NEIGHBOURS = 12
#: Half-widths by which a full line may be narrower than its neighbours: blanks between words make lines ragged.
_EVEN, _RAGGED = -6, -14
#: Code points in which a newspaper has at least one of its phrases: a novel of 200,000 has some too.
_PHRASE = 10_000
#: Of the long lines of a page so many break off; and a page has no more code points than this. Books have a few such
#: lines in a thousand, and some, badly scanned, have nothing else.
_BROKEN, _LARGEST_PAGE = 0.1, 40_000
#: Half-widths of the widest column of hard-wrapped text.
_WIDEST = 120


def sniff_pdf(sample: Sample) -> Sniffed | None:
    """Claim a file that begins with PDF's signature, before which anything may be within reason: a mail's head, say."""
    start = sample.data[:PDF_WITHIN].find(PDF_SIGNATURE)
    if start < 0:
        return None
    if not sample.data[:start].strip(b"\x00\t\r\n \xef\xbb\xbf"):
        return Sniffed(1.0, lazy("begins with %PDF-"))
    if any(mark in sample.data[start:] for mark in (b"endobj", b"startxref")):  # or a text that speaks of it
        return Sniffed(0.95, lazy("has %PDF- after {count} bytes", count=start))
    return None


def sniff_image(name: str) -> Callable[[Sample], Sniffed | None]:
    """Return a function that claims the files of one of ``IMAGES`` by their first bytes."""
    signature = IMAGES[name]

    def sniff(sample: Sample) -> Sniffed | None:
        return Sniffed(1.0, lazy("the first bytes are those of {name}", name=name)) if signature(sample.data) else None

    return sniff


def sniff_epub(sample: Sample) -> Sniffed | None:
    """Claim a package with EPUB's container."""
    return _member(sample, "META-INF/container.xml")


def sniff_docx(sample: Sample) -> Sniffed | None:
    """Claim a package with Word's document, unless it has EPUB's container."""
    found = (name for name in sorted(sample.members) if _WORD.fullmatch(name))
    return _member(sample, next(found, "word/document.xml"))


def sniff_odt(sample: Sample) -> Sniffed | None:
    """Claim a package that says it is an OpenDocument text."""
    if "content.xml" in sample.members and sample.media_type in _ODT:
        return Sniffed(1.0, lazy("the package has {name}", name="content.xml"))
    return None


def _member(sample: Sample, name: str) -> Sniffed | None:
    return Sniffed(1.0, lazy("the package has {name}", name=name)) if name in sample.members else None


def sniff_root(*names: str) -> Callable[[Sample], Sniffed | None]:
    """Return a function that claims XML whose root element has one of ``names`` (casefolded, without prefix)."""

    def sniff(sample: Sample) -> Sniffed | None:
        if sample.root and sample.root.folded in names:
            return Sniffed(1.0, lazy("the root element is <{name}>", name=sample.root.name))
        return None

    return sniff


def sniff_hocr(sample: Sample) -> Sniffed | None:
    """Claim HTML with hOCR's classes."""
    if _is_html(sample) and _HOCR.search(sample.text):
        return Sniffed(1.0, lazy("HTML with elements of class ocr_page or the like"))
    return None


def sniff_html_page(sample: Sample) -> Sniffed | None:
    """Claim a whole HTML document."""
    return Sniffed(1.0, lazy("the root element is <{name}>", name="html")) if _is_html(sample) else None


def _is_html(sample: Sample) -> bool:
    return bool(sample.root and sample.root.folded == "html") or bool(_HTML.match(sample.text))


def sniff_html_post(sample: Sample) -> Sniffed | None:
    """Claim text with as many tags as its length leads one to expect of HTML."""
    if sample.is_xml or sample.tags < 3 or sample.not_prose:
        return None
    characters = len("".join(sample.body.split()))
    if sample.tags * 12 <= min(characters, 20_000) * 0.05:
        return None
    if sample.has_front_matter:
        return Sniffed(0.9, lazy("{count} tags after front matter", count=sample.tags))
    return Sniffed(0.8, lazy("{count} tags", count=sample.tags))


def sniff_markdown_post(sample: Sample) -> Sniffed | None:
    """Claim text with front matter, or with enough signs of Markdown; a list alone may be any text's."""
    if sample.is_xml or sample.not_prose:
        return None
    if sample.has_front_matter:
        return Sniffed(0.9, lazy("begins with front matter"))
    signs = _MARKDOWN.findall(sample.body)
    kinds = {sign.lstrip()[:1] for sign in signs}
    if len(signs) >= max(3, sample.body.count("\n") // 25) and kinds - set("-*+>"):
        return Sniffed(0.7, lazy("{count} marks of Markdown", count=len(signs)))
    return None


def sniff_wikitext(sample: Sample) -> Sniffed | None:
    """Claim text with signs of several kinds that only MediaWiki has."""
    if sample.is_xml:
        return None
    kinds = [len(pattern.findall(sample.body)) for pattern in _WIKITEXT]
    if sum(map(bool, kinds)) >= 2 and sum(kinds[:2]) >= 2 and sum(kinds) * _MARKED >= sample.text.count("\n"):
        return Sniffed(0.85, lazy("{count} marks of wikitext", count=sum(kinds)))
    return None


def sniff_wrapped_pdf(sample: Sample) -> Sniffed | None:
    """Claim text most of whose lines are as wide as their neighbours and end in mid-sentence."""
    lines = sample.lines
    if len(lines) < 8:
        return None
    terminal = sample.language.terminal
    ragged = _RAGGED if sample.language.words_apart else _EVEN
    widths = [_width(line) for line in lines]
    full = inside = 0
    for index, measure in enumerate(_measures(widths)):
        if measure <= _WIDEST and ragged <= widths[index] - measure <= 3:  # a first line has lost its indent
            full += 1
            inside += lines[index][-1] not in terminal
    prose = sum(len(line) > 6 for line in lines) or 1
    share = full / max(prose, full)
    if inside < 0.45 * full or share < 0.5:
        return None
    evidence = lazy(
        "of {lines} lines {full} are as wide as their neighbours, {inside} end in mid-sentence",
        lines=len(lines),
        full=full,
        inside=inside,
    )
    return Sniffed(round(min(0.95, 0.4 + share / 2), 2), evidence)


def sniff_newspaper(sample: Sample) -> Sniffed | None:
    """Claim text with a newspaper's phrases, or with long lines that break off in mid-sentence."""
    found = [phrase for profile in languages() for phrase in profile.detection.newspaper.findall(sample.text)]
    phrases, language = len(set(found)), sample.language
    shortest = 2 * language.detection.shortest_fragment
    long = [line for line in sample.lines if len(line) > shortest]
    broken = sum(line[-1] not in language.terminal for line in long)
    spoken = phrases >= 2 and len(found) * _PHRASE >= len(sample.text)
    breaks = broken >= 3 and broken >= _BROKEN * len(long) and len(sample.text) <= _LARGEST_PAGE
    if not spoken and not breaks:
        return None
    evidence = lazy(
        "{phrases} phrases of newspapers, {broken} long lines that break off", phrases=phrases, broken=broken
    )
    return Sniffed(0.8, evidence)


def sniff_plain_text(sample: Sample) -> Sniffed | None:
    """Claim any text."""
    return Sniffed(0.6, lazy("{count} lines, not wrapped, without markup", count=len(sample.lines)))


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line[:400])


def _measures(widths: Sequence[int]) -> Iterator[int]:
    """The commonest width around each line."""
    count: Counter[int] = Counter(widths[:_NEIGHBOURS])
    for index in range(len(widths)):
        yield max(count, key=lambda width: (count[width] + count[width - 1] + count[width + 1], width))
        if index + _NEIGHBOURS < len(widths):
            count[widths[index + _NEIGHBOURS]] += 1
        if index >= _NEIGHBOURS:
            leaving = widths[index - _NEIGHBOURS]
            count[leaving] -= 1
            if not count[leaving]:
                del count[leaving]


def column_format(data: bytes) -> str:
    """Return the format of a file with columns: ``json`` or ``csv``."""
    head = data[:4_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return "json" if head.startswith((b"{", b"[")) else "csv"


def never(_sample: Sample) -> Sniffed | None:
    """Claim nothing: which column is text only the user can say."""
    return None
