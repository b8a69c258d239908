"""A file of each marked-up format with most of what the format has, and trees that are bent out of shape."""

from __future__ import annotations

import copy
import io
import zipfile
from xml.etree import ElementTree

import samples
import word
from hypothesis import strategies as st
from word import listed, p, r

_TEI = (
    "<div><head>h<note n='1'>n</note></head><p>a<lb/>b<choice><sic>c</sic><corr>d</corr></choice><pb/>"
    "<app><lem>e</lem><rdg>f</rdg></app><list rend='numbered'><item>g<list><item>h</item></list></item></list>"
    "<table><row role='label'><cell cols='2'>i</cell></row></table><quote><lg><l>k</l><l>l</l></lg></quote>"
    "<ref target='#x'>m</ref><g ref='#y'/><subst><del>o</del><add>q</add></subst></p><figure><graphic url='u'/>"
    "<figDesc>r</figDesc></figure><note target='#z'>s</note><anchor xml:id='z'/></div>"
)
_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr descr='alt'/><a:blip r:embed='k'/><wps:txbx>"
    f"<w:txbxContent>{p(r('box'))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    f"<w:txbxContent>{p(r('box'))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
_FIELD = (
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"u\"</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>f</w:t></w:r><w:r>"
    "<w:fldChar w:fldCharType='end'/></w:r>"
)
_FORMULA = "<m:oMath><m:d><m:dPr><m:begChr m:val='['/></m:dPr><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d></m:oMath>"
_WORD = (
    p(r("a") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + _BOX + _FIELD + _FORMULA)
    + listed("b", 1) + listed("c", 2, 1)
    + p(f"<w:del><w:r><w:delText>d</w:delText></w:r></w:del><w:ins>{r('e')}</w:ins>" + r("g", "<w:vanish/>"))
    + f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p(r('h'))}</w:tc></w:tr></w:tbl>"
    + p(f"<w:ruby><w:rt>{r('i')}</w:rt><w:rubyBase>{r('k')}</w:rubyBase></w:ruby>")
    + p("<w:r><w:sym w:font='Symbol' w:char='F061'/></w:r>")
)  # fmt: skip
_ODT = (
    "<text:h text:outline-level='1'>a</text:h><text:p>b<text:note text:id='n'><text:note-citation>1"
    "</text:note-citation>"
    "<text:note-body><text:p>c</text:p></text:note-body></text:note><text:a xlink:href='u'>d</text:a>"
    "<text:s text:c='2'/>"
    "<draw:frame><draw:image xlink:href='i'/><svg:desc>e</svg:desc></draw:frame></text:p>"
    "<text:list text:style-name='L'>"
    "<text:list-item text:start-value='3'><text:p>f</text:p></text:list-item></text:list><table:table>"
    "<table:table-row>"
    "<table:table-cell table:number-columns-repeated='2'><text:p>g</text:p></table:table-cell>"
    "</table:table-row></table:table>"
)
_HTML = (
    "<h1 title='t'>a</h1><p>b<ruby>c<rt>d</rt></ruby><img src='i' alt='e'/><a href='u'>f</a></p><ol><li>g"
    "<ul><li>h</li></ul>"
    "</li></ol><table><thead><tr><th colspan='2'>i</th></tr></thead><tr><td>k</td></tr></table><pre>l\nm</pre>"
)
_FB2 = (
    "<FictionBook><description><x>a</x></description><body><title><p>b</p></title><section><p>c"
    "<a type='note'>d</a></p>"
    "<poem><stanza><v>e</v></stanza></poem><table><tr><td colspan='2'>f</td></tr></table><image alt='g'/>"
    "</section></body>"
    "<body name='notes'><section id='n'><title><p>1</p></title><p>h</p></section></body><binary>xx</binary>"
    "</FictionBook>"
)
_RECORD = (
    "<titleInfo><title>a</title></titleInfo><name><namePart>b</namePart><role><roleTerm>author</roleTerm></role></name>"
    "<abstract displayLabel='c'>d</abstract><tableOfContents>e -- f</tableOfContents><note>g<x>h</x></note>"
    "<originInfo><publisher>i</publisher><dateIssued>1900</dateIssued></originInfo><mods>k</mods>"
)
_ALTO = (
    "<alto><Description>d</Description><Layout><Page><TopMargin><TextLine><String CONTENT='t'/></TextLine>"
    "</TopMargin>"
    "<PrintSpace><TextBlock ID='b'><TextLine>"
    "<String CONTENT='a' HPOS='1' WIDTH='9' HEIGHT='5' VPOS='0' SUBS_CONTENT='ab'/>"
    "<HYP CONTENT='-'/><SP/><String CONTENT='c'><ALTERNATIVE>e</ALTERNATIVE><Glyph CONTENT='c'/></String></TextLine>"
    "</TextBlock></PrintSpace></Page></Layout></alto>"
)
_PAGE = (
    "<PcGts><Metadata><Creator>a</Creator></Metadata><Page><ReadingOrder><OrderedGroup><RegionRefIndexed index='0' "
    "regionRef='r'/></OrderedGroup></ReadingOrder><TextRegion id='r'><TextLine><Coords points='1,2 3,4'/>"
    "<Word><TextEquiv>"
    "<Unicode>b</Unicode></TextEquiv></Word><TextEquiv index='1'><Unicode>c</Unicode></TextEquiv>"
    "<TextEquiv index='0'>"
    "<Unicode>d</Unicode><PlainText>e</PlainText></TextEquiv></TextLine><TextEquiv><Unicode>f</Unicode>"
    "</TextEquiv></TextRegion>"
    "<TableRegion><TextRegion id='s'><Roles><TableCellRole rowIndex='0' columnIndex='1'/></Roles>"
    "</TextRegion></TableRegion>"
    "</Page></PcGts>"
)
_HOCR = (
    "<html><head><title>t</title></head><body><div class='ocr_page'><p class='ocr_par'><span class='ocr_line' "
    "title='bbox 1 2 3 4'><span class='ocrx_word' title='x_wconf 9'>a</span> b</span> c</p><img alt='d'/>"
    "</div></body></html>"
)
#: By format; of a package, the member that is bent.
RICH: dict[str, tuple[bytes, str]] = {
    "tei": (samples.tei(_TEI, "t"), ""),
    "docx": (
        word.docx(_WORD, footnotes=("n",), comments=("c",), header=p(r("h")), links={"k": "u"}),
        "word/document.xml",
    ),
    "odt": (samples.odt(_ODT), "content.xml"),
    "epub": (samples.epub(_HTML, title="t"), "OEBPS/c1.xhtml"),
    "fb2": (_FB2.encode(), ""),
    "mods": (samples.mods(_RECORD), ""),
    "alto": (_ALTO.encode(), ""),
    "page-xml": (_PAGE.encode(), ""),
    "hocr": (_HOCR.encode(), ""),
    "mets": (samples.package({"alto/1.xml": _ALTO, "alto/2.xml": _ALTO}), "alto/1.xml"),
}
_VALUES = st.sampled_from(
    ["", "0", "-1", "9" * 30, "1", "2", "x", "#", "none", "begin", "end", "note", "F0B7", "true", "\u4e00"]
)


