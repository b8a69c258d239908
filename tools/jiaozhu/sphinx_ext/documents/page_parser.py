"""The parser of generated pages: one configuration, whatever a project allows on pages of its own.

Generated pages hold what strangers wrote. All of it is escaped where it is written; this is the second guard. Raw HTML
is not parsed at all, nothing is included or fetched, and only the directives, roles, pictures and links that the tools
write themselves are carried out. Anything else stops the build, with its place.
"""

from __future__ import annotations

import re

from docutils import nodes
from docutils.parsers import Parser
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from jiaozhu.model.addresses import is_web_address
from jiaozhu.sphinx_ext.documents.text_pictures import picture_address

__all__ = ["DIRECTIVES", "OURS", "ROLES", "guard_pages", "page_parser"]

#: What the tools write themselves.
DIRECTIVES = frozenset({"glossary", "jz-concordance", "jz-overview", "toctree"})
ROLES = frozenset({"cite", "ref", "term"})
_PICTURE = re.compile(r"(?:figures/[a-z0-9_]+|[a-z0-9-]+)\.svg\Z")
#: The pictures of a source, as its pages name them.
_OF_THE_TEXT = re.compile(r"pictures/[0-9]{4}\.(?:jpg|png|webp)\Z")
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*:|\s*//", re.I)
#: The raw nodes by which MyST writes a line break.
_BREAKS = frozenset({"<br />\n", "\\\\\n"})
#: Ids of the site, of blocks, notes, entries, events, terms and labels: no heading takes one.
OURS = re.compile(r"(?:jz-.*|main|(?:.*-)?l[0-9]+(?:-[0-9]+)*|(?:n|a|c|e|t|kwic|term|cite|footnote)-.*|id[0-9]+)\Z")


def page_parser() -> MarkdownIt:
    """Return a parser of generated pages; it may be used for any number of them."""
    return create_md_parser(page_config(), _PageRenderer)


def page_config() -> MdParserConfig:
    """Return how generated pages are parsed."""
    return MdParserConfig(
        enable_extensions={"attrs_inline", "attrs_block"},
        disable_syntax=["html_block", "html_inline"],
        url_schemes={"http": None, "https": None},
        footnote_transition=False,
    )


class _PageRenderer(SphinxRenderer):
    """Makes a document of what the tools write, and of nothing else."""

    def _refuse(self, what: str, line: int | None) -> ExtensionError:
        place = f"{self.document['source']}:{line or 0}"
        return ExtensionError(f"{place}: {what} is not allowed in a generated page", modname=__name__)

    def run_directive(
        self,
        name: str,
        first_line: str,
        content: str,
        position: int,
        additional_options: dict[str, str] | None = None,
        *,
        block_text: str | None = None,
    ) -> list[nodes.Element]:
        """Run a directive that the tools write."""
        if name not in DIRECTIVES:
            raise self._refuse(f"the directive '{name}'", position)
        return super().run_directive(name, first_line, content, position, additional_options, block_text=block_text)

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Refuse another language."""
        raise self._refuse("reStructuredText", _line(token))

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        """Run a role that the tools write."""
        if token.meta["name"] not in ROLES:
            raise self._refuse(f"the role '{token.meta['name']}'", _line(token))
        super().render_myst_role(token)

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        """Refuse raw HTML."""
        raise self._refuse("raw HTML", _line(token))

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Refuse raw HTML."""
        raise self._refuse("raw HTML", _line(token))

    def render_image(self, token: SyntaxTreeNode) -> None:
        """Show a chart, or a picture of the source that readers may see."""
        address = str(token.attrs.get("src", ""))
        if _OF_THE_TEXT.match(address):
            env = self.document.settings.env
            token.attrs["src"] = picture_address(env, env.docname, address) or ""
        elif not _PICTURE.match(address):
            raise self._refuse(f"the picture '{address}'", _line(token))
        if not token.attrs["src"]:
            raise self._refuse(f"the picture '{address}'", _line(token))
        super().render_image(token)
        shown = self.current_node[-1]
        if _OF_THE_TEXT.match(address) and isinstance(shown, nodes.image):
            shown["uri"] = f"/{token.attrs['src']}"

    def render_link(self, token: SyntaxTreeNode) -> None:
        """Link to the web, or inside the site."""
        address = str(token.attrs.get("href", ""))
        if _SCHEME.match(address) and not is_web_address(address):
            raise self._refuse(f"a link to '{address}'", _line(token))
        super().render_link(token)

    def generate_heading_target(
        self, token: SyntaxTreeNode, level: int, node: nodes.Element, title_node: nodes.Element
    ) -> None:
        """Give a heading its id: one of its own, where its words would make one of the site's."""
        wanted = nodes.make_id(title_node.astext())
        if not node["ids"] and OURS.match(wanted):
            node["ids"] = [_free(f"title-{wanted}", self.document)]
        super().generate_heading_target(token, level, node, title_node)


def _line(token: SyntaxTreeNode) -> int | None:
    return token.map[0] + 1 if token.map else None


def _free(id: str, document: nodes.document) -> str:
    """An id that nothing in the document has yet."""
    found, number = id, 2
    while found in document.ids:
        found, number = f"{id}-{number}", number + 1
    return found


def parse_page(text: str, document: nodes.document) -> None:
    """Parse a generated page.

    Args:
        text: The page.
        document: What it is put into.

    Raises:
        ExtensionError: The page has something that the tools do not write.
    """
    settings = document.settings
    settings.raw_enabled = settings.file_insertion_enabled = False
    parser = page_parser()
    parser.options["document"] = document
    parser.render(text)
    for head in list(document.findall(nodes.thead)):
        if not head.astext().strip():  # Markdown has no table without a head
            head.parent.remove(head)
    for node in document.findall(nodes.raw):
        if node.astext() not in _BREAKS:
            raise ExtensionError(f"{document['source']}: raw text in a generated page: {node.astext()!r}")


def guard_pages(app: Sphinx) -> None:
    """Have the files of the folder of generated pages parsed by this parser, and all others as before."""
    parsers = app.registry.source_parsers
    kind = app.config.source_suffix.get(".md") or "markdown"
    parsers[kind] = _guarded(parsers.get(kind) or parsers["markdown"], f"{app.config.jiaozhu_folder}/")


def _guarded(usual: type[Parser], folder: str) -> type[Parser]:
    """A project's own parser, but for the pages in a folder."""

    class Guarded(usual):  # type: ignore[misc,valid-type]  # a base that is known only when it runs
        """Parses generated pages in their own way."""

        def parse(self, inputstring: str, document: nodes.document) -> None:
            """Parse a document."""
            if document.settings.env.docname.startswith(folder):
                parse_page(inputstring, document)
            else:
                super().parse(inputstring, document)

    return Guarded
