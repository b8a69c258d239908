"""Accepting: what is sent by any way becomes the same files and a branch; what is not a contribution does nothing."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jiaozhu.cli import main
from jiaozhu.model.limits import MOST_FILES, MOST_SENT
from paths import BASE

NOTE = """\
---
target:
  quote: 客商
  prefix: 来自绍兴的
kind: 注
author: 张三
date: "2026-11-28"
---
行商之人，待考。
"""
TERM = """\
---
headword: 绍兴市
pinyin: Shàoxīng Shì
gloss: Shaoxing
kind: place
---
浙江的市，待考。
"""
CORRECTION = """\
- id: zhangsan-1
  line: 8
  kind: corrected
  before: 生根
  after: 扎根
  prefix: 在这里
  reason: 语意
  basis: 示例。
  cert: low
  resp: 张三
"""
FILES = {
    "sources/ribao-2019/notes/keshang.md": NOTE,
    "sources/ribao-2019/emendations/zhangsan.yaml": CORRECTION,
    "glossary/shaoxing-shi.md": TERM,
}


def parcel(files: dict[str, str], **more: object) -> str:
    """The file that the form on the site saves."""
    listed = [{"path": path, "text": text} for path, text in files.items()]
    return json.dumps({"jiaozhu": "contribution", "version": 1, "files": listed, **more}, ensure_ascii=False)


def issue(files: dict[str, str]) -> str:
    """An issue's text with files."""
    return "写自页面。\n\n" + "\n\n".join(
        f"**某条**\n\n### `{path}`\n\n````markdown\n{text}````\n" for path, text in files.items()
    )


def patch(files: dict[str, str]) -> str:
    """What git writes for new files."""
    parts = []
    for path, text in files.items():
        lines = text.splitlines()
        head = (
            f"diff --git a/corpus/{path} b/corpus/{path}\nnew file mode 100644\nindex 0000000..1234567\n--- /dev/null\n"
        )
        parts.append(
            f"{head}+++ b/corpus/{path}\n@@ -0,0 +1,{len(lines)} @@\n" + "".join(f"+{line}\n" for line in lines)
        )
    return "".join(parts)


def mail(body: str, *headers: str) -> str:
    """A mail from somebody."""
    name = base64.b64encode("张三".encode()).decode()
    fields = [f"From: =?UTF-8?B?{name}?= <z@example.org>", "Subject: [PATCH] x", "MIME-Version: 1.0", *headers]
    return "\n".join(fields) + "\n\n" + body


def attached(text: str) -> str:
    """A mail with a file."""
    data = base64.b64encode(text.encode()).decode()
    return mail(
        "--b\nContent-Type: text/plain; charset=utf-8\n\n请看附件。\n"
        '--b\nContent-Type: application/json; name="x.json"\n'
        'Content-Disposition: attachment; filename="x.json"\nContent-Transfer-Encoding: base64\n\n'
        f"{data}\n--b--\n",
        'Content-Type: multipart/mixed; boundary="b"',
    )


def flowed(text: str) -> str:
    """A text as programs for mail break it."""
    lines = []
    for line in text.split("\n"):
        pieces = [line[at : at + 7] for at in range(0, len(line), 7)] or [""]
        pieces[-1] = pieces[-1].rstrip(" ")
        lines += [f" {piece} " if piece[:1] == " " else f"{piece} " for piece in pieces[:-1]]
        lines.append(f" {pieces[-1]}" if pieces[-1][:1] == " " else pieces[-1])
    return "\n".join(lines)


PLAIN = ("Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit")
GB = ("Content-Type: text/plain; charset=gb18030", "Content-Transfer-Encoding: base64")
WAYS = {
    "parcel": parcel(FILES),
    "issue": issue(FILES),
    "patch": patch(FILES),
    "mail with a patch": mail(f"说明\n---\n{patch(FILES)}-- \ngit\n", *PLAIN),
    "mbox": f"From {'0' * 40} Mon Sep 17 00:00:00 2001\n" + mail(f"---\n{patch(FILES)}-- \ngit\n", *PLAIN),
    "mail with a file": attached(parcel(FILES)),
    "mail with an issue's text": mail(issue(FILES), *PLAIN),
    "mail in another encoding": mail(base64.b64encode(issue(FILES).encode("gb18030")).decode(), *GB),
    "an issue as a host exports it": json.dumps({"title": "x", "body": issue(FILES), "author": {"login": "z"}}),
    "mail whose lines were broken": mail(flowed(issue(FILES)), PLAIN[0] + "; format=flowed; delsp=yes", PLAIN[1]),
    "Windows line ends": issue(FILES).replace("\n", "\r\n"),
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a sound corpus, in which one works."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{name}_NAME", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    shutil.copytree(BASE, tmp_path / "corpus")
    git("init", "-q", "-b", "main")
    git("config", "user.name", "编者")
    git("config", "user.email", "editor@example.org")
    git("add", "corpus")
    git("commit", "-q", "-m", "corpus")
    return tmp_path


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], check=True, capture_output=True, encoding="utf-8").stdout


