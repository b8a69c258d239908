"""What a file is recognised by: its first bytes, the members of a package, the beginning of its text."""

from __future__ import annotations

import re
import zipfile
import zlib
from functools import cached_property
from io import BytesIO
from itertools import count
from typing import NamedTuple

from jiaozhu.formats.decoding import Guess, decode_all, guess_encoding
from jiaozhu.formats.not_prose import not_prose
from jiaozhu.language import LanguageProfile, profile_of_text
from jiaozhu.locale import Lazy

__all__ = ["Root", "Sample", "UnreadablePackage", "front_matter_end"]

#: Code points of text that are looked at: more would only take longer.
SAMPLE = 200_000
_MOST_MEMBERS = 5_000
#: Bytes of a media type.
_LONGEST_TYPE = 200
#: Lines within which front matter ends.
_MOST_FRONT_MATTER = 500
_XML_ROOT = re.compile(
    r"\A\ufeff?\s*+(?:(?:<\?(?:[^?]++|\?(?!>))*+\?>|<!--(?:[^-]++|-(?!->))*+-->"
    r"|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?+>)\s*+)*+<(?:[\w.-]++:)?([\w.-]++)([^>]*+)>",
    re.S,
)
_FENCE = re.compile(r"(---|\+\+\+)[ \t]*\Z")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|br|ul|ol|li|dl|dt|dd|table|tr|th|td|pre|blockquote|section|article|span|img|strong)\b[^<>]*>",
    re.I,
)


class UnreadablePackage(ValueError):
    """A ZIP package that is damaged."""


class Root(NamedTuple):
    """The first element of a text in XML or HTML."""

    name: str  #: As written, without its prefix.

    @property
    def folded(self) -> str:
        """The name, whatever its case."""
        return self.name.casefold()


class Sample:
    """A file, looked at no further than needed."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def members(self) -> frozenset[str]:
        """The names of a ZIP package's members; empty if the file is not a package.

        Raises:
            UnreadablePackage: It begins like one and is damaged.
        """
        if not self.data.startswith(b"PK\x03\x04"):
            return frozenset()
        try:
            return frozenset(zipfile.ZipFile(BytesIO(self.data)).namelist()[:_MOST_MEMBERS])
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise UnreadablePackage(str(error)) from None

    @cached_property
    def media_type(self) -> str:
        """What a ZIP package says that it is, in its member ``mimetype``; empty if it has none."""
        if "mimetype" not in self.members:
            return ""
        try:
            with zipfile.ZipFile(BytesIO(self.data)).open("mimetype") as member:
                return member.read(_LONGEST_TYPE).decode("ascii", "replace").strip()
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError, NotImplementedError, EOFError):
            return ""

    @cached_property
    def encoding(self) -> Guess | None:
        """The encoding in which the file is text; None if it is not text."""
        return None if self.data.startswith((b"PK\x03\x04", b"%PDF-")) else guess_encoding(self.data)

    @cached_property
    def text(self) -> str:
        """The beginning of the text; empty if the file is not text."""
        return decode_all(self.data[: 4 * SAMPLE], self.encoding.encoding).text[:SAMPLE] if self.encoding else ""

    @cached_property
    def not_prose(self) -> Lazy | None:
        """What the text is, if it is data or markup of no known format; None if it may be prose."""
        if not self.encoding:
            return None
        whole = self.text
        if whole.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
            whole = decode_all(self.data, self.encoding.encoding).text
        return not_prose(self.text, whole)

    @cached_property
    def language(self) -> LanguageProfile:
        """The language that the text seems to be in."""
        return profile_of_text(self.body)

    @cached_property
    def root(self) -> Root | None:
        """The root element of XML or HTML."""
        text = self.text
        if not text and self.data.startswith(b"<?xml"):  # in an encoding that only its declaration names
            text = self.data[:SAMPLE].decode("latin-1")
        match = _XML_ROOT.match(text)
        return Root(match.group(1)) if match else None

    @cached_property
    def is_xml(self) -> bool:
        """Whether the text begins with an XML declaration."""
        return self.text.lstrip("\ufeff \t\r\n").startswith("<?xml")

    @cached_property
    def body(self) -> str:
        """The text without front matter."""
        return self.text[front_matter_end(self.text, _MOST_FRONT_MATTER) :]

    @property
    def has_front_matter(self) -> bool:
        """Whether the text begins with YAML's or TOML's front matter."""
        return len(self.body) < len(self.text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text that are not blank, without the blanks around them."""
        return [line.strip() for line in self.text.split("\n") if line.strip()]

    @cached_property
    def tags(self) -> int:
        """How many tags of HTML's blocks there are in the body."""
        return len(_BLOCK_TAG.findall(self.body))


def front_matter_end(text: str, most: int | None = None) -> int:
    """Return where the text after front matter begins, in code points; 0 if there is no front matter.

    ``---`` is YAML's fence, ``+++`` TOML's; what is between need not be either. One pass over the lines: a pattern for
    the whole would try again for every fence that never closes.

    Args:
        text: The text of a file.
        most: Lines within which front matter must end; None for any number.
    """
    start = len(text) - len(text.removeprefix("\ufeff").lstrip())
    opening = ""
    for number in count():
        if most is not None and number > most + 1:
            return 0
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)].removesuffix("\r")
        match = _FENCE.match(line)
        if number == 0:
            if match is None or end < 0:
                return 0
            opening = match.group(1)
        elif match and match.group(1) == opening:
            return end + 1 if end >= 0 else len(text)
        if end < 0:
            return 0
        start = end + 1
    raise AssertionError("the text has an end")
