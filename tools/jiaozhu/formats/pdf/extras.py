"""What a PDF file has beside its pages' own text: form fields, comments, descriptions, attachments, metadata.

What a page shows is read with it: values of form fields, text typed over the page. All the rest is left out by kind.
No script of a file is run: values are read as they are.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from jiaozhu.model.transcript import Box

__all__ = ["Extra", "forms", "metadata", "of_document", "of_page", "outline"]

#: The most bytes that one value may have, and elements of one page's structure.
_MOST_BYTES, _MOST_ELEMENTS, _DEPTH = 2_000_000, 50_000, 100
_METADATA = ("Title", "Author", "Subject", "Keywords")
_HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
#: Kinds of field whose value is printed.
_WRITTEN = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_SWITCHES = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)


class Extra(NamedTuple):
    """Something beside the text of the pages."""

    kind: str  #: As ``model.file_account`` has it.
    text: str
    box: Box | None = None  #: Where the page shows it, in the page's own coordinates; None if it does not.


@contextmanager
def forms(document: pdfium.PdfDocument) -> Iterator[raw.FPDF_FORMHANDLE | None]:
    """What values of form fields are asked of; None if a document has no form. No action of a form is run."""
    if document.get_formtype() == raw.FORMTYPE_NONE:
        yield None
        return
    settings = raw.FPDF_FORMFILLINFO(version=2)
    handle = raw.FPDFDOC_InitFormFillEnvironment(document.raw, settings)
    try:
        yield handle or None
    finally:
        if handle:
            raw.FPDFDOC_ExitFormFillEnvironment(handle)


def of_page(page: pdfium.PdfPage, form: raw.FPDF_FORMHANDLE | None, *, tagged: bool) -> Iterator[Extra]:
    """Yield what a page has beside its text.

    Args:
        page: The page.
        form: What ``forms`` gave for its document.
        tagged: Whether the document has a structure, which describes pictures.
    """
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        if not note:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(note)
            if kind == raw.FPDF_ANNOT_WIDGET:
                yield from _field(form, note) if form is not None else ()
            elif kind != raw.FPDF_ANNOT_POPUP:  # which shows another comment
                yield from _comment(note, kind)
            if kind == raw.FPDF_ANNOT_LINK:
                yield Extra("link", _address(page, note), _box(note))
        finally:
            raw.FPDFPage_CloseAnnot(note)
    if tagged:
        yield from _descriptions(page)


def of_document(document: pdfium.PdfDocument) -> Iterator[Extra]:
    """Yield what a document has beside its pages: metadata, the titles of its outline, the names of attached files."""
    for key in _METADATA:
        if said := metadata(document, key):
            yield Extra("metadata", said)
    for title, _page in outline(document):
        yield Extra("navigation", title)
    for index in range(document.count_attachments()):
        yield Extra("attachment", _words(partial(raw.FPDFAttachment_GetName, document.get_attachment(index).raw)))


def metadata(document: pdfium.PdfDocument, key: str) -> str:
    """Return what a document says of itself under a key, such as ``Title``; empty if it does not."""
    return _words(partial(raw.FPDF_GetMetaText, document.raw, key.encode()))


def outline(document: pdfium.PdfDocument) -> Iterator[tuple[str, int | None]]:
    """Yield the titles of a document's outline, and the index of the page to which each leads."""
    for bookmark in document.get_toc():
        target = bookmark.get_dest()
        yield _words(partial(raw.FPDFBookmark_GetTitle, bookmark.raw)), target.get_index() if target else None


def _field(form: raw.FPDF_FORMHANDLE, note: raw.FPDF_ANNOTATION) -> Iterator[Extra]:
    """A form field: what is written in it, whether it is on, what it could be, what it is called for readers."""
    kind = raw.FPDFAnnot_GetFormFieldType(form, note)
    if kind in _WRITTEN:
        value = _words(partial(raw.FPDFAnnot_GetFormFieldValue, form, note))
        shown = _box(note) if not raw.FPDFAnnot_GetFlags(note) & _HIDDEN else None
        yield Extra("form-field", value, shown)
        for index in range(min(1_000, raw.FPDFAnnot_GetOptionCount(form, note))):
            option = _words(partial(raw.FPDFAnnot_GetOptionLabel, form, note, index))
            if option != value:
                yield Extra("form-field", option)
    elif kind in _SWITCHES and raw.FPDFAnnot_IsChecked(form, note):
        yield Extra("form-field", _words(partial(raw.FPDFAnnot_GetFormFieldExportValue, form, note)))
    yield Extra("alt-text", _words(partial(raw.FPDFAnnot_GetFormFieldAlternateName, form, note)))


def _comment(note: raw.FPDF_ANNOTATION, kind: int) -> Iterator[Extra]:
    """A comment; one that is typed over the page is shown on it."""
    words = _words(partial(raw.FPDFAnnot_GetStringValue, note, b"Contents"))
    typed = kind == raw.FPDF_ANNOT_FREETEXT and not raw.FPDFAnnot_GetFlags(note) & _HIDDEN
    yield Extra("comment", words, _box(note) if typed else None)


def _address(page: pdfium.PdfPage, note: raw.FPDF_ANNOTATION) -> str:
    """Where a link leads outside of the file; empty if it does not."""
    link = raw.FPDFAnnot_GetLink(note)
    action = raw.FPDFLink_GetAction(link) if link else None
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    size = raw.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
    if not 1 < size <= _MOST_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _descriptions(page: pdfium.PdfPage) -> Iterator[Extra]:
    """What the structure of a page says of pictures, and the words that it has in the place of others."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        stack = [(raw.FPDF_StructTree_GetChildAtIndex(tree, index), 0) for index in reversed(range(max(0, count)))]
        seen = 0
        while stack and seen < _MOST_ELEMENTS:
            element, depth = stack.pop()
            if not element:
                continue
            seen += 1
            yield Extra("alt-text", _words(partial(raw.FPDF_StructElement_GetAltText, element)))
            if depth < _DEPTH:
                children = range(max(0, raw.FPDF_StructElement_CountChildren(element)))
                stack += [(raw.FPDF_StructElement_GetChildAtIndex(element, n), depth + 1) for n in reversed(children)]
    finally:
        raw.FPDF_StructTree_Close(tree)


def _words(ask: Callable[[ctypes.Array[ctypes.c_ushort] | None, int], int]) -> str:
    """A value that PDFium writes in UTF-16; empty without one, or if it is far too long."""
    size = ask(None, 0)
    if not 2 < size <= _MOST_BYTES:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    ask(buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "replace").rstrip("\0")


def _box(note: raw.FPDF_ANNOTATION) -> Box | None:
    rect = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(note, rect):
        return None
    return rect.left, rect.top, rect.right, rect.bottom
