"""English, as newspapers and books in Britain and America set it."""

from __future__ import annotations

import re
from calendar import month_name

from jiaozhu.language.latin import LETTERS, accented_forms, index_letter, is_joined, numbers, plain, sort_key
from jiaozhu.language.patterns import Detection
from jiaozhu.language.profile import LanguageProfile, Numerals, Typography
from jiaozhu.locale import N_
from jiaozhu.model.kinds import Genre, Kinds, NoteKind, TermKind

__all__ = ["ENGLISH"]

_KINDS = Kinds(
    notes=(
        NoteKind("note", N_("note"), "note"),
        NoteKind("comment", N_("comment"), "comment", comment=True),
        NoteKind("query", N_("query"), "query", doubt=True),
        NoteKind("proposal", N_("proposal"), "proposal", claims=False, tool=True),
    ),
    terms=(
        TermKind("person", N_("person"), group=N_("People")),
        TermKind("place", N_("place name"), group=N_("Places")),
        TermKind("institution", N_("institution"), group=N_("Institutions")),
        TermKind("firm", N_("firm"), group=N_("Institutions")),
        TermKind("industry", N_("industry")),
        TermKind("product", N_("product")),
        TermKind("event", N_("event")),
        TermKind("policy", N_("policy")),
        TermKind("allusion", N_("allusion")),
        TermKind("measure", N_("measure")),
        TermKind("concept", N_("concept")),
    ),
    genres=(
        Genre("news", N_("news report")),
        Genre("feature", N_("feature report")),
        Genre("editorial", N_("editorial")),
        Genre("letter", N_("letter")),
        Genre("essay", N_("essay")),
        Genre("notice", N_("public notice")),
        Genre("report", N_("report")),
        Genre("captions", N_("captions")),
        Genre("post", N_("web post")),
        Genre("undecided", N_("undecided"), undecided=True),
    ),
)


def _date(date: str) -> str:
    """``2019-05-06`` as 6 May 2019; less exact dates as exactly as they are."""
    year, *rest = (int(part) for part in date.split("-"))
    words = [str(year)]
    if rest:
        words.insert(0, month_name[rest[0]])
    if len(rest) > 1:
        words.insert(0, str(rest[1]))
    return " ".join(words)


def _period(begin: str, end: str) -> str:
    return _date(begin) if end in ("", begin) else f"{_date(begin)} to {_date(end)}"


_TYPOGRAPHY = Typography(
    labels=("[", "]"),
    titles=("“", "”"),
    quotes=("“", "”"),
    readings=("“", "”"),
    asides=(" (", ")"),
    item=", ",
    title=" ",
    comma=", ",
    clause="; ",
    colon=": ",
    stop=".",
    sentence=" ",
    gap=" · ",
    ellipsis=" … ",
    date=_date,
    period=_period,
)

