"""A generated page as HTML, from MyST's tokens: its blocks, in the forms that the tools write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markdown_it.token import Token

from jiaozhu.outputs.myst.glossary import ELSEWHERE
from jiaozhu.sphinx_ext.direct.front_matter import read_front_matter
from jiaozhu.sphinx_ext.direct.glossary import Glossary
from jiaozhu.sphinx_ext.direct.inline import Inline, start
from jiaozhu.sphinx_ext.direct.names import Target
from jiaozhu.sphinx_ext.direct.notes import KIND, LINE, Note, Notes
from jiaozhu.sphinx_ext.direct.records import Hole, Part, UnusualPageError
from jiaozhu.sphinx_ext.direct.sections import Sections

__all__ = ["Blocks"]

#: What a section says of itself if it is the account of a text.
_ACCOUNTS = frozenset({"jz-apparatus", "jz-account"})
_ALIGNED = {f"text-align:{side}": f"text-{side}" for side in ("left", "right", "center")}


class Blocks:
    """Writes the block tokens of one page."""

    def __init__(
        self, tokens: Sequence[Token], inline: Inline, notes: Notes, sections: Sections, glossary: Glossary | None
    ) -> None:
        self.tokens = tokens
        self.glossary = glossary
        self.at = 0
        self.inline = inline
        self.notes = notes
        self.sections = sections
        self.metadata: dict[str, object] = {}
        self.out: list[Part] = sections.out
        self._pending: list[Target] = []
        self._simple = False
        self._handlers: Mapping[str, Callable[[Token], None]] = {
            "front_matter": self._front_matter,
            "myst_target": self._label,
            "heading_open": self._heading,
            "paragraph_open": self._paragraph,
            "bullet_list_open": self._list,
            "ordered_list_open": self._list,
            "table_open": self._table,
            "fence": self._fence,
            "footnote_reference_open": self._note,
        }
        #: What a paragraph of a text ends with, by its first id; None on other pages.
        self.line_anchor: Callable[[str], str] | None = None

    def write(self) -> None:
        """Write all of them.

        Raises:
            UnusualPageError: There is something that is not written here.
        """
        self._until("")
        if self._pending:
            raise UnusualPageError("a label of nothing")

    def _until(self, closing: str) -> None:
        """Write blocks up to the token that closes what they are in."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == closing:
                return
            handler = self._handlers.get(token.type)
            if handler is None:
                raise UnusualPageError(f"a token {token.type}")
            handler(token)

    def _front_matter(self, token: Token) -> None:
        self.metadata.update(read_front_matter(token.content))

    def _label(self, token: Token) -> None:
        target = Target("block", [])
        self.inline.names.name(token.content, target)
        self._pending.append(target)

    def _named(self, token: Token, kind: str = "block") -> tuple[list[str], list[str]]:
        """Classes and ids of a block: its own first, then those of the labels before it, the nearest first."""
        if token.attrs.keys() - {"class", "id", "start"}:
            raise UnusualPageError("attributes of another kind")
        classes, ids = str(token.attrs.get("class", "")).split(), list[str]()
        if "id" in token.attrs:
            self.inline.names.name(str(token.attrs["id"]), Target(kind, ids))
        for target in reversed(self._pending):
            ids += target.ids
        self._pending.clear()
        if _ACCOUNTS.intersection(classes):
            self.sections.is_account()
        return classes, ids

    def _heading(self, token: Token) -> None:
        if token.attrs or self.out is not self.sections.out:
            raise UnusualPageError("a heading with attributes, or inside of something")
        content = self.tokens[self.at]
        self.at += 2
        labels, self._pending = self._pending, []
        self.sections.open(int(token.tag[1]), content, labels, self.inline)

    def _inline(self) -> list[Part]:
        """The words of the block that has been opened, whose closing token is passed."""
        token = self.tokens[self.at]
        self.at += 2
        return self.inline.write(token.children or [], token.map[0] + 1 if token.map else 0)

    def _paragraph(self, token: Token, *, alone: bool = False) -> None:
        classes, ids = self._named(token)
        words = self._inline()
        if self.glossary is not None and ELSEWHERE in classes:
            words = self.glossary.kept_places(words)
        self.out.append(start("p", classes, ids))
        self.out += words
        if self.line_anchor is not None and ids:
            self.out.append(self.line_anchor(ids[0]))
        self.out.append("</p>" if alone else "</p>\n")

    def _list(self, token: Token) -> None:
        classes, ids = self._named(token)
        numbered = token.type == "ordered_list_open"
        if {"open", "compact", "contents"}.intersection(classes) or "style" in token.attrs:
            raise UnusualPageError("a list of another form")
        before, simple = self._simple, _is_simple(self.tokens, self.at)
        if numbered:
            classes = ["arabic", *(["simple"] if simple else []), *classes]
        elif simple and not before:
            classes = [*classes, "simple"]
        others = {"start": str(token.attrs["start"])} if "start" in token.attrs else {}
        name = "ol" if numbered else "ul"
        self.out.append("".join(f'<span id="{id}"></span>' for id in ids[1:]))
        self.out.append(f"{start(name, classes, ids[:1], **others)}\n")
        self._simple = simple
        closing = token.type.replace("open", "close")
        while self.tokens[self.at].type != closing:
            self._item(self.tokens[self.at])
        self.at += 1
        self._simple = before
        self.out.append(f"</{name}>\n")

    def _item(self, token: Token) -> None:
        self.at += 1
        if token.type != "list_item_open" or token.meta or self._pending:
            raise UnusualPageError("an item of another form")
        classes, ids = self._named(token)
        self.out.append(start("li", classes, ids))
        if _children(self.tokens, self.at) == 1 and self.tokens[self.at].type == "paragraph_open":
            self.at += 1
            self._paragraph(self.tokens[self.at - 1], alone=True)
        self._until("list_item_close")
        if self._pending:
            raise UnusualPageError("a label at the end of an item")
        self.out.append("</li>\n")

    def _table(self, token: Token) -> None:
        classes, ids = self._named(token)
        others = "".join(f'<span id="{id}"></span>' for id in ids[1:])
        opening = start("table", ["table", *classes], ids[:1])
        self.out.append(f'<div class="pst-scrollable-table-container">{others}{opening}\n')
        row = 0
        for part in ("thead", "tbody"):
            if self.tokens[self.at].type != f"{part}_open":
                continue
            self.at += 1
            at, before = len(self.out), row
            self.out.append(f"<{part}>\n")
            said = False
            while self.tokens[self.at].type != f"{part}_close":
                row += 1
                said = self._row(row, head=part == "thead") or said
            self.at += 1
            self.out.append(f"</{part}>\n")
            if part == "thead" and not said:  # Markdown has no table without a head
                del self.out[at:]
                row = before
        if self.tokens[self.at].type != "table_close":
            raise UnusualPageError("a table of another form")
        self.at += 1
        self.out.append("</table>\n</div>\n")

    def _row(self, number: int, *, head: bool) -> bool:
        """Write a row; return whether there are words in it."""
        self.at += 1
        said = False
        self.out.append(f'<tr class="row-{"odd" if number % 2 else "even"}">')
        while self.tokens[self.at].type != "tr_close":
            cell = self.tokens[self.at]
            if cell.attrs.keys() - {"style"}:
                raise UnusualPageError("a cell of another form")
            self.at += 1
            content = self.tokens[self.at]
            said = said or any(child.content.strip() for child in content.children or [])
            aligned = [_ALIGNED[style] for style in [str(cell.attrs.get("style", ""))] if style in _ALIGNED]
            name = "th" if head else "td"
            self.out.append(f"{start(name, [*(['head'] if head else []), *aligned])}<p>")
            self.out += self._inline()
            self.out.append(f"</p></{name}>\n")
        self.at += 1
        self.out.append("</tr>\n")
        return said

    def _fence(self, token: Token) -> None:
        if self._pending or self.out is not self.sections.out:
            raise UnusualPageError("a directive inside of something")
        if token.info == "{jz-concordance}":
            self.out.append(Hole("concordance", token.content))
        elif token.info == "{glossary}" and self.glossary is not None:
            self.out += self.glossary.write(token.content, self.inline, self._inner)
        elif token.info == "{toctree}":
            self.sections.contents(token.content)
            self.out.append('<div class="toctree-wrapper compound">\n</div>\n')
        else:
            raise UnusualPageError(f"a block of {token.info}")

    def _inner(self, tokens: Sequence[Token]) -> list[Part]:
        """Tokens that were parsed apart as HTML."""
        before = self.tokens, self.at, self.out
        self.tokens, self.at, self.out = tokens, 0, []
        self._until("")
        found = self.out
        self.tokens, self.at, self.out = before
        if self._pending:
            raise UnusualPageError("a label of nothing")
        return found

    def _note(self, token: Token) -> None:
        label = token.meta["label"]
        if self._pending or not label or label.isdigit() or label in self.notes.notes:
            raise UnusualPageError("a note of another form")
        self.inline.names.name(label, Target("note", []))
        note = self.notes.notes[label] = Note()
        before, self.out = self.out, note.body
        first = self.tokens[self.at]
        end = _end(self.tokens, self.at, "footnote_reference")
        inside = [child for item in self.tokens[self.at : end] for child in item.children or []]
        names = (
            name for child in inside if child.type == "span_open" for name in str(child.attrs.get("class", "")).split()
        )
        note.kind = next((name.removeprefix(KIND) for name in names if name.startswith(KIND)), note.kind)
        if first.type == "paragraph_open":
            self._first_paragraph(note)
        self._until("footnote_reference_close")
        self.out = before

    def _first_paragraph(self, note: Note) -> None:
        """The first paragraph of a note, without what goes before its body."""
        opening, content = self.tokens[self.at], self.tokens[self.at + 1]
        children = content.children or []
        self.at += 3
        classes, ids = self._named(opening)
        cut, found = _before_the_body(children)
        line = content.map[0] + 1 if content.map else 0
        note.line += self.inline.write(found, line)
        if cut < len(children):
            words = self.inline.write(children[cut:], line)
            note.body += [start("p", classes, ids), *words, "</p>\n"]


