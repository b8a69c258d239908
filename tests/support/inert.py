"""What generated pages and books may hold: what the tools write, and words."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from jiaozhu.sphinx_ext.documents.page_parser import DIRECTIVES, ROLES
from lxml import etree
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

#: Extensions of MyST that a project may switch on.
EXTENSIONS = "alert amsmath attrs_block attrs_inline colon_fence deflist dollarmath fieldlist gfm_autolink".split()
EXTENSIONS += "html_admonition html_image linkify replacements smartquotes strikethrough substitution tasklist".split()
#: What a page may lead to; and tags of which ours write none.
SCHEMES = frozenset({"", "http", "https", "mailto"})
NEVER = frozenset("iframe object embed base form math style frame applet portal audio video".split())


def assert_inert(text: str, where: str) -> None:
    """Nothing in a generated page is more than the tools write, whatever extensions its parser has."""
    parser = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)
    for token in parser.parse(text):
        for part in (token, *(token.children or ())):
            shown = (where, part.type, part.content[:200])
            assert part.type not in ("html_block", "html_inline", "code_block", "colon_fence", "math_block"), shown
            assert "substitution" not in part.type, shown
            assert part.type != "amsmath", shown
            if part.type == "fence":
                name = re.fullmatch(r"\{([a-z-]+)\}(?: [a-z-]+)?", part.info.strip())
                assert name, shown
                assert name.group(1) in DIRECTIVES, shown
                lines = part.content.removesuffix("\n").split("\n") if part.content else []
                assert part.content.splitlines() == lines, shown
                if name.group(1) == "glossary":
                    assert_inert(re.sub(r"^  ", "", part.content, flags=re.M), f"{where}, glossary")
            elif part.type == "myst_role":
                assert part.meta["name"] in ROLES, shown
            elif part.type == "image":
                assert re.fullmatch(r"(?:figures/\w+|chronology|places)\.svg", str(part.attrs["src"])), shown
            elif part.type == "link_open":
                assert urlsplit(str(part.attrs["href"])).scheme in SCHEMES, shown
            else:
                assert not {
                    name for name in part.attrs if name not in ("id", "class", "href", "title", "style", "start")
                }


def assert_inert_file(root: etree._Element, name: str) -> None:
    """Nothing in a file of an EPUB runs, loads from elsewhere or leads anywhere but the web."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        tag = etree.QName(element).localname
        assert tag not in NEVER - {"style"}, (name, tag)
        assert tag != "script", name
        for key, value in element.attrib.items():
            attribute = etree.QName(key).localname
            assert not attribute.lower().startswith("on"), (name, attribute)
            if attribute in ("href", "src", "data", "action") and tag != "namespace":
                scheme = urlsplit(value.strip()).scheme
                assert scheme in SCHEMES, (name, value)
                assert tag in ("a", "reference", "identifier") or not urlsplit(value).netloc, (name, value)
