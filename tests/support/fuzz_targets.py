"""What the fuzzer calls: a function of bytes for each way in which a stranger's bytes come in.

A target returns if what it holds to is true of the bytes, and raises otherwise. It never raises for bad input.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

from jiaozhu.edition.numbers.expression import Known, NotAnExpression, NotComputable, evaluate, names, parse
from jiaozhu.formats import FORMATS, Limits
from jiaozhu.markup.grammar import parser
from jiaozhu.markup.reading import read, tree_of
from jiaozhu.markup.shaping import one_line
from jiaozhu.markup.tree import Paragraph, Tree, normal
from jiaozhu.markup.writing import write, write_line
from jiaozhu.store.bibliography import read_keys
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions
from judging import accounted, problems_with
from markdown_it.token import Token
from mutations import NAMES
from paths import BASE

_LIMITS = Limits(unpacked=5_000_000, characters=200_000)
_FORMATS = (None, *FORMATS)
#: Tokens that nothing which is written may have, whatever was wrong with what was read.
_FORBIDDEN = frozenset("html_block html_inline fence code_block image heading_open front_matter table_open".split())


def readers(data: bytes) -> None:
    """A file to be imported: refused in words, or a source in which every character is accounted for.

    The first byte chooses the format that the user names, or none.
    """
    if data:
        options = ImportOptions("zh", _FORMATS[data[0] % len(_FORMATS)], _LIMITS)
        accounted(import_bytes(data[1:], "x", "x", options), _folder())


def corpus(data: bytes) -> None:
    """A file of a corpus, chosen by the first byte: problems with places, or pages that can be written."""
    if data:
        problems_with(_corpus(), NAMES[data[0] % len(NAMES)], data[1:])


def bodies(data: bytes) -> None:
    """Contributed markup: faults on lines that exist; its tree, however it is written, is read as the same tree."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")  # as the store reads a file
    tree, faults = read(text)
    assert all(0 <= fault.line <= text.count("\n") and fault.message for fault in faults)
    written, line = write(tree), write_line(one_line(tree), opens_line=True)
    for form, meant in ((written, tree), (line, normal(Tree((Paragraph(one_line(tree)),))))):
        tokens = parser().parse(form, {})
        assert not {token.type for token in walked(tokens)} & _FORBIDDEN
        assert len(form.splitlines()) <= form.count("\n") + 1 or faults
        assert faults or tree_of(tokens) == meant


def walked(tokens: Iterable[Token]) -> Iterator[Token]:
    """Block and inline tokens."""
    for token in tokens:
        yield token
        yield from token.children or ()


def bibliography(data: bytes) -> None:
    """A file of references: keys with places, or problems with places."""
    text = data.decode("utf-8", "replace")
    keys, problems = read_keys(text, "references.bib")
    found = [*keys.values(), *(problem.place for problem in problems)]
    assert all(1 <= place.line <= text.count("\n") + 1 for place in found)


def expressions(data: bytes) -> None:
    """An expression of the register: true, false, not computable, or refused."""
    try:
        tree = parse(data.decode("utf-8", "replace"))
    except NotAnExpression:
        return
    try:
        evaluate(tree, dict.fromkeys(names(tree), Known(Fraction(2), "2019-05-06")))
    except NotComputable:
        return


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (bibliography, bodies, corpus, expressions, readers)
}


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="jiaozhu-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _corpus() -> Path:
    """A copy of the base corpus, where files are changed and put back."""
    return Path(shutil.copytree(BASE, _folder() / "base"))
