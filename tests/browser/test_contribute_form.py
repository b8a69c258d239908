"""The form: what it asks, shows and refuses; by mouse, by key and by touch."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from browsing import SHELUN, Watch, violations
from jiaozhu.edition.pipeline import make_book
from jiaozhu.problems.checks import check
from jiaozhu.store import load_corpus
from paths import CORPUS
from playwright.sync_api import Browser, Page, expect
from ruamel.yaml import YAML
from selecting import SELECT, WAYS, opened, with_ways


def test_what_cannot_be_quoted_says_why(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    page.evaluate(
        """() => {
          const range = document.createRange();
          range.setStart(document.querySelector("#l0101").firstChild, 0);
          range.setEndAfter(document.querySelector("#l0103").lastChild);
          getSelection().addRange(range);
        }"""
    )
    expect(page.locator(".jz-add")).to_have_text("引文不能跨段，请只选一段之内的文字")
    expect(page.locator(".jz-add")).to_be_disabled()
    page.locator(".jz-switch button", has_text="原文").click()
    page.evaluate(SELECT, ["l0101", 0, 4])
    expect(page.locator(".jz-add")).to_contain_text("校后")
    page.locator(".jz-switch button", has_text="校后").click()


def test_a_note_is_written_from_selection_to_file(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    page.evaluate(SELECT, ["l0103", 0, 5])
    page.locator(".jz-add").click()
    dialog = page.locator("dialog.jz-compose[open]")
    expect(dialog.locator("mark")).to_have_text("习近平总书")
    page.fill("#jz-note-body", "<script>alert(1)</script> 一说。")
    page.locator("#jz-note-body").blur()
    expect(dialog.locator(".jz-faults")).to_contain_text("不能用网页标签")
    page.fill("#jz-note-body", "出处待考。")
    page.fill("#jz-note-author", "读者")
    page.select_option("#jz-note-kind", "疑")
    expect(dialog.locator(".jz-faults li")).to_have_count(0)
    expect(dialog.locator(".jz-look-note")).to_have_text("〔疑〕习近平总书：出处待考。")
    expect(dialog.locator(".jz-look-text")).to_contain_text("习近平总书1记在")
    assert violations(page) == []
    content = dialog.locator("pre").text_content() or ""
    assert 'quote: "习近平总书"' in content
    assert 'text: wusi-shelun\nkind: 疑\nauthor: "读者"' in content
    assert content.endswith("---\n出处待考。\n")
    with page.expect_download() as download:
        dialog.locator(".jz-first").click()
    (file,) = json.loads(download.value.path().read_text("utf-8"))["files"]
    assert file["text"] == content
    assert file["path"].startswith("sources/nanbei-2019-05/notes/n-")
    # The project's own site has no address: the form says to whom the file is given.
    expect(dialog.locator(".jz-about")).to_have_text("本编没有设投稿的地址：请存成文件，交给编者。")
    expect(dialog.locator(".jz-next li").first).to_contain_text("交给编者：编者")
    assert violations(page) == []
    page.reload()
    page.evaluate(SELECT, ["l0103", 0, 5])
    page.keyboard.press("Control+Alt+m")
    expect(page.locator("#jz-note-body")).to_have_value("出处待考。")  # a draft is kept until it is sent


def test_nothing_is_called_wrong_before_it_was_written(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    opened(page)
    dialog = page.locator("dialog.jz-compose[open]")
    faults, wrong = dialog.locator(".jz-faults li"), dialog.locator("[aria-invalid]")
    for kind in ("疑", "term", "correction", "注"):
        page.select_option("#jz-note-kind", kind)
        for _ in range(4):
            page.keyboard.press("Tab")
        expect(faults).to_have_count(0)
        expect(wrong).to_have_count(0)
    page.locator("#jz-note-body").focus()
    page.keyboard.type("<b>一说")
    expect(faults).to_have_count(0)  # while one writes
    page.keyboard.press("Tab")
    expect(faults).to_have_text(["不能用网页标签"])
    expect(wrong).to_have_count(1)
    assert page.locator("#jz-note-body").get_attribute("aria-describedby") == "jz-faults"
    page.fill("#jz-note-body", "")
    dialog.locator(".jz-collect").click()  # now all of it is said, and the first of it has the focus
    expect(faults).to_have_text(["请写内容", "请署名（可用别号）"])
    assert page.evaluate("document.activeElement.id") == "jz-note-body"
    assert violations(page) == []


def test_a_note_may_be_written_first_and_its_source_found_later(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    opened(page)
    dialog = page.locator("dialog.jz-compose[open]")
    page.fill("#jz-note-body", "一说在四月。")
    page.fill("#jz-note-author", "读者")
    ask = dialog.locator(".jz-ask")
    expect(ask).to_be_visible()  # it is asked, not called wrong
    expect(dialog.locator(".jz-faults li")).to_have_count(0)
    dialog.locator(".jz-collect").click()
    expect(dialog).to_be_visible()
    expect(page.locator(".jz-open-claim")).to_be_focused()
    assert violations(page) == []
    ask.get_by_role("button", name="去查出处").click()
    expect(page.locator("#jz-find")).to_be_focused()
    page.locator(".jz-open-claim").click()
    expect(page.locator("#jz-note-body")).to_have_value("一说在四月。待考。")
    expect(ask).to_be_hidden()
    dialog.locator(".jz-collect").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(".jz-basket-open")).to_have_text("1 条待交")


def test_a_correction_is_written_from_the_form(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    page.evaluate(SELECT, ["l0103", 0, 5])
    page.keyboard.press("Control+Alt+m")
    dialog = page.locator("dialog.jz-compose[open]")
    expect(page.locator("#jz-after")).to_be_hidden()
    page.select_option("#jz-note-kind", "correction")
    page.fill("#jz-after", "习总书")
    page.fill("#jz-reason", "衍字")
    page.fill("#jz-note-body", "据文意，待考。")
    page.fill("#jz-note-author", "读者")
    page.select_option("#jz-cert", "low")
    expect(dialog.locator(".jz-faults li")).to_have_count(0)
    expect(dialog.locator(".jz-look-note")).to_have_text("习总书 ← 习近平总书　衍字：据文意，待考。")
    expect(dialog.locator(".jz-look-text")).to_contain_text("习总书记在")
    expect(dialog.locator("pre")).to_contain_text("kind: corrected")  # the source's lines have come
    content = dialog.locator("pre").text_content() or ""
    entry = YAML(typ="safe").load(content)[0]
    assert (entry["line"], entry["kind"], entry["before"], entry["after"]) == (103, "corrected", "习近平总书", "习总书")
    assert (entry["reason"], entry["basis"], entry["cert"], entry["resp"]) == ("衍字", "据文意，待考。", "low", "读者")
    page.fill("#jz-after", "")
    assert YAML(typ="safe").load(dialog.locator("pre").text_content() or "")[0]["kind"] == "surplus"
    page.fill("#jz-after", "习近平总书记")
    supplied = YAML(typ="safe").load(dialog.locator("pre").text_content() or "")[0]
    assert (supplied["kind"], supplied["prefix"], supplied["after"]) == ("supplied", "习近平总书", "记")


def test_a_correction_that_harms_another_file_names_it_and_becomes_a_query(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(server + SHELUN)
    page.evaluate("jiaozhu.contribute.load()")
    name, block, start, length, quote = page.evaluate(
        """async () => {
          let held;
          const before = jiaozhu.form.held;
          jiaozhu.form.held = rows => { held = rows; };
          await jiaozhu.page.load(`${jiaozhu.page.root()}_static/jiaozhu/held.nanbei-2019-05.js`);
          jiaozhu.form.held = before;
          const reads = id => jiaozhu.selection.reading(document.getElementById(id));
          const ours = held.filter(item => item[0] === "note" && item[2] === "wusi-shelun");
          // of words that the edition changes nothing in: a place has one correction
          const row = ours.find(item => item[10] && reads(item[3]).length > item[5] + 20);
          return [row[1], row[3], row[4], row[5], row[7]];
        }"""
    )
    page.reload()
    opened(page, (block, start, start + length))
    dialog = page.locator("dialog.jz-compose[open]")
    page.select_option("#jz-note-kind", "correction")
    page.fill("#jz-after", "")  # all that the note quotes is to go
    page.fill("#jz-reason", "衍文")
    page.fill("#jz-note-body", "据文意。")
    page.fill("#jz-note-author", "读者")
    dialog.locator(".jz-collect").click()
    expect(dialog.locator(".jz-faults li").first).to_have_text(f"注“{name}”引着“{quote}”，这一改就对不上了")
    dialog.locator(".jz-as-query").click()
    expect(page.locator("#jz-note-kind")).to_have_value("疑")
    expect(page.locator("#jz-note-body")).to_have_value(f"“{quote}”疑当作“”：衍文。据文意。待考。")
    expect(dialog.locator(".jz-faults li")).to_have_count(0)
    dialog.locator(".jz-collect").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.close()


def test_works_and_terms_are_found_and_a_new_work_is_brought(browser: Browser, server: str, tmp_path: Path) -> None:
    corpus = Path(shutil.copytree(CORPUS, tmp_path / "corpus"))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(server + SHELUN)
    page.evaluate(SELECT, ["l0103", 0, 5])
    page.keyboard.press("Control+Alt+m")
    body = page.locator("#jz-note-body")
    page.fill("#jz-note-author", "读者")
    page.locator(".jz-sources > summary").click()
    body.fill("见 ")
    page.fill("#jz-find", "曹海军 2022")
    page.locator(".jz-found button").first.click()
    expect(body).to_have_value("见 {cite}`caohaijun-2022`")
    page.fill("#jz-find", "枫桥")
    page.locator(".jz-found button", has_text="词语").first.click()
    expect(body).to_have_value("见 {cite}`caohaijun-2022`{term}`枫桥经验`")
    body.fill("见 {cite}`caohaijun-202`、{term}`枫桥`。")
    body.blur()
    expect(page.locator(".jz-faults li")).to_have_text(["文献目录里没有“caohaijun-202”", "词汇里没有“枫桥”"])
    body.fill("又见 ")
    page.locator(".jz-new-work summary").click()
    page.select_option("#jz-work-type", "newspaper")
    expect(page.locator("#jz-work-publisher")).to_be_hidden()
    for name, value in {
        "title": "某“事”: {一} \\x",
        "authors": "张三；李四",
        "journal": "某报",
        "date": "2019-5",
    }.items():
        page.fill(f"#jz-work-{name}", value)
    add = page.locator(".jz-new-work button")
    add.click()
    expect(page.locator(".jz-new-work [role=status]")).to_have_text("日期的写法如 2019、2019-05、2019-05-06")
    page.fill("#jz-work-date", "2019-05-06")
    add.click()
    expect(page.locator(".jz-look")).to_contain_text("［张三、李四，某“事”: {一} \\x，2019-05-06］")
    expect(page.locator(".jz-faults li")).to_have_count(0)
    content = page.locator("dialog pre").text_content() or ""
    (corpus / "sources" / "nanbei-2019-05" / "notes" / "n-1.md").write_text(content, "utf-8")
    loaded, problems = load_corpus(corpus)
    assert check(make_book(loaded), problems) == []
    (work,) = loaded.works
    assert (work.kind, work.fields["title"], work.authors) == ("newspaper", "某“事”: {一} \\x", ("张三", "李四"))
    page.close()


def test_closing_the_form_leads_back_to_the_words(watch: tuple[Page, Watch], base: str) -> None:
    page, _ = watch
    page.goto(base + SHELUN)
    page.keyboard.press("Control+Alt+m")
    expect(page.locator(".jz-spoken")).to_have_text("请先选中正文里的字")
    page.evaluate(SELECT, ["l0103", 0, 5])
    page.locator(".jz-add").click()
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".jz-add")).to_be_visible()
    assert page.evaluate("[getSelection().toString(), document.activeElement.id]") == ["习近平总书", "l0103"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('l0103').contains(document.activeElement)")
    assert page.locator("[id^=l][tabindex]").count() == 0


def test_the_button_does_not_cover_what_is_selected(browser: Browser, server: str) -> None:
    for touch, width in ((False, 1280), (False, 390), (True, 390)):
        context = browser.new_context(viewport={"width": width, "height": 844}, has_touch=touch, is_mobile=touch)
        page = context.new_page()
        page.goto(server + SHELUN)
        ids: list[str] = page.evaluate(
            "[...document.querySelectorAll(jiaozhu.selection.blocks)].map(block => block.id)"
        )
        for id in (ids[0], ids[2], ids[-1]):
            page.evaluate("id => document.getElementById(id).scrollIntoView({ block: 'center' })", id)
            page.evaluate(SELECT, [id, 0, 4])
            button = page.locator(".jz-add")
            expect(button).to_be_visible()
            expect(button).to_have_text("加注")
            box = button.bounding_box()
            words: dict[str, float] = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
            assert box is not None
            assert box["y"] >= words["bottom"] or box["y"] + box["height"] <= words["top"], (touch, width, id)
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width
            page.evaluate("getSelection().removeAllRanges()")
            expect(button).to_be_hidden()
        context.close()


def test_a_draft_keeps_its_works_and_lets_go_of_what_was_taken(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(server + SHELUN)
    opened(page)
    page.fill("#jz-note-author", "读者")
    page.locator(".jz-sources > summary").click()
    page.locator(".jz-new-work summary").click()
    page.fill("#jz-work-title", "某书")
    page.fill("#jz-work-publisher", "某社")
    page.fill("#jz-work-date", "2019-02-30")
    page.locator(".jz-new-work button").click()
    expect(page.locator(".jz-new-work [role=status]")).to_contain_text("日期的写法如")
    page.fill("#jz-work-publisher", "")
    page.fill("#jz-work-date", "2019-02")
    page.locator(".jz-new-work button").click()
    expect(page.locator(".jz-new-work [role=status]")).to_contain_text("请写出版者")
    page.fill("#jz-work-note", "出版者未见")
    page.locator(".jz-new-work button").click()
    page.select_option("#jz-note-kind", "按")
    for place, kind in ((("l0103", 0, 5), "按"), (("l0101", 0, 4), "注")):
        page.reload()
        opened(page, place)
        expect(page.locator(".jz-faults li")).to_have_count(0)  # the work is known, and in the file
        expect(page.locator("#jz-note-kind")).to_have_value(kind)
        assert 'title: "某书"' in (page.locator("dialog pre").text_content() or "")
    with page.expect_download():
        page.locator("dialog[open] .jz-first").click()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    opened(page, ("l0103", 0, 5))
    expect(page.locator("#jz-note-body")).to_have_value("")
    page.close()


def test_what_the_check_would_refuse_cannot_be_taken_away(browser: Browser, server: str) -> None:
    context = browser.new_context()
    with_ways(context, WAYS)
    page = context.new_page()
    page.goto(server + SHELUN)
    opened(page)
    page.fill("#jz-note-body", "待考。")
    dialog = page.locator("dialog.jz-compose[open]")
    dialog.locator(".jz-ways > summary").click()
    faults = page.locator(".jz-faults li")
    ways = dialog.locator("[data-way]")
    expect(ways).to_have_count(6)
    for author, said in (("", "请署名（可用别号）"), ("甲\u202e乙", "含有看不见的字符")):
        page.fill("#jz-note-author", author)
        for number in range(6):
            ways.nth(number).click()
            expect(faults).to_have_text([said])
            expect(dialog.locator(".jz-next")).to_be_hidden()
        dialog.locator(".jz-collect").click()
        expect(dialog).to_be_visible()
    assert len(context.pages) == 1  # no page of the host was opened
    page.fill("#jz-note-author", "e\u0301")
    expect(faults).to_have_count(0)
    assert 'author: "é"' in (page.locator("dialog pre").text_content() or "")
    page.fill("#jz-note-body", "待考" * 2501)
    expect(faults).to_have_text(["太长，请写在 5000 字以内"])
    page.select_option("#jz-note-kind", "correction")
    page.fill("#jz-after", "甲")
    page.fill("#jz-reason", "误")
    page.fill("#jz-note-body", "- 待考\n- 又一行")
    expect(page.locator(".jz-look-note")).to_have_text(
        "甲 ← 习近平总书　误：待考 - 又一行"
    )  # one paragraph, as it will read
    context.close()


def test_characters_of_two_units_are_not_cut(browser: Browser, server: str) -> None:
    """Contexts end between characters, also where JavaScript counts two for one."""
    page = browser.new_page()
    page.goto(server + SHELUN)
    found = page.evaluate(
        """async () => {
          await jiaozhu.contribute.load();
          document.getElementById("l0103").textContent = "甲𠮷乙丙𠮷丁𠮷乙丁𠮷丁";
          const node = document.getElementById("l0103").firstChild;
          const range = document.createRange();
          range.setStart(node, 3);
          range.setEnd(node, 4);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          const lines = { lines: [[1, node.data]], blocks: { b: [[1, 0, 16, 16, 0]] } };
          const place = jiaozhu.source.origin(lines, "b", 3, 4);
          return [jiaozhu.selection.selected(), place];
        }"""
    )
    for held in found:
        for name in ("prefix", "suffix"):
            held[name].encode("utf-8")  # no half of a character
    page.close()