_NAME = rf"[A-Z][{LETTERS}'’.-]*"
_MONTH = (
    "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?"
    "|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)"
)
_DETECTION = Detection(
    newspaper=re.compile(
        r"^(?:By|BY) [A-Z]\w+ [A-Z]|[Ss]taff (?:[Ww]riter|[Rr]eporter)|[Cc]orrespondent|^Page [A-Z]?[0-9]+$"
        r"|Continued (?:on|from) (?:[Pp]age|[A-Z][0-9])|^[A-Z][A-Z .'-]{3,30}(?:,[^—–]{2,30})? [—–]",
        re.M,
    ),
    styles={
        "title": "title",
        "subtitle": "subtitle",
        "caption": "caption",
        "quote": "quote",
        "intense quote": "quote",
        "block text": "quote",
        "source code": "code",
        "html preformatted": "code",
    },
    heading_styles=("heading",),
    wiki_pictures=("file", "image"),
    wiki_categories=("category",),
    page_number=re.compile(
        r"(?:[Pp]age|[Pp]\.)?[\s\-–—·.]{0,4}(?:[0-9]{1,5}|[ivxlcIVXLC]{1,8})[\s\-–—·.]{0,4}(?:(?:of|/)\s?[0-9]{1,5})?"
    ),
    last_line=".!?…:”’\"'",
    byline=re.compile(
        rf"^(?:[Bb]y|BY)\s+{_NAME}(?:\s+{_NAME}){{0,4}}(?:(?:,|\s+and)\s+{_NAME}(?:\s+{_NAME}){{0,4}}){{0,3}}"
        r"(?:,\s*[A-Za-z ]{3,40})?$"
    ),
    dateline=re.compile(rf"^[A-Z][A-Z .'-]+,\s+(?:[0-9]{{1,2}}\s+)?{_MONTH}(?:\s+[0-9]{{1,2}})?\s*[—–-]"),
    report=re.compile(r"^[A-Z][A-Z .'-]{2,}+(?:,[^—–]{2,30})?\s*+[—–]|^\((?:AP|Reuters|UPI)\)"),
    credit=re.compile(r"^[(\[]?\s*(?:Source|Credit|From|Reprinted from|Courtesy of|Photo(?:graph)? by)[\s:].{1,60}$"),
    signed=re.compile(rf"[.!?”\"]\s*[—–(]\s*{_NAME}(?:\s+{_NAME}){{0,3}}\)?$"),
    caption=re.compile(r"^(?:Fig(?:ure|\.)|Plate|Photo|Above|Below|Left|Right)\b[\s.:0-9]"),
    subtitle=re.compile(r"^(?:—{1,3}|-{2,3})\s*\S.{2,60}$"),
    furniture=re.compile(
        r"^(?:Page\s+[0-9A-Z]{1,4}|The(?:\s[A-Z][a-z]+){1,3}\s(?:Times|Post|News|Herald|Tribune|Gazette|Chronicle|Journal|Mail)"
        r"|[A-Z]?[0-9]{1,4}|Vol(?:\.|ume)\s.{1,40}|(?:Copyright|©|All rights reserved).*"
        rf"|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:{_MONTH}\s+[0-9]{{1,2}}|[0-9]{{1,2}}\s+{_MONTH}),?"
        r"\s+[0-9]{4}|[·.\-—_=*]{3,})$"
    ),
    notice=re.compile(r"^[A-Z][A-Za-z ]{2,30}:\s*[0-9A-Za-z@.,:()+\s-]{4,80}$"),
    contact=re.compile(r"\+?[0-9][0-9 ()-]{6,}[0-9]|(?<![\w.])[\w.]++@[\w-]++\.|\b[Tt]el(?:ephone)?\b"),
    chapter=re.compile(
        r"^(chapter|book|part|volume|letter|act|canto|stave|lecture)\s{1,3}(?:the\s)?"
        r"(?:[0-9]{1,4}|[ivxlcdm]{1,9}|(?:twenty|thirty|forty|fifty)[- ]?[a-z]{0,5}|"
        r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|fourth|fifth|sixth|last)"
        r"(?:teen)?|[a-z]{3,6}teen(?:th)?)\b",
        re.I,
    ),
    beside_chapters=re.compile(r"^(?:prologue|preface|foreword|introduction|epilogue|afterword|appendix)\b", re.I),
    heading_number=re.compile(r"^(?:[IVXLC]{1,6}|[0-9]{1,2})\.\s|^(?:Chapter|Part|Section)\s"),
    reported=re.compile(r"^(?:He|She|They|The \w+)\s+(?:said|added|stressed|noted|stated|argued)\b"),
    editorial=re.compile(r"^(?:Editorial|Opinion|Comment|Leader|Letters? to the [Ee]ditor)$"),
    date=re.compile(r"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"),
    not_heading=re.compile(r"(?<![A-Z])\.$|[,;:]$"),
    speech=re.compile(r"""^\s*+[“"](?:[^”"]*+(?:[”"]$|$)|[^”"]*[.,!?…—][”"])|[,:—]\s*+[“"]"""),
    exclaiming='!?”"',
    longest_heading=90,
    long_heading=70,
    longest_with_comma=60,
    longest_formula=140,
    shortest_title=15,
    shortest_fragment=60,
    longest_opening=50,
    no_beginning=re.compile(r"^[a-z,.;:!?)”%]"),
    no_end=re.compile(r"(?:\b(?:the|an?|of|and|or|to|in|for|with|by|from|that|which|is|are)|,|-)$"),
    measures="%",
    line_reference=re.compile(r"\blines?\s[0-9]+"),
    basic=LETTERS,
    shortest_passage=120,
    clause=re.compile(r"[^,.;!?\n]{2,160}[,.;!?]?"),
)

ENGLISH = LanguageProfile(
    name="en",
    kinds=_KINDS,
    typography=_TYPOGRAPHY,
    letters=LETTERS,
    wide="",
    sentence_ends=".!?",
    terminal=".!?…”’\"';:",
    opening="([“‘",
    closing=")]”’",
    words_apart=True,
    quotes=None,
    widths=None,
    least_doubled=12,
    numerals=Numerals("", int, numbers),
    detection=_DETECTION,
    context=40,
    shortest_term=1,
    runs_on=is_joined,
    pronounced=False,
    sort_key=sort_key,
    letter=index_letter,
    sound=lambda _text: "",
    written_sound=lambda _text: "",
    romanized=plain,
    forms=accented_forms,
)
