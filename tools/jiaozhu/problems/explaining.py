"""The catalogue for people: one code explained, all of them listed, and the documentation's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from jiaozhu.locale import N_, _
from jiaozhu.problems.code import Code

#: What the letter of a code says.
AREAS: dict[str, str] = {
    "Y": N_("data files"),
    "S": N_("sources"),
    "P": N_("proofreadings"),
    "E": N_("editions and emendations"),
    "N": N_("notes"),
    "F": N_("register of numbers"),
    "G": N_("glossary"),
    "R": N_("registers of people, places and institutions"),
    "C": N_("citations"),
    "T": N_("translations"),
    "W": N_("witnesses"),
}


def explain(code: Code) -> str:
    """Return what a code means, why it is a problem, what to do, and how it looks wrong and right."""
    parts = [
        f"{code.code}  {_(code.summary)}",
        "",
        _("Why: {why}", why=_(code.why)),
        _("Fix: {remedy}", remedy=_(code.remedy)),
        "",
        _("Wrong:"),
        "",
        _indented(_(code.bad_example)),
        "",
        _("Right:"),
        "",
        _indented(_(code.good_example)),
    ]
    return "\n".join(parts)


def list_codes(codes: Mapping[str, Code]) -> str:
    """Return every code with its summary, a line each."""
    return "\n".join(f"{name}  {_(code.summary)}" for name, code in codes.items())


def codes_page(codes: Mapping[str, Code]) -> str:
    """Return a page of the documentation in MyST that explains every code."""
    parts = [f"# {_('Codes of problems')}\n"]
    for letter, group in groupby(codes.values(), key=lambda code: code.code[0]):
        parts.append(f"## {letter}: {_(AREAS[letter])}\n" if letter in AREAS else f"## {letter}\n")
        parts += _sections(group)
    return "\n".join(parts)


def _sections(codes: Iterable[Code]) -> Iterable[str]:
    for code in codes:
        fixed = _("'jiaozhu check --fix' can fix it in some cases.")
        yield f"({code.code})=\n### {code.code}: {_(code.summary)}\n"
        yield f"{_(code.why)} {_(code.remedy)}{f' {fixed}' if code.repair else ''}\n"
        for label, example in ((_("Wrong:"), _(code.bad_example)), (_("Right:"), _(code.good_example))):
            yield f"{label}\n\n````text\n{example}\n````\n"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))
