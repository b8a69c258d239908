"""DOCX: every run of text on a line, with the numbers, marks and addresses that the file only implies.

Paragraphs have their styles and their places in lists and tables; notes and text boxes follow the paragraph in which
they are anchored, headers and footers the text. Comments, deletions, codes of fields and what else is not printed is
left out, with its words.
"""

from __future__ import annotations

from jiaozhu.formats.limits import Limits
from jiaozhu.formats.marked.flow import Flow
from jiaozhu.formats.marked.packages import Package, local, walk
from jiaozhu.formats.marked.visiting import words_of
from jiaozhu.formats.office.docx_body import Body
from jiaozhu.formats.office.docx_parts import count_text, items, main_part, relations, text_parts
from jiaozhu.formats.writing import TranscriptBuilder
from jiaozhu.model.transcript import Transcript

#: Parts that are left out, and as what.
_LEFT_OUT = (
    ("word/comments", "comment"),
    ("word/glossary/", "placeholder"),
    ("word/charts/", "drawing"),
    ("word/diagrams/", "drawing"),
    ("word/", "hidden"),
    ("", "metadata"),
)


def transcribe_docx(data: bytes, limits: Limits) -> Transcript:
    """Return the transcript of a DOCX file: one line a paragraph.

    Raises:
        UnreadableSource: The file is damaged or exceeds the limits.
    """
    package = Package(data, limits)
    builder = TranscriptBuilder(limits)
    builder.find_picture = package.picture
    main = main_part(package)
    related = relations(package, main)
    body = Body(package, builder, Flow(builder, layout=False))
    body.read_part(main, related)
    read = {main}
    for kind in ("header", "footer"):
        for member in sorted({relation.target for relation in related.values() if relation.kind == kind}):
            if member in package.names and member not in read:
                body.read_part(member, relations(package, member), furniture=True)
                read.add(member)
    body.leave_unused_notes()
    read.update(body.note_parts)
    for part in text_parts(package):
        content = package.read(part)
        root = package.xml(part) if part not in read else None
        builder.expect(count_text(content, part))
        if root is None:
            continue
        kind = next(kind for beginning, kind in _LEFT_OUT if part.startswith(beginning))
        if kind == "metadata" or part.startswith("word/charts/"):
            for element, _ in walk(root):
                if local(element) == "title" and part == "docProps/core.xml" and not builder.title:
                    builder.title = words_of(element)
                for text in filter(None, (element.text, element.tail)):
                    builder.leave(kind, text, part)
        elif kind == "comment":
            for comment in root:
                if words := "".join(text for _, text in items(comment)):
                    builder.leave(kind, words, part)
        else:
            for own, text in items(root):
                builder.leave(own if kind == "hidden" and own else kind, text, part)
    return builder.finish()
