"""The letters in the square brackets: ``[N]``, ``[J/OL]``, ``[EB/OL]`` …

The codes are those of GB/T 7714—2025, annex A (tables A.1 and A.2), and 7.3: an electronic resource has its medium too.
The edition of 2025 defines EB as 「网站、网页」 and adds DS (with CM, as in 2015) and PP. By 8.11.1 a newspaper, book
or report seen on a web page has its own type, and only the rest is EB; a newspaper's page on the web is ``[N/OL]``.
The standard does not mention news agencies and official circulars; the rules for them are this package's own.
"""

from __future__ import annotations

import re

from pybtex_gbt7714.work import Work

__all__ = [
    "CODES",
    "document_code",
    "document_mark",
    "first_clause",
    "is_circular_number",
    "is_newspaper",
    "split_source",
]

#: The codes of document types.
CODES = frozenset({"M", "J", "N", "C", "D", "R", "S", "P", "EB", "A", "CM", "DS", "PP", "G", "CP", "DB", "Z"})

_BY_KIND = {
    "archive": "A", "book": "M", "booklet": "M", "inbook": "M", "incollection": "M", "manual": "M", "mvbook": "M",
    "reference": "M", "inreference": "M", "collection": "G", "mvcollection": "G", "periodical": "J",
    "conference": "C", "inproceedings": "C", "proceedings": "C", "dataset": "DS", "database": "DB", "image": "EB",
    "letter": "A", "map": "CM", "mastersthesis": "D", "phdthesis": "D", "thesis": "D", "newspaper": "N",
    "online": "EB", "electronic": "EB", "www": "EB", "webpage": "EB", "video": "EB", "patent": "P", "preprint": "PP",
    "report": "R", "techreport": "R", "software": "CP", "program": "CP", "standard": "S",
}  # fmt: skip

_BY_WORD = (
    ("newspaper", "N"), ("news", "N"), ("magazine", "J"), ("journal", "J"), ("standard", "S"), ("archive", "A"),
    ("report", "R"), ("dataset", "DS"), ("database", "DB"), ("software", "CP"), ("map", "CM"), ("preprint", "PP"),
    ("patent", "P"), ("thesis", "D"), ("book", "M"), ("webpage", "EB"), ("报纸", "N"), ("报名", "N"), ("期刊", "J"),
    ("学位论文", "D"), ("会议", "C"), ("研究报告", "R"), ("报告", "R"), ("标准", "S"), ("专利", "P"), ("档案", "A"),
    ("地图", "CM"), ("数据集", "DS"), ("数据库", "DB"), ("预印本", "PP"), ("汇编", "G"), ("软件", "CP"),
    ("图书", "M"), ("网页", "EB"), ("网站", "EB"),
)  # fmt: skip
"""Words in ``entrysubtype`` and ``type`` → code."""

_NEWSPAPER = re.compile(
    r"^[^引据]*(?:科学|交通|青年|少年|(?<![学公通画情简年月季电]))[报報](?:海外版|[（(][^（()）]*版[）)])?$|新聞$|周末$|每日电讯$|^参考消息$"
    r"|\b(?:Daily|Times|Post|Herald|Gazette|Tribune|News|Guardian)\b"
)
_JOURNAL = re.compile(r"^期刊|\d{4}年第\d+期")
_AGENCY = re.compile(r"^(?:新华社|中新社|中国新闻社|中央社|路透社|法新社|美联社)")
_WEB = re.compile(r"网|網|在线|客户端|频道|公众号|号$|號$|百科|ZAKER")
_BETWEEN_CLAUSES = frozenset("，,；;")
#: A bracket that is never closed reaches to the end, so that many of them cost one pass.
_BRACKETED = re.compile(r"[（(][^）)]*+(?:[）)]|(\Z))")
_NO_NAME = re.compile("^(?:网络(?!版)|期刊|报纸|新闻报道$)|未见|待考|不详")
_REMARK = re.compile("^据|转载|转录|^引|日期")
_CIRCULAR = re.compile(r"^\S*[〔\[]\d{4}[〕\]]\d+号$")