def _before_the_body(tokens: Sequence[Token]) -> tuple[int, list[Token]]:
    """How many tokens come before the body of a note, and those of them that are shown."""
    at, found = 0, list[Token]()
    while at < len(tokens):
        token = tokens[at]
        if token.type == "text" and not token.content.strip():
            at += 1
        elif token.type == "span_open" and LINE.intersection(str(token.attrs.get("class", "")).split()):
            end = at + 1
            depth = 1
            while depth:
                depth += {"span_open": 1, "span_close": -1}.get(tokens[end].type, 0)
                end += 1
            found += tokens[at:end]
            at = end
        else:
            break
    return at, found


def _end(tokens: Sequence[Token], at: int, name: str) -> int:
    """The place of the token that closes what was opened just before ``at``."""
    depth = 1
    while True:
        depth += {f"{name}_open": 1, f"{name}_close": -1}.get(tokens[at].type, 0)
        if not depth:
            return at
        at += 1


def _children(tokens: Sequence[Token], at: int) -> int:
    """How many blocks an item has whose first is at ``at``."""
    count, depth = 0, 0
    while depth or tokens[at].type != "list_item_close":
        token = tokens[at]
        count += not depth and token.nesting >= 0
        depth += token.nesting
        at += 1
    return count


def _is_simple(tokens: Sequence[Token], at: int) -> bool:
    """Whether the items of a list are paragraphs, or paragraphs with such lists."""
    depth = 1  # of the list
    shapes: list[list[str]] = []
    while depth:
        token = tokens[at]
        at += 1
        if token.type == "list_item_open":
            shapes.append([])
        elif token.type == "list_item_close":
            shape = shapes.pop()
            if len(shape) > 1 and shape[0] == "paragraph" and shape[-1] == "list":
                shape.pop()
            if len(shape) > 1:
                return False
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            if shapes:
                shapes[-1].append("list")
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "paragraph_open":
            shapes[-1].append("paragraph")
        elif token.type not in ("paragraph_close", "inline", "myst_target"):
            return False
    return True
