"""YAML with places: plain data, the place of each key, and a problem for everything that is not plain YAML.

Data are built straight from the parser's events. A loader that constructs objects first would already have followed
aliases, merged keys and called a tag's constructor by the time they can be refused; and each of those can be made to
fail in its own way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jiaozhu.locale import _
from jiaozhu.model.limits import MOST_LEVELS, MOST_NUMBER_DIGITS, MOST_PROBLEMS
from jiaozhu.model.problem import Place, Problem, unlisted
from jiaozhu.store.yaml_advice import advice, is_full_width
from jiaozhu.store.yaml_events import Event, events
from jiaozhu.store.yaml_fault import BadCharacter, NotYaml

#: A key's way from the root: mapping keys and sequence indices.
Path = tuple[str | int, ...]

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE, _FALSE = frozenset({"true", "True", "TRUE"}), frozenset({"false", "False", "FALSE"})
#: Longer digit strings are digests and the like: text.
_INTEGER = re.compile(rf"[-+]?[0-9]{{1,{MOST_NUMBER_DIGITS}}}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")
#: Part of the parser's message where something is missing: what lacks it began before.
_BEGUN_BEFORE = ("end of stream", "expected ',' or", "could not find expected ':'")
_QUOTES = ("'", '"')
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


class Lines:
    """The text of a file or of a part of one, by line and column."""

    def __init__(self, text: str, path: str, first_line: int = 1) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, index: int) -> Place:
        """Return a character's line and column, counted by line feeds as editors do: YAML knows more line ends."""
        index = min(index, len(self.text))
        line = bisect_right(self._starts, index)
        return Place(self.path, line - 1 + self.first_line, index - self._starts[line - 1] + 1)


@dataclass(frozen=True, slots=True)
class Located:
    """Data, and the place of every key and item in it."""

    data: Any
    places: dict[Path, Place] = field(default_factory=dict)
    scalars: dict[Path, tuple[int, int]] = field(default_factory=dict)  #: Where in ``lines`` each is written.
    lines: Lines | None = None

    def place(self, path: Path) -> Place:
        """Return the place of a key or item, or of the nearest thing around it."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]

    def place_in(self, path: Path, words: str) -> Place:
        """Return the place of words in a value; the value's own place, if they are written as an escape."""
        if self.lines is None or path not in self.scalars:
            return self.place(path)
        at = self.lines.text.find(words, *self.scalars[path])
        return self.place(path) if at < 0 else self.lines.at(at)

    def items(self) -> list[Located]:
        """Return the items of a sequence, each as if it were the root."""
        found = [Located(item, {}, {}, self.lines) for item in self.data]
        for path, place in self.places.items():
            if path:
                found[int(path[0])].places[path[1:]] = place
        for path, span in self.scalars.items():
            if path:
                found[int(path[0])].scalars[path[1:]] = span
        return found


def parse_yaml(text: str, path: str, first_line: int = 1) -> tuple[Located, list[Problem]]:
    """Read a text as plain data. Its data are ``None`` if it is not plain YAML.

    Args:
        text: One YAML document.
        path: Its file, for places.
        first_line: The line of that file on which ``text`` begins.
    """
    builder = _Builder(text, path, first_line)
    data = builder.document()
    problems = builder.problems
    if len(problems) > MOST_PROBLEMS:
        problems[MOST_PROBLEMS:] = [unlisted(problems[MOST_PROBLEMS].place, builder.count - MOST_PROBLEMS)]
    return Located(None if problems else data, builder.places, builder.scalars, builder.lines), problems


class _Stop(Exception):
    """Nothing more can be read."""


