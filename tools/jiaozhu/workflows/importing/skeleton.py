"""A new project: the least that ``jiaozhu import``, ``check`` and ``build`` need, in the language of its site."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from jiaozhu.language import profile_for
from jiaozhu.locale import _, current_language, pgettext, use_language
from jiaozhu.model.corpus import Contribute, CorpusInfo
from jiaozhu.model.drafts import TO_BE_ADDED
from jiaozhu.model.host import base_of, host_of
from jiaozhu.store import Item, commit, guarded
from jiaozhu.store.dumping import data_of
from jiaozhu.store.yaml_writing import to_yaml
from jiaozhu.workflows.accepting.pipelines import pipelines
from jiaozhu.workflows.accepting.templates import issue_templates

__all__ = ["create"]

_CONF = '''"""Sphinx configuration."""

project = {title}
author = {author}
language = {language}

extensions = ["jiaozhu.sphinx_ext", "sphinx_typst"]
nitpicky = True

jiaozhu_corpus = "../corpus"
bibtex_default_style = "gbt7714"

html_theme = "sphinx_book_theme"
html_title = project
html_show_sphinx = False
html_copy_source = False
html_use_index = False
'''
_INDEX = """# {title}

```{{jz-home}}
```

```{{toctree}}
:hidden:
:caption: {texts}

texts/index
```

```{{toctree}}
:hidden:
:caption: {appendices}

texts/glossary
texts/concordance/index
texts/figures
texts/chronology
texts/overview
texts/apparatus
texts/progress
texts/contributors
texts/changes
bibliography
```
"""
#: The words are English, as those of most hosts and of the commands are.
_README = """# {title}

An annotated edition, made with jiaozhu.

```console
$ python -m pip install 'jiaozhu[site,pdf]'
$ jiaozhu import FILE
$ jiaozhu check
$ jiaozhu build
```

The site is `build/html/index.html`, the book `build/book.pdf`. The edition is in `corpus/`: sources, which never
change, with their readings and notes, and a glossary. `docs/` is the Sphinx project that shows it.
"""
#: A source is bytes: another line end would be another source.
_ATTRIBUTES = "* text=auto eol=lf\ncorpus/sources/*/source.* -text -diff\n"


def create(folder: Path, title: str = "", language: str = "", repository: str = "", mail: str = "") -> list[Path]:
    """Make a project.

    Args:
        folder: Where; it may exist.
        title: Of the edition; by default one to be replaced.
        language: Of the corpus and the site, as a tag; by default the language in use.
        repository: The address of its repository; a known host gets its issue forms and what it is to run.
        mail: The address to which contributions are sent by mail.

    Returns:
        The files that were written.

    Raises:
        FileExistsError: One of them exists already; then nothing is written.
    """
    tag = (language or current_language()).replace("_", "-")
    with use_language(tag):
        files = _files(" ".join(title.split()) or _("New edition"), tag, base_of(repository), mail)
    folder.mkdir(parents=True, exist_ok=True)
    with guarded(folder):
        existing = [name for name in files if (folder / name).exists()]
        if existing:
            raise FileExistsError(existing[0])
        commit(folder, [Item(name, text.encode("utf-8"), new=True) for name, text in files.items()])
    return [folder / name for name in files]


def _files(title: str, language: str, repository: str, mail: str) -> Mapping[str, str]:
    """The text of each file, in the language in use."""
    editor, missing = _("editor"), _(TO_BE_ADDED)
    contribute = Contribute(editor, mail) if mail else None
    info = CorpusInfo(
        title, missing, (editor,), language, missing, missing, repository=repository or None, contribute=contribute
    )
    host = host_of(repository)
    forms = {**issue_templates(host, profile_for(language).kinds), **pipelines(host)} if host else {}
    return {
        **forms,
        "corpus/corpus.yaml": to_yaml(data_of(info)),
        "corpus/references.bib": "",
        "corpus/sources/.gitkeep": "",
        "corpus/glossary/.gitkeep": "",
        "docs/conf.py": _CONF.format(
            title=_literal(title), author=_literal(editor), language=_literal(language.replace("-", "_"))
        ),
        "docs/index.md": _INDEX.format(title=title, texts=pgettext("new project", "Texts"), appendices=_("Appendices")),
        "docs/bibliography.md": f"# {pgettext('new project', 'Bibliography')}\n\n```{{bibliography}}\n```\n",
        "README.md": _README.format(title=title),
        ".gitattributes": _ATTRIBUTES,
        ".gitignore": "build/\ndocs/texts/\n",
    }


def _literal(text: str) -> str:
    """A text as Python and JSON write it."""
    return json.dumps(text, ensure_ascii=False)
