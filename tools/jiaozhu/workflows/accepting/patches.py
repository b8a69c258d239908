"""Patches: the new files in one. Nothing else that a patch can do is done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiaozhu.locale import _
from jiaozhu.workflows.accepting.sent import Sent, SentFile, joined

__all__ = ["read_patch"]

_BEGIN = re.compile(r"diff --git a/(\S{1,300}) b/(\S{1,300})\Z")
_HUNK = re.compile(r"@@ -0,0 \+1(?:,([0-9]{1,6}))? @@")


def read_patch(text: str) -> Sent | None:
    """Return the new files of a patch; None if a text has no patch.

    Args:
        text: A patch as git writes it, with or without the mail around it.
    """
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith("diff --git ")]
    if not starts:
        return None
    files: list[SentFile] = []
    refused: list[tuple[int, str, str]] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        found = _new_file(lines, start, end)
        if found is None:
            hint = _("a contribution only adds files; an editor applies another patch with 'git am'")
            refused.append((start + 1, _("the patch does more here than to add a file, or is cut off"), hint))
        else:
            files.append(found)
    return Sent(tuple(files), refused=tuple(refused))


def _new_file(lines: Sequence[str], start: int, end: int) -> SentFile | None:
    """The file that a part of a patch adds; None if it does anything else."""
    named = _BEGIN.match(lines[start])
    if named is None or named[1] != named[2]:
        return None
    at = start + 1
    head: list[str] = []
    while at < end and not lines[at].startswith("@@"):
        head.append(lines[at])
        at += 1
    if "new file mode 100644" not in head or "--- /dev/null" not in head or f"+++ b/{named[1]}" not in head:
        return None
    hunk = _HUNK.match(lines[at]) if at < end else None
    if hunk is None:
        return None
    count = int(hunk[1] or 1)
    added = lines[at + 1 : at + 1 + count]
    rest = lines[at + 1 + count : end]
    whole = len(added) == count and at + 1 + count <= end and all(line.startswith("+") for line in added)
    if not whole or any(line.startswith(("+", "@@")) for line in rest):
        return None
    return SentFile(named[1], joined(line[1:] for line in added), start + 1)
