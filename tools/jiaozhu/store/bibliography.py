"""The bibliography: its keys with their places, and whether each entry has the fields that its type requires.

Most works are in the bibliography's file; a note may bring some of its own.
"""

from __future__ import annotations

import re
from collections import UserDict
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from pybtex.database import BibliographyData
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.scanner import PybtexSyntaxError
from pybtex_gbt7714 import admits_gaps, missing_fields, tex
from pybtex_gbt7714.tex import plain

from jiaozhu.locale import _
from jiaozhu.model.addresses import is_web_address
from jiaozhu.model.characters import INVISIBLE, named
from jiaozhu.model.limits import MOST_EXPANDED
from jiaozhu.model.names import enumerated, quoted
from jiaozhu.model.problem import Cause, Defect, Place, Problem
from jiaozhu.model.work import WORK_KINDS, Work

_ENTRY = re.compile(r"^[ \t]*@(\w+)\s*\{\s*([^,\s}]+)", re.M)
_ABBREVIATION = re.compile(r"^[ \t]*@string\s*+[{(]\s*+([^\s={}()]++)", re.M | re.I)
#: What another style than ours may make a link of.
_LINKED = re.compile(r"\\(?:url|href)\s*\{+\s*([^{}]*)")
_FIELD = r"^[ \t]*{name}[ \t]*=|[,{{][ \t]*{name}[ \t]*="
_NOT_WORKS = frozenset({"comment", "preamble", "string"})


def read_keys(text: str, path: str) -> tuple[dict[str, Place], list[Problem]]:
    """Read the keys of a BibTeX file.

    Args:
        text: The file.
        path: Its path, for places.

    Returns:
        Every key and its place; and problems for what BibTeX cannot read, and for entries that lack what their type
        requires and do not admit it (in ``note`` or ``howpublished``).
    """
    keys: dict[str, Place] = {}
    problems: list[Problem] = []
    line, counted = 1, 0
    for match in _ENTRY.finditer(text):
        if match.group(1).lower() in _NOT_WORKS:
            continue
        start = match.start(2)
        line += text.count("\n", counted, start)
        counted = start
        place = Place(path, line, start - text.rfind("\n", 0, start))
        key = match.group(2)
        if key in keys:
            message = _("the key '{key}' is used twice, here and at line {line}", key=key, line=keys[key].line)
            problems.append(Problem(place, "C402", message, _("give one of the two works another key")))
        else:
            keys[key] = place
    line, counted = 1, 0
    for match in INVISIBLE.finditer(text):
        start = match.start()
        line += text.count("\n", counted, start)
        counted = start
        place = Place(path, line, start - text.rfind("\n", 0, start))
        message = _("there is an invisible character {char} here", char=named(match.group()))
        hint = _("delete it: it comes along when text is copied, and can make text read otherwise than it is written")
        problems.append(Problem(place, "Y107", message, hint, cause=Cause(Defect.INVISIBLE, match.group())))
    if problems:
        return keys, problems  # BibTeX itself would stop at the second of two equal keys
    data = _parsed(text, path)
    if isinstance(data, Problem):
        return keys, [data]
    return keys, [*_incomplete(data, keys), *_strange_addresses(data, keys, text)]


def keys_in(text: str) -> frozenset[str]:
    """Return the keys of a BibTeX file, whatever else is wrong with it."""
    return frozenset(match.group(2) for match in _ENTRY.finditer(text) if match.group(1).lower() not in _NOT_WORKS)


def read_fields(text: str, path: str) -> dict[str, dict[str, str]]:
    """Return every field of every entry of a BibTeX file by its key, people joined by ``and``; nothing of a file that
    BibTeX cannot read.

    Args:
        text: The file.
        path: Its path.
    """
    data = _parsed(text, path)
    if isinstance(data, Problem):
        return {}
    return {
        key: {"type": entry.type, **dict(entry.fields)}
        | {role: " and ".join(map(str, people)) for role, people in entry.persons.items()}
        for key, entry in data.entries.items()
    }


def join_works(keys: dict[str, Place], works: Iterable[Work]) -> tuple[dict[str, Place], list[Problem]]:
    """Join the keys of the bibliography's file and those of works that contributions bring.

    Two contributions may bring the same work, if both describe it alike.

    Args:
        keys: Keys and their places.
        works: The works.

    Returns:
        All keys; and problems for a key that is already used, and for works that lack a required field.
    """
    joined = dict(keys)
    brought: dict[str, Work] = {}
    problems: list[Problem] = []
    for work in works:
        if brought.setdefault(work.key, work) is not work and brought[work.key] == work:
            continue
        if work.key in joined:
            taken = joined[work.key]
            where = f"{taken.path}:{taken.line}"
            message = _("the key '{key}' is already used at {where}", key=work.key, where=where)
            hint = _("if it is the same work, take it out here: {cite} finds it; if not, give this one another key")
            problems.append(Problem(work.place, "C402", message, hint))
            continue
        joined[work.key] = work.place
        data = Parser().parse_string(as_bibtex([work]))
        problems += _incomplete(data, {work.key: work.place})
    return joined, problems


