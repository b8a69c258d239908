"""Checks of pictures: they are those that were read, and are shown only by a right that is stated."""

from __future__ import annotations

from collections.abc import Iterator

from jiaozhu.edition.pipeline import Book
from jiaozhu.locale import _
from jiaozhu.model.facsimile import FILE, Facsimile, PagePicture, TextPicture
from jiaozhu.model.problem import Problem


def check_facsimiles(book: Book) -> Iterator[Problem]:
    """Report pictures that are missing or have changed, and those that are to be shown without a right."""
    for source in book.corpus.sources:
        if source.facsimile is not None:
            yield from _pictures(source.facsimile)
            yield from _rights(source.facsimile)


def _pictures(facsimile: Facsimile) -> Iterator[Problem]:
    for page in facsimile.pages:
        if page.file is None:
            if page.address is None:
                message = _("page {number} has neither a picture nor an address", number=page.page)
                yield Problem(page.place, "S113", message, _("add 'file' with 'sha256', or 'address'"))
        else:
            yield from _file(facsimile, page)
    for picture in facsimile.pictures:
        yield from _file(facsimile, picture)


def _file(facsimile: Facsimile, picture: PagePicture | TextPicture) -> Iterator[Problem]:
    digest = facsimile.found.get(str(picture.file))
    if digest is None:
        message = _("'{name}' is missing", name=picture.file)
        yield Problem(picture.place, "S113", message, _("put it back, or delete its entry in {file}", file=FILE))
    elif picture.sha256 != digest:
        message = _("'{name}' is another picture than the one that was read", name=picture.file)
        hint = _("if it is the right one, its digest is {digest}", digest=digest)
        yield Problem(picture.sha256_place, "S113", message, hint)


def _rights(facsimile: Facsimile) -> Iterator[Problem]:
    if facsimile.publish == "yes" and not facsimile.rights.strip():
        message = _("the pictures are to be published, and 'rights' is missing")
        hint = _("state whose they are and under which terms they are shown, or write 'publish: no'")
        yield Problem(facsimile.publish_place, "S114", message, hint)
