"""Pages: their shell and their furniture, and which files of Sphinx and of the theme the site does without."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from jiaozhu.language import profile_for
from jiaozhu.sphinx_ext.around.furniture import Site, furnish
from jiaozhu.sphinx_ext.identity import identity_of, public_base
from jiaozhu.sphinx_ext.pages.sheets import BASE, choose_sheets, drop_sheets
from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.rendering import in_site_language
from jiaozhu.sphinx_ext.scripts.script_bundles import FACSIMILE_BUNDLE, GLOSSARY_BUNDLE, TEXT_BUNDLE
from jiaozhu.sphinx_ext.state import domain_of, state_of

#: Themes whose page is replaced by our own; any other theme keeps its page.
SHELLED = frozenset({"sphinx_book_theme", "pydata_sphinx_theme"})
_SHELL = Path(__file__).parents[1] / "shell"
#: Scripts of Sphinx and of the theme that our page has no use for.
LEFT_OUT = frozenset(
    {
        "_static/documentation_options.js",
        "_static/doctools.js",
        "_static/sphinx_highlight.js",
        "_static/translations.js",
        "_static/scripts/sphinx-book-theme.js",
    }
)
#: What Sphinx and the theme copy and none of our pages loads: four megabytes.
_DEAD = (
    *(name.removeprefix("_static/") for name in sorted(LEFT_OUT)),
    "language_data.js",
    "searchtools.js",
    "scripts/*",
    "styles/*.map",
    "vendor/**/*",
    "locales/**/*",
    "images/logo_*",
    "*.html",
    "*.png",
)
_BAD_ROLES = (' role="doc-biblioentry"', ' role="list"')
#: What scrolls by itself on a narrow page.
_PANES = ("<pre", '<div class="pst-scrollable-table-container"')


def choose_shell(app: Sphinx, config: Config) -> None:
    """Take our page for the themes it is made for."""
    if config.html_theme in SHELLED:
        config.templates_path = [*config.templates_path, str(_SHELL)]
        for item in (
            "article_header_start",
            "article_header_end",
            "article_footer_items",
            "navbar_start",
            "navbar_end",
            "navbar_center",
            "footer_start",
            "footer_center",
            "footer_end",
            "footer_content_items",
            "secondary_sidebar_items",
            "primary_sidebar_end",
            "navbar_persistent",
        ):
            # The theme renders each of these on every page, to see whether it is empty.
            config.html_theme_options.setdefault(item, [])
        config.html_sidebars = config.html_sidebars or {"**": []}


@in_site_language
def changed_furniture(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Return the texts whose document is as it was, but not what is around it."""
    if not is_site(app):
        return []
    state, config = state_of(app), app.config
    site = Site(
        config.jiaozhu_folder,
        identity_of(state.book, state.history, public_base(config)),
        app.builder.get_relative_uri,
        app.builder.get_target_uri,
        state.downloads.texts,
    )
    state.furniture = furnish(state.book, site, state.history)
    domain = domain_of(env)
    before = domain.furniture
    domain.furniture = {name: item.digest(state.renderer.digest) for name, item in state.furniture.items()}
    found = [name for name, digest in domain.furniture.items() if before.get(name, digest) != digest]
    state.stale.update(found)
    return found


def add_furniture(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Give the page's template what it shows beside the body."""
    state = state_of(app)
    renderer, text = state.renderer, state.furniture.get(pagename)
    context["words"] = renderer.words
    language = state.corpus.info.language
    context["jiaozhu_vertical"] = text is not None and profile_for(language).vertical
    context["jiaozhu_folder"] = app.config.jiaozhu_folder
    if text:
        app.add_js_file(TEXT_BUNDLE, loading_method="defer")
        app.add_css_file("jiaozhu-selected.css", priority=800)
        app.add_css_file("jiaozhu-views.css", priority=800)
        if text.facsimile:
            app.add_js_file(FACSIMILE_BUNDLE, loading_method="defer", priority=600)
            app.add_css_file("jiaozhu-facsimile.css", priority=800)
    if 'class="glossary"' in str(context.get("body", "")):
        app.add_js_file(GLOSSARY_BUNDLE, loading_method="defer", priority=600)
    if is_shelled(app):
        context["script_files"] = [script for script in context["script_files"] if not _left_out(script)]
        folder = posixpath.dirname(app.builder.get_target_uri(pagename))
        for name in ("css_tag", "js_tag"):
            context[name] = partial(_tag, state.tags, (name, folder), context[name])
        choose_sheets(context, own=templatename.startswith("jz-"))
    context["jiaozhu_head"] = renderer.render("jz-text-head.html", text=text) if text else ""
    context["jiaozhu_take"] = renderer.render("jz-take.html", text=text) if text and text.downloads else ""
    context["jiaozhu_foot"] = renderer.render("jz-text-foot.html", text=text) if text else ""
    if "body" in context and not text:
        context["body"] = accessible(context["body"])


def _tag(known: dict[tuple[object, ...], str], key: tuple[object, ...], write: Callable[[Any], str], file: Any) -> str:
    """The element that loads a file. Sphinx reads the file for each page, to name a digest of it."""
    attributes = getattr(file, "attributes", {})
    key = (
        *key,
        str(getattr(file, "filename", file)),
        *sorted((name, str(value)) for name, value in attributes.items()),
    )
    if key not in known:
        known[key] = write(file)
    return known[key]


def accessible(body: str) -> str:
    """Return docutils' HTML without what hinders a screen reader: deprecated roles, panes that no key can scroll."""
    for role in _BAD_ROLES:
        body = body.replace(role, "")
    for opening in _PANES:
        body = body.replace(f"{opening}>", f'{opening} tabindex="0">')
    return body


def is_shelled(app: Sphinx) -> bool:
    """Return whether pages are ours, not the theme's."""
    return is_site(app) and app.config.html_theme in SHELLED


def add_base(app: Sphinx) -> None:
    """Load the sheet that takes the place of the theme's."""
    if is_shelled(app):
        app.add_css_file(BASE, priority=100)


def _left_out(script: Any) -> bool:
    """Whether a script is one that our page has no use for; one without a file sets options of those."""
    body = str(getattr(script, "attributes", {}).get("body") or "")
    return str(getattr(script, "filename", script)) in LEFT_OUT or body.startswith("DOCUMENTATION_OPTIONS")


def drop_dead_files(app: Sphinx, exception: Exception | None) -> None:
    """Delete what no page loads."""
    if exception is None and is_shelled(app):
        static = Path(app.outdir) / "_static"
        ours = {Path(name).name for name in app.config.html_static_path}
        for pattern in _DEAD:
            for path in static.glob(pattern):
                if path.is_file() and path.name not in ours:
                    path.unlink()
        drop_sheets(Path(app.outdir))  # after the theme's own pages, which name them
        for folder in sorted((path for path in static.rglob("*") if path.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
