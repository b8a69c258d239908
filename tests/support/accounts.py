"""What a reader must not lose: the letters of a file, compared one by one with its transcript and account."""

from __future__ import annotations

from collections import Counter

from hypothesis import strategies as st
from jiaozhu.formats import DEFAULT_LIMITS, FORMATS
from jiaozhu.model.transcript import Transcript

#: Words of letters only: what a reader supplies is digits and brackets.
WORDS = st.text("abcxyz甲乙丙丁あア", min_size=1, max_size=6)


def transcribed(format: str, data: bytes) -> Transcript:
    """The transcript of a file, whose account must add up."""
    transcribe = FORMATS[format].transcribe
    assert transcribe is not None
    found = transcribe(data, DEFAULT_LIMITS)
    assert found.account is not None
    assert found.account.counted is not None, "no second walk"
    assert found.account.unaccounted == 0
    assert len(found.places) == found.text.count("\n")
    lines = found.text.split("\n")
    for inline in found.inlines:
        assert 0 <= inline.start <= inline.end <= len(lines[max(0, inline.line - 1)])
    for place, line in zip(found.places, lines, strict=False):
        assert place.shape is None or line[: place.shape.prefix].strip("[]() ").startswith(
            place.shape.mark.strip("[]() ") if place.shape.prefix else ""
        )
    return found


def letters(text: str) -> str:
    """The letters of a text in their order."""
    return "".join(char for char in text if char.isalpha())


def left(found: Transcript, *kinds: str) -> str:
    """The text that was left out, of some kinds or of all."""
    assert found.account is not None
    return "\n".join(item.text for item in found.account.items if not kinds or item.kind in kinds)


def assert_nothing_lost(found: Transcript, words: str) -> None:
    """Compare the letters of a file with those in the transcript and among what was left out."""
    assert Counter(letters(found.text) + letters(left(found))) == Counter(letters(words))


def lines(found: Transcript) -> list[tuple[str, str]]:
    """Each line with its kind."""
    return [(place.kind, line) for place, line in zip(found.places, found.text.split("\n"), strict=False)]
