"""Settings: ours, and what generated pages need of other extensions' where a project does not set it itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from sphinx.application import Sphinx
from sphinx.config import Config

from jiaozhu.sphinx_ext.files.download_files import FOLDER as DOWNLOADS
from jiaozhu.sphinx_ext.pages.shell import choose_shell
from jiaozhu.sphinx_ext.rendering import OWN_TEMPLATES
from jiaozhu.sphinx_ext.scripts.script_bundles import static_files


class Setting(NamedTuple):
    """A setting of ``conf.py``."""

    name: str
    default: str | bool | Mapping[str, object]
    #: ``env`` if a change of it means that all documents are read again, ``html`` if that all pages are written again.
    rebuild: Literal["", "env", "html"]
    description: str


SETTINGS = (
    Setting("jiaozhu_corpus", "../corpus", "env", "The corpus folder, from the folder of conf.py."),
    Setting("jiaozhu_folder", "texts", "env", "Where generated pages go, below the source folder."),
    Setting("jiaozhu_fast", True, "env", "Whether generated pages are made without docutils, where that is the same."),
    Setting("jiaozhu_edition", "", "", "The edition's date and revision, for the book."),
    Setting("jiaozhu_parts", "", "", "Texts and sources that become books of their own, or 'all'."),
    Setting("jiaozhu_plates", "", "", "Texts and sources whose pictures of pages are printed after them, or 'all'."),
    Setting("jiaozhu_pdf_folder", "", "", "Where the books of single texts are, for the site."),
    Setting("jiaozhu_book", "", "", "The book, for the site: a PDF; offered if it is there."),
    Setting("jiaozhu_epub", "", "", "The book for e-readers, likewise."),
    Setting("jiaozhu_epub_exclude", "", "", "Documents that the book for e-readers leaves out: patterns with commas."),
    Setting("jiaozhu_remote", "", "", "The git remote of the project, for its page of new files."),
    Setting("jiaozhu_branch", "", "", "The branch that contributions go to."),
    Setting("jiaozhu_offline", True, "html", "Whether readers may keep a copy of the site in their browser."),
    Setting("jiaozhu_policy", {}, "html", "What pages may load beside the site's own files, by directive of a CSP."),
)


def add_settings(app: Sphinx) -> None:
    """Register our settings."""
    for setting in SETTINGS:
        app.add_config_value(setting.name, setting.default, setting.rebuild, type(setting.default), setting.description)


def configure(app: Sphinx, config: Config) -> None:
    """Set what the generated pages need, except where the project sets it itself."""
    config.myst_enable_extensions = set(config.myst_enable_extensions) | {"attrs_inline", "attrs_block"}
    config.myst_footnote_transition = False
    config.smartquotes = False
    config.templates_path = [*config.templates_path, str(OWN_TEMPLATES)]
    if Path(app.outdir).is_relative_to(app.srcdir):  # what is offered there is no source of the next build
        config.exclude_patterns.append(f"{Path(app.outdir).relative_to(app.srcdir).as_posix()}/{DOWNLOADS}")
    config.html_static_path = [*config.html_static_path, *static_files()]
    choose_shell(app, config)
    if not config.html_sidebars:
        config.html_sidebars = {"**": ["jz-nav.html"]}
