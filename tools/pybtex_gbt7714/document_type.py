"""Which letters stand in the square brackets: ``[N]``, ``[J/OL]``, ``[EB/OL]`` …

The codes: GB/T 7714—2025, annex A (tables A.1 and A.2), and 7.3: an electronic resource carries its medium too. 2025
made EB 「网站、网页」 and added DS (with CM, as in 2015) and PP. 8.11.1 sends a newspaper, book or report seen on a web
page to its own type, and only the rest to EB; so a newspaper's page on the web is ``[N/OL]``.
The standard says nothing on news agencies and on official circulars: those are ours, and told below.
"""

from __future__ import annotations

import re

from pybtex_gbt7714.work import Work

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
"""Words of ``entrysubtype`` and ``type``, which an editor writes to be understood."""

_NEWSPAPER = re.compile(
    r"^[^引据]*(?:科学|交通|青年|少年|(?<![学公通画情简年月季电]))[报報](?:海外版|[（(][^）)]*版[）)])?$|新聞$|周末$|每日电讯$|^参考消息$"
    r"|\b(?:Daily|Times|Post|Herald|Gazette|Tribune|News|Guardian)\b"
)
_JOURNAL = re.compile(r"^期刊|\d{4}年第\d+期")
_AGENCY = re.compile(r"^(?:新华社|中新社|中国新闻社|中央社|路透社|法新社|美联社)")
_WEB = re.compile(r"网|網|在线|客户端|频道|公众号|号$|號$|百科|ZAKER")
_CLAUSE = re.compile(r"[，,；;](?![^（(]*[）)])")
_BRACKETED = re.compile(r"[（(][^）)]*[）)]")
_NO_NAME = re.compile("^(?:网络(?!版)|期刊|报纸|新闻报道$)|未见|待考|不详")
_REMARK = re.compile("^据|转载|转录|^引|日期")
_CIRCULAR = re.compile(r"^\S*[〔\[]\d{4}[〕\]]\d+号$")


def document_mark(work: Work) -> str:
    """What stands in the brackets: the type and, for what is read on the web, ``/OL``."""
    code = document_code(work)
    medium = work.get("medium").upper()
    if not medium and (work.get("url", "doi") or code == "EB"):
        medium = "OL"
    return f"[{code}/{medium}]" if medium else f"[{code}]"


def document_code(work: Work) -> str:
    """The type's code. An explicit ``mark = {N}`` wins, then the entry's subtype."""
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
    """Whether ``name``, up to its first comma, is a newspaper's: 新京报, 人民日报海外版, but not 学报 or 公报."""
    return bool(_NEWSPAPER.search(first_clause(name)))


def is_circular_number(text: str) -> bool:
    """Whether ``text`` is the number of an official circular: 国办发〔2017〕22号."""
    return bool(_CIRCULAR.match(text))


def first_clause(text: str) -> str:
    """``howpublished`` up to its first comma: 「吉林日报，据国际在线转载」 is in 吉林日报."""
    return _CLAUSE.split(text, maxsplit=1)[0].strip()


def split_source(text: str) -> tuple[str, str]:
    """Where it appeared and what is merely said of that: 吉林日报 | 据国际在线转载; nowhere | 网络转载，原发报刊待考.

    The second belongs to the note: between a newspaper's name and its date it would read as part of the name.
    """
    clauses = [clause.strip() for clause in _CLAUSE.split(text)]
    at = next((at for at, clause in enumerate(clauses) if _says(clause, first=not at)), len(clauses))
    return "，".join(clauses[:at]), "，".join(clauses[at:])


def _says(clause: str, first: bool) -> bool:
    bare = _BRACKETED.sub("", clause)
    return bool(_NO_NAME.search(bare) or (not first and _REMARK.search(bare)))


def _article_code(work: Work) -> str:
    """A serial with volume or number is a journal; by name a newspaper or a web site; a news agency is neither."""
    if work.get("volume", "number", "issue"):
        return "J"
    name = work.get("journal", "journaltitle")
    if is_newspaper(name):
        return "N"
    if _AGENCY.match(name) or name.startswith(("新华社", "央视")) or _WEB.search(name):
        return _loose_code(name, bool(work.get("url")))
    return "J"


def _miscellaneous_code(work: Work) -> str:
    """By ``type``, then by what ``howpublished`` says; what is on the web is EB; the rest is Z (其他)."""
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
    """EB for what is on the web by its address or its name; a news agency's dispatch without an address is Z."""
    if has_address:
        return "EB"
    if is_circular_number(name):
        return "Z"
    return "EB" if _WEB.search(name) and not _AGENCY.match(name) else "Z"