def as_bibtex(works: Iterable[Work]) -> str:
    """Return works as BibTeX, each once; what is in them is text, whatever it looks like."""
    return "\n".join(_entry(work) for work in {work.key: work for work in works}.values())


def _entry(work: Work) -> str:
    kind = WORK_KINDS[work.kind]
    fields = {name: value if name == "url" else f"{{{tex(value)}}}" for name, value in work.fields.items()}
    for role, people in (("author", work.authors), ("editor", work.editors)):
        if people:
            fields[role] = " and ".join(map(_name, people))
    lines = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{kind.entry}{{{work.key}{lines}\n}}\n"


def _name(person: str) -> str:
    """``Smith, John`` has a family name; every other name is one whole, as names in Chinese and of bodies are."""
    family, comma, given = person.partition(", ")
    plain = comma and "," not in given and person.replace(", ", "").replace(" ", "").replace("-", "").isalpha()
    return f"{{{tex(family)}}}, {{{tex(given)}}}" if plain and person.isascii() else f"{{{tex(person)}}}"


class _TooMuch(ValueError):
    """Abbreviations that grow without end; the message is the name of the one that was one too many."""


class _Abbreviations(UserDict[str, str]):
    """What ``@string`` defines. Each can be made of others twice over, so what they yield is counted."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._left = MOST_EXPANDED
        super().__init__(names)

    def __setitem__(self, name: str, text: str) -> None:
        super().__setitem__(name.lower(), text)

    def __getitem__(self, name: str) -> str:
        text = super().__getitem__(name.lower())
        self._left -= len(text)
        if self._left < 0:
            raise _TooMuch(name)
        return text


def _parsed(text: str, path: str) -> BibliographyData | Problem:
    parser = Parser()
    parser.macros = _Abbreviations(parser.macros)
    try:
        return parser.parse_string(text)
    except _TooMuch as error:
        name = str(error)
        places = (match for match in _ABBREVIATION.finditer(text) if match.group(1).casefold() == name.casefold())
        line = next((text.count("\n", 0, match.start(1)) + 1 for match in places), 1)
        message = _("the abbreviations, written out, are longer than {n} characters", n=f"{MOST_EXPANDED:,}")
        hint = _("'{name}' is made of others that are made of others: write the words themselves", name=name)
        return Problem(Place(path, line), "S110", message, hint)
    except PybtexSyntaxError as error:
        line = getattr(error, "lineno", None) or 1
        if (entry := _open_entry(text)) and (begun := text.count("\n", 0, entry.start(2)) + 1) <= line:
            why = _("the braces of '{key}' do not match", key=entry.group(2))
            message = _("not BibTeX: {why}", why=why)
            return Problem(Place(path, begun), "C401", message, _("close each { with a }"))
        message = _("not BibTeX: {why}", why=error)
        return Problem(Place(path, line), "C401", message, _("check braces and commas just above"))
    except PybtexError as error:  # a name with too many commas, say
        return Problem(Place(path), "C401", _("not BibTeX: {why}", why=error), _("look for the name it quotes"))


def _open_entry(text: str) -> re.Match[str] | None:
    """The first entry whose braces do not match before the next one begins."""
    entries = list(_ENTRY.finditer(text))
    for entry, following in zip_longest(entries, entries[1:]):
        said = text[entry.start() : following.start() if following else len(text)]
        if said.count("{") - said.count("\\{") != said.count("}") - said.count("\\}"):
            return entry
    return None


def _strange_addresses(data: BibliographyData, keys: dict[str, Place], text: str) -> Iterator[Problem]:
    """A problem for each address that is not of the web, at its field."""
    for key, entry in data.entries.items():
        for name, value in entry.fields.items():
            addresses = [plain("url", value)] if name.lower() == "url" else _LINKED.findall(value)
            for address in addresses:
                if key in keys and address and not is_web_address(address):
                    message = _("'{address}' is not a web address", address=address)
                    hint = _("an address begins with http:// or https:// and has no spaces; or take the field out")
                    yield Problem(_place_of_field(text, keys[key], name), "C406", message, hint)


def _place_of_field(text: str, entry: Place, name: str) -> Place:
    """Where a field of an entry is written; the place of the entry's key if that is not clear."""
    begin = 0
    for _number in range(entry.line - 1):
        begin = text.index("\n", begin) + 1
    following = _ENTRY.search(text, begin + entry.column)
    body = text[begin : following.start() if following else len(text)]
    match = re.search(_FIELD.format(name=re.escape(name)), body, re.I | re.M)
    if match is None:
        return entry
    start = begin + match.start() + len(match.group()) - len(match.group().lstrip(" \t,{"))
    return Place(entry.path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def _incomplete(data: BibliographyData, keys: dict[str, Place]) -> list[Problem]:
    problems = []
    for key, entry in data.entries.items():
        missing = missing_fields(entry)
        if missing and not admits_gaps(entry) and key in keys:
            names = enumerated(map(quoted, missing))
            hint = _("GB/T 7714 requires it for such a work; if it was not seen, say so in 'note'")
            problems.append(Problem(keys[key], "C405", _("'{key}' lacks {names}", key=key, names=names), hint))
    return problems
