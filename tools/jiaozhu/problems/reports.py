"""Problems and ledgers as people and programs read them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from jiaozhu.edition.pipeline import Book
from jiaozhu.locale import _, ngettext
from jiaozhu.model.act import Act
from jiaozhu.model.characters import INVISIBLE
from jiaozhu.model.file_account import FileAccount, Sum, kind_label
from jiaozhu.model.ledger import Ledger
from jiaozhu.model.problem import Fix, Problem
from jiaozhu.problems.fixing import with_fixes
from jiaozhu.problems.sarif import sarif

#: Invisible characters except line feeds, and halves of characters (file names may hold any of them).
_UNPRINTABLE = re.compile("[\t\u2028\u2029\ud800-\udfff]|" + INVISIBLE.pattern)


def accounts(book: Book) -> list[str]:
    """Return one line a source that says whether every character is accounted for."""
    lines = []
    for volume in book.volumes:
        ledger, waiting = volume.edited.ledger, sum(1 for _waits in volume.source.waiting)
        line = accounted(ledger.siglum, ledger)
        if waiting:
            line = ngettext("{line}; {n} proposal to be judged", "{line}; {n} proposals to be judged", waiting).format(
                line=line, n=waiting
            )
        lines.append(line)
    return lines


def accounted(siglum: str, ledger: Ledger) -> str:
    """Return the line that says how many characters of a source are accounted for."""
    counts = {"done": f"{ledger.accounted:,}", "all": f"{ledger.length:,}"}
    return _("{siglum}: {done} of {all} characters accounted for", siglum=siglum, **counts)


def as_text(problems: Sequence[Problem], book: Book) -> str:
    """Return problems for people: one a line, its hint below it, and a count; without problems, the accounts."""
    if problems:
        count = ngettext("{n} problem", "{n} problems", len(problems), n=len(problems))
        return "\n".join([*(visible(str(_one_line(problem))) for problem in problems), count])
    return "\n".join([*accounts(book), _("no problems")])


def as_json(problems: Sequence[Problem], book: Book) -> str:
    """Return problems for programs: a list of objects."""
    data = [
        {
            **problem.place._asdict(),
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
            "suggestion": problem.suggestion,
            "fix": _fix(problem.fix),
        }
        for problem in with_fixes(problems)
    ]
    return visible(json.dumps(data, ensure_ascii=False, indent=1))


def _fix(fix: Fix | None) -> dict[str, object] | None:
    if fix is None:
        return None
    return {"summary": fix.summary, "safe": fix.safe, "edits": [edit._asdict() for edit in fix.edits]}


def as_github(problems: Sequence[Problem], book: Book) -> str:
    """Return problems for GitHub Actions: workflow commands, which put each on its line of a pull request."""
    lines = []
    for problem in map(_one_line, problems):
        path, line, column = problem.place
        text = f"{problem.message}\n{_('hint: {hint}', hint=problem.hint)}" if problem.hint else problem.message
        where = f"file={_property(path)},line={line},col={column},title={problem.code}"
        lines.append(visible(f"::error {where}::{_data(text)}"))
    return "\n".join(lines)


def as_sarif(problems: Sequence[Problem], book: Book) -> str:
    """Return problems for code scanning: SARIF 2.1.0 (OASIS)."""
    return visible(json.dumps(sarif(with_fixes(problems)), ensure_ascii=False, indent=1))


#: How problems are printed, by the name of the format.
FORMATS: dict[str, Callable[[Sequence[Problem], Book], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def below(problem: Problem, paths: Iterable[Path]) -> bool:
    """Whether a problem is in one of some files and folders."""
    place = Path(problem.place.path).resolve()
    return any(place.is_relative_to(path.resolve()) for path in paths)


def file_lines(file: str, account: FileAccount) -> Iterator[str]:
    """Yield the account of a file that is not text itself, for the terminal."""
    yield _("{file}: {n} characters other than blanks", file=file, n=f"{account.of_file:,}")
    kept = account.kept - sum(count.characters for count in account.supplied.values())
    yield f"  {_('in the transcript')}: {kept:,}"
    for kind, count in account.left_out.items():
        yield "  " + _("left out: {kind} ({items}), {n} characters", kind=kind_label(kind), **_shown(count))
    for kind, count in account.supplied.items():
        yield "  " + _("added: {kind} ({items}), {n} characters", kind=kind_label(kind), **_shown(count))
    if account.counted is None:
        yield "  " + _("not compared with a second count")
    elif account.unaccounted:
        yield "  " + _("not accounted for: {n} characters", n=f"{account.unaccounted:,}")


def _shown(count: Sum) -> dict[str, str]:
    return {"items": f"{count.items:,}", "n": f"{count.characters:,}"}


def ledger_json(ledger: Ledger, account: FileAccount | None = None) -> str:
    """Return a ledger as JSON, with the account of the file if it is not text itself.

    Spans in the order of the source tile ``[0, length)``, in code points; those of a block are indices of spans, in the
    order in which they are read. Reasons of rules are in the language in use: that of the corpus, for programs that
    compare ledgers.
    """
    data = {
        "siglum": ledger.siglum,
        "sha256": ledger.sha256,
        "length": ledger.length,
        "spans": [
            {
                "start": entry.span.start,
                "end": entry.span.end,
                "kind": entry.kind,
                "reading": entry.reading,
                "text": entry.text,
                "block": entry.block,
                "act": _act(entry.act),
            }
            for entry in ledger.spans
        ],
        "texts": [
            {
                "id": text.id,
                "blocks": [{"id": block.id, "kind": block.kind, "spans": list(block.spans)} for block in text.blocks],
            }
            for text in ledger.texts
        ],
    }
    if account is not None:
        data["file"] = json.loads(account.to_json()) | {"unaccounted": account.unaccounted}
    return json.dumps(data, ensure_ascii=False)


def _act(act: Act | None) -> dict[str, object] | None:
    """An act as data. A rule's reason is a text of the tools, a person's is what that person wrote."""
    if act is None:
        return None
    reason = _(act.reason) if act.rule else act.reason
    fields = {**asdict(act), "reason": reason}
    return {key: value for key, value in fields.items() if value not in (None, ()) and key != "kind"}


def _one_line(problem: Problem) -> Problem:
    """A problem on one line, even if it quotes several lines of a file."""
    return replace(
        problem,
        place=problem.place._replace(path=problem.place.path.replace("\n", "⏎")),
        message=problem.message.replace("\n", "⏎"),
        hint=problem.hint.replace("\n", "⏎"),
    )


def visible(text: str) -> str:
    """Return a text without characters that would control a terminal, reverse its text or stop its encoder."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
