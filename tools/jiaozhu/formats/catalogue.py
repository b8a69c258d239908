"""Every format, in the order in which they are asked whether a file is theirs.

Other packages add theirs by entry points of the group ``jiaozhu.formats``.
"""

from __future__ import annotations

from jiaozhu.formats.deferred import deferred
from jiaozhu.formats.format import Format
from jiaozhu.formats.lines import read_lines
from jiaozhu.formats.sniffing import (
    never,
    sniff_docx,
    sniff_epub,
    sniff_hocr,
    sniff_html_page,
    sniff_html_post,
    sniff_image,
    sniff_markdown_post,
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
from jiaozhu.formats.wrapped_pdf import read_wrapped_pdf
from jiaozhu.locale import N_
from jiaozhu.model.doors import Registry

__all__ = ["FORMATS", "GROUP"]

#: The group of entry points.
GROUP = "jiaozhu.formats"

# Imported when they are called: together they take as long as reading a small corpus, which most commands only do.
transcribe_csv = deferred("columns:transcribe_csv")
transcribe_json = deferred("columns:transcribe_json")
transcribe_epub = deferred("marked.epub:transcribe_epub")
transcribe_fb2 = deferred("marked.fb2:transcribe_fb2")
sniff_mobi = deferred("marked.mobi:sniff_mobi")
transcribe_mobi = deferred("marked.mobi:transcribe_mobi")
transcribe_mods = deferred("marked.mods:transcribe_mods")
transcribe_tei = deferred("marked.tei:transcribe_tei")
transcribe_wikitext = deferred("marked.wikitext:transcribe_wikitext")
sniff_doc = deferred("office.doc:sniff_doc")
transcribe_doc = deferred("office.doc:transcribe_doc")
transcribe_docx = deferred("office.docx:transcribe_docx")
transcribe_odt = deferred("office.odt:transcribe_odt")
sniff_rtf = deferred("office.rtf:sniff_rtf")
transcribe_rtf = deferred("office.rtf:transcribe_rtf")
transcribe_pdf = deferred("pdf:transcribe_pdf")
transcribe_hocr = deferred("recognised.hocr:transcribe_hocr")
sniff_iiif = deferred("recognised.iiif:sniff_iiif")
transcribe_iiif = deferred("recognised.iiif:transcribe_iiif")
sniff_mets = deferred("recognised.mets:sniff_mets")
transcribe_mets = deferred("recognised.mets:transcribe_mets")
transcribe_alto = deferred("recognised.ocr_xml:transcribe_alto")
transcribe_page = deferred("recognised.page_xml:transcribe_page")
recognize_docx = deferred("scans.embedded_pages:recognize_docx")
recognize_epub = deferred("scans.embedded_pages:recognize_epub")
recognize_mobi = deferred("scans.embedded_pages:recognize_mobi")
recognize_odt = deferred("scans.embedded_pages:recognize_odt")
recognize_image = deferred("scans.reading:recognize_image")
recognize_pdf = deferred("scans.reading:recognize_pdf")
without_text = deferred("scans.reading:without_text")
sniff_mhtml = deferred("web.mhtml:sniff_mhtml")
transcribe_mhtml = deferred("web.mhtml:transcribe_mhtml")

_TEXT, _HTML = "text", "html"
_OWN = (
    Format("pdf", N_("PDF (text layer)"), "pdf", read_lines, sniff_pdf, transcribe_pdf, "2",
           scattered=True, marks_headings=False, recognize=recognize_pdf),
    *(Format(name, N_("scan or photograph"), ending, read_lines, sniff_image(name), without_text, "1",
             kind=N_("picture of pages"), scattered=True, marks_headings=False, recognize=recognize_image)
      for name, ending in (("jpeg", "jpg"), ("png", "png"), ("tiff", "tif"), ("webp", "webp"))),
    Format("epub", N_("EPUB"), "epub", read_lines, sniff_epub, transcribe_epub, "2", kind=N_("book"),
           recognize=recognize_epub),
    Format("docx", N_("DOCX document"), "docx", read_lines, sniff_docx, transcribe_docx, "2",
           recognize=recognize_docx),
    Format("doc", N_("Word document (DOC)"), "doc", read_lines, sniff_doc, transcribe_doc, "1"),
    Format("rtf", N_("RTF document"), "rtf", read_lines, sniff_rtf, transcribe_rtf, "1"),
    Format("odt", N_("OpenDocument text"), "odt", read_lines, sniff_odt, transcribe_odt, "1",
           recognize=recognize_odt),
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
           kind=N_("book"), recognize=recognize_mobi),
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
