"""Where contributions from the site go: the host's pages, the editor's mail, what a reader watches afterwards.

Which ways are offered follows from ``corpus.yaml`` and the git remote; the kinds of host are in ``model.host``.
"""

from __future__ import annotations

from typing import TypedDict

from jiaozhu.model.corpus import Contribute, CorpusInfo
from jiaozhu.model.host import HOSTS, MOST, Host, base_of, host_of

__all__ = ["Ways", "ways_of"]


class Ways(TypedDict):
    """What the form for contributions knows of the ways to send one; what is not offered is empty."""

    host: str  #: What readers know the host by.
    newFile: str  #: Its page for a new file, with ``@path@`` (or ``@folder@`` and ``@name@``) and ``@content@``.
    newIssue: str  #: Its page for a new issue, with ``@title@`` and ``@body@``.
    changes: str  #: The list of proposed changes there.
    issues: str  #: The list of issues there.
    most: int  #: Characters of an address that it takes.
    editor: str  #: Who takes contributions by mail.
    mail: str  #: The editor's address.
    title: str  #: Of the edition, for subjects.
    folder: str  #: The corpus folder, from the top of the repository, with a slash at its end; may be empty.


def ways_of(info: CorpusInfo, remote: str = "", branch: str = "", folder: str = "corpus/") -> Ways:
    """Return the ways on which a contribution can be sent.

    Args:
        info: What ``corpus.yaml`` says. A host that is named there goes before the one that an address shows, and pages
            that are named there go before those of the host.
        remote: The git remote, for a corpus that does not name its repository.
        branch: The branch that contributions go to; ``main`` if it is not known.
        folder: The corpus folder, from the top of the repository.
    """
    contribute = info.contribute or Contribute()
    host, base = _host(contribute, (info.repository or "", remote))

    def filled(address: str) -> str:
        return address.replace("{base}", base).replace("@branch@", branch or "main")

    new_file = filled(info.new_file or (host.new_file if host else ""))
    new_issue = filled(contribute.new_issue or (host.new_issue if host else ""))
    return {
        "host": host.label if host else _domain(new_file or new_issue),
        "newFile": new_file,
        "newIssue": new_issue,
        "changes": contribute.watch or (filled(host.changes) if host else ""),
        "issues": contribute.watch or (filled(host.issues) if host else ""),
        "most": host.most if host else MOST,
        "editor": contribute.editor or ", ".join(info.editors),
        "mail": contribute.mail or "",
        "title": info.title,
        "folder": folder,
    }


def _host(contribute: Contribute, remotes: tuple[str, ...]) -> tuple[Host | None, str]:
    """The host, and the address of the repository on it."""
    bases = [base for remote in remotes if (base := base_of(remote))]
    if contribute.host:
        return (HOSTS[contribute.host], bases[0]) if bases else (None, "")
    return next(((host, base) for base in bases if (host := host_of(base))), (None, ""))


def _domain(address: str) -> str:
    return address.removeprefix("https://").split("/")[0]
