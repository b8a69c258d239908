"""Kinds of malformed contribution: the works that a note or an emendation brings."""

from __future__ import annotations

from contributions import EMENDATION, WORKS, Malformed, add, swap

_MORE = "\n".join(f"  - key: ji-{number}\n    type: misc\n    title: 又" for number in range(8))


def _taken(text: str) -> str:
    return text.replace("key: ji-1990", "▸key: wangwen-2022").replace("`ji-1990`", "`wangwen-2022`")


#: Each is of a note; an emendation's are read in the same way, as the last shows.
BROUGHT: tuple[Malformed, ...] = (
    Malformed("work: a key that is taken", WORKS, _taken, "C402"),
    Malformed("work: a key with capitals", WORKS, swap("key: ji-1990", "▸key: Ji-1990"), "Y103"),
    Malformed("work: no key", WORKS, swap("- key: ji-1990\n    type", "- ▸type"), "Y103"),
    Malformed("work: an unknown type", WORKS, swap("type: book", "▸type: buch"), "Y103"),
    Malformed("work: no title", WORKS, swap("    title: 示例集\n", ""), "Y103", at="key: ji"),
    Malformed("work: a misspelt field", WORKS, swap("publisher", "▸publischer"), "Y102"),
    Malformed("work: one author, no list", WORKS, swap("authors: [李四]", "▸authors: 李四"), "Y103"),
    Malformed("work: an empty author", WORKS, swap("[李四]", '[李四, ▸""]'), "Y103"),
    Malformed("work: a date in words", WORKS, swap('date: "1990"', "▸date: 九十年代"), "Y103"),
    Malformed(
        "work: a script for an address", WORKS, swap("publisher: 示例出版社", "▸url: javascript:alert(1)"), "Y103"
    ),
    Malformed("work: an address with a brace", WORKS, swap("publisher: 示例出版社", '▸url: "https://a.b/}"'), "Y103"),
    Malformed("work: two lines in a field", WORKS, swap("title: 示例集", '▸title: "示例\\n集"'), "Y103"),
    Malformed("work: a field too long", WORKS, swap("title: 示例集", f"▸title: {'长' * 301}"), "Y103"),
    Malformed("work: something unseen", WORKS, swap("title: 示例集", "title: 示▸\u200b例集"), "Y107"),
    Malformed("work: incomplete", WORKS, swap("    publisher: 示例出版社\n", ""), "C405", at="key: ji"),
    Malformed("work: it is not cited", WORKS, swap("{cite}`ji-1990`", "出处待考"), "C404", at="key: ji"),
    Malformed("work: too many", WORKS, swap("works:\n", f"▸works:\n{_MORE}\n"), "Y103"),
    Malformed("work: no list", WORKS, swap("works:\n  - key: ji-1990", "▸works:\n    key: ji-1990"), "Y103"),
    Malformed(
        "work: of an emendation, and not cited",
        EMENDATION,
        add("  works:\n    - ▸key: ji-1991\n      type: misc\n      title: 又\n"),
        "C404",
    ),
)
