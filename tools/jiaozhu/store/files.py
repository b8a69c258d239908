"""The files of a corpus one by one: what is in its folders, the text of each, its front matter, their problems."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from jiaozhu.locale import _
from jiaozhu.model.characters import look_alike
from jiaozhu.model.entity import FOLDER as ENTITIES
from jiaozhu.model.facsimile import FILE as FACSIMILE
from jiaozhu.model.facsimile import FOLDER as PAGES
from jiaozhu.model.facsimile import PICTURES
from jiaozhu.model.file_account import FILE as ACCOUNT
from jiaozhu.model.limits import MOST_BODY, MOST_BYTES, MOST_NAME
from jiaozhu.model.names import SLUG, did_you_mean, is_reserved
from jiaozhu.model.problem import Place, Problem
from jiaozhu.model.term import FOLDER as GLOSSARY
from jiaozhu.model.witness import FOLDER as WITNESSES
from jiaozhu.store.front_matter import split_front_matter
from jiaozhu.store.yaml_text import Located, parse_yaml

_ID = re.compile(rf"{SLUG}\Z")
#: What may be in a source's folder beside its file, ``source.`` and an ending.
OF_A_SOURCE = (
    "about.yaml",
    "edition.yaml",
    "emendations",
    FACSIMILE,
    "notes",
    PAGES,
    PICTURES,
    "proofreadings.yaml",
    "proposals.yaml",
    WITNESSES,
)
#: What the tools write there: a transcript, its places on the page, the account of the file, how it was fetched, what a
#: rebase dropped.
FETCHED, LAYOUT = "fetched.json", "layout.json"
MADE = (ACCOUNT, FETCHED, LAYOUT, "rebase.yaml", "transcript.txt")
_OF_A_CORPUS = ("corpus.yaml", ENTITIES, "figures.yaml", GLOSSARY, "references.bib", "sources")
#: Generated pages have these addresses.
_OUR_PAGES = ("concordance", "registers", "translations")
_LINE_END = re.compile("\r\n?")


def is_passed_over(name: str) -> bool:
    """Whether a file belongs to a program and not to a contributor: hidden, or an editor's copy."""
    return name.startswith(".") or name.endswith("~")


