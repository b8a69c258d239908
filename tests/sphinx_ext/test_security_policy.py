"""The policy of a page: what templates and the project wrote is named in it, what strangers wrote never is."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from jiaozhu.sphinx_ext.pages.security_policy import POLICY, policy, with_policy


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def said(page: str) -> dict[str, list[str]]:
    match = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"/>', page)
    assert match, page
    parts = [part.split() for part in match.group(1).split("; ")]
    return {name: sources for name, *sources in parts}


def test_a_page_without_anything_of_its_own_has_the_usual_policy() -> None:
    assert policy("<head><script src='_static/x.js'></script></head>", {}) == {
        name: list(sources) for name, sources in POLICY.items()
    }


def test_nothing_runs_that_is_not_named() -> None:
    for name in ("script-src", "style-src", "default-src", "object-src"):
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:", "blob:"} & set(POLICY[name]), name


def test_what_a_template_writes_into_the_page_is_named_by_its_hash() -> None:
    page = '<script>one()</script><script type="module">two()</script><style>b{}</style>'
    found = policy(page, {})
    assert found["script-src"] == ["'self'", "file:", hashed("one()"), hashed("two()")]
    assert found["style-src"] == ["'self'", "file:", hashed("b{}")]


def test_attributes_are_named_by_the_hash_of_what_they_say() -> None:
    found = policy('<p style="width: 3em">a</p><b onclick="go(&quot;x&quot;)">c</b>', {})
    assert found["style-src"] == ["'self'", "file:", "'unsafe-hashes'", hashed("width: 3em")]
    assert found["script-src"] == ["'self'", "file:", "'unsafe-hashes'", hashed('go("x")')]


def test_data_is_no_script() -> None:
    page = '<script type="application/json" id="jz-data">{}</script><script type="application/ld+json">{}</script>'
    assert policy(page, {})["script-src"] == ["'self'", "file:"]


def test_what_the_project_loads_from_elsewhere_is_allowed() -> None:
    page = '<link rel="stylesheet" href="https://b.example/x.css"><script src="//a.example/y.js?z"></script>'
    found = policy(page, {})
    assert found["script-src"] == ["'self'", "file:", "https://a.example"]
    assert found["style-src"] == ["'self'", "file:", "https://b.example"]
    assert found["font-src"] == ["'self'", "file:", "https://b.example"]


def test_a_project_allows_more() -> None:
    more = {"img-src": ["https://tiles.example"], "frame-src": ["https://v.example"], "object-src": ["'self'"]}
    found = policy("", more)
    assert found["img-src"] == ["'self'", "file:", "data:", "https://tiles.example"]
    assert found["frame-src"] == ["https://v.example"]
    assert found["object-src"] == ["'self'"]


def test_what_strangers_wrote_is_not_named() -> None:
    body = '<script>evil()</script><script src="//evil.example/x.js"></script><p style="color:red" onclick="evil()">'
    page = f'<html><head lang="x">\n<meta charset="utf-8"/></head><body>{body}<script>ours()</script></body></html>'
    assert said(with_policy(page, body, {}))["script-src"] == ["'self'", "file:", hashed("ours()")]
    assert said(with_policy(page, body, {}))["style-src"] == ["'self'", "file:"]
    assert "https://evil.example" in said(with_policy(page, "", {}))["script-src"]


@pytest.mark.parametrize("head", ["<head>", '<head><meta charset="utf-8"/>', "<HEAD class='x'>\n<meta charset=utf-8>"])
def test_the_policy_comes_before_anything_that_loads(head: str) -> None:
    page = with_policy(f"<html>{head}<script src='x.js'></script></head></html>", "", {})
    assert page.index("Content-Security-Policy") < page.index("<script")
    assert page.startswith(f"<html>{head}\n<meta http-equiv")


def test_a_page_without_a_head_is_left_as_it_is() -> None:
    assert with_policy("<p>x</p>", "", {}) == "<p>x</p>"
