"""A new project: the least that `jiaozhu import`, `check` and `build` need."""

from __future__ import annotations

import json
from pathlib import Path

_CONF = '''"""Sphinx configuration."""

project = {title}
author = "编者"
language = "zh_CN"

extensions = ["jiaozhu.sphinx_ext", "sphinx_typst"]
nitpicky = True

jiaozhu_corpus = "../corpus"
bibtex_default_style = "gbt7714"

html_theme = "sphinx_book_theme"
html_title = project
html_show_sphinx = False
html_copy_source = False
html_use_index = False
html_context = {{"default_mode": "auto"}}
html_theme_options = {{
    "toc_title": "本页",
    "article_header_end": ["theme-switcher.html", "toggle-secondary-sidebar.html"],
    "navbar_persistent": [],
    "primary_sidebar_end": [],
}}
'''
_INDEX = """# {title}

```{{toctree}}
:caption: 正文

texts/index
```

```{{toctree}}
:caption: 附编

texts/glossary
texts/concordance/index
texts/figures
texts/chronology
texts/apparatus
texts/progress
texts/contributors
bibliography
```
"""
_BIBLIOGRAPHY = "# 参考文献\n\n```{bibliography}\n```\n"
_CORPUS = """title: {title}
subtitle: 待填
editors: [编者]
language: zh-CN
rights: 待填
description: 待填
"""


def create(folder: Path, title: str) -> list[Path]:
    """Makes the project in ``folder``; the files that were written.

    Raises:
        FileExistsError: one of them is there already; nothing is written then.
    """
    shown = json.dumps(title, ensure_ascii=False)
    files = {
        "corpus/corpus.yaml": _CORPUS.format(title=shown),
        "corpus/references.bib": "",
        "corpus/sources/.gitkeep": "",
        "corpus/glossary/.gitkeep": "",
        "docs/conf.py": _CONF.format(title=shown),
        "docs/index.md": _INDEX.format(title=" ".join(title.split())),
        "docs/bibliography.md": _BIBLIOGRAPHY,
        ".gitignore": "build/\ndocs/texts/\n",
    }
    there = [name for name in files if (folder / name).exists()]
    if there:
        raise FileExistsError(there[0])
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [folder / name for name in files]
