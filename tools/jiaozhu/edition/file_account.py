"""Whether the account of a file adds up: what of it is in the transcript, and what was left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from jiaozhu.locale import _, ngettext
from jiaozhu.model.corpus import Source
from jiaozhu.model.file_account import FILE, FileAccount, solid
from jiaozhu.model.problem import Problem

__all__ = ["account_of", "account_problems"]


def account_of(source: Source) -> FileAccount | None:
    """Return the account of a source's file; None if its reader gave no account, or if it cannot be parsed."""
    if source.account is None:
        return None
    try:
        return FileAccount.from_json(source.account)
    except ValueError:
        return None


def account_problems(source: Source) -> Iterator[Problem]:
    """Yield what is wrong with the account of a source that has a transcript."""
    made = source.about.transcript
    if made is None or source.account is None or source.transcript is None:
        return
    account = account_of(source)
    again = _("import the file again, or restore {file}", file=FILE)
    if account is None:
        yield Problem(made.place, "S112", _("{file} is not an account of a file", file=FILE), again)
        return
    if hashlib.sha256(source.account).hexdigest() != made.account:
        yield Problem(made.place, "S112", _("{file} has changed since it was written", file=FILE), again)
    kept = solid(source.transcript.decode("utf-8", "replace"))
    if kept != account.kept:
        message = _(
            "the transcript has {now} characters other than blanks, and {file} accounts for {then}",
            now=f"{kept:,}",
            then=f"{account.kept:,}",
            file=FILE,
        )
        yield Problem(made.place, "S112", message, again)
    missed = account.unaccounted
    if missed == (made.unaccounted or 0):
        return
    if missed > 0:
        message = ngettext(
            "{n} character of {file} is neither in the transcript nor among what was left out",
            "{n} characters of {file} are neither in the transcript nor among what was left out",
            missed,
            n=f"{missed:,}",
            file=source.about.file,
        )
    else:
        message = _(
            "the account of {file} adds up to {sum} characters, and the file has {counted}",
            file=source.about.file,
            sum=f"{account.of_file:,}",
            counted=f"{account.counted or 0:,}",
        )
    hint = _(
        "compare the transcript with the file; if nothing is missing that matters, write 'unaccounted: {n}' below "
        "'transcript'",
        n=missed,
    )
    yield Problem(made.place, "S112", message, hint)
