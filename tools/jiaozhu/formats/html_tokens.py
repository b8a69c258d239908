"""What the readers of HTML share: which elements are blocks, which are not text, and a tokenizer that never fails."""

from __future__ import annotations

from html.parser import HTMLParser

#: Elements at whose borders a line of text ends.
BLOCKS = frozenset(
    "address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section summary table tbody td tfoot th thead title tr "
    "ul".split()
)
#: Elements whose content is not text.
OPAQUE = frozenset({"script", "style", "template", "noscript"})
#: Elements that have no end.
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


class Tokenizer(HTMLParser):
    """The standard tokenizer. An unknown kind of section, for which it raises, is a bogus comment, as in browsers."""

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Parse a section as the standard tokenizer does, without its exception."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)