def document_mark(work: Work) -> str:
    """Return what is in the brackets: the type and, for what is read on the web, ``/OL``."""
    code = document_code(work)
    medium = work.get("medium").upper()
    if not medium and (work.get("url", "doi") or code == "EB"):
        medium = "OL"
    return f"[{code}/{medium}]" if medium else f"[{code}]"


def document_code(work: Work) -> str:
    """Return the code of a work's type: its explicit ``mark``, else that of its subtype, its kind or its source."""
    if (explicit := work.get("mark").upper()) in CODES:
        return explicit
    for word, code in _BY_WORD:
        if word in work.get("entrysubtype").lower():
            return code
    if work.kind == "article":
        return _article_code(work)
    if work.kind in _BY_KIND:
        code = _BY_KIND[work.kind]
        if code == "EB" and work.get("eprinttype", "archiveprefix"):
            return "PP"
        return code
    return _miscellaneous_code(work)


def is_newspaper(name: str) -> bool:
    """Whether *name*, up to its first comma, is that of a newspaper: 新京报, 人民日报海外版, but not 学报 or 公报."""
    return bool(_NEWSPAPER.search(first_clause(name)))


def is_circular_number(text: str) -> bool:
    """Whether *text* is the number of an official circular: 国办发〔2017〕22号."""
    return bool(_CIRCULAR.match(text))


def first_clause(text: str) -> str:
    """Return *text* up to its first comma outside brackets: of 「吉林日报，据国际在线转载」 吉林日报."""
    return _clauses(text)[0].strip()


def _clauses(text: str) -> list[str]:
    """Split *text* at its commas and semicolons outside brackets, in one pass from its end."""
    borders = [len(text)]
    closed = False
    for at in range(len(text) - 1, -1, -1):
        char = text[at]
        if char in "）)（(":
            closed = char in "）)"
        elif not closed and char in _BETWEEN_CLAUSES:
            borders.append(at)
    starts = [0, *(border + 1 for border in borders[:0:-1])]
    return [text[start:end] for start, end in zip(starts, reversed(borders), strict=True)]


def split_source(text: str) -> tuple[str, str]:
    """Split ``howpublished`` into where a work appeared and a remark on that.

    「吉林日报，据国际在线转载」 is 吉林日报 and 据国际在线转载; 「网络转载，原发报刊待考」 is a remark alone. A remark
    is printed in the note: between a newspaper's name and its date it would seem to be part of the name.

    Returns:
        Source and remark, either of which may be empty.
    """
    clauses = [clause.strip() for clause in _clauses(text)]
    at = next((at for at, clause in enumerate(clauses) if _is_remark(clause, first=not at)), len(clauses))
    return "，".join(clauses[:at]), "，".join(clauses[at:])


def _is_remark(clause: str, first: bool) -> bool:
    bare = _BRACKETED.sub(lambda match: "" if match[1] is None else match.group(), clause)
    return bool(_NO_NAME.search(bare) or (not first and _REMARK.search(bare)))


def _article_code(work: Work) -> str:
    """A serial with a volume or number is a journal; others are newspapers or web sites by name, else journals."""
    if work.get("volume", "number", "issue"):
        return "J"
    name = work.get("journal", "journaltitle")
    if is_newspaper(name):
        return "N"
    if _AGENCY.match(name) or name.startswith(("新华社", "央视")) or _WEB.search(name):
        return _loose_code(name, bool(work.get("url")))
    return "J"


def _miscellaneous_code(work: Work) -> str:
    """The code by ``type``, then by ``howpublished``; what is on the web is EB, the rest is Z (其他)."""
    stated = work.get("type")
    if stated.upper() in CODES:
        return stated.upper()
    for word, code in _BY_WORD:
        if word in stated.lower():
            return code
    if work.get("eprinttype", "archiveprefix"):
        return "PP"
    how = work.get("howpublished")
    if is_newspaper(how) or re.search("报纸|报名", how):
        return "N"
    if _JOURNAL.search(how):
        return "J"
    return _loose_code(how, bool(work.get("url")))


def _loose_code(name: str, has_address: bool) -> str:
    """EB for what is on the web by its address or name; the dispatch of a news agency without an address is Z."""
    if has_address:
        return "EB"
    if is_circular_number(name):
        return "Z"
    return "EB" if _WEB.search(name) and not _AGENCY.match(name) else "Z"
