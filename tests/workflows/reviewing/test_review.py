"""What a reviewer asks: what a code means, problems for code scanning, and only what a pull request can affect."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jiaozhu.cli import main
from jiaozhu.edition.pipeline import make_book
from jiaozhu.store import load_corpus
from markdown_it import MarkdownIt


def run(corpus: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--corpus", str(corpus), *arguments])


@pytest.fixture
def corpus(rootdir: Path, tmp_path: Path) -> Path:
    """A corpus under version control, its state committed."""
    root = Path(shutil.copytree(rootdir / "test-edition" / "corpus", tmp_path / "corpus"))
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "begin"]):
        git(root, *command)
    return root


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def damage(corpus: Path) -> None:
    note = corpus / "sources/zao-2019/notes/xiongdi.md"
    note.write_text(note.read_text("utf-8").replace("结为兄弟", "结为姐妹"), "utf-8")


def test_a_code_is_explained_on_the_command_line() -> None:
    done = CliRunner().invoke(main, ["explain", "n203"])
    assert done.exit_code == 0
    assert "Why:" in done.output
    unknown = CliRunner().invoke(main, ["explain", "N2O3"])
    assert unknown.exit_code == 2
    assert "did you mean 'N203'?" in unknown.output


def test_problems_for_code_scanning_say_where_they_are(corpus: Path) -> None:
    damage(corpus)
    done = run(corpus, "check", "--format", "sarif")
    assert done.exit_code == 1
    (scan,) = json.loads(done.output)["runs"]
    (result,) = scan["results"]
    assert result["ruleId"] == "N201"
    assert [rule["id"] for rule in scan["tool"]["driver"]["rules"]] == ["N201"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("notes/xiongdi.md")
    assert place["region"]["startLine"] == 3
    git(corpus, "checkout", "-q", ".")
    clean = run(corpus, "check", "--format", "sarif")
    assert json.loads(clean.output)["runs"][0]["results"] == []


def test_only_what_the_changes_affect_is_reported(corpus: Path) -> None:
    damage(corpus)
    git(corpus, "commit", "-q", "-a", "-m", "an old fault")
    assert run(corpus, "check").exit_code == 1
    assert run(corpus, "check", "--changed-since", "HEAD").exit_code == 0
    assert run(corpus, "check", "--changed-since", "HEAD~1").exit_code == 1
    # Another note of the same source, not committed yet: its source may have broken it.
    run(corpus, "annotate", "zao-2019", "往来日密", "--author", "读者")
    assert run(corpus, "check", "--changed-since", "HEAD").exit_code == 1
    git(corpus, "clean", "-qfd")
    glossary = corpus / "glossary/duikou.md"
    glossary.write_text(glossary.read_text("utf-8") + "\n又。\n", "utf-8")
    assert run(corpus, "check", "--changed-since", "HEAD").exit_code == 1


def test_what_a_source_breaks_elsewhere_is_reported(corpus: Path) -> None:
    """A passage of another source is named in a note; the source goes, or its text gets another name."""
    shutil.copytree(corpus / "sources/zao-2019", corpus / "sources/wan-2019")
    edition = corpus / "sources/wan-2019/edition.yaml"
    note = corpus / "sources/zao-2019/notes/xiongdi.md"
    note.write_text(note.read_text("utf-8").rstrip() + "\n见{ref}`别处 <wan-2019/yi#l0003>`。\n", "utf-8")
    git(corpus, "add", "-A")
    git(corpus, "commit", "-q", "-m", "two")
    before = run(corpus, "check").output
    assert "N204" not in before, before
    edition.write_text(edition.read_text("utf-8").replace("id: yi", "id: yi-2"), "utf-8")
    assert "N204 text 'wan-2019/yi' does not exist" in run(corpus, "check", "--changed-since", "HEAD").output
    shutil.rmtree(edition.parent)
    assert "N204 text 'wan-2019/yi' does not exist" in run(corpus, "check", "--changed-since", "HEAD").output


def test_the_reason_for_an_unknown_revision_is_plain(corpus: Path, tmp_path: Path) -> None:
    git(corpus, "commit", "-q", "--allow-empty", "-m", "two")
    git(tmp_path, "clone", "-q", "--depth", "1", corpus.as_uri(), "shallow")
    bare = Path(shutil.copytree(corpus, tmp_path / "bare", ignore=shutil.ignore_patterns(".git")))
    for command in (["review"], ["check", "--changed-since"]):
        assert "no revision 'HEAD~9'" in run(corpus, *command, "HEAD~9").output
        assert "git fetch --unshallow" in run(tmp_path / "shallow", *command, "HEAD~1").output
        assert "there is no git repository here" in run(bare, *command, "HEAD").output
        git(tmp_path, "init", "-q", "bare")
        assert "no revision 'HEAD'" in run(bare, *command, "HEAD").output
        shutil.rmtree(bare / ".git")


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=/tmp/x", ""])
def test_an_unknown_revision_is_a_usage_error(corpus: Path, revision: str) -> None:
    done = run(corpus, "check", f"--changed-since={revision}")
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_a_review_tells_what_changes_on_which_page(corpus: Path) -> None:
    assert (
        run(corpus, "review", "HEAD").output
        == "# 这次改动\n\n没有改动正文、注释、校改、词条、数字、年表、文献与设置。\n"
    )
    notes = corpus / "sources/zao-2019/notes"
    note = (notes / "xiongdi.md").read_text("utf-8")
    (notes / "xin.md").write_text(note.replace("kind: 注", "kind: 疑"), "utf-8")
    body = note.rpartition("---\n")[2]
    (notes / "xiongdi.md").write_text(note.replace(body, "改过的话，待考。<script>alert(1)</script>\n"), "utf-8")
    term = sorted((corpus / "glossary").glob("*.md"))[0]
    term.unlink()
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file() and ".git" not in path.parts}
    done = run(corpus, "review", "HEAD")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    heading = next(line for line in lines if line.startswith("## ") and "zao-2019/" in line)
    new = next(line for line in lines if "（`xin`）" in line)
    assert lines.index(heading) < lines.index(new)
    assert new.startswith("- **新增**　〔疑〕第 ")
    assert "**结为兄弟**" in new
    changed = next(line for line in lines if line.startswith("- **修改**"))
    assert "改过的话，待考。" in changed
    body = lines[lines.index(changed) + 1]
    assert body.startswith("  - `body`：")
    assert "~~" in body
    assert "**改过的话" in body.replace("\\", "")
    tokens = MarkdownIt("commonmark").parse(done.output)
    assert not [token for token in tokens if "html" in str(token)]
    assert any(line.startswith("- **删去**　**") and f"（`{term.stem}`）" in line for line in lines)
    assert before == {path: path.read_bytes() for path in before}


def test_a_review_of_another_name_tells_the_name_and_no_more(corpus: Path) -> None:
    source = corpus / "sources/zao-2019"
    source.rename(source.with_name("wan-2019"))
    lines = run(corpus, "review", "HEAD").output.splitlines()
    assert lines.count("- **改名**　原为 `zao-2019/yi`") == 1
    assert not any("**新增" in line or "**删去" in line for line in lines), lines


def test_a_review_of_corrections_shows_both_readings(corpus: Path) -> None:
    for path in sorted(corpus.glob("sources/*/emendations/*.yaml")):
        path.unlink()
    lines = run(corpus, "review", "HEAD").output.splitlines()
    gone = [line for line in lines if line.startswith("- **删去**　〔校〕第 ")]
    assert any("~~" in line and "**" in line.partition("〔校〕")[2] for line in gone)
    assert any(line.startswith("- **正文**　") for line in lines)


def test_a_review_of_no_revision_is_refused_and_of_the_first_tells_all(corpus: Path) -> None:
    done = run(corpus, "review", "no-such-branch")
    assert done.exit_code == 2
    assert "REV" in done.output
    assert run(corpus, "review", "--", "--output=x").exit_code == 2
    (corpus / "top").mkdir()
    shutil.copytree(corpus, corpus / "top" / "corpus", ignore=shutil.ignore_patterns("top", ".git"))
    told = run(corpus / "top" / "corpus", "review", "HEAD").output  # the folder is newer than the revision
    assert told.count("**新增一篇**") == sum(1 for _ in make_book(load_corpus(corpus)[0]).pages)


def test_a_review_tells_of_figures_events_and_works(corpus: Path) -> None:
    edition = corpus / "sources/zao-2019/edition.yaml"
    text = edition.read_text("utf-8")
    block = text.index("    blocks:")
    event = '    events:\n      - date: "2018"\n        quote: 结为兄弟\n        what: 两市结为*兄弟*\n'
    edition.write_text(text[:block] + event + text[block:], "utf-8")
    with (corpus / "references.bib").open("a", encoding="utf-8") as file:
        file.write("@misc{xin-2020,\n  title = {新}\n}\n")
    output = run(corpus, "review", "HEAD").output
    assert "## 年表\n\n- **新增**　2018 两市结为\\*兄弟\\*　zao-2019/yi" in output
    assert "## 参考文献\n\n- **新增**　新　文献 (`xin-2020`)\n  - `type`：misc" in output
