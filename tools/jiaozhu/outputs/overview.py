"""The overview of a corpus: which text speaks of whom and when, a matrix for each group of the glossary's entries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jiaozhu.edition.book import Book
from jiaozhu.language import typography
from jiaozhu.locale import N_, _, ngettext
from jiaozhu.model.page import Page
from jiaozhu.model.term import Term
from jiaozhu.outputs.drawings.drawing import Link
from jiaozhu.outputs.drawings.matrix import Column, Matrix, Row, cells_of, matrix
from jiaozhu.outputs.myst.entries import anchor, group_id, home

__all__ = ["Group", "Member", "groups", "listed", "matrix_of"]

#: Words that are no proper names.
_WORDS = N_("Words")
#: At most so many rows of a group, the most widely used first; the concordance has all.
MOST_ROWS = 18
#: With more texts than so many, the texts of one source share a column; with more sources, those of one year.
MOST_COLUMNS = 32


class Member(NamedTuple):
    """A term of a group, and where it occurs: how often, and first in which block, by docname."""

    term: Term
    places: Mapping[str, tuple[int, str]]

    @property
    def times(self) -> int:
        """How often it occurs in all texts."""
        return sum(times for times, _block in self.places.values())


class Group(NamedTuple):
    """A group of terms, such as people: those in the texts, the most widely used first."""

    id: str  #: For addresses: ``people``.
    name: str  #: In the site's language.
    members: Sequence[Member]
    left_out: int  #: How many others occur in the texts.


def groups(book: Book) -> list[Group]:
    """Return the groups of the glossary that the texts have words of, proper names first."""
    places = _places(book)
    sorted_out: dict[str, list[Member]] = {group: [] for group in (*book.corpus.info.kinds.groups, _WORDS)}
    for term in book.dictionary:
        if term.slug in places:
            sorted_out.setdefault(term.kind.group or _WORDS, []).append(Member(term, places[term.slug]))
    found = []
    for name, members in sorted_out.items():
        members.sort(key=lambda member: (-len(member.places), -member.times))
        if members:
            found.append(Group(group_id(name), _(name), members[:MOST_ROWS], len(members[MOST_ROWS:])))
    return found


def _places(book: Book) -> dict[str, dict[str, tuple[int, str]]]:
    """By slug and docname: how often, and in which block first."""
    found: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    for page in book.pages:
        counts: Counter[str] = Counter()
        first: dict[str, str] = {}
        for block in page.blocks:
            for match in block.terms:
                counts[match.slug] += 1
                first.setdefault(match.slug, block.id)
        for slug, times in counts.items():
            found[slug][page.docname] = (times, first[slug])
    return found


def matrix_of(book: Book, group: Group) -> Matrix:
    """Return the matrix of a group and the texts."""
    columns, column_of = _columns(book)
    known = {page.docname: page for page in book.pages}
    counts: dict[tuple[int, int], tuple[int, Link]] = {}
    for row, member in enumerate(group.members):
        for column, docnames in _by_column(member, column_of).items():
            times = sum(member.places[docname][0] for docname in docnames)
            page = known[docnames[0]]
            says = _says(member.term, columns[column], times)
            counts[row, column] = (times, Link(says, page.docname, member.places[page.docname][1]))
    rows = [Row(_short(member.term.headword), _entry(member)) for member in group.members]
    return matrix(columns, rows, cells_of(counts), vertical=book.profile.vertical)


def _by_column(member: Member, column_of: Mapping[str, int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for docname in member.places:
        found[column_of[docname]].append(docname)
    return found


def _columns(book: Book) -> tuple[list[Column], dict[str, int]]:
    """The columns, and the number of each text's."""
    pages = list(book.pages)
    if len(pages) <= MOST_COLUMNS:
        return [_text(page) for page in pages], {page.docname: number for number, page in enumerate(pages)}
    if len(book.volumes) <= MOST_COLUMNS:
        columns: list[Column] = []
        keys: dict[str, int] = {}
        for number, volume in enumerate(book.volumes):
            about = volume.source.about
            link = Link(about.title, f"{volume.source.siglum}/index")
            columns.append(Column(about.title, about.date or "", link))
            keys |= {page.docname: number for page in volume.pages}
        return columns, keys
    years = sorted({_year(page) for page in pages})
    column_of = {page.docname: years.index(_year(page)) for page in pages}
    return [Column(year or _("undated"), "", Link(year or _("undated"))) for year in years], column_of


def _year(page: Page) -> str:
    return (page.date or "")[:4]


def _text(page: Page) -> Column:
    titled = typography().titled(page.title)
    return Column(page.title, _year(page), Link(f"{titled}{_when(page.date or '')}", page.docname))


def _when(date: str) -> str:
    return typography().aside(typography().date(date) if date else _("undated"))


def _entry(member: Member) -> Link:
    count = ngettext("{n} place", "{n} places", member.times, n=member.times)
    return Link(f"{member.term.headword}{typography().aside(count)}", home(member.term), anchor(member.term.slug))


def _says(term: Term, column: Column, times: int) -> str:
    count = ngettext("{n} place", "{n} places", times, n=times)
    return f"{term.headword}{typography().clause}{column.link.says or column.name}{typography().colon}{count}"


def _short(headword: str) -> str:
    longest = 18 if headword.isascii() else 9
    return headword if len(headword) <= longest else f"{headword[: longest - 1]}…"


def listed(group: Group, known: Mapping[str, Page]) -> Iterator[tuple[Member, list[tuple[Page, int, str]]]]:
    """Yield what a table of the group says: each term, and its texts with how often and where first.

    Args:
        group: The group.
        known: All texts by docname.
    """
    for member in group.members:
        yield member, [(known[docname], times, block) for docname, (times, block) in member.places.items()]