def take(text: str | bytes, *options: str) -> Result:
    """The command's result; what it does not catch itself fails the test."""
    Path("sent.txt").write_bytes(text.encode() if isinstance(text, str) else text)
    return CliRunner().invoke(main, ["accept", "sent.txt", *options], catch_exceptions=False)


@pytest.mark.parametrize("way", WAYS)
def test_a_contribution_becomes_a_branch_whatever_the_way(repository: Path, way: str) -> None:
    before = git("rev-parse", "HEAD")
    result = take(WAYS[way], "--branch", "b")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [*FILES, "branch 'b'; look at it with: git switch b"]
    for path, text in FILES.items():
        assert git("show", f"b:corpus/{path}") == text
    assert git("diff", "--name-status", "main", "b") == "".join(f"A\tcorpus/{path}\n" for path in sorted(FILES))
    author = "张三 <z@example.org>" if "mail" in way or way == "mbox" else "张三 <>"
    assert (
        git("log", "-1", "--format=%an <%ae>|%cn|%s", "b")
        == f"{author}|编者|corpus: add 1 note, 1 correction, 1 term by 张三\n"
    )
    assert not (repository / "corpus" / ".jiaozhu").exists()
    assert git("rev-parse", "HEAD") == before  # what is checked out is as it was
    assert git("status", "--porcelain") == "?? sent.txt\n"


def test_a_branch_has_a_name_of_its_own(repository: Path) -> None:
    sent = {"sources/ribao-2019/notes/keshang.md": NOTE}
    for number in ("", "-2", "-3"):
        assert take(parcel(sent)).exit_code == 0, number
    names = git("for-each-ref", "--format=%(refname:short)", "refs/heads/contribution").split()
    assert [name.rpartition("/")[2][:8] for name in names] == ["zhang-sa"] * 3
    assert names[1:] == [f"{names[0]}-2", f"{names[0]}-3"]


def test_files_alone_and_an_author_who_is_named(repository: Path) -> None:
    work = repository / "corpus" / ".jiaozhu"
    work.mkdir()
    (work / "left").touch()  # of a command that was killed
    assert take(parcel(FILES), "--branch", "beside").exit_code == 0
    result = take(parcel(FILES), "--no-branch")
    assert (result.exit_code, result.stdout.splitlines()) == (0, [f"corpus/{path}" for path in FILES])
    assert {path: (repository / "corpus" / path).read_text("utf-8") for path in FILES} == FILES
    again = take(parcel(FILES), "--no-branch")
    assert again.exit_code == 1
    assert again.stderr.count("already exists") == 3
    git("add", "corpus")
    git("commit", "-q", "-m", "x")
    term = {"glossary/ke-shang.md": TERM.replace("绍兴市", "客商")}
    assert take(parcel(term), "--branch", "t", "--author", "李四 <l@example.org>").exit_code == 0
    assert git("log", "-1", "--format=%an <%ae>", "t") == "李四 <l@example.org>\n"


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_taken(repository: Path) -> None:
    files = {
        "sources/ribao-2019/notes/keshang.md": NOTE.replace("客商", "客商人"),
        "sources/ribao-2019/notes/wu.md": NOTE.replace("待考", "一说"),
        "../outside.md": NOTE,
        "/etc/passwd": NOTE,
        "sources/ribao-2019/about.yaml": "title: x\n",
        "sources/ribao-2019/notes/../../../../x.md": NOTE,
        "corpus.yaml": "title: x\n",
        "docs/conf.py": "import os\n",
        ".github/workflows/x.yml": "on: push\n",
        "sources/ribao-2019/notes/con.md": NOTE,
        "sources/elsewhere/notes/x.md": NOTE,
        "sources/ribao-2019/notes/fengqiao.md": NOTE,
        "glossary/da.md": "大" * 100_001 + "\n",
    }
    for text in (parcel(files), issue(files)):
        result = take(text)
        assert result.exit_code == 1
        said = result.stderr
        assert "corpus/sources/ribao-2019/notes/keshang.md:3:3: N201" in said
        assert "corpus/sources/ribao-2019/notes/wu.md:9:1: N206" in said
        for path in ("../outside.md", "/etc/passwd", "docs/conf.py", ".github/workflows/x.yml", "corpus.yaml"):
            assert f"S107 no contribution goes to '{path}'" in said, path
        assert "S106 'con' cannot be a file's name" in said
        assert "S107 source 'elsewhere' does not exist" in said
        assert "S106 'sources/ribao-2019/notes/fengqiao.md' already exists" in said
        assert "Y106 the file is larger than 100,000 bytes" in said
        assert git("branch", "--list").split() == ["*", "main"]
        assert git("status", "--porcelain") == "?? sent.txt\n"


