"""The form and the check refuse the same markup, and the preview shows only what pages may have."""

from __future__ import annotations

from bodies import ALLOWED, FORBIDDEN
from browsing import SHELUN
from jiaozhu.markup.reading import read
from jiaozhu.model.limits import MOST_BODY
from payloads import PAYLOADS
from playwright.sync_api import Browser


def test_the_form_refuses_what_the_check_refuses(browser: Browser, server: str) -> None:
    """Whatever the safe subset leaves out is said while one writes; what it allows is not complained of."""
    page = browser.new_page()
    page.goto(server + SHELUN)
    page.evaluate("jiaozhu.contribute.load()")
    for body in ALLOWED:
        assert page.evaluate("body => jiaozhu.markup.faults(body)", body) == [], body
    assert page.evaluate("body => jiaozhu.markup.faults(body)", "长" * MOST_BODY) == []
    known = "body => jiaozhu.markup.faults(body, { terms: new Set(['a\\\\*b']), works: new Set() })"
    assert page.evaluate(known, "{term}`a\\*b`") == []  # in a role a backslash is a backslash
    assert page.evaluate(known, "\\{term}`a` {term}`a*b`") == ["词汇里没有“a*b”"]
    for body in [*FORBIDDEN, *PAYLOADS, "长" * (MOST_BODY + 1)]:
        ours, theirs = read(body).faults, page.evaluate("body => jiaozhu.markup.faults(body)", body)
        assert theirs or not (ours or len(body) > MOST_BODY), (body, ours)
        shown = page.evaluate(
            """body => {
              const place = document.createElement("div");
              place.append(...jiaozhu.preview.render(body));
              document.body.append(place);
              const made = [...place.querySelectorAll("*")];
              const found = made.map(node => node.tagName + [...node.attributes].map(item => item.name));
              place.remove();
              return found;
            }""",
            body,
        )
        assert set(shown) <= {"P", "UL", "OL", "LI", "STRONG", "EM", "CODE", "BR", "Ahref,rel,target", "SPANclass"}, (
            body
        )
    page.close()
