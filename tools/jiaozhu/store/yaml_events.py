"""YAML as a stream of events, by two parsers that agree.

libyaml reads what is plain eighteen times as fast as the parser in Python. What it refuses, and what the two might read
in two ways, is read by the one in Python, whose messages are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml


class Event(NamedTuple):
    """One event of a parser."""

    kind: str  #: The event's class, such as ``ScalarEvent``; both parsers name them alike.
    start: int  #: Code points into the text.
    end: int
    value: str = ""
    style: str = ""  #: Of a scalar: how it is quoted, or ``|`` or ``>`` of a block; empty if it is plain.
    anchor: str | None = None
    tag: str | None = None


#: What YAML 1.1, which is libyaml's, reads otherwise than 1.2 (other line ends, tabs, a comment right after | or >),
#: and what makes a second document of a text. Aliases, anchors and tags are read otherwise, too; its events show them.
_ODD = re.compile(r"[\t\r\x00\x85\u2028\u2029\ufeff]|[|>][-+0-9]*#|^(?:---|\.\.\.|%)", re.M)


def events(text: str) -> Iterator[Event]:
    """Yield the events of a text.

    Raises:
        NotYaml: It is not YAML, or nested too deeply. The events before the error have been yielded.
    """
    found = quick_events(text)
    if found is not None:
        yield from found
        return
    from jiaozhu.store.yaml_parser import parse  # costs a tenth of a second, which most files need not pay

    for event in parse(text):
        yield _event(event)


def quick_events(text: str) -> list[Event] | None:
    """Return the events as libyaml has them; None where the parser in Python must be asked."""
    if _ODD.search(text):
        return None
    try:
        found = [_event(event) for event in yaml.parse(text, Loader=yaml.CSafeLoader)]
    except (yaml.YAMLError, ValueError):
        return None
    return None if any(map(_is_odd, found)) else found


def _is_odd(event: Event) -> bool:
    """Whether an event is of what the two read in two ways; a value that is not there is placed elsewhere by each."""
    named = event.anchor is not None or event.tag is not None  # an alias has the name of its anchor
    return named or (event.kind == "ScalarEvent" and not event.value and not event.style)


def _event(event: object) -> Event:
    kind = type(event).__name__
    start, end = event.start_mark.index, event.end_mark.index  # type: ignore[attr-defined]
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if kind == "ScalarEvent":
        return Event(kind, start, end, event.value, event.style or "", anchor, tag)  # type: ignore[attr-defined]
    return Event(kind, start, end, "", "", anchor, tag)
