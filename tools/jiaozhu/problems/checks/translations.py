"""Checks of translations: each block has one, none translates what is not there, terms are as the glossary has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jiaozhu.edition.pipeline import Book
from jiaozhu.locale import _
from jiaozhu.model.corpus import Source
from jiaozhu.model.names import did_you_mean, enumerated, quoted, suggested
from jiaozhu.model.page import Block, Page
from jiaozhu.model.problem import Cause, Defect, Place, Problem
from jiaozhu.model.term import Term
from jiaozhu.model.translation import NOTE, TranslatedBlock, Translation

#: Blocks that a translation is reported to lack, one by one.
_MOST_MISSING = 20


def check_translations(book: Book) -> Iterator[Problem]:
    """Report what is wrong with the translations of every source."""
    pages = {page.docname: page for page in book.pages}
    read = {volume.source.siglum for volume in book.volumes}
    for source in book.corpus.sources:
        if source.siglum in read:  # why another cannot be read is a problem already
            for translation in source.translations:
                page = pages.get(f"{source.siglum}/{translation.text}")
                yield from _of_text(translation, page, book.terms) if page else _no_text(translation, source)


def _no_text(translation: Translation, source: Source) -> Iterator[Problem]:
    texts = [text.id for text in source.edition.texts]
    message = _("source '{source}' has no text '{text}'", source=source.siglum, text=translation.text)
    hint = did_you_mean(translation.text, texts) or _("the file's name is the id of a text")
    yield Problem(Place(translation.place.path), "T704", message, hint)


def _of_text(translation: Translation, page: Page, terms: Mapping[str, Term]) -> Iterator[Problem]:
    blocks = {block.id: block for block in page.blocks}
    notes = {f"{NOTE}{note.note.id}" for note in page.notes}
    seen: set[str] = set()
    for part in translation.blocks:
        place = Place(translation.place.path, part.line, 2)
        if part.id in seen:
            hint = _("one block has one translation: merge the two")
            yield Problem(place, "T703", _("'{block}' is translated twice", block=part.id), hint)
        elif part.id in blocks:
            yield from _terms(translation, part, blocks[part.id], terms, place)
        elif part.id not in notes:
            yield _unknown(part, [*blocks, *notes], place)
        seen.add(part.id)
    yield from _missing(translation, page, seen)


def _unknown(part: TranslatedBlock, known: list[str], place: Place) -> Problem:
    if part.id.startswith(NOTE):
        message = _("the text has no note '{note}'", note=part.id.removeprefix(NOTE))
    else:
        message = _("the text has no block '{block}'", block=part.id)
    hint = did_you_mean(part.id, known) or _("a block's id is its first line, as in the address of the page")
    cause = Cause(Defect.UNKNOWN_NAME, part.id)
    return Problem(place, "T701", message, hint, suggested(part.id, known), cause)


def _missing(translation: Translation, page: Page, seen: set[str]) -> Iterator[Problem]:
    """A problem for each block without a translation; of very many, one for the rest."""
    lacking = [block for block in page.blocks if block.id not in seen and block.reading.strip()]
    hint = _("add it after a line with its id in brackets, (…)=; if it cannot be translated, say there why")
    for block in lacking[:_MOST_MISSING]:
        words = block.reading if len(block.reading) <= 20 else f"{block.reading[:19]}…"
        message = _("block '{block}' has no translation: “{words}”", block=block.id, words=words)
        yield Problem(translation.place, "T702", message, hint)
    if rest := lacking[_MOST_MISSING:]:
        message = _("{n} more blocks have no translation, from '{block}' on", n=len(rest), block=rest[0].id)
        yield Problem(translation.place, "T702", message, hint)


def _terms(
    translation: Translation, part: TranslatedBlock, block: Block, terms: Mapping[str, Term], place: Place
) -> Iterator[Problem]:
    """A problem for each term of a block whose rendering the translation does not have."""
    said = _plain(part.body)
    for slug in dict.fromkeys(match.slug for match in block.terms):
        term = terms[slug]
        words = term.rendered(translation.language)
        if words and not any(_plain(word) in said for word in words):
            message = _("'{term}' is not rendered as its entry has it", term=term.headword)
            hint = _("write {words}, or add this rendering to the entry", words=enumerated(map(quoted, words)))
            yield Problem(place, "T705", message, hint)


def _plain(words: str) -> str:
    """Words without the differences that do not count: case, line ends, kinds of quotation marks and hyphens."""
    return " ".join(words.casefold().translate(_SAME).split())


_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "-": " ", "–": " ", "*": None, "_": None})
