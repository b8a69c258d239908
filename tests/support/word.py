"""Small DOCX files with notes, lists, links and pictures, made of WordprocessingML."""

from __future__ import annotations

import samples

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NUMBERING = """
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%2条"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3">
  <w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>
</w:num>
"""


def docx(
    body: str,
    *,
    footnotes: tuple[str, ...] = (),
    comments: tuple[str, ...] = (),
    header: str = "",
    footer: str = "",
    links: dict[str, str] | None = None,
) -> bytes:
    """A DOCX file with ``body`` in its document; note ``n`` has the id ``n``, from 1."""
    relations = [("styles", "styles.xml", ""), ("numbering", "numbering.xml", "")]
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": root("document", f"<w:body>{body}</w:body>"),
        "word/numbering.xml": root("numbering", _NUMBERING),
        "word/styles.xml": root(
            "styles",
            '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
            '<w:style w:styleId="L"><w:name w:val="List"/>'
            '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            '<w:style w:styleId="M"><w:name w:val="Mine"/><w:basedOn w:val="L"/></w:style>',
        ),
    }
    if footnotes:
        relations.append(("footnotes", "footnotes.xml", ""))
        notes = "".join(
            f'<w:footnote w:id="{number}">{p("<w:r><w:footnoteRef/></w:r>" + r(f" {text}"))}</w:footnote>'
            for number, text in enumerate(footnotes, 1)
        )
        members["word/footnotes.xml"] = root("footnotes", notes)
    if comments:
        relations.append(("comments", "comments.xml", ""))
        members["word/comments.xml"] = root(
            "comments", "".join(f'<w:comment w:id="{n}">{p(r(text))}</w:comment>' for n, text in enumerate(comments))
        )
    for kind, content in (("header", header), ("footer", footer)):
        if content:
            relations.append((kind, f"{kind}1.xml", ""))
            members[f"word/{kind}1.xml"] = root("hdr", content)
    relations += [("hyperlink", address, 'TargetMode="External"') for address in (links or {}).values()]
    ids = [f"rId{number}" for number in range(len(relations) - len(links or {}))] + list(links or {})
    listed = "".join(
        f'<Relationship Id="{id}" Type="{_KINDS}/{kind}" Target="{target}" {mode}/>'
        for id, (kind, target, mode) in zip(ids, relations, strict=True)
    )
    members["word/_rels/document.xml.rels"] = f"<Relationships>{listed}</Relationships>"
    return samples.package(dict(members))


def root(name: str, content: str) -> str:
    """A part."""
    return f"<w:{name} {NAMESPACES}>{content}</w:{name}>"


def p(content: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(text: str, number: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(r(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
