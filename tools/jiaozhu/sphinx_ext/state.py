"""What the extension knows of one build: its state, typed and in one place.

Two things have different lives. What a build works with (the corpus, its book, the pages' furniture) belongs to one
run of Sphinx; it is made before there is an environment, so it begins with the application. What one build leaves for
the next (digests) is the data of a domain, which Sphinx stores with the environment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Protocol
from weakref import WeakKeyDictionary

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from jiaozhu.edition.credits import History
from jiaozhu.edition.pipeline import Book
from jiaozhu.model.corpus import Corpus
from jiaozhu.model.problem import Problem
from jiaozhu.outputs.rendering import Renderer
from jiaozhu.sphinx_ext.around.furniture import Furniture
from jiaozhu.sphinx_ext.identity import Identity
from jiaozhu.sphinx_ext.offers import Downloads

__all__ = ["BuildState", "JiaozhuDomain", "Way", "attach", "begin", "domain_of", "state_of"]


class Way(Protocol):
    """Reads and writes generated pages in place of Sphinx; see ``direct/way.py``."""

    def read(self, docnames: list[str]) -> None:
        """Read what it can of these pages, and take it out of the list."""

    def changed(self) -> list[str]:
        """Return the pages that have to be written again."""

    def write(self, docnames: Iterable[str]) -> list[str]:
        """Write pages; return those that it cannot write."""


@dataclass(slots=True)
class BuildState:
    """One run of Sphinx."""

    renderer: Renderer
    corpus: Corpus
    problems: list[Problem]  #: Those found when the corpus was read.
    root: Path = Path()  #: The folder of the corpus.
    made: Book | None = None
    history: History = field(default_factory=dict)
    furniture: Mapping[str, Furniture] = field(default_factory=dict)  #: By docname.
    downloads: Downloads = field(default_factory=Downloads)
    way: Way | None = None  #: The direct way, if pages take it.
    stale: set[str] = field(default_factory=set)  #: Pages whose surroundings have changed, not their documents.
    parents: Mapping[str, str] | None = None  #: Each page's parent in the contents; None until they are known.
    lines: dict[tuple[str, tuple[object, ...]], Markup] = field(default_factory=dict)  #: Of sidebars, by folder.
    titles: dict[str, str] = field(default_factory=dict)  #: Of pages, for sidebars.
    tags: dict[tuple[object, ...], str] = field(default_factory=dict)  #: Elements that load sheets and scripts.
    identity: Identity | None = None  #: Of the edition; None until a page asks for it.
    openings: Mapping[str, str] | None = None  #: What generated pages are about, by name; None until a page asks.

    @property
    def book(self) -> Book:
        """The book.

        Raises:
            ExtensionError: It has not been made yet: an event came out of order.
        """
        if self.made is None:
            raise ExtensionError("the book has not been made yet", modname=__name__)
        return self.made


class JiaozhuDomain(Domain):
    """What one build leaves for the next."""

    name = "jiaozhu"
    label = "jiaozhu"
    initial_data: ClassVar[dict[str, Any]] = {
        "furniture": {},
        "tree": "",
        "edition": "",
        "home": "",
        "direct": {},
        "files": "",
        "cited": {},
        "drawn": "",
    }
    data_version = 4
    build: BuildState | None = None  #: Of this run; not stored.

    @property
    def furniture(self) -> dict[str, str]:
        """The digest of each page's furniture, by docname."""
        found: dict[str, str] = self.data["furniture"]
        return found

    @furniture.setter
    def furniture(self, digests: Mapping[str, str]) -> None:
        self.data["furniture"] = dict(digests)

    @property
    def tree(self) -> str:
        """The digest of the contents; empty before the first build."""
        return str(self.data["tree"])

    @tree.setter
    def tree(self, digest: str) -> None:
        self.data["tree"] = digest

    @property
    def edition(self) -> str:
        """The digest of what the edition is called and cited by; empty before the first build."""
        return str(self.data["edition"])

    @edition.setter
    def edition(self, digest: str) -> None:
        self.data["edition"] = digest

    @property
    def home(self) -> str:
        """The digest of what the first page shows of the book; empty before the first build."""
        return str(self.data["home"])

    @home.setter
    def home(self, digest: str) -> None:
        self.data["home"] = digest

    @property
    def direct(self) -> dict[str, str]:
        """The digest of each page that was read directly, by docname."""
        found: dict[str, str] = self.data["direct"]
        return found

    @property
    def files(self) -> str:
        """The digest of all style sheets and scripts; empty before the first build."""
        return str(self.data["files"])

    @files.setter
    def files(self, digest: str) -> None:
        self.data["files"] = digest

    @property
    def drawn(self) -> str:
        """The digest of all drawings; empty before the first build."""
        return str(self.data["drawn"])

    @drawn.setter
    def drawn(self, digest: str) -> None:
        self.data["drawn"] = digest

    @property
    def cited(self) -> dict[str, str]:
        """The digest of the citations of each page that has any, by docname."""
        found: dict[str, str] = self.data["cited"]
        return found

    @cited.setter
    def cited(self, digests: Mapping[str, str]) -> None:
        self.data["cited"] = dict(digests)

    def resolve_any_xref(self, *arguments: Any, **keywords: Any) -> list[tuple[str, nodes.reference]]:
        """Resolve nothing: this domain has no objects. (MyST asks every domain.)"""
        return []

    def merge_domaindata(self, docnames: Any, otherdata: dict[str, Any]) -> None:
        """Do nothing: everything here is settled in the main process, not while documents are read."""


_states: WeakKeyDictionary[Sphinx, BuildState] = WeakKeyDictionary()


def begin(app: Sphinx, state: BuildState) -> None:
    """Make ``state`` that of ``app``, before there is an environment."""
    _states[app] = state


def attach(app: Sphinx) -> None:
    """Make the state of ``app`` that of its environment too, which is all that transforms and writers know."""
    domain_of(app.env).build = state_of(app)


def state_of(owner: Sphinx | BuildEnvironment) -> BuildState:
    """Return the state of a run of Sphinx.

    Args:
        owner: The application, or its environment.

    Raises:
        ExtensionError: The corpus has not been read yet: an event came out of order.
    """
    found = _states.get(owner) if isinstance(owner, Sphinx) else domain_of(owner).build
    if found is None:
        raise ExtensionError("the corpus has not been read yet", modname=__name__)
    return found


def domain_of(env: BuildEnvironment) -> JiaozhuDomain:
    """Return what the last build left in its environment."""
    domain = env.domains[JiaozhuDomain.name]
    assert isinstance(domain, JiaozhuDomain)
    return domain
