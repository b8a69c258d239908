"""Why a text is not YAML."""

from __future__ import annotations

__all__ = ["BadCharacter", "NotYaml"]


class NotYaml(Exception):
    """A text is not YAML; the message is the parser's.

    Attributes:
        at: Where the parser gave up, as code points into the text; None if it does not say.
        opened: Where what it was reading begins; None if it does not say.
    """

    def __init__(self, why: str, at: int | None = None, opened: int | None = None) -> None:
        super().__init__(why)
        self.at, self.opened = at, opened


class BadCharacter(NotYaml):
    """A text has a character that YAML does not allow.

    Attributes:
        character: Its code point.
        position: Its index in the text, in code points.
    """

    def __init__(self, character: int, position: int) -> None:
        super().__init__(f"U+{character:04X}", position)
        self.character, self.position = character, position
