"""Which pictures of a web page are its article's: not logos, buttons, portraits of commenters and counters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from jiaozhu.workflows.importing.pages.page_nodes import PageNodes, Picture

__all__ = ["article_pictures", "picture_address"]

#: What is around a picture is judged by an element with so much text, in code points that are not blank.
_ENOUGH = 80
#: Of that text so much must be the article's.
_SHARE = 0.5
#: Pixels: smaller pictures are icons, and much smaller ones count visitors.
_ICON, _PIXEL = 48, 4
#: The same picture so many times on one page is an ornament.
_MOST_ALIKE = 2
#: Code points of an address that holds the picture itself: a shorter one is replaced by a script later.
_STAND_IN = 1000
_ORNAMENT = re.compile(
    r"(?i)(?:^|[^a-z])(?:logos?|icons?|ico|avatars?|gravatar|spacer|pixel|blank|sprites?|badges?|buttons?|btn|loading|"
    r"placeholder|transparent|track(?:er|ing)?|beacon|counter|emoji|emoticons?|smil(?:ey|ies|e)|ads?|advert|banner|"
    r"share|captcha|flags?)(?:[^a-z]|$)|\.ico(?:$|\?)|1x1|doubleclick"
)
_HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
_SOURCES = ("data-original", "data-src", "data-lazy-src", "data-lazy", "data-url", "src")


def picture_address(attributes: dict[str, str]) -> str:
    """Return the address of a picture that a script may load later; empty if it has no address."""
    given = [attributes[name] for name in _SOURCES if attributes.get(name)]
    return next((address for address in given if not address.startswith("data:")), given[0] if given else "")


def article_pictures(page: PageNodes, kept: Sequence[bool]) -> frozenset[int]:
    """Return the lines that are pictures of the article.

    Args:
        page: The page.
        kept: Of each text node, whether it is the article's.
    """
    sums = [0, *accumulate(node.size for node in page.nodes)]
    sums_kept = [0, *accumulate(node.size * is_kept for node, is_kept in zip(page.nodes, kept, strict=True))]
    alike = Counter(picture_address(picture.attributes) for picture in page.pictures)
    return frozenset(
        picture.line
        for picture in page.pictures
        if not picture.framed
        and alike[picture_address(picture.attributes)] <= _MOST_ALIKE
        and not _is_ornament(picture)
        and _is_amid_text(picture, page, sums, sums_kept)
    )


def _is_ornament(picture: Picture) -> bool:
    attributes = picture.attributes
    address = picture_address(attributes)
    if not address or (address.startswith("data:") and len(address) < _STAND_IN):
        return True
    given = (re.match("[0-9]{1,6}", attributes.get(name, "").strip()) for name in ("width", "height"))
    sizes = [int(match.group()) for match in given if match]
    if sizes and (max(sizes) <= _ICON or min(sizes) <= _PIXEL):
        return True
    said = " ".join(attributes.get(name, "") for name in ("class", "id"))
    name = address.partition("?")[0].rpartition("/")[2]
    return bool(_ORNAMENT.search(name) or _ORNAMENT.search(said) or _HIDDEN.search(attributes.get("style", "")))


def _is_amid_text(picture: Picture, page: PageNodes, sums: Sequence[int], sums_kept: Sequence[int]) -> bool:
    """Whether the least element around a picture with enough text has mostly the article's."""
    at = picture.around
    first, last = 0, len(page.nodes)
    while at >= 0:
        begin, end = page.ranges[at]
        if sums[end] - sums[begin] >= _ENOUGH:
            first, last = begin, end
            break
        at = page.parents[at]
    return sums_kept[last] - sums_kept[first] >= _SHARE * (sums[last] - sums[first])
