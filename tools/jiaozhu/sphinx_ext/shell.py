"""Pages: their shell, their furniture, and the anchors of their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from jiaozhu.sphinx_ext.furniture import BOOKS, Site, furnish
from jiaozhu.sphinx_ext.hosts import new_file_address
from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.store import write_if_changed

#: Themes whose page we set ourselves; any other theme keeps its own.
SHELLED = frozenset({"sphinx_book_theme", "pydata_sphinx_theme"})
_HERE = Path(__file__).parent
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
#: What only a text's page has a use for.
CONTRIBUTING = tuple(
    f"jiaozhu-{name}.js" for name in ("selection", "markup", "files", "references", "form", "contribute")
)
#: What Sphinx and the theme copy and no page of ours loads: four megabytes.
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
#: A paragraph of the source with its line. Paragraphs hold no paragraphs, so the first end is its own.
_LINE = re.compile(r'(<p(?: class="[^"]*")? id="l0*([0-9][0-9-]*)">)(.*?)</p>', re.S)


def choose_shell(app: Sphinx, config: Config) -> None:
    """Our page for themes that are made for it."""
    if config.html_theme in SHELLED:
        config.templates_path = [*config.templates_path, str(_HERE / "shell")]
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


def changed_furniture(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Texts whose document is as it was, but not what stands around it."""
    if not is_site(app):
        return []
    info = app.jiaozhu_book.corpus.info  # type: ignore[attr-defined]
    site = Site(
        app.config.jiaozhu_folder,
        app.config.html_baseurl.rstrip("/") + "/" if app.config.html_baseurl else "",
        app.builder.get_relative_uri,
        app.builder.get_target_uri,
        frozenset(path.stem for path in _books(app)),
        create=new_file_address(
            app.config.jiaozhu_remote or info.repository or "", info.new_file, app.config.jiaozhu_branch
        ),
    )
    furniture = furnish(app.jiaozhu_book, site, app.jiaozhu_history)  # type: ignore[attr-defined]
    app.jiaozhu_furniture = furniture  # type: ignore[attr-defined]
    before: dict[str, str] = getattr(env, "jiaozhu_furniture", {})
    now = {docname: item.digest for docname, item in furniture.items()}
    env.jiaozhu_furniture = now  # type: ignore[attr-defined]
    return [name for name, digest in now.items() if name in before and before[name] != digest]


def add_furniture(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """What the page's template shows beside its body."""
    item = getattr(app, "jiaozhu_furniture", {}).get(pagename)
    context["jiaozhu_folder"] = app.config.jiaozhu_folder
    if item:
        for name in CONTRIBUTING:
            app.add_js_file(name, loading_method="defer")
        app.add_css_file("jiaozhu-form.css", priority=800)
    if app.config.html_theme in SHELLED:
        context["script_files"] = [script for script in context["script_files"] if not _left_out(script)]
    context["jiaozhu_head"] = item.head if item else ""
    context["jiaozhu_foot"] = item.foot if item else ""
    if "body" in context:
        context["body"] = with_anchors(context["body"]) if item else accessible(context["body"])


def accessible(body: str) -> str:
    """Docutils' HTML without what stands in the way of a screen reader: deprecated roles, panes no key can scroll."""
    for role in _BAD_ROLES:
        body = body.replace(role, "")
    for opening in _PANES:
        body = body.replace(f"{opening}>", f'{opening} tabindex="0">')
    return body


def _left_out(script: Any) -> bool:
    """Whether a script is one that our page has no use for; one without a file sets options of those."""
    body = str(getattr(script, "attributes", {}).get("body") or "")
    return str(getattr(script, "filename", script)) in LEFT_OUT or body.startswith("DOCUMENTATION_OPTIONS")


def with_anchors(body: str) -> str:
    """Each paragraph of the source with a quiet link to itself at its end, which tells its line."""
    return _LINE.sub(
        lambda match: (
            f'{match[1]}{match[3]}<a class="jz-line" href="#{_id(match[1])}" data-line="{match[2]}" '
            f'aria-label="第 {match[2]} 行：引用"></a></p>'
        ),
        body,
    )


def ship_books(app: Sphinx, exception: Exception | None) -> None:
    """The books of single texts, beside the pages that link to them."""
    if exception is None and is_site(app):
        for path in _books(app):
            write_if_changed(Path(app.outdir) / BOOKS / path.name, path.read_bytes())


def _books(app: Sphinx) -> list[Path]:
    folder = app.config.jiaozhu_pdf_folder
    return sorted(Path(app.confdir, folder).glob("*.pdf")) if folder else []


def drop_dead_files(app: Sphinx, exception: Exception | None) -> None:
    """Ship only what a page loads."""
    if exception is None and is_site(app) and app.config.html_theme in SHELLED:
        static = Path(app.outdir) / "_static"
        ours = {Path(name).name for name in app.config.html_static_path}
        for pattern in _DEAD:
            for path in static.glob(pattern):
                if path.is_file() and path.name not in ours:
                    path.unlink()
        for folder in sorted((path for path in static.rglob("*") if path.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()


def _id(opening: str) -> str:
    return opening[opening.index(' id="') + 5 : -2]
