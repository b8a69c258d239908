"""Links in the bibliography: only to the web, whichever style made them of whatever the file says."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from jiaozhu.model.addresses import is_web_address

_SCHEME = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.I)


class CitedLinks(SphinxPostTransform):
    """Puts the words of a link in place of it, where it leads to neither the web nor a place on the site."""

    default_priority = 800

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        for citation in self.document.findall(nodes.citation):
            for link in list(citation.findall(nodes.reference)):
                address = link.get("refuri", "")
                if _SCHEME.match(address) and not is_web_address(address):
                    link.parent.replace(link, link.children)


def add_cited_links(app: Sphinx) -> None:
    """Look through the bibliography in every builder."""
    app.add_post_transform(CitedLinks)
