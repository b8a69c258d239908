"""Git hosts' pages for a new file: where each is, and what may be filled in."""

from __future__ import annotations

import re

_REMOTE = re.compile(r"(?:https://|git@|ssh://git@)(?P<host>[\w.-]+)[:/](?P<path>[\w.-]+(?:/[\w.-]+?)+?)(?:\.git)?/?")
#: By host. In an address, ``@path@`` is the file's whole path, ``@folder@`` and ``@name@`` are its parts, ``@content@``
#: its text, and ``@branch@`` the branch it shall go to. GitLab fills in no content.
_HOSTS = {
    "github.com": "https://github.com/{path}/new/@branch@?filename=@path@&value=@content@",
    "gitlab.com": "https://gitlab.com/{path}/-/new/@branch@?file_name=@path@",
    "codeberg.org": "https://codeberg.org/{path}/_new/@branch@/@folder@?filename=@name@&value=@content@",
}


def new_file_address(remote: str, template: str | None = None, branch: str = "") -> str:
    """The address of the page on which a new file is begun, with places for the file; empty for a host not known.

    Args:
        remote: The git remote; its owner and name are all that is taken from it.
        template: What ``corpus.yaml`` says under ``new_file``; it goes before.
        branch: The branch that contributions go to; ``main`` if it is not known.
    """
    match = _REMOTE.fullmatch(remote.strip())
    known = _HOSTS.get(match["host"], "").replace("{path}", match["path"]) if match else ""
    return (template or known).replace("@branch@", branch or "main")
