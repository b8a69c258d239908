"""What a reader does: opens pages, reads notes, follows marks, searches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import KINDS, SHELUN, Watch
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.sampled(every=3)
def test_page_asks_nothing_of_other_hosts_and_says_nothing_on_the_console(
    watch: tuple[Page, Watch], base: str, name: str
) -> None:
    page, _ = watch
    page.goto(base + name)
    expect(page.locator("h1").first).to_be_visible()


def test_a_corrected_place_and_its_entry_lead_to_each_other(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    place = page.get_by_role("link", name="人民", exact=True)
    place.click()
    target = page.evaluate("location.hash")
    entry = page.locator(f"li:has({target})")
    expect(entry).to_contain_text("原文作「青年」")
    entry.locator("a").first.click()
    assert page.locator(page.evaluate("location.hash")).inner_text() == "人民"


def test_ids_are_unique_on_every_page(site: Path) -> None:
    for path in site.rglob("*.html"):
        ids = re.findall(r'\sid="([^"]+)"', path.read_text("utf-8"))
        assert len(ids) == len(set(ids)), (path.name, sorted({i for i in ids if ids.count(i) > 1})[:5])


def test_every_internal_link_arrives(site: Path) -> None:
    ids = {path: set(re.findall(r'\sid="([^"]+)"', path.read_text("utf-8"))) for path in site.rglob("*.html")}
    for path in ids:
        for address in re.findall(r'<a [^>]*href="([^"]+)"', path.read_text("utf-8")):
            if re.match(r"[a-z]+:", address):
                continue
            name, _, anchor = address.partition("#")
            target = (path.parent / name.partition("?")[0]).resolve() if name else path
            assert target in ids or (target.is_file() and not anchor), (path.name, address)
            assert not anchor or anchor in ids[target], (path.name, address)


def test_a_row_of_the_concordance_leads_to_its_paragraph(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + "texts/glossary.html")
    page.locator("p.jz-places a", has_text="处").first.click()
    row = page.locator("ol.jz-kwic a").first
    words = row.locator("mark").inner_text()
    row.click()
    block = page.locator(page.evaluate("location.hash"))
    expect(block).to_be_visible()
    expect(block).to_contain_text(words)
