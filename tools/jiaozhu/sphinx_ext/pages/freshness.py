"""Pages that say something of another file: they are written again when it changes, though their document did not.

A page names each style sheet and script with a digest of it, and each citation has the number and the words of its
work. Sphinx writes the pages that it has read again, and leaves the others with what was so before.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.scripts.script_bundles import BUNDLES
from jiaozhu.sphinx_ext.scripts.script_data import NAME
from jiaozhu.sphinx_ext.state import domain_of

if TYPE_CHECKING:
    from sphinxcontrib.bibtex.domain import BibtexDomain

__all__ = ["changed_citations", "changed_files"]

_NAMED = frozenset({".css", ".js"})


def changed_files(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all pages if a style sheet or a script has changed: each names them with their digests."""
    builder = app.builder
    if not is_site(app) or not isinstance(builder, StandaloneHTMLBuilder):
        return []
    found = hashlib.sha256()
    for path in _files(app, builder):
        found.update(f"{path.name}\n".encode())
        found.update(path.read_bytes())
    domain = domain_of(env)
    before, domain.files = domain.files, found.hexdigest()
    return sorted(env.found_docs) if before not in ("", domain.files) else []


def _files(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[Path]:
    """Every style sheet and script, where it is before it is copied: the theme's, the project's, and ours."""
    folders = [Path(folder, "static") for folder in builder.theme.get_theme_dirs()] if builder.theme else []
    folders += [Path(app.confdir, name) for name in app.config.html_static_path]
    for place in folders:
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (path for path in found if path.suffix in _NAMED and path.is_file())
    written = (Path(app.outdir, "_static", name) for name in (NAME, *sorted(BUNDLES)))
    yield from (path for path in written if path.is_file())  # before pages are


def changed_citations(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages with a citation or a bibliography of which a number, a place or a word has changed."""
    cited = _cited(env)
    domain = domain_of(env)
    before, domain.cited = domain.cited, cited
    return sorted(name for name, digest in cited.items() if name in before and before[name] != digest)


def _cited(env: BuildEnvironment) -> dict[str, str]:
    """A digest of the citations of each page that has any."""
    domain = cast("BibtexDomain", env.get_domain("cite"))
    works = {
        item.key: f"{item.citation_id}\t{item.formatted_entry.label}\t{item.entry!r}\t{item.formatted_entry.text!r}"
        for item in domain.citations
    }
    found: dict[str, set[str]] = defaultdict(set)
    for reference in domain.citation_refs:
        found[reference.docname].update(works.get(target.key, target.key) for target in reference.targets)
    for bibliography in domain.bibliographies:
        found[bibliography.docname].update(works.values())
    return {name: _digest(said) for name, said in found.items()}


def _digest(said: set[str]) -> str:
    return hashlib.sha256("\n".join(sorted(said)).encode("utf-8", "replace")).hexdigest()[:24]
