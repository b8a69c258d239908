"""A site's search data without the site around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jiaozhu.edition.pipeline import Book
from jiaozhu.outputs.search.files import search_files
from jiaozhu.service import Records, read_site, write_records


@pytest.fixture(scope="session")
def site(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own texts and glossary, as their site searches them."""
    folder = tmp_path_factory.mktemp("site")
    data = folder / "_static" / "jiaozhu"
    data.mkdir(parents=True)
    for file in search_files(book):
        (data / file.name).write_text(file.text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def exported(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its records."""
    folder = tmp_path_factory.mktemp("records")
    write_records(read_site(site), folder)
    return folder


@pytest.fixture
def records(exported: Path) -> Iterator[Records]:
    """Its records."""
    opened = Records(exported)
    yield opened
    opened.close()
