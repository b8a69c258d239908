"""The Content Security Policy of every page: what it may load and run, said to the browser.

It is the last guard: should something of a stranger's be live in spite of them, it is not run and loads
nothing. Scripts and styles are the site's own, or are named by their hash; hashes are only taken of what templates and
the project itself have written, never of the body of a generated page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx, TemplateBridge
from sphinx.builders.html import StandaloneHTMLBuilder

from jiaozhu.sphinx_ext.products import is_site
from jiaozhu.sphinx_ext.state import state_of

__all__ = ["POLICY", "police", "policy", "with_policy"]

#: The site's own files. In a site that is opened from a folder Firefox takes no file for ``'self'`` (every file has an
#: origin of its own there), so their scheme is named too; over http no page can load such a file.
_OWN = ("'self'", "file:")
#: What each kind of thing may come from, on every page.
POLICY: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": _OWN,
    "style-src": _OWN,
    "img-src": (*_OWN, "data:"),
    "font-src": _OWN,
    "media-src": _OWN,
    "manifest-src": _OWN,
    "connect-src": ("'self'",),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
}
_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.I)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.I | re.S)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.I | re.S)
_SOURCE = re.compile(r"\ssrc\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_SHEET = re.compile(r"<link\b(?=[^>]*\srel=[\"']?stylesheet)[^>]*\shref\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_DATA = re.compile(r"\stype\s*=\s*[\"']?[^\"'\s>]*(?:json|template)", re.I)
_STYLED = re.compile(r"<[a-z][^>]*?\sstyle\s*=\s*\"([^\"]*)\"", re.I)
_HANDLER = re.compile(r"<[a-z][^>]*?\son[a-z]+\s*=\s*\"([^\"]*)\"", re.I)


def policy(trusted: str, more: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return the policy of a page.

    Args:
        trusted: What templates and the project itself wrote of it.
        more: What the project allows beside that, by directive.
    """
    scripts, styles = list(_of_scripts(trusted)), list(_of_styles(trusted))
    found = {name: list(sources) for name, sources in POLICY.items()}
    found["script-src"] += scripts
    found["style-src"] += styles
    found["font-src"] += [source for source in styles if source.startswith("http")]
    for name, sources in more.items():
        named = found.setdefault(name, [])
        named += [source for source in sources if source not in named]
        if len(named) > 1 and "'none'" in named:
            named.remove("'none'")
    return found


def with_policy(page: str, untrusted: str, more: Mapping[str, Iterable[str]]) -> str:
    """Return a page with its policy.

    Args:
        page: The page.
        untrusted: The part of it in which strangers have words.
        more: See ``policy``.
    """
    head = _HEAD.search(page)
    if head is None:
        return page
    trusted = page.replace(untrusted, "") if untrusted else page
    said = "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy(trusted, more).items())
    meta = f'\n<meta http-equiv="Content-Security-Policy" content="{escape(said)}"/>'.replace("&#x27;", "'")
    return f"{page[: head.end()]}{meta}{page[head.end() :]}"


def _of_scripts(page: str) -> Iterator[str]:
    """Hosts and hashes of the scripts of a page, each once."""
    found: dict[str, None] = {}
    for attributes, body in _SCRIPT.findall(page):
        if source := _SOURCE.search(attributes):
            found |= dict.fromkeys(_host(source.group(1)))
        elif body.strip() and not _DATA.search(attributes):
            found[_hash(body)] = None
    handlers = {_hash(unescape(code)): None for code in _HANDLER.findall(page)}
    return iter([*found, *(["'unsafe-hashes'", *handlers] if handlers else [])])


def _of_styles(page: str) -> Iterator[str]:
    """Hosts and hashes of the styles of a page, each once."""
    found: dict[str, None] = {}
    for address in _SHEET.findall(page):
        found |= dict.fromkeys(_host(address))
    for body in _STYLE.findall(page):
        found[_hash(body)] = None
    attributes = {_hash(unescape(style)): None for style in _STYLED.findall(page)}
    return iter([*found, *(["'unsafe-hashes'", *attributes] if attributes else [])])


def _host(address: str) -> Iterator[str]:
    """The origin of an address, if it has one: the rest are files of the site."""
    parts = urlsplit(unescape(address))
    if parts.netloc:
        yield f"{parts.scheme or 'https'}://{parts.netloc}"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class _Policed(TemplateBridge):
    """The templates of a site, with the policy in every page that they write."""

    def __init__(self, usual: Any, folder: str, more: Mapping[str, Iterable[str]]) -> None:
        self._usual, self._folder, self._more = usual, folder, more

    def __getattr__(self, name: str) -> Any:
        return getattr(self._usual, name)

    def init(self, builder: Any, theme: Any = None, dirs: list[str] | None = None) -> None:
        """Begin, as the usual ones do."""
        self._usual.init(builder, theme, dirs)

    def newest_template_mtime(self) -> float:
        """Return when a template was last changed."""
        return float(self._usual.newest_template_mtime())

    def render(self, template: str, context: dict[str, Any]) -> Any:
        """Return a page."""
        page = str(self._usual.render(template, context))
        generated = str(context.get("pagename", "")).startswith(self._folder)
        return with_policy(page, str(context.get("body", "")) if generated else "", self._more)

    def render_string(self, template: str, context: dict[str, Any]) -> Any:
        """Return what a template in a string makes."""
        return str(self._usual.render_string(template, context))


def police(app: Sphinx) -> None:
    """Have every page of the site written with its policy."""
    builder = app.builder
    if is_site(app) and isinstance(builder, StandaloneHTMLBuilder):
        config = app.config
        more = {
            name: sources.split() if isinstance(sources, str) else list(sources)
            for name, sources in config.jiaozhu_policy.items()
        }
        if service := state_of(app).corpus.info.search:
            connect = more.get("connect-src", [])
            more["connect-src"] = [*connect, *_host(service)]
        builder.templates = _Policed(builder.templates, f"{config.jiaozhu_folder}/", more)
