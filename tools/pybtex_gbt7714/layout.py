"""The order of the elements, one function for each form: GB/T 7714—2025, clause 8.

A function returns the *statements* of an entry, the parts between its full stops, without access path, identifier and
note, which ``style`` adds to every entry. A missing element is left out with its mark: in 2025 nearly all are
「有则必备」. 佚名 is not written, as 7.1.3 allows in the numeric system; nor are 出版地不详 and 出版者不详, which
7.5.2.3 and 7.5.3.3 only permit (可), because a bibliography does not know them to be true. They can be written in
``address``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pybtex_gbt7714.document_type import (
    document_code,
    document_mark,
    first_clause,
    is_circular_number,
    split_source,
)
from pybtex_gbt7714.punctuation import MARKS, format_date, format_pages, format_people, format_year
from pybtex_gbt7714.work import Work

__all__ = ["ALWAYS_WITH_ACCESS_DATE", "statements"]

_YEAR_AND_NUMBER = re.compile(r"，\d{4}年第(\d+)期")

#: Types of which the standard requires the access date.
ALWAYS_WITH_ACCESS_DATE = frozenset({"EB", "DS", "PP", "DB", "CP"})


def statements(work: Work, access_dates: bool) -> list[str]:
    """Return the statements of a work.

    Args:
        work: The work.
        access_dates: Whether to print access dates where 2025 no longer requires them, as in ``[N/OL]``.
    """
    code = document_code(work)
    accessed = ""
    if work.get("urldate") and work.get("url") and (access_dates or code in ALWAYS_WITH_ACCESS_DATE):
        accessed = f"[{work.get('urldate')}]"
    if work.get("booktitle", "eventtitle", "maintitle") and code in {"M", "C", "G", "CM"}:
        found = _component(work)
    else:
        found = _FORMS.get(code, _book)(work)
    if accessed:
        if _is_title(found[-1], work):
            found.append(accessed)
        else:
            found[-1] += accessed
    return [statement for statement in found if statement]


def _is_title(statement: str, work: Work) -> bool:
    return statement.endswith(document_mark(work))


def _title(work: Work, *additions: str) -> str:
    """Title, other title information and number, separated by colons (7.2.3), and the mark."""
    parts = [work.get("title"), work.get("subtitle"), _volume(work), *additions]
    return MARKS[work.language].colon.join(part for part in parts if part) + document_mark(work)


def _volume(work: Work) -> str:
    """The volume of a book as other title information: 第1卷, v. 1."""
    volume = work.get("volume")
    if (
        work.get("journal", "journaltitle")
        or work.kind in {"article", "periodical"}
        or not (volume.isdigit() and len(volume) < 4)
    ):
        return "" if work.kind in {"article", "periodical"} else volume
    return f"v. {volume}" if work.language == "western" else f"第{volume}卷"


def _serial_part(work: Work) -> list[str]:
    """8.5.3: 责任者. 题名[J]. 其他责任者. 刊名，年，卷（期）：页码; date and page of a newspaper: 8.5.1.4."""
    marks = MARKS[work.language]
    name = work.get("journal", "journaltitle") or _source(work) or work.get("organization")
    pages = format_pages(work)
    if document_code(work) == "N":
        issue = format_date(work) + marks.bracket(re.sub("[第版]", "", pages))
        return [format_people(work, "author"), _title(work), _translators(work), _listed(work, name, issue)]
    volume, number = work.get("volume"), work.get("number", "issue")
    if stated := _YEAR_AND_NUMBER.search(work.get("howpublished")):  # 中国音乐学，2021年第1期
        name, number = name.removesuffix(stated.group()), number or stated.group(1)
    dated = volume or number or pages or not work.get("url")
    issue = _listed(work, format_year(work) if dated else format_date(work), volume) + marks.bracket(number)
    if pages:
        issue = marks.colon.join(part for part in (issue, pages) if part)
    return [format_people(work, "author"), _title(work), _translators(work), _listed(work, name, issue)]


def _web(work: Work) -> list[str]:
    """8.11, 8.14.3, 8.15.2: 责任者. 题名[EB/OL]. 版本. 平台（日期）[引用日期].

    8.11 has no place for the name of a site. Where an entry has it, it is printed where 8.14 and 8.15 have the
    platform: a page on 财新网 without an author would otherwise not show who published it.
    """
    platform = _source(work) or work.get("organization", "journal", "journaltitle", "publisher", "institution")
    platform = platform or work.get("eprinttype", "archiveprefix")
    number = platform if is_circular_number(platform) else work.get("number")
    platform = "" if is_circular_number(platform) else platform
    date = MARKS[work.language].bracket(format_date(work))
    if platform and date and work.language == "western":
        date = f" {date}"
    return [format_people(work, "author", "editor"), _title(work, number), work.get("version"), platform + date]


def _standard(work: Work) -> list[str]:
    """8.9.2: 标准编号 标准名称[S], without body and publisher."""
    return [f"{work.get('number')} {_title(work)}".strip()]


def _patent(work: Work) -> list[str]:
    """8.10.2: 申请者/所有者. 题名：专利申请号[P]. 公告日期：页码."""
    number = work.get("number")
    return [format_people(work, "author", "holder"), _title(work, number), _paged(work, format_date(work))]


def _report(work: Work) -> list[str]:
    """8.8.3: 责任者. 题名：报告编号[R]. 发布日期：页码; with a publisher it has the form of a book (8.8.1)."""
    if work.get("publisher", "address", "location"):
        return _book(work)
    people = format_people(work, "author", "editor")
    body = work.get("institution", "organization", "howpublished")
    if not people:
        people, body = body, ""
    body = "" if body == people else body
    return [people, _title(work, work.get("number")), _paged(work, _listed(work, body, format_date(work)))]


def _archive(work: Work) -> list[str]:
    """8.12.3: 责任者. 题名：档号[A]. 收藏者所在地：收藏者，形成日期：页码."""
    imprint = _imprint(work, work.get("institution", "library", "publisher", "organization"), format_date(work))
    return [format_people(work, "author"), _title(work, work.get("number")), imprint]


def _map(work: Work) -> list[str]:
    """8.13.3: 责任者. 题名. 比例尺[CM]. 版本. 出版地：出版者，出版年. 尺寸."""
    title = _title(work)
    if scale := work.get("scale"):
        title = f"{title.removesuffix(document_mark(work))}. {scale}{document_mark(work)}"
    imprint = _imprint(work, work.get("publisher"), format_year(work))
    people = format_people(work, "author", "editor")
    return [people, title, work.get("version") or _edition(work), imprint, work.get("dimensions")]


def _book(work: Work) -> list[str]:
    """8.2.2, 8.7.2: 责任者. 题名：其他题名信息[M]. 其他责任者. 版本. 出版地：出版者，出版年：页码."""
    number = work.get("number") if document_code(work) == "R" else ""
    publisher = work.get("publisher", "school", "institution", "organization")
    people = format_people(work, "author", "editor")
    imprint = _imprint(work, publisher, format_year(work))
    return [people, _title(work, number), _translators(work), _edition(work), imprint]


def _component(work: Work) -> list[str]:
    """8.3.2, 8.6: 责任者. 题名[M]. 其他责任者//图书责任者. 图书题名. 版本. 出版地：出版者，年：页码.

    Proceedings without a publisher have the form of a meeting: 题名[C]//会议名称，会议年份：页码 (8.6.3).
    """
    publisher = work.get("publisher", "organization")
    host = work.get("booktitle", "maintitle", "eventtitle")
    title = _title(_without(work, "volume"))
    own = [format_people(work, "author"), title, _translators(work)]
    own = [part for part in own if part]
    if document_code(work) == "C" and not publisher:
        own[-1] += "//" + _paged(work, _listed(work, host, format_year(work)))
        return own
    colon = MARKS[work.language].colon
    host = colon.join(part for part in (host, work.get("booksubtitle"), _volume(work)) if part)
    whole = [format_people(work, "bookauthor", "editor"), host, _edition(work)]
    whole = [part for part in (*whole, _imprint(work, publisher, format_year(work))) if part]
    own[-1] += "//" + whole[0]
    return own + whole[1:]


def _other(work: Work) -> list[str]:
    """[Z], for which the standard has no form: 责任者. 题名[Z]. 出处，日期. A circular's number follows its title."""
    source = _source(work) or work.get("journal", "publisher", "organization", "institution")
    number = source if is_circular_number(source) else ""
    source = "" if number else source
    people = format_people(work, "author", "editor")
    return [people, _title(work, number), _paged(work, _listed(work, source, format_date(work)))]


