"""Names that one place of the texts mentions: the form must not take them from under their entry of a register."""

from __future__ import annotations

from dataclasses import replace

from jiaozhu.edition.pipeline import Book, make_book
from jiaozhu.problems.checks.registers import check_registers
from jiaozhu.workflows.authoring import holding, lone_names


def test_each_is_held_by_the_words_that_mention_it(book: Book) -> None:
    lone = lone_names(book)
    assert lone
    readings = {(page.siglum, page.text, block.id): block.reading for page in book.pages for block in page.blocks}
    held = 0
    for volume in book.volumes:
        for what, name, text, block, *_place, prefix, quote, suffix, scope, alone in holding(book, volume, lone):
            if what == "entity":
                held += 1
                assert (prefix, suffix, scope, alone) == ("", "", 2, 0)
                assert str(quote) in readings[volume.source.siglum, str(text), str(block)]
                entry = next(entity for entity in book.corpus.entities if entity.headword == name)
                assert quote in entry.strings
    assert held == len(lone)


def test_without_its_place_an_entry_is_of_nothing_in_the_edition(book: Book) -> None:
    """What the form refuses is just what the check would report."""
    bare = replace(book, occurrences={})
    unmentioned = {problem.place.path for problem in check_registers(bare) if problem.code == "R905"}
    lone = {entity.place.path for entity in book.corpus.entities if entity.slug in lone_names(book)}
    assert lone <= unmentioned
    assert "R905" not in {problem.code for problem in check_registers(make_book(book.corpus))}
