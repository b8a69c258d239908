"""The catalogues of words: extract them from the code, keep them in step with it, compile them.

python tools/packaging/catalogues.py update     # every PO file has just the texts of the code
python tools/packaging/catalogues.py compile    # MO files beside them
python tools/packaging/catalogues.py check      # nothing missing, unused, empty, or with other placeholders
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TOOLS = Path(__file__).resolve().parents[1]
#: In scripts and templates.
_KEYWORDS = {"words": None, "plural": (1, 2)}
#: In Python: whether a context comes first, and how many texts follow.
_FUNCTIONS = {
    "_": (0, 1),
    "__": (0, 1),
    "N_": (0, 1),
    "lazy": (0, 1),
    "ngettext": (0, 2),
    "pgettext": (1, 1),
    "words": (0, 1),  # of a renderer
    "plural": (0, 2),
}
#: Headers that change with every update and say nothing.
_DATED = re.compile(
    r'^"(?:(?:POT-Creation|PO-Revision)-Date|Generated-By|Project-Id-Version|Last-Translator|Language-Team'
    r"|Report-Msgid-Bugs-To): .*\n",
    re.M,
)
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
_PLACEHOLDER = re.compile(r"\{[a-z_0-9]*(?:![rs])?(?::[^{}]*)?\}|%(?:\([a-z_]+\))?[sdr]")


class _Message(NamedTuple):
    """One text of the code."""

    name: str  #: Of the file.
    line: int
    text: str | tuple[str, ...]
    context: str | None


class Domain(NamedTuple):
    """One PO file of each language: where it is, and the code whose texts it has."""

    name: str
    locale: Path  #: The folder of languages.
    rooms: tuple[str, ...]  #: Folders and files below ``TOOLS``.
    endings: tuple[str, ...] = (".py", ".html")


_JIAOZHU = TOOLS / "jiaozhu" / "locale"
DOMAINS = (
    Domain("outputs", _JIAOZHU, ("jiaozhu/outputs", "jiaozhu/edition", "jiaozhu/language", "jiaozhu/markup")),
    Domain("site", _JIAOZHU, ("jiaozhu/sphinx_ext",)),
    Domain("scripts", _JIAOZHU, ("jiaozhu/sphinx_ext/static",), (".js",)),
    Domain("problems", _JIAOZHU, ("jiaozhu/problems", "jiaozhu/store", "jiaozhu/model")),
    Domain("workflows", _JIAOZHU, ("jiaozhu/workflows", "jiaozhu/service", "jiaozhu/formats")),
    Domain("cli", _JIAOZHU, ("jiaozhu/cli", "jiaozhu/building")),
    Domain("sphinx_typst", TOOLS / "sphinx_typst" / "locale", ("sphinx_typst",)),
)


def extract(domain: Domain) -> Catalog:
    """Return every text of the code that ``domain`` translates, with the places where it is."""
    found = Catalog(domain=domain.name, project="jiaozhu", charset="utf-8")
    for name, line, message, context in _messages(domain):
        found.add(message, locations=[(name, line)], context=context)
    return found


def _messages(domain: Domain) -> Iterator[_Message]:
    for room in domain.rooms:
        for path in sorted((TOOLS / room).rglob("*") if (TOOLS / room).is_dir() else [TOOLS / room]):
            if path.suffix in domain.endings:
                name = path.relative_to(TOOLS).as_posix()
                reader = _python_messages if path.suffix == ".py" else _other_messages
                yield from (message._replace(name=name) for message in reader(path))


def _python_messages(path: Path) -> Iterator[_Message]:
    """Calls with constant texts. Babel's own reader takes any name before a bracket for a call, ``_`` in a loop too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (kind := _FUNCTIONS.get(_name(node.func))):
            has_context, count = kind
            texts = [
                argument.value for argument in node.args[: has_context + count] if isinstance(argument, ast.Constant)
            ]
            if len(texts) < has_context + count:
                continue  # a constant that ``N_`` marks elsewhere
            message = tuple(texts[has_context:]) if count > 1 else texts[-1]
            yield _Message("", node.lineno, message, texts[0] if has_context else None)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr if function.attr in ("words", "plural") else ""
    return function.id if isinstance(function, ast.Name) else ""


def _other_messages(path: Path) -> Iterator[_Message]:
    method = "javascript" if path.suffix == ".js" else "jinja2"
    with path.open("rb") as file:
        for line, message, _comments, context in babel_extract(method, file, keywords=_KEYWORDS):
            yield _Message("", line, message, context)


def po_files(domain: Domain) -> list[Path]:
    """Return the PO file of each language."""
    return [
        language / "LC_MESSAGES" / f"{domain.name}.po"
        for language in sorted(domain.locale.iterdir() if domain.locale.is_dir() else ())
        if (language / "LC_MESSAGES").is_dir()
    ]


def read(path: Path) -> Catalog:
    """Return a PO file's catalogue, or an empty one where the file does not exist."""
    language = path.parts[-3]
    if not path.exists():
        return Catalog(locale=language, domain=path.stem, project="jiaozhu", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=path.stem)


def update(domain: Domain) -> None:
    """Give every PO file the texts of the code; translations of texts that stay are kept, those of others go."""
    template = extract(domain)
    for path in po_files(domain):
        catalog = read(path)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        buffer = BytesIO()
        write_po(buffer, catalog, width=120, omit_header=False, sort_output=True, no_location=True)
        text = _DATED.sub("", buffer.getvalue().decode())
        text = re.sub(r"\A(?:#.*\n)+", f"# {path.parts[-3]}: {domain.name}\n", text)
        path.write_text(text, encoding="utf-8")


def compile_all() -> None:
    """Write the MO file of every PO file beside it."""
    for domain in DOMAINS:
        for path in po_files(domain):
            if path.exists():
                catalog = read(path)
                catalog.creation_date = catalog.revision_date = _UNDATED  # or two builds differ
                with path.with_suffix(".mo").open("wb") as file:
                    write_mo(file, catalog)


def faults(domain: Domain) -> Iterator[str]:
    """Yield a line for each text that a language lacks, has in vain, or has with other placeholders."""
    wanted = {(message.id, message.context) for message in extract(domain) if message.id}
    for path in po_files(domain):
        catalog = {(message.id, message.context): message for message in read(path) if message.id}
        where = f"{path.parts[-3]}/{path.name}"
        for key in wanted - catalog.keys():
            yield f"{where}: missing: {key[0]!r}"
        for key, message in catalog.items():
            if key not in wanted:
                yield f"{where}: unused: {key[0]!r}"
            elif not all(_strings(message.string)) or message.fuzzy:
                yield f"{where}: not translated: {key[0]!r}"
            elif _placeholders(message.string) != _placeholders(message.id):
                yield f"{where}: placeholders differ: {key[0]!r}"


def _strings(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _placeholders(text: str | tuple[str, ...] | list[str]) -> set[str]:
    return {found for string in _strings(text) for found in _PLACEHOLDER.findall(string)}


def main(words: list[str]) -> int:
    """Run one of the three commands; return the exit status."""
    if words == ["update"]:
        for domain in DOMAINS:
            update(domain)
    elif words == ["compile"]:
        compile_all()
    elif words == ["check"]:
        found = [fault for domain in DOMAINS for fault in faults(domain)]
        print("\n".join(found) or "The catalogues agree with the code.")
        return 1 if found else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
