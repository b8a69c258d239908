"""The desk of one source: its proposals in order, each judgement written at once, and the last ones taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from jiaozhu.edition.pipeline import Book, Volume
from jiaozhu.model.problem import Problem
from jiaozhu.model.proposal import Proposal
from jiaozhu.store import Item, commit
from jiaozhu.workflows.judging.deciding import NotDecided, Verdict, decide

__all__ = ["Desk"]

#: Reads the corpus, as if some files had other contents.
Reader = Callable[[Mapping[Path, bytes]], tuple[Book, Sequence[Problem]]]


class Desk:
    """Judges the proposals of a source.

    Args:
        root: The corpus.
        siglum: Of the source.
        read: Reads the corpus and checks it.
    """

    def __init__(self, root: Path, siglum: str, read: Reader) -> None:
        self._root, self._siglum, self._read = root, siglum, read
        self._done: list[dict[str, bytes | None]] = []
        self._load({})

    @property
    def waiting(self) -> list[Proposal]:
        """The proposals that wait for a judgement, in the order of the source."""
        return sorted(self.volume.source.waiting, key=lambda proposal: (proposal.line, proposal.place))

    def judge(self, proposal: Proposal, verdict: Verdict) -> str:
        """Carry out a judgement; return what was done.

        Raises:
            NotDecided: It cannot be carried out, or the corpus would have new problems with it; nothing is written.
        """
        verdict = replace(verdict, language=verdict.language or self._language)
        decided = decide(self.volume.edited, self._files(), proposal, verdict)
        files = {self._name(name): text.encode("utf-8") for name, text in decided.files.items()}
        before = {name: path.read_bytes() if (path := self._root / name).exists() else None for name in files}
        known = self._problems
        book, problems = self._read({Path(name): data for name, data in files.items()})
        new = [problem for problem in problems if _bare(problem) not in known]
        if new:
            raise NotDecided(f"{new[0].code} {new[0].message}")
        commit(self._root, [Item(name, data) for name, data in files.items()])
        self._done.append(before)
        self._keep(book, problems)
        return decided.done

    def undo(self) -> bool:
        """Take the last judgement back; return whether there was one."""
        if not self._done:
            return False
        before = self._done.pop()
        commit(self._root, [Item(name, data) for name, data in before.items() if data is not None])
        for name, data in before.items():
            if data is None:
                (self._root / name).unlink()
        self._load({})
        return True

    def _load(self, drafts: Mapping[Path, bytes]) -> None:
        self._keep(*self._read(drafts))

    def _keep(self, book: Book, problems: Sequence[Problem]) -> None:
        self.volume: Volume = next(item for item in book.volumes if item.source.siglum == self._siglum)
        self._language = book.corpus.info.language
        self._problems = {_bare(problem) for problem in problems}

    def _name(self, name: str) -> str:
        return f"sources/{self._siglum}/{name}"

    def _files(self) -> dict[str, str]:
        folder = self._root / "sources" / self._siglum
        emendations = (f"emendations/{path.name}" for path in folder.glob("emendations/*.yaml"))
        names = ["edition.yaml", "proposals.yaml", *emendations]
        return {name: (folder / name).read_text("utf-8") for name in names if (folder / name).is_file()}


def _bare(problem: Problem) -> tuple[str, str, str]:
    """A problem wherever in its file it is: a change above moves its line."""
    return problem.code, problem.place.path, replace(problem, hint="").message
