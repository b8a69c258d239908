"""What TEI's elements are to a reader (https://tei-c.org/release/doc/tei-p5-doc/en/html/REF-ELEMENTS.html), and what
must be known of a whole file beforehand: which notes belong to which places, and characters that are declared."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from jiaozhu.formats.marked.packages import local, walk
from jiaozhu.formats.marked.visiting import words_of

__all__ = ["BESIDE", "BLOCKS", "LEFT_OUT", "NUMBERED", "READINGS", "STRUCTURE", "Marks", "glyphs"]

#: Elements that are blocks wherever they are, and their kinds.
BLOCKS = dict.fromkeys(
    "p ab l salute trailer speaker stage label argument opener closer epigraph docImprint docEdition "
    "imprimatur castItem line u addrLine biblStruct entry".split(),
    "p",
)
BLOCKS |= {
    "table": "p",
    "item": "item",
    "cell": "cell",
    "lg": "verse",
    "l": "verse",
    "quote": "quote",
    "eg": "code",
    "egXML": "code",
}
BLOCKS |= {"head": "heading", "jhead": "heading", "byline": "byline", "docAuthor": "byline", "dateline": "dateline"}
BLOCKS |= {"docTitle": "title", "titlePart": "title", "figDesc": "caption", "signed": "credit", "fw": "furniture"}
#: Inside a block they are not of it: their lines come after it.
BESIDE = frozenset({"fw", "figure", "note", "figDesc"})
#: Elements that only hold others, whatever text strays into them.
STRUCTURE = frozenset(
    "TEI teiCorpus text group body front back div div1 div2 div3 div4 div5 div6 div7 sp list listBibl row "
    "figure floatingText titlePage cit castList castGroup choice app subst rdgGrp lem sourceDoc surface zone "
    "anchor pb lb cb milestone gb".split()
)
#: Elements whose words are left out, and as what.
LEFT_OUT = {"facsimile": "metadata", "standOff": "metadata", "xenoData": "metadata", "mulu": "repeated"}
LEFT_OUT |= {"metamark": "control", "del": "deleted", "charDecl": "metadata"}
#: Which of several readings is transcribed: the first that there is.
READINGS = {
    "choice": ("sic", "orig", "abbr", "unclear", "seg"),
    "app": ("lem", "rdg", "rdgGrp"),
    "subst": ("add",),
}
#: What a file says of the form of a character, the best first; the last two are CBETA's.
_FORMS = ("unicode", "standard", "normal_unicode", "normalized form", "composition")
NUMBERED = re.compile(r"number|ordered(?<!unordered)|decimal|arabic", re.I)


class Marks:
    """The marks of notes and the places they belong to."""

    def __init__(self, root: Element) -> None:
        self._of: dict[Element, tuple[str, str]] = {}
        self._after: dict[str, tuple[str, str]] = {}
        self._marked: set[Element] = set()
        ids = {id for element, _ in walk(root) if local(element) != "note" and (id := _id(element))}
        number = 0
        for element, _ in walk(root):
            if local(element) == "note" and element.get("place") != "inline":
                number += 1
                mark = element.get("n") or str(number)
                found = mark, _id(element) or f"note-{number}"
                self._of[element] = found
                target = element.get("target", "").removeprefix("#")
                if target in ids:
                    self._marked.add(element)
                    self._after.setdefault(target, found)

    def of(self, note: Element) -> tuple[str, str]:
        """The mark of a note, and its name."""
        return self._of.get(note, ("*", ""))

    def after(self, element: Element) -> tuple[str, str] | None:
        """The mark and the name of the note that belongs to the end of an element."""
        return self._after.get(_id(element)) if self._after else None

    def is_marked(self, note: Element) -> bool:
        """Whether a note names an element to which it belongs."""
        return note in self._marked


def _id(element: Element) -> str:
    return element.get("{http://www.w3.org/XML/1998/namespace}id", "")


def glyphs(root: Element) -> dict[str, str]:
    """Return the forms of the characters that a file declares, by name: in Unicode, else as near as it says."""
    found = {}
    for element, _ in walk(root):
        if local(element) in ("char", "glyph"):
            forms = {part.get("type", "").casefold(): words_of(part) for part in element if local(part) == "mapping"}
            for part in element:
                if local(part) in ("charProp", "unicodeProp", "localProp"):
                    names = {local(item): words_of(item) for item in part}
                    forms.setdefault(names.get("localName", ""), names.get("value", ""))
            wanted = (_character(forms[kind]) for kind in _FORMS if forms.get(kind))
            found[_id(element)] = next(filter(None, wanted), "")
    return found


def _character(form: str) -> str:
    match = re.fullmatch(r"U\+([0-9A-Fa-f]{4,6})", form)
    if not match:
        return form
    code = int(match.group(1), 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else ""
