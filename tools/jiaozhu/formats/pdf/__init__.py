"""PDF with a text layer: glyphs with their boxes become runs, rows, lines in the order of reading, and paragraphs.

``glyphs`` asks PDFium what is drawn and where; ``runs`` puts together what is drawn one beside the other, and finds the
spaces; ``rows`` makes the lines of a column of runs on one baseline; ``lines`` puts them into the order of reading;
``tables`` and ``furniture`` say which are cells and running heads; ``extras`` has what a file holds beside its pages'
text; ``layer`` judges whether the characters can be relied on; ``reading`` writes the transcript.
"""

from __future__ import annotations

from jiaozhu.formats.pdf.extras import metadata
from jiaozhu.formats.pdf.layer import LayerQuality, judge
from jiaozhu.formats.pdf.opening import opened
from jiaozhu.formats.pdf.reading import transcribe_pdf

__all__ = ["LayerQuality", "judge", "metadata", "opened", "transcribe_pdf"]
