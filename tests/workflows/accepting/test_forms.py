"""Issue forms: what each host shows, and that the answers become the files they ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from jiaozhu.language import profile_for
from jiaozhu.locale import LANGUAGES, use_language
from jiaozhu.model.host import FORGEJO, GITEA, GITHUB, GITLAB, Host
from jiaozhu.store import load_corpus
from jiaozhu.workflows.accepting import FORMS, Accepted, accept, issue_templates, open_envelope
from jiaozhu.workflows.accepting.forms import kind_options
from jiaozhu.workflows.importing.skeleton import create
from paths import BASE, CORPUS, ROOT
from ruamel.yaml import YAML

ADDRESS = "https://example.org/ed/texts/ribao-2019/jishi.html#l0007"
NOTE = {
    "place": ADDRESS,
    "quote": "客商",
    "kind": "注（说明）",
    "body": "行商之人",
    "source": "某书第3页",
    "name": "张三",
}
CORRECTION = {
    "place": "/texts/ribao-2019/jishi.html#l0008",
    "before": "生根",
    "after": "扎根",
    "reason": "语意",
    "basis": "上下文",
    "certainty": "未确",
    "name": "张三",
}
TERM = {
    "headword": "绍兴",
    "gloss": "Shaoxing",
    "term-kind": "地名",
    "definition": "浙江的市，见 {cite}`ribao-2019`。",
    "name": "张三",
}


def answered(form: str, answers: dict[str, str], language: str = "zh-CN") -> str:
    """An issue as GitHub and Forgejo write it when a form was filled in."""
    (found,) = [item for item in FORMS if item.name == form]
    with use_language(language):
        headings = [(question.id, title(question.label)) for question in found.questions]
    return "\n\n".join(f"### {heading}\n\n{answers.get(id) or '_No response_'}" for id, heading in headings)


def title(text: str) -> str:
    from jiaozhu.locale import _

    return _(text)


def taken(text: str) -> Accepted:
    return accept(BASE, open_envelope(text.encode()), "issue.md")


@pytest.mark.parametrize("host", [GITHUB, FORGEJO, GITLAB], ids=lambda host: host.name)
def test_the_project_has_the_forms_of_each_host(host: Host, request: pytest.FixtureRequest) -> None:
    """Regenerate with --force-regen."""
    info = load_corpus(CORPUS)[0].info
    with use_language(info.language):
        templates = issue_templates(host, info.kinds)
    assert len(templates) == len(FORMS)
    for name, text in templates.items():
        path = ROOT / name
        if request.config.getoption("force_regen"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text


def test_a_form_is_one_of_the_schema_that_hosts_read() -> None:
    for text in issue_templates(GITHUB, profile_for("zh-CN").kinds).values():
        form = YAML(typ="safe").load(text)
        assert form.keys() == {"name", "description", "title", "labels", "body"}
        for item in form["body"]:
            assert item.keys() == {"type", "id", "attributes", "validations"}
            assert item["type"] in ("input", "textarea", "dropdown")
            assert item["attributes"]["label"]
            assert ("options" in item["attributes"]) == (item["type"] == "dropdown")
        ids = [item["id"] for item in form["body"]]
        assert len(ids) == len(set(ids))


def test_headings_are_unambiguous_in_every_language() -> None:
    for language in LANGUAGES:
        with use_language(language):
            for form in FORMS:
                labels = [title(question.label) for question in form.questions]
                assert len(labels) == len(set(labels))
                for question in form.questions:
                    if question.options:
                        shown = [text for _, text in kind_options(question, profile_for(language).kinds)]
                        assert len(shown) == len(set(shown)) > 1


def test_the_answers_of_a_note_are_a_note_on_those_words() -> None:
    accepted = taken(answered("note", NOTE))
    assert accepted.problems == ()
    (file,) = accepted.files
    assert file.path.as_posix() == "sources/ribao-2019/notes/ke-shang.md"
    assert 'quote: "客商"' in file.text
    assert "kind: 注\nauthor: 张三\n" in file.text
    assert file.text.endswith("---\n行商之人。某书第3页。待考。\n")  # a source in plain words is not verified yet
    assert accepted.author.name == "张三"


def test_the_answers_of_a_correction_and_of_a_term() -> None:
    accepted = taken(answered("correction", CORRECTION))
    assert accepted.problems == ()
    assert 'before: "生根"\n  after: "扎根"\n' in accepted.files[0].text
    assert "cert: low\n  resp: 张三\n" in accepted.files[0].text
    deleted = taken(answered("correction", {**CORRECTION, "after": ""}))
    assert "kind: surplus" in deleted.files[0].text
    term = taken(answered("term", TERM))
    assert term.problems == ()
    assert term.files[0].path.as_posix() == "entities/shao-xing.md"
    assert "kind: place\n" in term.files[0].text


def test_a_form_in_another_language_is_understood() -> None:
    text = answered("note", {**NOTE, "kind": "query (what is unclear or to be verified)"}, "en")
    assert "### Where on the site" in text
    assert "kind: 疑\n" in taken(text).files[0].text
    assert "kind: 疑\n" in taken(answered("note", {**NOTE, "kind": "疑"}, "en")).files[0].text


def test_a_markdown_form_is_read_without_its_comments() -> None:
    with use_language("zh-CN"):
        template = issue_templates(GITLAB, load_corpus(BASE)[0].info.kinds)[".gitlab/issue_templates/note.md"]
        labels = {title(item.label): NOTE[item.id] for item in FORMS[0].questions}
    lines = []
    for line in template.split("\n"):
        lines += [line, *([labels[line[4:]]] if line.startswith("### ") else [])]
    accepted = taken("\n".join(lines))
    assert accepted.problems == ()
    assert "行商之人" in accepted.files[0].text
    assert "<!--" not in accepted.files[0].text


@pytest.mark.parametrize(
    ("form", "change", "code", "line", "said"),
    [
        ("note", {"place": "第三段"}, "N204", 1, "this is not the address of a paragraph"),
        ("note", {"place": "x/texts/ribo-2019/jishi.html#l0006"}, "N204", 1, "source 'ribo-2019' does not exist"),
        ("note", {"place": "x/texts/ribao-2019/jish.html#l0006"}, "N204", 1, "text 'ribao-2019/jish' does not exist"),
        ("note", {"place": "x/texts/ribao-2019/jishi.html#l0999"}, "N204", 1, "there is no paragraph 'l0999'"),
        ("note", {"quote": "没有的话"}, "N201", 5, "are not in that paragraph"),
        ("note", {"quote": ""}, "N205", 5, "has no answer"),
        ("note", {"kind": "笺"}, "Y103", 9, "is not one of the choices"),
        ("correction", {"before": "没有的话"}, "N201", 5, "are not in that paragraph"),
        ("term", {"headword": "枫桥经验"}, "G301", 1, "has an entry: glossary"),
        ("term", {"term-kind": "x"}, "Y103", 13, "is not one of the choices"),
    ],
)
def test_an_answer_that_cannot_be_used_is_named(
    form: str, change: dict[str, str], code: str, line: int, said: str
) -> None:
    whole = {"note": NOTE, "correction": CORRECTION, "term": TERM}[form]
    accepted = taken(answered(form, {**whole, **change}))
    assert accepted.files == ()
    (problem,) = accepted.problems
    assert (problem.code, problem.place[:2]) == (code, ("issue.md", line))
    assert said in problem.message


def test_words_that_are_there_twice_are_not_guessed() -> None:
    accepted = taken(answered("note", {**NOTE, "quote": "考察"}))
    assert [problem.code for problem in accepted.problems] == ["N202"]


def test_what_a_form_says_is_checked_as_any_note() -> None:
    accepted = taken(answered("note", {**NOTE, "body": "<script>alert(1)</script>待考"}))
    assert [problem.code for problem in accepted.problems] == ["N203"]
    assert accepted.problems[0].place.path.endswith("sources/ribao-2019/notes/ke-shang.md")


def test_headings_that_are_no_form_are_refused() -> None:
    accepted = taken("### 一个问题\n\n页面打不开。\n")
    assert accepted.files == ()
    assert [problem.code for problem in accepted.problems] == ["S107"]


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("https://github.com/a/b", ".github/ISSUE_TEMPLATE"),
        ("git@codeberg.org:a/b.git", ".forgejo/issue_template"),
        ("https://gitea.example.org/a/b", GITEA.forms),
        ("https://gitlab.com/a/b", ".gitlab/issue_templates"),
        ("https://example.org/a/b", ""),
    ],
)
def test_a_new_project_has_the_forms_of_its_host(tmp_path: Path, address: str, folder: str) -> None:
    written = create(tmp_path, "新编", "zh-CN", address, "editor@example.org")
    forms = [path.relative_to(tmp_path).parent.as_posix() for path in written if path.stem in ("note", "term")]
    assert forms == ([folder] * 2 if folder else [])
    info, problems = load_corpus(tmp_path / "corpus")
    assert problems == []
    assert info.info.repository is not None
    assert info.info.contribute is not None
    assert info.info.contribute.mail == "editor@example.org"
