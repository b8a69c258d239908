"""A site that asks a search service: the same results as its own search, and its own search if nothing answers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import JISHI, serving
from jiaozhu.building import build_html
from playwright.sync_api import Browser, Page, expect
from searching import QUERY, ask
from sharing import Once, copy_project
from waitress.server import create_server

QUERIES = ("211555", "一主六双", "辽源", "辽源 南北", "對口合作", "的", "不在其中的词", "2019年", "zhang", "、", '"<b>')
#: What a search shows: count, and for each hit its page, its link and its words.
_SHOWN = """() => ({
  count: document.querySelector("dialog #jz-count").textContent,
  hits: [...document.querySelectorAll("dialog #jz-results .jz-hit")].slice(0, 60).map(item => [
    item.className, item.querySelector("a").href.replace(/^http:..127.0.0.1:[0-9]+./, "").replace(/\\?find=[^#]*/, ""),
    item.innerText]),
  facets: [...document.querySelectorAll("dialog .jz-facet button")].map(button => button.innerText),
})"""


@pytest.fixture(scope="session")
def asking(once: Once) -> Path:
    """The site of the project's own corpus, whose pages ask a service at a port that the file names."""

    def build(folder: Path) -> None:
        server = create_server(lambda *_: [], host="127.0.0.1", port=0)
        number = int(server.effective_port)
        server.close()
        places = copy_project(folder)
        with (places.corpus / "corpus.yaml").open("a", encoding="utf-8") as info:
            info.write(f"search: http://127.0.0.1:{number}/search\n")
        (folder / "port").write_text(str(number))
        build_html(places)

    return once("asking", build)


@pytest.fixture
def service(asking: Path, tmp_path: Path) -> Iterator[str]:
    """The running service, as a user starts it; its site's address."""
    command = [sys.executable, "-m", "jiaozhu", "serve", "--port", (asking / "port").read_text()]
    command += ["--site", str(asking / "build" / "html"), "--records", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), address
        yield address
        process.terminate()


def shown(page: Page, query: str) -> dict[str, list[object]]:
    """What the open search shows for a query, without what is only similar."""
    ask(page, query)
    page.wait_for_timeout(300)
    found: dict[str, list[object]] = page.evaluate(_SHOWN)
    return found


def opened(browser: Browser, address: str) -> Page:
    """The search, opened on the page of a text."""
    page = browser.new_page()
    page.goto(address + JISHI)
    page.keyboard.press("Control+k")
    page.wait_for_selector(QUERY)
    return page


def test_a_service_answers_as_the_page_itself_does(browser: Browser, service: str, site: Path, server: str) -> None:
    asked = opened(browser, service)
    requested: list[str] = []
    asked.on("request", lambda request: requested.append(request.url))
    own = opened(browser, server)
    for query in QUERIES:
        there, here = shown(asked, query), shown(own, query)
        first = len(there["hits"])  # of hundreds of hits, those of the first pages
        assert there["hits"] == here["hits"][:first], query
        assert first == len(here["hits"]) or first > 10, query
        assert there["facets"] == here["facets"], query
        places, passages = (re.findall(r"\d+ (?:处|段)", str(each["count"])) for each in (there, here))
        assert places[:2] == passages[:2], query
    assert not [address for address in requested if "head.js" in address or "shard-" in address]
    asked.close()
    own.close()


def test_a_hit_of_a_service_leads_to_its_words(browser: Browser, service: str) -> None:
    page = opened(browser, service)
    ask(page, "211555")
    page.locator("dialog #jz-results .jz-hit-text a").first.click()
    expect(page.locator("html")).to_have_attribute("class", re.compile(".*"))
    assert "find=211555" in page.url
    page.close()


def test_facets_narrow_what_a_service_finds(browser: Browser, service: str) -> None:
    page = opened(browser, service)
    ask(page, "辽源")
    note = page.locator("dialog .jz-facet button").nth(1)
    tally = int(note.locator(".jz-tally").inner_text())
    note.click()
    expect(page.locator("dialog #jz-count")).to_contain_text(str(tally))
    expect(page.locator("dialog .jz-facet button[aria-pressed=true]")).to_have_count(1)
    page.close()


@pytest.mark.parametrize("answer", [None, b"not json", b'{"version": 99}', b'{"version": 1, "hits": [{"page": 7}]}'])
def test_without_a_service_the_page_searches_itself(browser: Browser, asking: Path, answer: bytes | None) -> None:
    with serving(asking / "build" / "html") as address:
        page = browser.new_page()
        if answer is not None:
            reply = {"body": answer, "headers": {"Access-Control-Allow-Origin": "*"}}
            page.route("**/search?*", lambda route: route.fulfill(**reply))
        page.goto(address + JISHI)
        page.keyboard.press("Control+k")
        ask(page, "211555")
        expect(page.locator("dialog #jz-count")).to_contain_text("检索服务没有应答")
        assert page.locator("dialog #jz-results .jz-hit").count() > 5
        page.close()


def test_only_the_service_may_be_asked(asking: Path) -> None:
    text = (asking / "build" / "html" / JISHI).read_text("utf-8")
    port = (asking / "port").read_text()
    assert f"connect-src 'self' http://127.0.0.1:{port};" in text
    script = (asking / "build" / "html" / "_static" / "jiaozhu-site.js").read_text("utf-8")
    record = json.loads(script[script.index("{") : script.rindex("}") + 1])
    assert record["search"]["service"] == f"http://127.0.0.1:{port}/search"
