"""From the basket to the editors: what is kept, by which ways it goes, by key, by touch and for a screen reader."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, unquote, urlparse

import pytest
from browsing import JISHI, SHELUN, Watch, violations
from click.testing import CliRunner
from jiaozhu.cli import main
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect
from selecting import SELECT, WAYS, opened, with_ways
from sharing import copy_project

PHONE: ViewportSize = {"width": 390, "height": 844}
#: A stranger's file: names and texts that would act if they were read as markup.
HOOK = "<img src=x onerror=\"document.title='ran'\">"


def collect(page: Page, place: tuple[str, int, int], body: str, author: str = "读者") -> None:
    """Write a note and put it into the basket."""
    opened(page, place)
    page.fill("#jz-note-body", body)
    page.fill("#jz-note-author", author)
    page.locator("dialog[open] .jz-collect").click()
    expect(page.locator("dialog[open]")).to_have_count(0)


def basket(page: Page) -> Locator:
    """The sheet with the basket, open."""
    page.locator(".jz-basket-open").click()
    sheet = page.locator("dialog.jz-basket")
    expect(sheet).to_be_visible()
    return sheet


def test_the_basket_keeps_what_is_collected_until_it_is_taken_out(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    expect(page.locator(".jz-basket-open")).to_have_count(0)
    collect(page, ("l0103", 0, 5), "甲，待考。")
    collect(page, ("l0101", 0, 4), "乙，待考。")
    page.goto(base + JISHI)
    collect(page, ("l0013", 0, 3), "丙，待考。")
    page.reload()
    expect(page.locator(".jz-basket-open")).to_have_text("3 条待交")
    sheet = basket(page)
    rows = sheet.locator(".jz-basket-list > li")
    expect(rows).to_have_count(3)
    assert violations(page) == []
    sheet.get_by_role("button", name="取出：〔注〕 习近平总书").click()
    expect(rows).to_have_count(2)
    expect(sheet.locator("[role=status]").first).to_have_text("已取出：〔注〕 习近平总书")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("改：")
    sheet.get_by_role("button", name="撤销").click()
    expect(rows).to_have_count(3)
    sheet.get_by_role("button", name="清空").click()
    expect(rows).to_have_count(0)
    expect(page.locator(":focus")).to_have_text("撤销")
    sheet.get_by_role("button", name="撤销").click()
    expect(rows).to_have_count(3)
    # Changing what is on another page leads there, with the form open on it.
    sheet.get_by_role("button", name="改：〔注〕 习近平总书").click()
    expect(page.locator("dialog.jz-compose[open] mark")).to_have_text("习近平总书")
    assert urlparse(page.url).path.endswith(SHELUN)
    assert urlparse(page.url).query == ""
    expect(page.locator("#jz-note-body")).to_have_value("甲，待考。")
    page.fill("#jz-note-body", "丁，待考。")
    page.locator("dialog[open] .jz-collect").click()
    items = json.loads(page.evaluate("localStorage.getItem('jiaozhu-' + jiaozhu.contribute.BASKET)"))
    assert [item["draft"]["body"] for item in items] == ["丁，待考。", "乙，待考。", "丙，待考。"]
    assert len({item["path"] for item in items}) == 3


def test_a_basket_is_saved_and_read_again(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    collect(page, ("l0103", 0, 5), "甲，待考。")
    collect(page, ("l0101", 0, 4), "乙，待考。")
    kept = page.evaluate("localStorage.getItem('jiaozhu-' + jiaozhu.contribute.BASKET)")
    sheet = basket(page)
    with page.expect_download() as download:
        sheet.locator("[data-way=parcel]").click()
    expect(sheet.locator("[role=status]").first).to_have_text("交出去了吗？那就清空；清空了也可以撤销。")
    file = Path(download.value.path())
    sheet.get_by_role("button", name="清空").click()
    page.reload()
    expect(page.locator(".jz-basket-open")).to_have_count(0)
    collect(page, ("l0105", 0, 2), "丙，待考。")
    sheet = basket(page)
    chooser = sheet.locator("#jz-basket-file")
    chooser.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"{}"})
    expect(sheet.locator("[role=status]").first).to_have_text("这不是从这里存出的文件。")
    chooser.set_input_files(file)
    expect(sheet.locator("[role=status]").first).to_have_text("读入 2 条")
    expect(sheet.locator(".jz-basket-list > li")).to_have_count(3)
    again = json.loads(page.evaluate("localStorage.getItem('jiaozhu-' + jiaozhu.contribute.BASKET)"))
    assert again[1:] == json.loads(kept)
    strange = json.loads(file.read_text("utf-8"))
    for name in ("label", "quote", "title", "after"):
        strange["items"][0][name] = HOOK
    strange["items"][0]["draft"] = {"body": HOOK, "author": HOOK}
    strange["items"][0]["id"] = "c-9"
    data = json.dumps(strange).encode()
    chooser.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": data})
    expect(sheet.locator(".jz-basket-list > li").last).to_contain_text("乙，待考")
    expect(sheet).to_contain_text(HOOK)
    assert page.locator("dialog img").count() == 0
    assert page.title() != "ran"


def test_several_contributions_go_out_as_one_on_every_way(browser: Browser, server: str, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    with_ways(context, WAYS)
    page = context.new_page()
    page.goto(server + SHELUN)
    collect(page, ("l0103", 0, 5), "甲，待考。", "张三")
    sheet = basket(page)
    first = sheet.locator(".jz-first")
    expect(first).to_have_text("到 GitHub 提交")
    expect(sheet.locator(".jz-about")).to_contain_text("新建文件的页面")
    page.keyboard.press("Escape")
    collect(page, ("l0101", 0, 4), "乙，待考。", "张三")
    sheet = basket(page)
    expect(first).to_have_text("合为一条 issue 提交")
    expect(sheet.locator(".jz-about")).to_contain_text("一次只能建一个")
    query = parse_qs(urlparse(first.get_attribute("href") or "").query)
    issue = query["body"][0]
    context.route("https://github.com/**", lambda route: route.fulfill(body="a page of the host"))
    with context.expect_page():
        first.click()
    expect(sheet.locator(".jz-next li")).to_have_count(3)
    watch = sheet.locator(".jz-watch a")
    assert (watch.get_attribute("href"), watch.text_content()) == ("https://github.com/o/r/issues", "在这里看进展")
    page.bring_to_front()
    page.fill("#jz-basket-mail", "z@example.org")
    sheet.locator(".jz-ways > summary").click()
    saved = {}
    for way in ("parcel", "patch"):
        with page.expect_download() as download:
            sheet.locator(f"[data-way={way}]").click()
        saved[way] = Path(download.value.path()).read_text("utf-8")
    address = unquote(sheet.locator("[data-way=mail]").get_attribute("href") or "")
    assert address.startswith("mailto:editor@example.org?subject=2 条注与校改")
    assert violations(page) == []
    context.close()
    # Each of them is the same contribution to those who take it in.
    places = copy_project(tmp_path)
    git = ["git", "-C", str(tmp_path)]
    identity = {f"GIT_{who}_{what}": "e@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **identity}

    def run(*arguments: str) -> str:
        return subprocess.check_output([*git, *arguments], encoding="utf-8", env=environment)

    run("init", "-q", "-b", "main")
    run("add", ".")
    run("commit", "-q", "-m", "x")
    trees = set()
    for way, text in {**saved, "issue": issue}.items():
        (tmp_path.parent / "sent").write_text(text, "utf-8")
        command = ["--corpus", str(places.corpus), "accept", str(tmp_path.parent / "sent"), "--branch", way]
        result = CliRunner().invoke(main, command, env=identity)
        assert (result.exit_code, result.stderr) == (0, ""), way
        trees.add(run("rev-parse", f"{way}^{{tree}}"))
    (tmp_path.parent / "a.patch").write_text(saved["patch"], "utf-8")
    run("am", "-q", str(tmp_path.parent / "a.patch"))
    trees.add(run("rev-parse", "HEAD^{tree}"))
    assert len(trees) == 1
    assert run("log", "-1", "--format=%an <%ae>|%s") == "张三 <z@example.org>|2 条注与校改\n"


def test_what_is_too_long_for_an_address_is_copied(browser: Browser, server: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    with_ways(context, WAYS)
    page = context.new_page()
    page.goto(server + SHELUN)
    opened(page)
    page.fill("#jz-note-body", "待考" * 1000)
    page.fill("#jz-note-author", "读者")
    first = page.locator("dialog[open] .jz-first")
    expect(first).to_have_text("复制，再去粘贴：到 GitHub 提交")
    assert len(first.get_attribute("href") or "") < 8192
    context.route("https://github.com/**", lambda route: route.fulfill(body="a page of the host"))
    with context.expect_page():
        first.click()
    page.bring_to_front()
    expect(page.locator("dialog[open] [role=status]").last).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("dialog[open] pre").text_content()
    context.close()


def test_corrections_and_notes_of_one_basket_do_not_harm_each_other(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(server + SHELUN)
    collect(page, ("l0105", 0, 6), "甲，待考。")
    opened(page, ("l0105", 1, 3))
    page.select_option("#jz-note-kind", "correction")
    page.fill("#jz-after", "某某")
    page.fill("#jz-reason", "试改")
    page.fill("#jz-note-body", "据文意。")
    page.locator("dialog[open] .jz-collect").click()
    faults = page.locator("dialog[open] .jz-faults li")
    expect(faults).to_have_count(1)
    expect(faults).to_contain_text("你自己的一条注引着")
    page.keyboard.press("Escape")
    sheet = basket(page)
    sheet.get_by_role("button", name="清空").click()
    page.keyboard.press("Escape")
    opened(page, ("l0105", 1, 3))
    page.select_option("#jz-note-kind", "correction")
    page.fill("#jz-after", "某某")
    page.locator("dialog[open] .jz-collect").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    opened(page, ("l0105", 2, 5))
    page.select_option("#jz-note-kind", "correction")
    page.fill("#jz-after", "别的")
    page.locator("dialog[open] .jz-collect").click()
    expect(faults.first).to_have_text("待交篮里已有一条校改动着这几个字，请改那一条")
    page.select_option("#jz-note-kind", "注")
    page.fill("#jz-note-body", "待考。")
    page.locator("dialog[open] .jz-collect").click()
    expect(faults).to_have_text(["待交篮里有一条校改正动着这几个字，请先提交其中之一"])
    page.close()


#: What one does by key alone, from the selected words to the end; the contributor's guide has the same steps.
BY_KEY = ("Control+Alt+m", "甲，待考。", "Tab", "Tab", "读者", "Tab", "Tab", "Tab", "Enter")


def test_a_note_is_collected_and_sent_by_key_alone(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    page.evaluate(SELECT, ["l0103", 0, 5])
    for key in BY_KEY:
        if key.isascii():
            page.keyboard.press(key)
        else:
            page.keyboard.insert_text(key)
        if key.startswith("Control"):
            expect(page.locator("#jz-note-body")).to_be_focused()
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.evaluate("getSelection().toString()") == "习近平总书"  # back at the words
    opener = page.locator(".jz-basket-open")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.jz-basket .jz-first")).to_be_focused()
    with page.expect_download():
        page.keyboard.press("Enter")
    expect(page.locator(".jz-basket .jz-next")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_note_is_written_by_touch_on_a_phone(browser: Browser, server: str, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, color_scheme=scheme)
    with_ways(context, WAYS)
    page = context.new_page()
    page.goto(server + SHELUN)
    page.evaluate(SELECT, ["l0103", 0, 5])
    page.locator(".jz-add").tap()
    dialog = page.locator("dialog.jz-compose[open]")
    expect(dialog).to_be_visible()
    page.fill("#jz-note-body", "一说在四月。")
    page.fill("#jz-note-author", "读者")
    dialog.locator(".jz-first").tap()
    page.locator(".jz-open-claim").tap()
    dialog.locator(".jz-ways > summary").tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelector('dialog[open]').scrollWidth") <= 390
    controls = dialog.locator("button:visible, a.jz-send:visible, select:visible, input:visible")
    for number in range(controls.count()):
        box = controls.nth(number).bounding_box()
        assert box is not None
        assert box["height"] >= 44, controls.nth(number).evaluate("node => node.outerHTML")
    assert violations(page) == []
    dialog.locator(".jz-collect").tap()
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.locator(".jz-basket-open").tap()
    expect(page.locator("dialog.jz-basket .jz-first")).to_be_in_viewport()
    assert page.evaluate("document.querySelector('dialog[open]').scrollWidth") <= 390
    assert violations(page) == []
    context.close()


def test_a_screen_reader_finds_a_name_for_everything(browser: Browser, server: str) -> None:
    """Names, roles and what is announced: as the accessibility tree has them."""
    page = browser.new_page()
    page.goto(server + SHELUN)
    opened(page)
    form = page.get_by_role("dialog", name="加注 第 103 行")
    expect(form).to_be_visible()
    for role, name in (
        ("combobox", "类别"),
        ("textbox", "内容"),
        ("textbox", "署名"),
        ("region", "页面上的样子"),
        ("button", "存为一个文件"),
        ("button", "先放着，接着读"),
        ("button", "关闭"),
    ):
        expect(form.get_by_role(role, name=name, exact=True)).to_be_visible()  # type: ignore[arg-type]
    page.fill("#jz-note-body", "一说。")
    page.fill("#jz-note-author", "读者")
    expect(form.get_by_role("group", name="这个说法从哪里来")).to_be_visible()
    assert form.locator(".jz-faults").get_attribute("aria-live") == "polite"
    form.get_by_role("button", name="还没查证").press("Enter")
    form.get_by_role("button", name="先放着，接着读").press("Enter")
    page.get_by_role("button", name="1 条待交").press("Enter")
    sheet = page.get_by_role("dialog", name="待交的注与校改")
    expect(sheet.get_by_role("listitem")).to_have_count(1)
    expect(sheet.get_by_role("button", name="取出：〔注〕 习近平总书")).to_be_visible()
    with page.expect_download():
        sheet.get_by_role("button", name="存为一个文件").press("Enter")
    expect(sheet.get_by_role("region", name="接下来")).to_be_visible()
    expect(sheet.get_by_role("status").last).to_contain_text("已存下")
    page.close()
