"""Printed words are in the language of the project."""

from __future__ import annotations

import re

import pytest
from books import MakeBook, pages_of, warnings_of

LONG = "\n\n".join(["long " * 150] * 3)
INDEX = "# Book\n\n```{toctree}\na\nb\nwords\n```\n"
FIRST = """# First

{term}`Alpha`, {abbr}`HTML (HyperText)`, {ref}`there <there>`.

```{index} pair: gamma; delta
```

```{note}
A note.
```
"""
LAST = "# Words\n\n```{glossary}\nAlpha\n  A term.\n```\n"
CHINESE = re.compile("[\u3001-\u303f\u4e00-\u9fff\uff01-\uffee]")


def pages(make_book: MakeBook, language: str) -> str:
    app = make_book(
        {"language": language, "project": "Book", "author": "Editor"},
        index=INDEX,
        a=f"{FIRST}\n{LONG}\n",
        b=f"# Second\n\n{LONG}\n\n(there)=\n## There\n\nText.\n",
        words=LAST,
    )

    def groups(app: object) -> dict[str, str]:
        return {"Alpha": "People"}

    app.connect("typst-index-groups", groups)
    app.build()
    assert warnings_of(app) == []
    return "".join(pages_of(app))


@pytest.mark.parametrize(
    ("language", "words", "others"),
    [
        (
            "en",
            ["TableofContents", "(page", "HTML(HyperText)", "Note", "Index", "People", "Terms", "delta,gamma"],
            CHINESE,
        ),
        (
            "zh_CN",
            ["目录", "（第", "页）", "HTML（HyperText）", "备注", "索引", "词语", "delta，gamma"],
            re.compile("Contents|Note|Index|Terms|\\(page"),
        ),
    ],
)
def test_printed_words_are_in_the_language_of_the_project(
    make_book: MakeBook, language: str, words: list[str], others: re.Pattern[str]
) -> None:
    text = pages(make_book, language)
    assert [word for word in words if word not in text] == []
    assert others.findall(text) == []
