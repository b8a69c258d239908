"""Hosts of git repositories: where each takes a new file and an issue, and where a contribution is watched.

Every host is one record. In its addresses ``{base}`` is the address of the repository; the rest is filled in by the
reader's browser: ``@path@`` is the whole path of the new file, ``@folder@`` and ``@name@`` are its parts, ``@content@``
its text, ``@branch@`` the branch it goes to, ``@title@`` and ``@body@`` those of an issue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiaozhu.model.doors import Registry

__all__ = ["FORGEJO", "GITEA", "GITHUB", "GITLAB", "GROUP", "HOSTS", "MOST", "OWN", "Host", "base_of", "host_of"]

#: The group of entry points by which other packages add hosts.
GROUP = "jiaozhu.hosts"
#: Characters of an address that a server usually takes.
MOST = 8_192
_DOMAIN = "[A-Za-z0-9.-]+"
_REMOTE = re.compile(
    rf"(?:https://(?P<web>{_DOMAIN}(?::[0-9]{{1,5}})?)/"
    rf"|ssh://git@(?P<ssh>{_DOMAIN})(?::[0-9]{{1,5}})?/|git@(?P<scp>{_DOMAIN}):)"
    r"(?P<path>[\w.~-]+(?:/[\w.~-]+)+)"
)


@dataclass(frozen=True, slots=True)
class Host:
    """A kind of host, with the addresses that it gives every repository."""

    name: str  #: In ``corpus.yaml``.
    label: str  #: What readers know it by.
    domains: tuple[str, ...]  #: By which a repository's address is recognised; a first part such as ``gitlab.`` counts.
    new_file: str  #: The page on which a new file is begun.
    new_issue: str  #: The page on which an issue is begun.
    changes: str  #: The list of proposed changes.
    issues: str  #: The list of issues.
    forms: str  #: The folder of issue forms in a repository.
    markdown: bool = False  #: Whether its issue forms are plain Markdown, not YAML.
    most: int = MOST  #: Characters of an address that it takes.


#: A new file is prefilled by ``filename`` and ``value`` (github.com/isaacs/github/issues/1527), an issue by ``title``
#: and ``body`` ("Creating an issue from a URL query" in docs.github.com). What exceeds the server's limit is answered
#: with "414 URI Too Long" ("Using query parameters to create a pull request", same place).
GITHUB = Host(
    name="github",
    label="GitHub",
    domains=("github.com",),
    new_file="{base}/new/@branch@?filename=@path@&value=@content@",
    new_issue="{base}/issues/new?title=@title@&body=@body@",
    changes="{base}/pulls",
    issues="{base}/issues",
    forms=".github/ISSUE_TEMPLATE",
)
#: A new file's name is prefilled by ``file_name`` (gitlabhq: ``app/views/projects/blob/_editor.html.haml``); that its
#: text may be, too, is only proposed (gitlab-org/gitlab#337038). An issue is prefilled by ``issue[title]`` and
#: ``issue[description]`` ("Using a URL with prefilled values" in docs.gitlab.com).
GITLAB = Host(
    name="gitlab",
    label="GitLab",
    domains=("gitlab.com", "gitlab."),
    new_file="{base}/-/new/@branch@?file_name=@path@",
    new_issue="{base}/-/issues/new?issue[title]=@title@&issue[description]=@body@",
    changes="{base}/-/merge_requests",
    issues="{base}/-/issues",
    forms=".gitlab/issue_templates",
    markdown=True,
)
#: A new file is prefilled by ``filename`` and ``value`` below its folder (go-gitea/gitea#16556), an issue by ``title``
#: and ``body`` (go-gitea/gitea: ``routers/web/repo/issue_new.go``).
GITEA = Host(
    name="gitea",
    label="Gitea",
    domains=("gitea.com", "gitea."),
    new_file="{base}/_new/@branch@/@folder@?filename=@name@&value=@content@",
    new_issue="{base}/issues/new?title=@title@&body=@body@",
    changes="{base}/pulls",
    issues="{base}/issues",
    forms=".gitea/issue_template",
)
#: As Gitea, of which it is a fork; its own folder of forms goes first (forgejo: ``tests/integration/issue_template``).
FORGEJO = Host(
    name="forgejo",
    label="Forgejo",
    domains=("forgejo.", "code.forgejo.org"),
    new_file=GITEA.new_file,
    new_issue=GITEA.new_issue,
    changes=GITEA.changes,
    issues=GITEA.issues,
    forms=".forgejo/issue_template",
)
_CODEBERG = Host(
    name="codeberg",
    label="Codeberg",
    domains=("codeberg.org",),
    new_file=FORGEJO.new_file,
    new_issue=FORGEJO.new_issue,
    changes=FORGEJO.changes,
    issues=FORGEJO.issues,
    forms=FORGEJO.forms,
)
#: Those of this package.
OWN = (GITHUB, GITLAB, _CODEBERG, FORGEJO, GITEA)
#: Every host, by its name: those of this package, then those of other installed packages.
HOSTS = Registry(GROUP, Host, OWN)


def base_of(remote: str) -> str:
    """Return the address of a repository's pages; empty if a remote is no address on a host.

    Args:
        remote: The git remote: by https or ssh. One with a name and a password is no address: they are never shown.
    """
    match = _REMOTE.fullmatch(remote.strip().rstrip("/").removesuffix(".git"))
    if match is None:
        return ""
    return f"https://{match['web'] or match['ssh'] or match['scp']}/{match['path']}"


def host_of(base: str) -> Host | None:
    """Return the host that an address of a repository is on, if it is known.

    Args:
        base: As ``base_of`` returns it.
    """
    domain = base.removeprefix("https://").split("/")[0].lower()
    for host in HOSTS.values():
        for known in host.domains:
            if domain == known or (known.endswith(".") and domain.startswith(known)):
                return host
    return None
