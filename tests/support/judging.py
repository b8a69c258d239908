"""What holds whatever a file has in it: judged for random files, damaged files and those that a fuzzer finds."""

from __future__ import annotations

from pathlib import Path

from jiaozhu.edition.pipeline import make_book
from jiaozhu.model.problem import Problem
from jiaozhu.outputs.site import generate
from jiaozhu.problems.checks import all_codes, check
from jiaozhu.problems.reports import FORMATS
from jiaozhu.store import load_corpus
from jiaozhu.workflows.importing.importer import Imported

_CORPUS = "title: 试\nsubtitle: 试\neditors: [某]\nlanguage: zh-CN\nrights: 无\ndescription: 试\n"


def accounted(imported: Imported, folder: Path) -> None:
    """Either a refusal in words, or a corpus without a problem in which every character is accounted for."""
    if not imported.files:
        assert imported.error
        assert "Traceback" not in imported.error
        return
    root = folder / "corpus"
    source = root / "sources" / imported.siglum
    for path in sorted(source.rglob("*"), reverse=True) if source.exists() else ():
        path.unlink() if path.is_file() else path.rmdir()
    for name, content in imported.files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(content)
    (root / "corpus.yaml").write_text(_CORPUS, "utf-8")
    (root / "references.bib").write_text(f"@misc{{{imported.siglum}, title = {{试}}, note = {{待考}}}}\n", "utf-8")
    corpus, found = load_corpus(root)
    book = make_book(corpus)
    assert [str(problem) for problem in check(book, found)] == []
    (volume,) = book.volumes
    assert volume.edited.ledger.tiles()


def problems_with(corpus: Path, name: str, data: bytes) -> list[Problem]:
    """All problems of ``corpus`` when its file ``name`` holds ``data``; asserts what holds for every corpus."""
    path = corpus / name
    before = path.read_bytes()
    path.write_bytes(data)
    try:
        read, found = load_corpus(corpus)
        book = make_book(read)
        problems = check(book, found)
        for problem in problems:
            assert_well_placed(problem)
        for style in FORMATS.values():
            style(problems, book).encode("utf-8")
        lines = FORMATS["text"](problems, book).split("\n")
        if problems:
            assert len(lines) == 1 + len(problems) + sum(bool(problem.hint) for problem in problems)
        else:  # what has no problem can be written, and every character of it is accounted for
            assert all(volume.edited.ledger.tiles() for volume in book.volumes)
            assert [page.text for page in generate(book, {}) if not page.text.endswith("\n")] == []
        return problems
    finally:
        path.write_bytes(before)


def assert_well_placed(problem: Problem) -> None:
    """A problem's code is known, it says something, and its place is there."""
    assert problem.code in all_codes()
    assert problem.message.strip()
    path = Path(problem.place.path)
    content = path.read_bytes() if path.is_file() else b""
    if not path.name.startswith("source."):  # a source's lines end at line feeds alone
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lines = content.decode("utf-8", "replace").split("\n")
    assert 1 <= problem.place.line <= len(lines), problem
    assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, problem
