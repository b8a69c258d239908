"""The page that a server shows for an address that the site does not have (``404.html``).

It is shown at any depth, so the addresses on it begin at the root of the server. Where the address of the site is not
known, they begin where the page itself is, which is right for most of what is mistyped.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx

from jiaozhu.locale import _
from jiaozhu.sphinx_ext.identity import public_base
from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.rendering import in_site_language

__all__ = ["add_lost_page", "fill_lost_page"]

_NAME = "404"


def add_lost_page(app: Sphinx) -> None:
    """Have the page written, unless the project has its own."""
    if is_site(app):
        app.config.html_additional_pages = {_NAME: "jz-404.html", **app.config.html_additional_pages}


@in_site_language
def fill_lost_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Give the template the way to the site's root, and where to go from there."""
    if templatename != "jz-404.html":
        return
    target, folder = app.builder.get_target_uri, app.config.jiaozhu_folder
    context["jiaozhu_lost_root"] = urlsplit(public_base(app.config)).path or "./"
    context["jiaozhu_lost_links"] = [
        (target(app.config.root_doc), _("First page")),
        (target("search"), _("Search")),
        (target(f"{folder}/index"), _("All texts")),
        (target(f"{folder}/glossary"), _("Glossary")),
    ]
