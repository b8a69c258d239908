"""Checks of witnesses: what they carry, that their texts are those collated, and that they read what is said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from jiaozhu.edition.comparing import comparable
from jiaozhu.edition.pipeline import Book
from jiaozhu.locale import _
from jiaozhu.model.corpus import Source
from jiaozhu.model.names import listed, suggested
from jiaozhu.model.problem import Cause, Defect, Problem, place_of
from jiaozhu.model.witness import Witness


def check_witnesses(book: Book) -> Iterator[Problem]:
    """Report what is wrong with the witnesses of every source."""
    for source in book.corpus.sources:
        for witness in source.witnesses:
            yield from _carries(witness, source)
            if witness.data is not None:
                yield from _unchanged(witness, witness.data)
                yield from _has(witness, witness.data)


def _carries(witness: Witness, source: Source) -> Iterator[Problem]:
    texts = [text.id for text in source.edition.texts]
    if witness.text not in texts:
        message = _("source '{source}' has no text '{text}'", source=source.siglum, text=witness.text)
        hint = listed(_("its texts are"), witness.text, texts)
        cause = Cause(Defect.UNKNOWN_NAME, witness.text)
        yield Problem(witness.text_place, "W802", message, hint, suggested(witness.text, texts), cause)


def _unchanged(witness: Witness, data: bytes) -> Iterator[Problem]:
    digest = hashlib.sha256(data).hexdigest()
    if digest != witness.sha256:
        changed = _("the text of witness '{witness}' has changed: its sha256 is {now}")
        message = changed.format(witness=witness.siglum, now=digest)
        hint = _("restore the file; if it is another text, collate it again and record its digest")
        yield Problem(witness.sha256_place, "W801", message, hint)


def _has(witness: Witness, data: bytes) -> Iterator[Problem]:
    text = comparable(data.decode("utf-8", "replace"))
    for number, variant in enumerate(witness.variants):
        if variant.reads and comparable(variant.reads) not in text:
            message = _("the witness does not have “{words}”", words=variant.reads)
            hint = _("copy the words from its text, or run 'jiaozhu collate'")
            yield Problem(place_of(witness, "variants", number, "reads"), "W803", message, hint)
