"""A small project with a first page of its own, pages beyond prose, and books that were built."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from paths import ROOTS
from sphinx.testing.util import SphinxTestApp

__all__ = ["BASE", "build_front", "front_project"]

BASE = "https://example.org/edition/"
_HOME = """# 小编

```{jz-home}
:contribute: plain
```

```{toctree}
:caption: 正文

texts/index
```

```{toctree}
:caption: 附编

texts/glossary
texts/concordance/index
texts/figures
texts/chronology
texts/apparatus
texts/progress
texts/contributors
texts/changes
bibliography
plain
code
grid
```
"""
_PAGES = {
    "plain.md": "# 散文\n\n一段散文，说明这一页讲的是什么。\n\n- 一\n\n| 甲 | 乙 |\n| --- | ---: |\n| 一 | 二 |\n",
    "code.md": "# 代码\n\n```yaml\na: 1\n```\n",
    "grid.md": "# 格子\n\n::::{container} sd-container-fluid\n内容\n::::\n",
}


def front_project(folder: Path) -> Path:
    """Copy the small edition into a folder and give it a front; the folder."""
    shutil.copytree(ROOTS / "test-edition", folder)
    (folder / "index.md").write_text(_HOME, "utf-8")
    for name, text in _PAGES.items():
        (folder / name).write_text(text, "utf-8")
    conf = (folder / "conf.py").read_text("utf-8").replace('"basic"', '"sphinx_book_theme"')
    (folder / "conf.py").write_text(conf + 'myst_enable_extensions = ["colon_fence"]\n', "utf-8")
    built = folder / "built"
    (built / "pdf").mkdir(parents=True)
    (built / "pdf" / "zao-2019-yi.pdf").write_bytes(b"%PDF-1.7 one")
    (built / "book.pdf").write_bytes(b"%PDF-1.7 all")
    return folder


def build_front(folder: Path, builder: str = "html", **settings: Any) -> SphinxTestApp:
    """Build the project; its books are offered. Warnings fail."""
    usual = {"jiaozhu_pdf_folder": "built/pdf", "jiaozhu_book": "built/book.pdf", "jiaozhu_epub": "built/book.epub"}
    app = SphinxTestApp(builder, srcdir=folder, confoverrides={**usual, **settings})
    try:
        app.build()
    finally:
        app.cleanup()
    warnings = app.warning.getvalue()
    assert warnings == "", warnings
    return app
