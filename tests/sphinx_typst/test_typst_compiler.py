"""Diagnostics of the compiler as records, and the fonts it is given."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest
from sphinx_typst import fonts as book_fonts
from sphinx_typst.compiler import compile_pdf, compiler_version, missing_characters
from sphinx_typst.errors import TypstBuildError
from sphinx_typst.fonts import find_fonts
from sphinx_typst.template import Look, make_template


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.typ").write_text(f"{text}\n", encoding="utf-8")
    return folder / "main.typ"


def test_an_error_has_its_place_and_the_calls_around_it(tmp_path: Path) -> None:
    main = write(
        tmp_path,
        main='#set document(title: "t")\n#include "/a.typ"',
        a='#import "/b.typ": g\n\n#g[x]',
        b="#let g(x) = { nope }",
    )
    compiled = compile_pdf(main, tmp_path, find_fonts([])[0], ["ua-1"])
    assert compiled.pdf is None
    (error,) = compiled.diagnostics
    assert (error.severity, error.message) == ("error", "unknown variable: nope")
    assert [(file, line) for file, line, _ in error.locations] == [("b.typ", 1), ("a.typ", 3), ("main.typ", 2)]


def test_a_warning_does_not_prevent_the_pdf(tmp_path: Path) -> None:
    main = write(tmp_path, main='#set document(title: "t")\n#text(font: "Nope")[x]')
    compiled = compile_pdf(main, tmp_path, find_fonts([])[0], [])
    assert compiled.pdf is not None
    assert [(d.severity, d.message) for d in compiled.diagnostics] == [("warning", "unknown font family: nope")]


def test_an_error_names_a_character_without_a_glyph(tmp_path: Path) -> None:
    main = write(tmp_path, main='#set document(title: "t")\n\n好 \ua000\n\n\\u{f8ff}\n\n\\u{feff}x')
    compiled = compile_pdf(main, tmp_path, find_fonts([])[0], ["ua-1"])
    assert [(d.message, d.locations[0][1]) for d in compiled.diagnostics] == [
        ("no font contains the character “\ua000” (U+A000)", 3),
        ("no font contains the character U+F8FF", 5),
        ("the PDF standard does not allow the character U+FEFF", 7),
    ]


def test_an_unknown_standard_is_an_error(tmp_path: Path) -> None:
    main = write(tmp_path, main="x")
    compiled = compile_pdf(main, tmp_path, find_fonts([])[0], ["ua-99"])
    assert [d.message for d in compiled.diagnostics] == ["unknown pdf standard: ua-99"]


def test_missing_characters_are_found_without_a_standard(tmp_path: Path) -> None:
    fonts = find_fonts([])[0]
    write(tmp_path, template=make_template(tmp_path, Look("zh_CN", "book", "", "sphinx", ()), fonts.families()))
    found = missing_characters("辽源\ua000“＃—🙂勠", tmp_path, fonts)
    assert found == {"\ua000": "no font contains the character “\ua000” (U+A000)"}


def test_an_old_compiler_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert compiler_version() == metadata.version("typst")
    monkeypatch.setattr(metadata, "version", lambda name: "0.14.9")
    with pytest.raises(TypstBuildError, match=r"typst 0\.14\.9 is too old; 0\.15 or newer is required"):
        compiler_version()


def test_a_missing_compiler_is_a_build_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    with pytest.raises(TypstBuildError, match="install the package 'typst'"):
        compiler_version()


def test_a_font_with_other_bytes_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(book_fonts.KNOWN_FONTS, "NotoSansSC-Regular.otf", "0" * 64)
    with pytest.raises(TypstBuildError, match=r"NotoSansSC-Regular\.otf .* is not the expected version"):
        find_fonts([])


def test_font_folders_add_to_the_font_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts, digest = find_fonts([tmp_path])
    assert {"Noto Serif SC", "Libertinus Serif"} <= set(fonts.families())
    (tmp_path / "a.otf").write_bytes(b"x")
    assert find_fonts([tmp_path])[1] != digest
    monkeypatch.setattr("sphinx_typst.fonts.find_spec", lambda name: None)  # the package is not installed
    assert "Noto Serif SC" not in find_fonts([tmp_path])[0].families()
    with pytest.raises(TypstBuildError, match="does not exist"):
        find_fonts([tmp_path / "none"])
