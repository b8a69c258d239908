"""The corpus's files one by one: what lies in its folders, the text of each, its front matter; and what is amiss."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from jiaozhu.model.characters import look_alike
from jiaozhu.model.limits import MOST_BODY, MOST_BYTES, MOST_NAME
from jiaozhu.model.names import did_you_mean, is_reserved
from jiaozhu.model.problem import Place, Problem
from jiaozhu.store.front_matter import split_front_matter
from jiaozhu.store.yaml_text import Located, parse_yaml

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
#: What may stand in a source's folder beside its file, ``source.`` and an ending.
OF_A_SOURCE = ("about.yaml", "edition.yaml", "emendations", "notes", "proofreadings.yaml", "proposals.yaml")
#: What the tools write there for people: a transcript, where it stood on the page, what a rebase has not carried.
MADE = ("layout.json", "rebase.yaml", "transcript.txt")
_OF_A_CORPUS = ("corpus.yaml", "figures.yaml", "glossary", "references.bib", "sources")
#: Pages of our own have this address.
_OUR_PAGES = "concordance"
_LINE_END = re.compile("\r\n?")


def is_passed_over(name: str) -> bool:
    """Whether a file is some program's and not a contributor's: hidden, or an editor's copy."""
    return name.startswith(".") or name.endswith("~")


class Files:
    """Reads files and collects their problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def shown(self, path: Path) -> str:
        """``path`` as the user would write it: relative to where they stand, if it lies below."""
        relative = Path(os.path.relpath(path))
        return (relative if ".." not in relative.parts else path).as_posix()

    def strays(self) -> None:
        """What lies in the corpus's own folder and was meant for something else is a problem; other things may be."""
        known = (*_OF_A_CORPUS, *OF_A_SOURCE)
        for path in sorted(self.root.iterdir()) if self.root.is_dir() else ():
            if path.name in _OF_A_CORPUS or is_passed_over(path.name):
                continue
            if path.name in OF_A_SOURCE:
                self.stray(path, "it belongs into the folder of a source")
            elif question := did_you_mean(path.name, known):
                self.stray(path, question)

    def in_folder(self, folder: Path, ending: str) -> Iterator[Path]:
        """The files of ``folder`` by name; one with another ending would be overlooked for ever, so it is a problem."""
        if not folder.is_dir() or self.leads_out(folder):
            return
        for path in sorted(folder.iterdir()):
            if path.suffix == ending:
                if not self.leads_out(path):
                    yield path
            elif not is_passed_over(path.name):
                self.stray(path, f"files in {folder.name}/ end in '{ending}'; rename it, or move it out of the corpus")

    def stray(self, path: Path, hint: str) -> None:
        self.problem(Place(self.shown(path)), "S107", f"nothing reads '{path.name}'", hint)

    def leads_out(self, path: Path) -> bool:
        """Whether ``path`` is a link to what is not in the corpus; that is a problem."""
        if not path.is_symlink() or path.resolve().is_relative_to(self.root.resolve()):
            return False
        hint = "put the file itself here: what lies elsewhere is no part of the edition"
        self.problem(Place(self.shown(path)), "S109", f"the link '{path.name}' leads out of the corpus", hint)
        return True

    def front_matter(self, path: Path) -> tuple[Located, str, int] | None:
        """The YAML between the two fences, the body after them, and the body's first line."""
        text = self.text(path)
        if text is None:
            return None
        parts = split_front_matter(text)
        if parts is None:
            hint = "the file begins with a line '---', then come its keys, a second line '---', and the text"
            self.problem(Place(self.shown(path)), "Y105", "no front matter", hint)
            return None
        located, problems = parse_yaml(parts.yaml, self.shown(path), 2)
        self.problems += problems
        if located.data is None:
            if not problems:
                hint = "the contributor's guide shows the keys that stand between the two lines '---'"
                self.problem(located.place(()), "Y103", "the front matter is empty", hint)
            return None
        body, first = parts.body, parts.body_line
        if len(body.strip()) > MOST_BODY:
            message = f"the text is longer than {MOST_BODY:,} characters"
            self.problem(Place(self.shown(path), first), "Y106", message, "a note is one to four sentences: shorten it")
            return None
        return located, body.strip(), first

    def text(self, path: Path) -> str | None:
        """A data file's text, its line ends made line feeds, without the mark some editors put before it."""
        place = Place(self.shown(path))
        most = MOST_BYTES[path.suffix]
        if self.leads_out(path):
            return None
        try:
            if path.stat().st_size > most:
                self.problem(place, "Y106", f"the file is larger than {most:,} bytes", "split it into several files")
                return None
            return _LINE_END.sub("\n", path.read_bytes().decode("utf-8-sig"))
        except FileNotFoundError:
            self.problem(place, "S104", "the file is not there", "write it, as the contributor's guide shows")
        except OSError as error:
            self.problem(place, "S104", f"cannot be read: {error.strerror}", "it must be a file that you may read")
        except UnicodeDecodeError as error:
            before = _LINE_END.sub("\n", error.object[: error.start].decode("utf-8", "replace"))
            place = place._replace(line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))
            message = f"not UTF-8: byte 0x{error.object[error.start]:02X}"
            self.problem(place, "Y106", message, "save the file as UTF-8 in your editor")
        return None

    def is_named(self, name: str, path: Path) -> bool:
        hint = "rename it: names stand in addresses, so only lowercase letters a-z, digits and single hyphens"
        if is_reserved(name):
            hint = "rename it: Windows keeps this name for itself, and nobody there could have the corpus"
        elif name == _OUR_PAGES:
            hint = "rename it: pages of the edition's own stand there"
        elif len(name) > MOST_NAME:
            hint = f"rename it: names are of {MOST_NAME} characters at most"
        elif _ID.match(name):
            return True
        elif strange := look_alike(name):
            hint = f"rename it: {strange}"
        self.problem(Place(self.shown(path)), "S106", f"'{name}' cannot be a name here", hint)
        return False

    def problem(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(place, code, message, hint))
