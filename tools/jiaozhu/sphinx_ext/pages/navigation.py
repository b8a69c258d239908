"""The sidebar, at a cost that does not grow with the number of pages.

Stock themes write the whole contents tree into every page: time and bytes grow with the square. Here a page shows
its ancestors and their children, and of many children only those around the current one. Below the current page are
its own headings, its outline; a script marks the one that is being read.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from jiaozhu.sphinx_ext.pages.page_languages import page_language
from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.state import BuildState, domain_of, state_of

#: At most this many items of one level, around the current one.
MOST_ITEMS = 24
#: An outline of fewer headings says less than the page itself.
FEWEST_HEADINGS = 2
#: Levels of headings in an outline, below the title.
_LEVELS = 3


class Item(NamedTuple):
    """One line of the sidebar."""

    title: str
    docname: str
    level: int
    current: bool
    on_path: bool
    more: bool = False  #: Represents those left out; leads to their parent.
    language: str = ""  #: Of the title, if it is not that of the site.


class Heading(NamedTuple):
    """A heading of the current page."""

    title: str
    anchor: str  #: Its id, with ``#``.
    level: int  #: From 0, below the title of the page.


class Section(NamedTuple):
    """Items under a caption of the root's contents."""

    caption: str
    items: list[Item]


def add_navigation(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Give the template ``jz-nav.html`` the sidebar, and tell the page whether it is a text."""
    state, env = state_of(app), app.env
    if state.parents is None:
        state.parents = _parents(env)
    sections, headings = navigation(env, pagename, state.parents, state.titles), outline(env, pagename)
    folder = posixpath.dirname(app.builder.get_target_uri(pagename))
    rendered = state.renderer.render(
        "jz-nav-list.html",
        sections=sections,
        pathto=context["pathto"],
        line=partial(_line, state, folder, context["pathto"]),
        outline=headings if len(headings) >= FEWEST_HEADINGS else [],
        listed=any(item.current for section in sections for item in section.items),
    )
    context["jiaozhu_nav"] = Markup(rendered)
    context["jiaozhu_kind"] = "text" if "text" in env.metadata.get(pagename, {}) else "page"


def _line(state: BuildState, folder: str, pathto: Callable[[str], str], item: Item) -> Markup:
    """An item that is not the current page: the same in every sidebar of a folder."""
    key = (folder, item)
    if key not in state.lines:
        state.lines[key] = Markup(state.renderer.render("jz-nav-item.html", item=item, pathto=pathto))
    return state.lines[key]


def forget_navigation(app: Sphinx) -> None:
    """Forget the tree and what was written of it: another build may have another."""
    state = state_of(app)
    state.parents = None
    for kept in (state.lines, state.titles, state.tags):
        kept.clear()


def changed_tree(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all pages if the contents or a title changed: any of them may name it, beside its text or after it.

    Sphinx itself writes only the pages whose own document was read again, and leaves the others with the old tree.
    """
    captions = [toctree.get("caption") or "" for toctree in env.tocs[env.config.root_doc].findall(addnodes.toctree)]
    tree = (captions, sorted(env.toctree_includes.items()), sorted((name, _title(env, name)) for name in env.titles))
    digest = hashlib.sha256(repr(tree).encode("utf-8", "replace")).hexdigest()
    domain = domain_of(env)
    before, domain.tree = domain.tree or digest, digest
    return sorted(env.found_docs) if is_site(app) and before != digest else []


def navigation(
    env: BuildEnvironment, pagename: str, parents: Mapping[str, str], titles: dict[str, str] | None = None
) -> list[Section]:
    """Return the sidebar of a page.

    Args:
        env: The environment, which has the contents.
        pagename: The page.
        parents: Each page's parent in the contents.
        titles: Of pages, by docname; those that are not known yet are added.
    """
    titles = {} if titles is None else titles
    path = [pagename]
    while path[-1] in parents and parents[path[-1]] not in path:
        path.append(parents[path[-1]])
    on_path = set(path)
    sections = []
    for toctree in env.tocs[env.config.root_doc].findall(addnodes.toctree):
        names = [name for _, name in toctree["entries"] if name in env.titles]
        items: list[Item] = []
        _collect(env, titles, env.config.root_doc, names, 0, pagename, on_path, items)
        sections.append(Section(toctree.get("caption") or "", items))
    return sections


def outline(env: BuildEnvironment, pagename: str) -> list[Heading]:
    """Return the headings of a page below its title, in their order.

    Args:
        env: The environment, which has the contents of each page.
        pagename: The page; one that is no document has none.
    """
    contents = env.tocs.get(pagename)
    # Most of the home page's headings are not in its document.
    return list(_headings(contents, -1)) if contents is not None and pagename != env.config.root_doc else []


def _headings(contents: nodes.Element, level: int) -> Iterator[Heading]:
    for item in contents.children:
        if not isinstance(item, nodes.list_item):
            continue
        for child in item.children:
            if isinstance(child, nodes.bullet_list):
                yield from _headings(child, level + 1)
            elif level in range(_LEVELS):
                yield from (Heading(_text(link), link["anchorname"], level) for link in child.findall(nodes.reference))


def _collect(
    env: BuildEnvironment,
    titles: dict[str, str],
    parent: str,
    names: list[str],
    level: int,
    current: str,
    on_path: set[str],
    out: list[Item],
) -> None:
    around = next((index for index, name in enumerate(names) if name in on_path), 0)
    first = max(0, min(around - MOST_ITEMS // 2, len(names) - MOST_ITEMS))
    last = first + MOST_ITEMS
    left_out = Item("……", parent, level, current=False, on_path=False, more=True)
    if first > 0:
        out.append(left_out)
    for name in names[first:last]:
        language = page_language(name, env.config.jiaozhu_folder)
        if name not in titles:
            titles[name] = _title(env, name)
        out.append(Item(titles[name], name, level, name == current, name in on_path, language=language))
        if name in on_path:
            below = [child for child in env.toctree_includes.get(name, ()) if child in env.titles]
            _collect(env, titles, name, below, level + 1, current, on_path, out)
    if last < len(names):
        out.append(left_out)


def _title(env: BuildEnvironment, name: str) -> str:
    return _text(env.titles[name])


def _text(node: nodes.Element) -> str:
    return "".join(text.astext() for text in node.findall(nodes.Text))


def _parents(env: BuildEnvironment) -> dict[str, str]:
    return {child: parent for parent, children in env.toctree_includes.items() for child in children}
