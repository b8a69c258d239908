"""The page of the overview as MyST: a drawing for each group, and a table that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jiaozhu.language import typography
from jiaozhu.locale import _, ngettext
from jiaozhu.model.page import Page
from jiaozhu.outputs.myst.concordance import label as kwic_label
from jiaozhu.outputs.myst.inline import term_link
from jiaozhu.outputs.myst.passages import link, shortened
from jiaozhu.outputs.myst.setting import table
from jiaozhu.outputs.overview import Group, Member, listed

__all__ = ["DIRECTIVE", "write_overview"]

#: Stands for the drawing of a group, which its argument names.
DIRECTIVE = "jz-overview"
#: At most so many texts of a word are listed; the concordance has the others.
MOST_TEXTS = 16


def write_overview(found: Sequence[Group], pages: Iterable[Page]) -> str:
    """Return the page of the overview.

    Args:
        found: The groups of the glossary.
        pages: All texts.
    """
    known = {page.docname: page for page in pages}
    # Projects that were begun before this page do not list it.
    parts = ["---\norphan: true\n---", f"# {_('Overview')}", _lead()]
    parts += [_group(group, known) for group in found]
    return "\n\n".join(parts) + "\n"


def _lead() -> str:
    return _(
        "Which text speaks of whom, and when: words of the glossary from above, the texts in the order of time, and a "
        "circle where a text has the word, as large as the word is frequent there. Each circle leads to the first of "
        "its places, each name to its entry or its text."
    )


def _group(group: Group, known: Mapping[str, Page]) -> str:
    head = [_("Entry"), _("Occurrences"), _("Number of texts"), _("In which, and how often")]
    rows = [_row(member, places) for member, places in listed(group, known)]
    parts = [
        f"## {group.name}",
        f"```{{{DIRECTIVE}}} {group.id}\n```",
        table(head, rows, "| --- | ---: | ---: | --- |"),
    ]
    if group.left_out:
        more = ngettext(
            "{n} more entry is in the [concordance](concordance/index.md).",
            "{n} more entries are in the [concordance](concordance/index.md).",
            group.left_out,
            n=group.left_out,
        )
        parts.append(f"{{.jz-meta}}\n{more}")
    return "\n\n".join(parts)


def _row(member: Member, places: Sequence[tuple[Page, int, str]]) -> list[str]:
    set_as = typography()
    shown = places[:MOST_TEXTS]
    texts = [
        link(set_as.titled(shortened(page.title)), page.docname, block)
        + (set_as.aside(str(times)) if times > 1 else "")
        for page, times, block in shown
    ]
    if len(places) > len(shown):
        rest = len(places) - len(shown)
        more = ngettext("{n} more text", "{n} more texts", rest, n=rest)
        texts.append(f"{{ref}}`{more} <{kwic_label(member.term.slug)}>`")
    headword = member.term.headword
    return [term_link(headword, headword), str(member.times), str(len(places)), set_as.listed(texts)]
