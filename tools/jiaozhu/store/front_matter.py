"""Front matter: YAML between two fences at the beginning of a file, then the text."""

from __future__ import annotations

from typing import NamedTuple

FENCE = "---"


class FrontMatter(NamedTuple):
    """A file with front matter, taken apart."""

    yaml: str  #: Between the fences, with a line feed at its end; it begins on line 2 of the file.
    body: str  #: After the second fence, with the blanks around it.
    body_line: int  #: The line of the file on which the text begins, from 1.


def split_front_matter(text: str) -> FrontMatter | None:
    """Take a file apart; None if it has no front matter.

    Args:
        text: The file's text, with line feeds for line ends.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        return None
    body = "\n".join(lines[end + 1 :])
    blank = body[: len(body) - len(body.lstrip())].count("\n")
    return FrontMatter("\n".join(lines[1:end]) + "\n", body, min(end + 2 + blank, len(lines)))


def join_front_matter(yaml: str, body: str) -> str:
    """Put a file together.

    Args:
        yaml: The front matter, with a line feed at its end.
        body: The text; blanks around it are dropped.
    """
    return f"{FENCE}\n{yaml}{FENCE}\n{body.strip()}\n"