def test_what_is_wrong_can_be_taken_and_fixed_in_the_branch(repository: Path) -> None:
    wrong = {"sources/ribao-2019/notes/keshang.md": NOTE.replace("待考", "一说"), "docs/x.md": NOTE}
    result = take(parcel(wrong), "--keep", "--branch", "b")
    assert result.exit_code == 1
    assert git("diff", "--name-only", "main", "b") == "corpus/sources/ribao-2019/notes/keshang.md\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("new file mode 100644\n", "", 1), "more here than to add a file"),
        (lambda text: text.replace("new file mode 100644", "new file mode 120000", 1), "more here than to add a file"),
        (lambda text: text.replace("@@ -0,0 +1,9 @@", "@@ -0,0 +1,99 @@", 1), "or is cut off"),
        (
            lambda text: text + "diff --git a/corpus/corpus.yaml b/corpus/corpus.yaml\ndeleted file mode 100644\n",
            "more",
        ),
        (lambda text: text.replace("b/corpus/sources/ribao-2019/notes", "b/docs", 1), "more here than to add a file"),
    ],
)
def test_a_patch_only_adds_files(repository: Path, change: object, said: str) -> None:
    assert callable(change)
    result = take(change(patch(FILES)))
    assert result.exit_code == 1
    assert "S107" in result.stderr
    assert said in result.stderr


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("", "not the text of an issue"),
        ("只是一封信。", "not the text of an issue"),
        ("{", "it is not JSON"),
        ("[" * 100_000, "not the text of an issue"),
        ('{"a":' * 100_000, "it is not JSON"),
        ('{"jiaozhu": "contribution", "version": 2, "files": []}', "another version"),
        ('{"jiaozhu": "contribution", "version": 1, "files": [{"path": 1}]}', "'files' is not a list"),
        ('{"title": "x"}', "not from the form"),
        (b"\xff\xfe\x00", "it is not UTF-8"),
        (b" " * (MOST_SENT + 1), "larger than 2,000,000 bytes"),
        ("From: x\n\nFrom: y\n\nFrom: z\n\n", "not the text of an issue"),
    ],
)
def test_what_is_no_contribution_is_refused(repository: Path, sent: str | bytes, said: str) -> None:
    result = take(sent)
    assert result.exit_code == 2
    assert "is not a contribution" in result.stderr
    assert said in result.stderr


def test_a_contribution_has_a_limited_number_of_files(repository: Path) -> None:
    files = {f"sources/ribao-2019/notes/n-{number}.md": NOTE for number in range(MOST_FILES + 1)}
    result = take(parcel(files))
    assert result.exit_code == 1
    assert f"more than {MOST_FILES} files at once" in result.stderr


def test_an_issue_that_is_cut_off_is_said_to_be(repository: Path) -> None:
    result = take(issue(FILES)[:-40])
    assert result.exit_code == 1
    assert "the file 'glossary/shaoxing-shi.md' is not whole" in result.stderr


def test_why_there_is_no_branch(repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sent = parcel(FILES)

    def refused(*options: str) -> str:
        result = take(sent, *options)
        assert result.exit_code == 2
        assert "no branch was made" in result.stderr
        assert "--no-branch only writes the files" in result.stderr
        return result.stderr

    (repository / "corpus" / "glossary" / "new.md").write_text(TERM.replace("绍兴市", "客商"), "utf-8")
    assert "changes that are not committed, such as corpus/glossary/new.md" in refused()
    (repository / "corpus" / "glossary" / "new.md").unlink()
    info = repository / "corpus" / "corpus.yaml"
    before = info.read_bytes()
    info.write_bytes(before + b"# \n")
    assert "changes that are not committed, such as corpus/corpus.yaml:" in refused()
    info.write_bytes(before)
    assert "the branch 'main' already exists" in refused("--branch", "main")
    assert "cannot be a branch's name" in refused("--branch", "a..b")
    git("config", "--unset", "user.name")
    git("config", "user.useConfigOnly", "true")
    assert "git does not know who you are" in refused()
    shutil.rmtree(repository / ".git")
    assert "there is no git repository here" in refused()
    git("init", "-q")
    assert "no commit yet" in refused()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert "git is not installed" in refused()


def test_an_author_cannot_be_anything_but_a_name(repository: Path) -> None:
    author = {"name": "张三\n<evil>\u202e" + "长" * 200, "mail": "x@example.org>\nCc: y"}
    assert take(parcel(FILES, author=author), "--branch", "b").exit_code == 0
    name, address = git("log", "-1", "--format=%an|%ae", "b").strip().split("|")
    assert name.startswith("张三 evil 长")
    assert len(name) == 100
    assert address == ""
