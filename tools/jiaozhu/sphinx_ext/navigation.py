"""The sidebar, at a cost that does not grow with the number of pages.

Stock themes write the whole contents tree into every page: time and bytes grow with the square. Here a page shows
its ancestors and their children, and of many children only those around the current one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from html import escape
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from jiaozhu.sphinx_ext.products import is_site

#: At most this many entries of one level, around the current one.
MOST_ENTRIES = 24


class Entry(NamedTuple):
    """One line of the sidebar."""

    title: str
    docname: str
    level: int
    current: bool
    on_path: bool
    more: bool = False  #: Stands for those left out; leads to their parent.


class Group(NamedTuple):
    """Entries under a caption of the root's contents."""

    caption: str
    entries: list[Entry]


def add_navigation(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Give the template ``jz-nav.html`` what it shows, and pages of texts their kind."""
    env = app.env
    if not hasattr(app.builder, "jiaozhu_parents"):
        app.builder.jiaozhu_parents = _parents(env)  # type: ignore[attr-defined]
    groups = navigation(env, pagename, app.builder.jiaozhu_parents)  # type: ignore[attr-defined]
    context["jiaozhu_nav"] = _html(groups, context["pathto"])
    is_text = "text" in env.metadata.get(pagename, {})
    context["jiaozhu_kind"] = "text" if is_text else "page"


def forget_navigation(app: Sphinx) -> None:
    """A new build may have another tree."""
    if hasattr(app.builder, "jiaozhu_parents"):
        del app.builder.jiaozhu_parents


def changed_tree(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """All pages, if the contents or a title changed: any of them may name it, beside its text or after it.

    Sphinx writes only the pages whose own document was read again, and leaves the others with the tree of yesterday.
    """
    captions = [toctree.get("caption") or "" for toctree in env.tocs[env.config.root_doc].findall(addnodes.toctree)]
    tree = (captions, sorted(env.toctree_includes.items()), sorted((name, _title(env, name)) for name in env.titles))
    digest = hashlib.sha256(repr(tree).encode("utf-8", "replace")).hexdigest()
    before, env.jiaozhu_tree = getattr(env, "jiaozhu_tree", digest), digest  # type: ignore[attr-defined]
    return sorted(env.found_docs) if is_site(app) and before != digest else []


def navigation(env: BuildEnvironment, pagename: str, parents: dict[str, str]) -> list[Group]:
    """The groups of the sidebar of ``pagename``."""
    path = [pagename]
    while path[-1] in parents and parents[path[-1]] not in path:
        path.append(parents[path[-1]])
    on_path = set(path)
    groups = []
    for toctree in env.tocs[env.config.root_doc].findall(addnodes.toctree):
        names = [name for _, name in toctree["entries"] if name in env.titles]
        entries: list[Entry] = []
        _entries(env, env.config.root_doc, names, 0, pagename, on_path, entries)
        groups.append(Group(toctree.get("caption") or "", entries))
    return groups


def _html(groups: Iterable[Group], pathto: Callable[[str], str]) -> str:
    """The groups as HTML. A sandboxed template takes five times as long for it, on every page."""
    out: list[str] = []
    for group in groups:
        if group.caption:
            out.append(f'<p class="jz-nav-caption">{escape(group.caption)}</p>')
        out.append('<ul class="jz-nav-list">')
        for entry in group.entries:
            classes = f"jz-nav-{entry.level}" + " current" * entry.current + " on-path" * entry.on_path
            said = ' aria-current="page"' * entry.current + ' aria-label="更多"' * entry.more
            link = f'<a href="{escape(pathto(entry.docname))}"{said}>{escape(entry.title)}</a>'
            out.append(f'<li class="{classes}">{link}</li>')
        out.append("</ul>")
    return "\n".join(out)


def _entries(
    env: BuildEnvironment, parent: str, names: list[str], level: int, current: str, on_path: set[str], out: list[Entry]
) -> None:
    around = next((index for index, name in enumerate(names) if name in on_path), 0)
    first = max(0, min(around - MOST_ENTRIES // 2, len(names) - MOST_ENTRIES))
    last = first + MOST_ENTRIES
    if first > 0:
        out.append(Entry("……", parent, level, False, False, True))
    for name in names[first:last]:
        out.append(Entry(_title(env, name), name, level, name == current, name in on_path))
        if name in on_path:
            below = [child for child in env.toctree_includes.get(name, ()) if child in env.titles]
            _entries(env, name, below, level + 1, current, on_path, out)
    if last < len(names):
        out.append(Entry("……", parent, level, False, False, True))


def _title(env: BuildEnvironment, name: str) -> str:
    return "".join(text.astext() for text in env.titles[name].findall(nodes.Text))


def _parents(env: BuildEnvironment) -> dict[str, str]:
    return {child: parent for parent, children in env.toctree_includes.items() for child in children}
