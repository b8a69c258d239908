"""A query typed into the search of a page, as a reader types it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

QUERY = "#jz-query"


def ask(page: Page, query: str) -> None:
    """Type into the open search and wait for its answer."""
    page.fill(QUERY, query)
    expect(page.locator("#jz-count")).to_contain_text(f"「{query.strip()[:40]}")