@st.composite
def bent(draw: st.DrawFn, data: bytes) -> bytes:
    """XML whose elements have been moved, doubled, renamed, taken out, or given other attributes."""
    root = ElementTree.fromstring(data)
    for _ in range(draw(st.integers(1, 8))):
        elements = list(root.iter())
        one, other = (elements[draw(st.integers(0, len(elements) - 1))] for _ in range(2))
        match draw(st.integers(0, 5)):
            case 0:
                one.tag = other.tag
            case 1 if len(other) and len(elements) < 400:
                one.append(copy.deepcopy(other[0]))
            case 2 if len(one):
                one.remove(one[draw(st.integers(0, len(one) - 1))])
            case 3 if one.attrib:
                one.set(draw(st.sampled_from(sorted(one.attrib))), draw(_VALUES))
            case 4:
                one.text, one.tail = other.tail, other.text
            case _:
                one.attrib.update(other.attrib)
    root.tail = None
    return ElementTree.tostring(root)


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """A package with other content in one member; a file that is not a package is the content itself."""
    if not name:
        return content
    package = zipfile.ZipFile(io.BytesIO(data))
    return samples.package(
        {member: content if member == name else package.read(member) for member in package.namelist()}
    )


def member_of(data: bytes, name: str) -> bytes:
    """The content of a member, or the file itself."""
    return zipfile.ZipFile(io.BytesIO(data)).read(name) if name else data
