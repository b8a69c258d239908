"""The text of a DOCX file: WordprocessingML's elements and what each is to a reader (ECMA-376, part 1, 17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.marked.packages import Package, local, walk
from jiaozhu.formats.marked.visiting import Visitor
from jiaozhu.formats.office.docx_fields import FORMULAS, Fields, address_of, enter_formula, leave_formula, signs_of
from jiaozhu.formats.office.docx_parts import Relation, attribute, attributes, child, is_on, items, own_text
from jiaozhu.formats.office.docx_styles import Numbering, Styles
from jiaozhu.formats.office.docx_symbols import symbol
from jiaozhu.formats.office.numbering import BULLET, number
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.transcript import PageSpot, Shape

__all__ = ["Body"]

#: Properties: what they say is asked for where it matters.
_PROPERTIES = frozenset(
    "pPr rPr sectPr tblPr tblPrEx tblGrid trPr tcPr sdtEndPr rubyPr naryPr fPr dPr accPr radPr sSupPr sSubPr sSubSupPr "
    "groupChrPr funcPr mPr eqArrPr limLowPr limUppPr barPr boxPr borderBoxPr phantPr sPrePr ctrlPr".split()
)
#: Text that is not printed, or is printed elsewhere.
_LEFT_OUT = {"del": "deleted", "moveFrom": "repeated", "rt": "ruby", "instrText": "field-code"}
_LEFT_OUT |= {"delText": "deleted", "delInstrText": "field-code"}
_TABS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}


class Body(Visitor):
    """Gives the words of a file's parts to a flow.

    Args:
        package: The file.
        builder: Of its transcript.
        flow: That puts words on lines.
    """

    def __init__(self, package: Package, builder: TranscriptBuilder, flow: Flow) -> None:
        super().__init__()
        self.builder, self.flow = builder, flow
        self.note_parts: set[str] = set()  #: Parts with the notes of the text.
        self._package = package
        self._styles = Styles(package)
        self._numbering = Numbering(package, self._styles)
        self._related: Mapping[str, Relation] = {}
        self._part = ""
        self._notes: dict[tuple[str, str], Element] = {}
        self._note_counts = {"footnote": 0, "endnote": 0}
        self._spans: set[Element] = set()
        self._blocks: set[Element] = set()
        self._signs: set[Element] = set()  #: Properties that are written where their formula begins.
        self._tables: list[list[int]] = []
        self._table_count = 0
        self._described_last: tuple[Element | None, str] = None, ""  #: A drawing, and what it says of its pictures.
        self._fields = Fields(flow)
        self._on_enter: dict[str, Callable[[Element], bool]] = {
            "p": self._paragraph,
            "r": self._run,
            "tbl": self._table,
            "tr": self._row,
            "tc": self._cell,
            "hyperlink": self._hyperlink,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "footnoteRef": self._pass,
            "endnoteRef": self._pass,
            "AlternateContent": self._alternatives,
            "txbxContent": self._beside,
            "txBody": self._beside,
            "blip": self._picture,
            "imagedata": self._picture,
            "sdt": self._control,
            "fldSimple": self._simple_field,
            "fldChar": self._fields.take,
            "sym": self._symbol,
            "ruby": self._ruby,
            "altChunk": self._attachment,
            "OLEObject": self._attachment,
            "oMath": self._formula,
        }

    def read_part(self, part: str, related: Mapping[str, Relation], *, furniture: bool = False) -> None:
        """Read a part of the package.

        Args:
            part: The member's name.
            related: What it refers to.
            furniture: Whether it is a header or a footer.
        """
        self._part, self._related = part, related
        for kind in ("footnote", "endnote"):
            members = [relation.target for relation in related.values() if relation.kind == f"{kind}s"]
            for member in members:
                if member in self._package.names and member not in self.note_parts:
                    self.note_parts.add(member)
                    for note in self._package.xml(member):
                        self._notes[kind, attribute(note, "id")] = note
        if furniture:
            self.flow.open(PageSpot("furniture", at=part))
        self.visit(self._package.xml(part))
        if furniture:
            self.flow.close()

    def leave_unused_notes(self) -> None:
        """Account for the notes that no mark in the text belongs to."""
        for (kind, id), note in self._notes.items():
            self._leave(note, "hidden", f"{kind} {id}")
        self._notes.clear()

    def enter(self, element: Element, name: str) -> bool:
        if name in _PROPERTIES:
            self._leave_properties(element)
            return False
        if name in _LEFT_OUT:
            self._leave(element, _LEFT_OUT[name])
            if name == "instrText":
                self._fields.code(element.text or "")
            return False
        for kind, text in attributes(element):
            self.builder.leave(kind, text, self._where)
        if name in _TABS:
            self.flow.text(_TABS[name])
        elif name in ("br", "cr"):
            self.flow.line_break()
        elif name in FORMULAS:
            enter_formula(self.flow, element, name)
            self._signs.update(signs_of(element, name))
        handler = self._on_enter.get(name)
        return handler(element) if handler else True

    def leave(self, element: Element, name: str) -> None:
        if element in self._spans:
            self._spans.discard(element)
            self.flow.end()
        if element in self._blocks:
            self._blocks.discard(element)
            self.flow.close()
        if name == "tbl":
            self._tables.pop()
        elif name == "d":
            leave_formula(self.flow, element)

    def text(self, words: str) -> None:
        if self._frames[-1].name == "t":
            self.flow.text(words.replace("\n", " ").replace("\r", " "), PageSpot("p", at=self._where))

    @property
    def _where(self) -> str:
        """The member of the package and the paragraph in it."""
        return f"{self._part}#{'/'.join(frame.label for frame in self._frames[1:])}"

    # Blocks

    def _open(self, element: Element, spot: PageSpot, *, beside: bool = False) -> None:
        self.flow.open(spot, beside=beside)
        self._blocks.add(element)

    def _paragraph(self, element: Element) -> bool:
        style = self._styles.of(element)
        level, mark = self._numbering.mark(element)
        cell: Shape | None = None
        if self._tables and self._tables[-1][2]:
            table, row, column, _, head = self._tables[-1]
            cell = Shape(table=table, row=row, column=column, head=bool(head))
        shape = cell
        if style.level or level:
            shape = (cell or Shape())._replace(level=style.level or level, mark=mark)
        kind = style.kind
        if "footnote" in self.names or "endnote" in self.names:
            kind = "footnote"
        elif cell is not None:
            kind = "cell"
        elif level and kind == "p":
            kind = "item" if level == 1 else "subitem"
        self._open(element, PageSpot(kind, at=self._where, shape=shape))
        if mark and any(char.isalnum() for char in mark):
            self.flow.mark("list-number", f"{mark} ")
        return True

    def _run(self, element: Element) -> bool:
        if is_on(child(element, "rPr", "vanish")):
            self._leave(element, "hidden")
            return False
        return True

    def _table(self, element: Element) -> bool:
        self._table_count += 1
        self._tables.append([self._table_count, 0, 0, 1, 0])
        self._open(element, PageSpot("p", at=self._where))
        return True

    def _row(self, element: Element) -> bool:
        if self._tables:
            before = attribute(child(element, "trPr", "gridBefore"), "val", "0")
            head = is_on(child(element, "trPr", "tblHeader"))
            self._tables[-1][1:] = [self._tables[-1][1] + 1, 0, 1 + _integer(before), head]
        return True

    def _cell(self, element: Element) -> bool:
        if self._tables:
            following = self._tables[-1][3]
            self._tables[-1][2] = following
            self._tables[-1][3] += max(1, _integer(attribute(child(element, "tcPr", "gridSpan"), "val", "1")))
        return True

    def _beside(self, element: Element) -> bool:
        self._open(element, PageSpot("p", at=self._where), beside=True)
        return True

    def _note(self, element: Element) -> bool:
        kind = "footnote" if local(element) == "footnoteReference" else "endnote"
        id = attribute(element, "id")
        self._pass(element)
        note = self._notes.pop((kind, id), None)
        name = f"{kind}-{id}"
        if note is None:
            return False
        if is_on(_named(element, "customMarkFollows")):
            around = self._frames[-2 if len(self._frames) > 1 else -1]
            at = sum(around.counts.values())  # of the element that follows this one
            mark = "".join(text for part in around.element[at : at + 3] for _, text in items(part)) or BULLET
            self.flow.show("note", name)
        else:
            self._note_counts[kind] += 1
            mark = number(self._note_counts[kind], "decimal" if kind == "footnote" else "lowerRoman")
            self.flow.begin("note", name)
            self.flow.supply("note-mark", f"[{mark}]")
            self.flow.end()
        self.flow.open(PageSpot("footnote", at=f"{kind} {id}", shape=Shape(mark=mark, note=name)), beside=True)
        if not is_on(_named(element, "customMarkFollows")):
            self.flow.mark("note-mark", f"[{mark}] ")
        self.visit(note)
        self.flow.close()
        return False

    # What is said of words

    def _hyperlink(self, element: Element) -> bool:
        relation = self._related.get(attribute(element, "id"))
        anchor = attribute(element, "anchor")
        address = (relation.target if relation else "") + (f"#{anchor}" if anchor else "")
        return self._span(element, "link", address)

    def _ruby(self, element: Element) -> bool:
        reading = child(element, "rt")
        return self._span(element, "ruby", "".join(t for _, t in items(reading)) if reading is not None else "")

    def _formula(self, element: Element) -> bool:
        return self._span(element, "formula", "")

    def _span(self, element: Element, kind: str, value: str) -> bool:
        if self.flow.depth:
            self.flow.begin(kind, value)
            self._spans.add(element)
        return True

    def _picture(self, element: Element) -> bool:
        id = attribute(element, "embed") or attribute(element, "link") or attribute(element, "id")
        if (relation := self._related.get(id)) is not None:
            around = next((frame.element for frame in reversed(self._frames) if frame.name in _PICTURES), None)
            if around is not None and around is not self._described_last[0]:
                words = " ".join(text for kind, text in items(around) if kind == "alt-text")
                self._described_last = around, words
            self.flow.show("picture", relation.target, self._described_last[1] if around is not None else "")
            self.builder.leave("picture", "", self._where)
        return True

    def _alternatives(self, element: Element) -> bool:
        """Of the same content in several forms take the first that has text; pictures are in both."""
        forms = [part for part in element if local(part) in ("Choice", "Fallback")]
        taken = next((form for form in forms if any(text for kind, text in items(form) if not kind)), None)
        taken = taken if taken is not None else next(iter(forms), None)
        for form in element:
            if form is taken:
                self.visit(form)
            else:
                self._leave(form, "repeated")
        return False

    def _control(self, element: Element) -> bool:
        properties = child(element, "sdtPr")
        if properties is not None and is_on(child(properties, "showingPlcHdr")):
            self._leave(element, "placeholder")
            return False
        return True

    def _attachment(self, element: Element) -> bool:
        relation = self._related.get(attribute(element, "id"))
        self.builder.leave("attachment", "", relation.target if relation else self._where)
        return True

    def _simple_field(self, element: Element) -> bool:
        address = address_of(attribute(element, "instr"))
        return self._span(element, "link", address) if address else True

    # Characters

    def _symbol(self, element: Element) -> bool:
        code = attribute(element, "char")
        try:
            found = symbol(chr(int(code, 16)), attribute(element, "font"))
        except (ValueError, OverflowError):
            found = ""
        if found.strip() and not "\ud800" <= found <= "\udfff":
            self.flow.text(found)
        else:
            self.builder.leave("unmapped", "-", self._where)
        return True

    # What is left out

    def _pass(self, element: Element) -> bool:
        self._leave(element, "hidden")
        return False

    def _leave(self, element: Element, kind: str, at: str = "") -> None:
        for own, text in items(element):
            self.builder.leave(own or kind, text, at or self._where)

    def _leave_properties(self, element: Element) -> None:
        """Account for what properties carry beside what is written of a formula."""
        for part, _depth in walk(element):
            written = 1 if part in self._signs else 0  # the first of the attributes that carry text
            self._signs.discard(part)
            for kind, text in list(attributes(part))[written:]:
                self.builder.leave(kind, text, self._where)
            for kind, text in own_text(part):
                self.builder.leave(kind or "hidden", text, self._where)


_PICTURES = frozenset({"drawing", "pict", "object", "shape"})


def _named(element: Element, name: str) -> Element | None:
    """A property that is an attribute, as an element with its value."""
    value = attribute(element, name)
    return Element("value", val=value) if value else None


def _integer(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