class _Builder:
    """Makes data of events, noting places, refusing what is not plain."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.lines = Lines(text, path, first_line)
        self.places: dict[Path, Place] = {(): Place(path, first_line)}
        self.scalars: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []  # no more than are listed, and one
        self.count = 0  # of all
        self._reached = 0  # the character up to which events have come
        self._long: Event | None = None  # the last text in quotes that goes over several lines
        self._events = self._parsed()

    def document(self) -> Any:
        """Return the data of the only document; None without a document."""
        try:
            for event in self._events:
                if event.kind == "DocumentStartEvent":
                    data = self._value(next(self._events), ())
                    self._no_more()
                    return data
        except _Stop:
            pass
        return None

    def _no_more(self) -> None:
        for event in self._events:
            if event.kind == "DocumentStartEvent":
                hint = _("one file holds one document: remove the line '---'")
                self._problem(event, "Y101", _("not YAML: {why}", why=_("a second document begins here")), hint)
                raise _Stop
            if event.kind == "StreamEndEvent":
                return

    def _parsed(self) -> Iterator[Event]:
        """The parser's events; whatever stops it is a problem."""
        try:
            for event in events(self.text):
                self._reached = event.start
                if event.style in _QUOTES and "\n" in self.text[event.start : event.end]:
                    self._long = event
                yield event
        except BadCharacter as error:
            problem, at = _("the character {code} is not allowed in YAML", code=str(error)), error.position
        except NotYaml as error:
            problem, at = self._fault(error)
        else:
            return
        message, hint = advice(" ".join(problem.split()), self._line(at))
        self._add(Problem(self.lines.at(at), "Y101", _("not YAML: {why}", why=message), hint))
        raise _Stop

    def _fault(self, error: NotYaml) -> tuple[str, int]:
        """What is wrong, and where that is to be looked for."""
        problem, mark = str(error), error.opened if error.at is None else error.at
        if error.opened is not None and any(words in problem for words in _BEGUN_BEFORE):
            mark = error.opened  # this says more than where the parser gave up
        if mark is None:
            return problem, self._reached
        if self._long is not None and self.text.count("\n", self._long.end, mark) == 0:
            return "unexpected end of stream", self._long.start  # it swallowed some lines first
        return problem, self._full_width(mark)

    def _full_width(self, at: int) -> int:
        """The key with a full-width colon that made the parser stop at ``at``; without one, that place itself.

        YAML takes such a key for the beginning of a text, and stumbles over the colon of the next one.
        """
        start = self.text.rfind("\n", 0, at) + 1
        before = self.text[:start].rstrip()
        if is_full_width(self._line(at)) or not before:
            return at
        start = before.rfind("\n") + 1
        line = self._line(start)
        return start + len(line) - len(line.lstrip()) if is_full_width(line) else at

    def _line(self, index: int) -> str:
        """The line on which a character is."""
        return self.text.split("\n")[self.text[: index + 1].count("\n")]

    def _value(self, event: Event, path: Path) -> Any:
        if event.kind == "AliasEvent":
            return self._forbid(event, _("an alias (*{name}) is not allowed here", name=event.anchor))
        if event.anchor is not None:
            self._forbid(event, _("an anchor (&{name}) is not allowed here", name=event.anchor))
        if event.tag is not None:
            name = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._forbid(event, _("a tag ({name}) is not allowed here", name=name))
        if event.kind == "ScalarEvent":
            if path:  # a key has none
                self.scalars[path] = (event.start, event.end)
            return self._scalar(event)
        if len(path) >= MOST_LEVELS:
            message = _("not YAML: {why}", why=_("nested too deeply"))
            self._problem(event, "Y101", message, _("is a bracket never closed?"))
            raise _Stop
        return self._sequence(path) if event.kind == "SequenceStartEvent" else self._mapping(path)

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while (event := next(self._events)).kind != "SequenceEndEvent":
            below = (*path, len(items))
            self.places[below] = self._place(event)
            items.append(self._value(event, below))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while (event := next(self._events)).kind != "MappingEndEvent":
            key = self._key(event)
            below = (*path, key)
            place = self._place(event)
            if key in mapping:
                line = self.places[below].line
                why = _("the key '{key}' is used twice, here and at line {line}", key=key, line=line)
                hint = _("a key is used once: join the two or delete one")
                self._add(Problem(place, "Y101", _("not YAML: {why}", why=why), hint))
            else:
                self.places[below] = place
            mapping[key] = self._value(next(self._events), below)
        return mapping

    def _key(self, event: Event) -> str:
        """A key, as it is written: ``1``, ``true`` and ``null`` are words here."""
        if event.kind in ("MappingStartEvent", "SequenceStartEvent"):
            message = _("not YAML: {why}", why=_("a list or mapping is where a key should be"))
            self._problem(event, "Y101", message, _("put what begins with [ or { in quotes"))
            raise _Stop
        value = self._value(event, ())
        return event.value if event.kind == "ScalarEvent" else str(value)

    def _scalar(self, event: Event) -> str | int | float | bool | None:
        """A scalar by YAML 1.2's core schema; dates stay text."""
        value = event.value
        if _HALF_CHARACTER.search(value):
            message = _("not YAML: {why}", why=_("an escape (\\u…) is half a character"))
            self._problem(event, "Y101", message, _("write the character itself"))
            raise _Stop
        if event.style:
            return value
        if value in _NULL:
            return None
        if value in _TRUE or value in _FALSE:
            return value in _TRUE
        if _INTEGER.match(value):
            return int(value)
        return float(value) if _FLOAT.match(value) and not value.lstrip("+-").isdigit() else value

    def _forbid(self, event: Event, message: str) -> None:
        """Aliases, anchors and tags: they can make small files huge, and ask for Python objects."""
        hint = _("write the value out; a value that begins with & * or ! must be in quotes")
        self._problem(event, "Y104", message, hint)

    def _problem(self, event: Event, code: str, message: str, hint: str) -> None:
        self._add(Problem(self._place(event), code, message, hint))

    def _add(self, problem: Problem) -> None:
        self.count += 1
        if len(self.problems) <= MOST_PROBLEMS:
            self.problems.append(problem)

    def _place(self, event: Event) -> Place:
        return self.lines.at(event.start)
