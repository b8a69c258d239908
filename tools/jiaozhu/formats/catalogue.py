"""Every format, in the order in which they are asked whether a file is theirs.

Other packages add theirs by entry points of the group ``jiaozhu.formats``.
"""

from __future__ import annotations

from jiaozhu.formats.columns import never, transcribe_csv, transcribe_json
from jiaozhu.formats.format import Format
from jiaozhu.formats.lines import read_lines
from jiaozhu.formats.marked.epub import transcribe_epub
from jiaozhu.formats.marked.fb2 import transcribe_fb2
from jiaozhu.formats.marked.mobi import sniff_mobi, transcribe_mobi
from jiaozhu.formats.marked.mods import transcribe_mods
from jiaozhu.formats.marked.tei import transcribe_tei
from jiaozhu.formats.marked.wikitext import transcribe_wikitext
from jiaozhu.formats.office.doc import sniff_doc, transcribe_doc
from jiaozhu.formats.office.docx import transcribe_docx
from jiaozhu.formats.office.odt import transcribe_odt
from jiaozhu.formats.office.rtf import sniff_rtf, transcribe_rtf
from jiaozhu.formats.pdf import transcribe_pdf
from jiaozhu.formats.recognised.hocr import transcribe_hocr
from jiaozhu.formats.recognised.iiif import sniff_iiif, transcribe_iiif
from jiaozhu.formats.recognised.mets import transcribe_mets
from jiaozhu.formats.recognised.ocr_xml import transcribe_alto
from jiaozhu.formats.recognised.page_xml import transcribe_page
from jiaozhu.formats.scans.embedded_pages import recognize_in
from jiaozhu.formats.scans.reading import recognize_image, recognize_pdf, without_text
from jiaozhu.formats.sniffing import (
    sniff_docx,
    sniff_epub,
    sniff_hocr,
    sniff_html_page,
    sniff_html_post,
    sniff_image,
    sniff_markdown_post,
    sniff_mets,
    sniff_newspaper,
    sniff_odt,
    sniff_pdf,
    sniff_plain_text,
    sniff_root,
    sniff_wikitext,
    sniff_wrapped_pdf,
)
from jiaozhu.formats.web.html_post import read_html_post
from jiaozhu.formats.web.markdown_post import read_markdown_post
from jiaozhu.formats.web.mhtml import sniff_mhtml, transcribe_mhtml
from jiaozhu.formats.wrapped_pdf import read_wrapped_pdf
from jiaozhu.locale import N_
from jiaozhu.model.doors import Registry

__all__ = ["FORMATS", "GROUP"]

#: The group of entry points.
GROUP = "jiaozhu.formats"

_TEXT, _HTML = "text", "html"
_OWN = (
    Format("pdf", N_("PDF (text layer)"), "pdf", read_lines, sniff_pdf, transcribe_pdf, "2",
           scattered=True, marks_headings=False, recognize=recognize_pdf),
    *(Format(name, N_("scan or photograph"), ending, read_lines, sniff_image(name), without_text, "1",
             kind=N_("picture of pages"), scattered=True, marks_headings=False, recognize=recognize_image)
      for name, ending in (("jpeg", "jpg"), ("png", "png"), ("tiff", "tif"), ("webp", "webp"))),
    Format("epub", N_("EPUB"), "epub", read_lines, sniff_epub, transcribe_epub, "2", kind=N_("book"),
           recognize=recognize_in(transcribe_epub)),
    Format("docx", N_("DOCX document"), "docx", read_lines, sniff_docx, transcribe_docx, "2",
           recognize=recognize_in(transcribe_docx)),
    Format("doc", N_("Word document (DOC)"), "doc", read_lines, sniff_doc, transcribe_doc, "1"),
    Format("rtf", N_("RTF document"), "rtf", read_lines, sniff_rtf, transcribe_rtf, "1"),
    Format("odt", N_("OpenDocument text"), "odt", read_lines, sniff_odt, transcribe_odt, "1",
           recognize=recognize_in(transcribe_odt)),
    Format("mets", N_("recognised pages (archive with METS)"), "zip", read_lines, sniff_mets, transcribe_mets, "1",
           scattered=True, marks_headings=False),
    Format("alto", N_("ALTO recognition"), "xml", read_lines, sniff_root("alto"), transcribe_alto, "2",
           scattered=True, marks_headings=False),
    Format("page-xml", N_("PAGE XML recognition"), "xml", read_lines, sniff_root("pcgts"), transcribe_page, "2",
           scattered=True, marks_headings=False),
    Format("tei", N_("TEI P5"), "xml", read_lines, sniff_root("tei", "teicorpus"), transcribe_tei, "2"),
    Format("fb2", N_("FictionBook"), "fb2", read_lines, sniff_root("fictionbook"), transcribe_fb2, "1",
           kind=N_("book")),
    Format("mods", N_("library record (MODS)"), "xml", read_lines, sniff_root("mods", "modscollection"),
           transcribe_mods, "1", kind=N_("catalogue record")),
    Format("mobi", N_("Mobipocket or Kindle book"), "mobi", read_lines, sniff_mobi, transcribe_mobi, "1",
           kind=N_("book"), recognize=recognize_in(transcribe_mobi)),
    Format("iiif", N_("IIIF manifest with text"), "json", read_lines, sniff_iiif, transcribe_iiif, "1",
           scattered=True, marks_headings=False),
    Format("mhtml", N_("web page (saved as one file)"), "mhtml", read_html_post, sniff_mhtml, transcribe_mhtml, "1",
           kind=N_("web page"), whole_page=True),
    *(Format(name, label, name, read_lines, never, transcribe, "1", kind=N_("table"), columns=transcribe)
      for name, label, transcribe in (("csv", N_("table (CSV)"), transcribe_csv),
                                      ("json", N_("data (JSON, JSON lines)"), transcribe_json))),
    Format("hocr", N_("hOCR recognition"), "html", read_lines, sniff_hocr, transcribe_hocr, "2",
           scattered=True, marks_headings=False),
    Format("html-page", N_("web page (whole)"), "html", read_html_post, sniff_html_page,
           kind=N_("web page"), whole_page=True, family=_HTML),
    Format("wikitext", N_("wikitext (MediaWiki)"), "wiki", read_lines, sniff_wikitext, transcribe_wikitext, "1"),
    Format("html-post", N_("web page (metadata and HTML)"), "html", read_html_post, sniff_html_post,
           kind=N_("web page"), family=_HTML),
    Format("markdown-post", N_("Markdown (with metadata)"), "md", read_markdown_post, sniff_markdown_post,
           kind=N_("manuscript"), family=_TEXT),
    Format("wrapped-pdf", N_("hard-wrapped text taken from a PDF"), "txt", read_wrapped_pdf, sniff_wrapped_pdf,
           marks_headings=False, family=_TEXT, rules=frozenset({"doublings", "letter-spacing"}), fallback=True),
    Format("newspaper-ocr", N_("recognised newspaper page"), "txt", read_lines, sniff_newspaper,
           kind=N_("newspaper page"), scattered=True, marks_headings=False, family=_TEXT, fallback=True),
    Format("plain-text", N_("plain text"), "txt", read_lines, sniff_plain_text,
           marks_headings=False, family=_TEXT, fallback=True),
)  # fmt: skip

#: By name.
FORMATS = Registry(GROUP, Format, _OWN)