class Files:
    """Reads files and collects their problems.

    Args:
        root: The corpus.
        drafts: What is not written yet and is read as if it were: contents by path from the corpus.
    """

    def __init__(self, root: Path, drafts: Mapping[Path, bytes] | None = None) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self._drafts = {root / name: data for name, data in (drafts or {}).items()}

    def shown(self, path: Path) -> str:
        """Return a path as the user would write it: relative to the working directory, if it is below that."""
        relative = Path(os.path.relpath(path))
        return (relative if ".." not in relative.parts else path).as_posix()

    def strays(self) -> None:
        """Report what is in the corpus's own folder and was meant for another; other things may be there."""
        known = (*_OF_A_CORPUS, *OF_A_SOURCE)
        for path in sorted(self.root.iterdir()) if self.root.is_dir() else ():
            if path.name in _OF_A_CORPUS or is_passed_over(path.name):
                continue
            if path.name in OF_A_SOURCE:
                self.stray(path, _("it belongs in the folder of a source"))
            elif question := did_you_mean(path.name, known):
                self.stray(path, question)

    def in_folder(self, folder: Path, ending: str) -> Iterator[Path]:
        """Yield the files of a folder by name; one with another ending would always be overlooked: it is a problem."""
        drafts = {path for path in self._drafts if path.parent == folder}
        if self.leads_out(folder) or not (drafts or folder.is_dir()):
            return
        for path in sorted({*drafts, *(folder.iterdir() if folder.is_dir() else ())}):
            if path.suffix == ending:
                if not self.leads_out(path):
                    yield path
            elif not is_passed_over(path.name):
                hint = _(
                    "files in {folder}/ end in '{ending}'; rename it, or move it out of the corpus",
                    folder=folder.name,
                    ending=ending,
                )
                self.stray(path, hint)

    def stray(self, path: Path, hint: str) -> None:
        """Report a file that nothing reads."""
        self.problem(Place(self.shown(path)), "S107", _("nothing reads '{name}'", name=path.name), hint)

    def leads_out(self, path: Path) -> bool:
        """Whether a path is a link to something outside the corpus; that is a problem."""
        if not path.is_symlink():
            return False
        try:
            if path.resolve().is_relative_to(self.root.resolve()):
                return False
        except (OSError, RuntimeError):  # a link to itself: which of them is raised is up to Python's version
            message = _("the link '{name}' leads in a circle", name=path.name)
            self.problem(Place(self.shown(path)), "S109", message, _("put the file itself here"))
            return True
        hint = _("put the file itself here: what is elsewhere is not part of the edition")
        message = _("the link '{name}' leads out of the corpus", name=path.name)
        self.problem(Place(self.shown(path)), "S109", message, hint)
        return True

    def front_matter(self, path: Path, most: int = MOST_BODY) -> tuple[Located, str, int] | None:
        """Return the YAML between the two fences, the body after them, and its first line; None with a problem.

        Args:
            path: The file.
            most: Characters that the body may have.
        """
        text = self.text(path)
        if text is None:
            return None
        parts = split_front_matter(text)
        if parts is None:
            hint = _("the file begins with a line '---', then come its keys, a second line '---', and the text")
            self.problem(Place(self.shown(path)), "Y105", _("no front matter"), hint)
            return None
        located, problems = parse_yaml(parts.yaml, self.shown(path), 2)
        self.problems += problems
        if located.data is None:
            if not problems:
                hint = _("the contributor's guide shows the keys between the two lines '---'")
                self.problem(located.place(()), "Y103", _("the front matter is empty"), hint)
            return None
        body, first = parts.body, parts.body_line
        if len(body.strip()) > most:
            message = _("the text is longer than {n} characters", n=f"{most:,}")
            hint = _("a note is one to four sentences: shorten it")
            self.problem(Place(self.shown(path), first), "Y106", message, hint)
            return None
        return located, body.strip(), first

    def text(self, path: Path) -> str | None:
        """Return a data file's text, with line feeds for line ends and without a byte-order mark."""
        place = Place(self.shown(path))
        most = MOST_BYTES[path.suffix]
        if self.leads_out(path):
            return None
        try:
            draft = self._drafts.get(path)
            if (path.stat().st_size if draft is None else len(draft)) > most:
                message = _("the file is larger than {n} bytes", n=f"{most:,}")
                self.problem(place, "Y106", message, _("split it into several files"))
                return None
            return _LINE_END.sub("\n", (path.read_bytes() if draft is None else draft).decode("utf-8-sig"))
        except FileNotFoundError:
            self.problem(place, "S104", _("the file does not exist"), _("write it, as the contributor's guide shows"))
        except OSError as error:
            message = _("cannot be read: {why}", why=error.strerror)
            self.problem(place, "S104", message, _("it must be a file that you may read"))
        except UnicodeDecodeError as error:
            before = _LINE_END.sub("\n", error.object[: error.start].decode("utf-8", "replace"))
            place = place._replace(line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))
            message = _("not UTF-8: byte 0x{byte}", byte=f"{error.object[error.start]:02X}")
            self.problem(place, "Y106", message, _("save the file as UTF-8 in your editor"))
        return None

    def is_named(self, name: str, path: Path) -> bool:
        """Whether a name can be that of a source, a note or a term; if not, that is a problem."""
        hint = _("rename it: names are in addresses, so use only lowercase letters a-z, digits and single hyphens")
        if is_reserved(name):
            hint = _("rename it: Windows keeps this name for itself, and the corpus could not be used there")
        elif name in _OUR_PAGES:
            hint = _("rename it: the edition has generated pages there")
        elif len(name) > MOST_NAME:
            hint = _("rename it: names have at most {n} characters", n=MOST_NAME)
        elif _ID.match(name):
            return True
        elif strange := look_alike(name):
            hint = _("rename it: {why}", why=strange)
        self.problem(Place(self.shown(path)), "S106", _("'{name}' cannot be a name here", name=name), hint)
        return False

    def problem(self, place: Place, code: str, message: str, hint: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(place, code, message, hint))
