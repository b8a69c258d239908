"""Issue forms as each host reads them: YAML for GitHub, Gitea and Forgejo, Markdown for GitLab."""

from __future__ import annotations

from collections.abc import Iterator

from jiaozhu.locale import _
from jiaozhu.model.host import Host
from jiaozhu.model.kinds import Kinds
from jiaozhu.store.yaml_writing import to_yaml
from jiaozhu.workflows.accepting.forms import FORMS, Form, Question, kind_options

__all__ = ["issue_templates"]


def issue_templates(host: Host, kinds: Kinds) -> dict[str, str]:
    """Return the issue forms of a host, in the language in use.

    Args:
        host: The host.
        kinds: Those of the corpus.

    Returns:
        The text of each file, by its path from the top of the repository.
    """
    write, ending = (_markdown, "md") if host.markdown else (_form, "yml")
    return {f"{host.forms}/{form.name}.{ending}": write(form, kinds) for form in FORMS}


def _form(form: Form, kinds: Kinds) -> str:
    """A form of GitHub's schema, which Gitea and Forgejo read too ("Syntax for issue forms" in docs.github.com)."""
    return to_yaml(
        {
            "name": _(form.title),
            "description": _(form.about),
            "title": _(form.opening),
            "labels": [form.tag],
            "body": [_element(question, kinds) for question in form.questions],
        }
    )


def _element(question: Question, kinds: Kinds) -> dict[str, object]:
    attributes: dict[str, object] = {"label": _(question.label)}
    if question.about:
        attributes["description"] = _(question.about)
    if question.options:
        attributes["options"] = _options(question, kinds)
    return {
        "type": "dropdown" if question.options else "textarea" if question.long else "input",
        "id": question.id,
        "attributes": attributes,
        "validations": {"required": question.required},
    }


def _options(question: Question, kinds: Kinds) -> list[str]:
    return [shown for _value, shown in kind_options(question, kinds)]


def _markdown(form: Form, kinds: Kinds) -> str:
    """A description template ("Description templates" in docs.gitlab.com): headings, with what is asked in comments."""
    return "\n".join([f"<!-- {_(form.about)} -->", "", *_sections(form, kinds)])


def _sections(form: Form, kinds: Kinds) -> Iterator[str]:
    for question in form.questions:
        yield f"### {_(question.label)}\n"
        about = [_(question.about)] if question.about else []
        if question.options:
            about.append(_("one of: {options}", options=" / ".join(_options(question, kinds))))
        if not question.required:
            about.append(_("may be left empty"))
        if about:
            yield f"<!-- {'; '.join(about)} -->\n"
        yield ""
