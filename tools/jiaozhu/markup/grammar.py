"""The parser that reads bodies: CommonMark with tables and MyST's own syntax, all of it switched on.

What the site's parser would make something of must be seen here, or a body could mean more there than was checked.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import make_fence_rule
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

__all__ = ["parser"]

#: Where a fence may begin inside other blocks.
_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}


@cache
def parser() -> MarkdownIt:
    """Return the parser."""
    made = (
        MarkdownIt("commonmark")
        .enable("table")
        .use(front_matter_plugin)
        .use(myst_block_plugin)
        .use(myst_role_plugin)
        .use(footnote_plugin, inline=False, move_to_end=True, always_match_refs=True)
        .use(attrs_plugin, after=("image", "code_inline", "link_close", "span_end", "html_inline"), spans=True)
        .use(attrs_block_plugin)
    )
    fence = make_fence_rule(markers=(":",), token_type="colon_fence")
    made.block.ruler.before("fence", "colon_fence", fence, _ENDS)
    return made