_FORMS: dict[str, Callable[[Work], list[str]]] = {
    "N": _serial_part,
    "J": lambda work: _book(work) if work.kind == "periodical" else _serial_part(work),
    "EB": _web,
    "DS": _web,
    "PP": _web,
    "DB": _web,
    "CP": _web,
    "S": _standard,
    "P": _patent,
    "R": _report,
    "A": _archive,
    "CM": _map,
    "Z": _other,
}


def _source(work: Work) -> str:
    return split_source(work.get("howpublished"))[0]


def _translators(work: Work) -> str:
    """7.1.2, 8.2.2: 徐超，译; since 2025 with the comma after 等 too: 杨斌，王忠玉，陈彦斌，等，译."""
    people = format_people(work, "translator")
    marks = MARKS[work.language]
    return f"{people}{marks.comma}{marks.translated}" if people else ""


def _edition(work: Work) -> str:
    """7.4: the edition, unless it is the first: 2版, 5th ed; other words as they are."""
    edition = work.get("edition")
    if edition.isdigit():
        if work.language != "western":
            return "" if edition == "1" else f"{edition}版"
        ending = "" if edition[-2:] in {"11", "12", "13"} else {"1": "st", "2": "nd", "3": "rd"}.get(edition[-1], "")
        return "" if edition == "1" else f"{edition}{ending or 'th'} ed"
    return "" if first_clause(edition).lower() in {"1st", "first", "1st ed", "第1版", "1版", "初版"} else edition


def _imprint(work: Work, publisher: str, date: str) -> str:
    """出版地：出版者，出版年：页码 (7.5.1)."""
    publisher = MARKS[work.language].colon.join(part for part in (work.get("address", "location"), publisher) if part)
    return _paged(work, _listed(work, publisher, date))


def _listed(work: Work, *parts: str) -> str:
    return MARKS[work.language].comma.join(part for part in parts if part)


def _paged(work: Work, text: str) -> str:
    return MARKS[work.language].colon.join(part for part in (text, format_pages(work)) if part)


def _without(work: Work, name: str) -> Work:
    fields = {key: value for key, value in work.fields.items() if key != name}
    return Work(work.key, work.kind, work.language, fields, work.people, work.open_ended)
