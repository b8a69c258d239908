"""GB/T 7714—2025, the Chinese standard for bibliographic references, as a pybtex style (numeric system, 顺序编码制).

The style is the entry point ``gbt7714`` of ``pybtex.style.formatting``; with sphinxcontrib-bibtex it is chosen by
``bibtex_default_style = "gbt7714"``. The package also has what checks a bibliography by the standard:
:func:`missing_fields`, :func:`admits_gaps`, :func:`short_reference`, and :func:`tex` for writing fields.

Sources. The standard (issued 2025-12-02, in force from 2026-07-01) itself was not available. Its clauses are cited from
the reproduction of its text in ``hushidong/biblatex-gb7714-2025`` (``gbT7714-2025.tex``) and its examples from the
transcript in ``typst-doc-cn/bib-csl-dev-data`` (``GB-T_7714—2025.original.toml``); changes since 2015 and since the
draft are from ``hushidong/biblatex-gb7714-2025`` issue 8. Decisions that these leave open are documented where they are
made: the width of the marks (``punctuation``), the name of a web page's site (``layout``), access dates (``style``),
news agencies and circulars (``document_type``).
"""

from __future__ import annotations

from pybtex_gbt7714.requirements import ADMITTED, admits_gaps, missing_fields
from pybtex_gbt7714.style import Style
from pybtex_gbt7714.tex import tex
from pybtex_gbt7714.work import short_reference

__all__ = ["ADMITTED", "Style", "admits_gaps", "missing_fields", "short_reference", "tex"]
