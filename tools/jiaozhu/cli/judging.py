"""The command for an editor's desk: what the import suspects, judged one by one on the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import click

from jiaozhu.cli.contributing import signed
from jiaozhu.cli.group import main
from jiaozhu.cli.opening import alone, book_of, volume_of
from jiaozhu.cli.parameters import PROBLEMS, OneOf
from jiaozhu.edition.proposals import suspicion
from jiaozhu.locale import _, ngettext
from jiaozhu.model.names import listed
from jiaozhu.model.proposal import Proposal
from jiaozhu.problems.reports import visible
from jiaozhu.workflows.judging import Desk, NotDecided, Verdict, is_of_words, needs_words

#: Code points of a line that are shown around the words.
_AROUND = 30


@main.command(
    help=_(
        "Judge the proposals of a source: what the import suspects and did not decide.\n\n"
        "Each is shown with its place and its evidence. What you accept becomes an emendation or a line of "
        "edition.yaml, in your name; what you reject keeps your reason; 'u' takes the last one back. Everything is "
        "written at once, so that you can stop whenever you like. --list prints what waits; --accept and --reject "
        "judge without asking.\n\n"
        "Exit code: 0 if everything asked for was done, 1 if a judgement could not be carried out, 2 if the command "
        "line is wrong."
    )
)
@click.argument("siglum")
@click.option("--kind", "kinds", multiple=True, help=_("Only proposals of this kind (may be repeated)."))
@click.option("--list", "as_list", is_flag=True, help=_("Print what waits, and ask nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("With --list: as JSON."))
@click.option("--accept", multiple=True, metavar="ID", help=_("Accept this proposal (may be repeated)."))
@click.option("--reject", multiple=True, metavar="ID", help=_("Reject this proposal (may be repeated)."))
@click.option("--reason", default="", help=_("With --accept and --reject: why."))
@click.option("--after", help=_("With --accept: the reading, if it is another than the one proposed."))
@click.option("--line", type=click.IntRange(1), help=_("With --accept: the line that continues a paragraph."))
@click.option(
    "--cert", type=OneOf(["high", "medium", "low"]), default="medium", show_default=True, help=_("How certain you are.")
)
@click.option("--author", help=_("Who answers for it; by default your name in git."))
@click.pass_obj
def propose(
    root: Path | None,
    siglum: str,
    kinds: tuple[str, ...],
    as_list: bool,
    as_json: bool,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    reason: str,
    after: str | None,
    line: int | None,
    cert: str,
    author: str | None,
) -> None:
    """Judge proposals."""
    root = alone(root)
    book, _problems = book_of(root)
    volume_of(book, siglum, root)
    desk = Desk(root, siglum, partial(book_of, root))
    if as_list:
        _print(desk, kinds, as_json=as_json)
        return
    verdict = Verdict(True, signed(author), date.today().isoformat(), reason, after, line or 0, cert)
    if accept or reject:
        if reject and not reason:
            raise click.UsageError(_("a rejection needs a --reason"))
        chosen = [*((id, verdict) for id in accept), *((id, replace(verdict, accepted=False)) for id in reject)]
        sys.exit(PROBLEMS if not _judge_all(desk, chosen) else 0)
    _Session(desk, kinds, verdict).run()


def _chosen(desk: Desk, kinds: Sequence[str]) -> list[Proposal]:
    return [proposal for proposal in desk.waiting if not kinds or proposal.kind in kinds]


def _print(desk: Desk, kinds: Sequence[str], *, as_json: bool) -> None:
    found = _chosen(desk, kinds)
    if as_json:
        keys = ("id", "kind", "line", "after", "next", "detector", "evidence", "score")
        rows = [{**{key: getattr(item, key) for key in keys}, "quote": item.target.quote} for item in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for item in found:
        click.echo(visible(f"{item.id}: {'; '.join(_described(item))}"))
    click.echo(ngettext("{n} proposal waits", "{n} proposals wait", len(found), n=len(found)))


def _described(proposal: Proposal) -> Iterator[str]:
    """What a proposal is about, in parts of a line."""
    yield _("line {line}: {suspicion}", line=proposal.line, suspicion=suspicion(proposal.kind))
    change = f"“{proposal.target.quote}”"
    yield f"{change} → “{proposal.after}”" if proposal.after else change
    yield f"{proposal.evidence} ({proposal.score:.0%})"


def _judge_all(desk: Desk, chosen: Sequence[tuple[str, Verdict]]) -> bool:
    """Judge proposals by their ids; return whether all of it could be done."""
    fine = True
    for id, verdict in chosen:
        waiting = {proposal.id: proposal for proposal in desk.waiting}
        if id not in waiting:
            hint = listed(_("those that wait are"), id, waiting)
            raise click.UsageError(_("no proposal '{id}' waits; {hint}", id=id, hint=hint))
        try:
            click.echo(f"{id}: {desk.judge(waiting[id], verdict)}")
        except NotDecided as error:
            click.echo(_("{id}: not judged: {why}", id=id, why=error), err=True)
            fine = False
    return fine


def _key() -> str:
    """The key that the editor presses; without a terminal, the next character of the input that is not blank."""
    if sys.stdin.isatty():
        return click.getchar().lower()
    while (key := sys.stdin.read(1)).isspace():
        pass
    return key.lower()


class _Session:
    """One sitting at the desk."""

    def __init__(self, desk: Desk, kinds: Sequence[str], verdict: Verdict) -> None:
        self._desk, self._kinds, self._verdict = desk, kinds, verdict
        self._skipped: list[str] = []
        self._judged = 0

    def run(self) -> None:
        """Ask until nothing waits or the editor stops."""
        while True:
            left = [item for item in _chosen(self._desk, self._kinds) if item.id not in self._skipped]
            if not (self._ask(left[0], len(left)) if left else self._ask_again()):
                break
        waiting = len(_chosen(self._desk, self._kinds))
        click.echo(_("{judged} judged, {waiting} left", judged=self._judged, waiting=waiting))

    def _ask(self, proposal: Proposal, left: int) -> bool:
        """Ask about one proposal; return whether to go on."""
        head = _("{id} · {n} left", id=proposal.id, n=left)
        click.echo(f"\n{click.style(head, bold=True)} · {suspicion(proposal.kind)} · {proposal.score:.0%}")
        click.echo(f"  {visible(proposal.evidence)}")
        click.echo(f"  {proposal.line}: {self._context(proposal)}")
        if proposal.after:
            click.echo(_("  perhaps: {words}", words=visible(proposal.after)))
        if proposal.next:
            click.echo(f"  {proposal.next}: {visible(self._line(proposal.next)[: 3 * _AROUND])}")
        click.echo(_("[a]ccept, [r]eject, [e]dit, [s]kip, [u]ndo, [q]uit?") + " ", nl=False)
        key = _key()
        click.echo(key if key.isprintable() else "")
        if key == "q" or key in ("\x03", "\x04", ""):
            return False
        if key == "u":
            self._undo()
        elif key == "s":
            self._skipped.append(proposal.id)
        elif key == "e" and not (is_of_words(proposal) or proposal.kind == "seam"):
            click.echo(_("there are no words to edit: accept or reject it"))
        elif key in "are":
            self._judge(proposal, key)
        else:
            click.echo(_("press one of the keys in brackets"))
        return True

    def _ask_again(self) -> bool:
        """Offer to take the last judgement back, once all are made; return whether to go on."""
        if not self._judged:
            return False
        click.echo("\n" + _("nothing waits any more: [u]ndo, [q]uit?") + " ", nl=False)
        key = _key()
        click.echo(key if key.isprintable() else "")
        if key == "u":
            self._undo()
        return key == "u"

    def _undo(self) -> None:
        if self._desk.undo():
            self._judged -= 1
            click.echo(_("the last judgement is taken back"))
        elif self._skipped:
            self._skipped.pop()
        else:
            click.echo(_("nothing to take back"))

    def _judge(self, proposal: Proposal, key: str) -> None:
        verdict = replace(self._verdict, accepted=key != "r")
        if key == "r":
            verdict = replace(verdict, reason=click.prompt(_("Why")))
        elif proposal.kind == "seam" and (key == "e" or not proposal.next):
            verdict = replace(verdict, line=click.prompt(_("The line that continues it"), type=click.IntRange(1)))
        elif key == "e" or needs_words(proposal):
            shown = proposal.after or proposal.target.quote
            after = click.prompt(_("Read (empty: leave the words out)"), default=shown, show_default=True)
            verdict = replace(verdict, after=after.strip())
        try:
            click.echo(f"  {self._desk.judge(proposal, verdict)}")
            self._judged += 1
        except NotDecided as error:
            click.echo("  " + _("not judged: {why}", why=error))

    def _line(self, number: int) -> str:
        lines = self._desk.volume.edited.document.text.split("\n")
        return lines[number - 1] if number <= len(lines) else ""

    def _context(self, proposal: Proposal) -> str:
        """The words in their line."""
        line, target = self._line(proposal.line), proposal.target
        at = line.find(f"{target.prefix}{target.quote}{target.suffix}")
        if at < 0:
            return visible(line[: 3 * _AROUND])
        start = at + len(target.prefix)
        end = start + len(target.quote)
        before, after = line[max(0, start - _AROUND) : start], line[end : end + _AROUND]
        return f"{visible(before)}{click.style(visible(target.quote), reverse=True)}{visible(after)}"
