"""From the answers of an issue form to a file: the words are found on the page that is named, as at a desk."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from jiaozhu.edition.book import Book, Volume
from jiaozhu.edition.places import index_of, spots
from jiaozhu.language import profile_for
from jiaozhu.locale import LANGUAGES, _, use_language
from jiaozhu.markup.reading import read, references
from jiaozhu.model.names import listed
from jiaozhu.problems.checks.bodies import unverified_mark
from jiaozhu.workflows.accepting.forms import FORMS, Form, kind_options
from jiaozhu.workflows.accepting.sent import Answer
from jiaozhu.workflows.authoring import Contribution, NotPlaced, new_correction, new_note, new_term

__all__ = ["AnswersRefused", "file_of"]

#: The end of a paragraph's address: the source, the text and the block.
_PLACE = re.compile(r"([a-z0-9-]{1,80})/([a-z0-9-]{1,80})(?:\.html|/)?#([a-z0-9-]{1,80})")
_MOST_PLACE = 1_000  # characters of an address
_LINK = re.compile(r"https?://\S")

Answers = Mapping[str, Answer]


class AnswersRefused(ValueError):
    """No file can be made of answers.

    Attributes:
        line: Of the issue, at which the answer is.
        code: Of the kind of problem.
        hint: What to do.
    """

    def __init__(self, line: int, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.code, self.hint = line, code, hint


def file_of(book: Book, form: Form, answers: Answers) -> Contribution:
    """Make the file of an issue form's answers.

    Args:
        book: The book.
        form: The form.
        answers: By the ids of its questions.

    Raises:
        AnswersRefused: An answer is missing, or what it names is not there.
    """
    for question in form.questions:
        if question.required and not _text(answers, question.id):
            line = answers[question.id].line if question.id in answers else 1
            message = _("“{question}” has no answer", question=_(question.label))
            raise AnswersRefused(line, "N205", message, _("ask the contributor, or write it into the issue's text"))
    return _MAKERS[form.name](book, form, answers)


def _note(book: Book, form: Form, answers: Answers) -> Contribution:
    volume, text, block = _place(book, answers)
    quote = _line(answers, "quote")
    number = _number(volume, quote, text, block, answers["quote"].line)
    language = book.corpus.info.language
    return new_note(
        volume.edited,
        quote,
        kind=_chosen(book, form, "kind", answers),
        author=_line(answers, "name"),
        date=date.today().isoformat(),
        language=language,
        body=_body(_text(answers, "body"), _text(answers, "source"), language),
        text=text,
        number=number,
    )


def _correction(book: Book, form: Form, answers: Answers) -> Contribution:
    volume, text, block = _place(book, answers)
    before = _line(answers, "before")
    line = answers["before"].line
    number = _number(volume, before, text, block, line)
    try:
        return new_correction(
            volume.edited,
            before,
            _line(answers, "after"),
            author=_line(answers, "name"),
            reason=_line(answers, "reason"),
            basis=_line(answers, "basis"),
            certainty=_chosen(book, form, "certainty", answers),
            text=text,
            number=number,
        )
    except NotPlaced as error:
        raise AnswersRefused(line, "E203", str(error), _("make a note of it instead")) from None


def _term(book: Book, form: Form, answers: Answers) -> Contribution:
    language = book.corpus.info.language
    try:
        return new_term(
            book.corpus,
            _line(answers, "headword"),
            gloss=_line(answers, "gloss"),
            kind=_chosen(book, form, "term-kind", answers),
            pinyin=_line(answers, "pinyin"),
            body=_body(_text(answers, "definition"), _text(answers, "source"), language),
        )
    except NotPlaced as error:
        raise AnswersRefused(answers["headword"].line, "G301", str(error)) from None


_MAKERS: dict[str, Callable[[Book, Form, Answers], Contribution]] = {
    "note": _note,
    "correction": _correction,
    "term": _term,
}
assert _MAKERS.keys() == {form.name for form in FORMS}


def _text(answers: Answers, id: str) -> str:
    return answers[id].text.strip() if id in answers else ""


def _line(answers: Answers, id: str) -> str:
    """An answer of one line."""
    return " ".join(_text(answers, id).split())


def _place(book: Book, answers: Answers) -> tuple[Volume, str, str]:
    """The source, the text and the block that an address leads to."""
    line = answers["place"].line
    found = _PLACE.search(_text(answers, "place")[:_MOST_PLACE])
    hint = _("its end is like {example}", example="nanbei-2019-05/jishi.html#l0043")
    if found is None:
        raise AnswersRefused(line, "N204", _("this is not the address of a paragraph"), hint)
    siglum, text, block = found.groups()
    volumes = {volume.source.siglum: volume for volume in book.volumes}
    if siglum not in volumes:
        hint = listed(_("expected one of"), siglum, volumes)
        raise AnswersRefused(line, "N204", _("source '{siglum}' does not exist", siglum=siglum), hint)
    pages = {page.text: page for page in volumes[siglum].pages}
    if text not in pages:
        hint = listed(_("expected one of"), text, pages)
        raise AnswersRefused(line, "N204", _("text '{text}' does not exist", text=f"{siglum}/{text}"), hint)
    # The anchor of a page's own element has the page's name before it.
    block = block.removeprefix(f"{siglum}-{text}-")
    if block not in {item.id for item in pages[text].blocks}:
        message = _("there is no paragraph '{block}' in {text}", block=block, text=f"{siglum}/{text}")
        raise AnswersRefused(line, "N204", message, hint)
    return volumes[siglum], text, block


def _number(volume: Volume, quote: str, text: str, block: str, line: int) -> int:
    """Which occurrence of a quote in its text is the one in a block, from 1."""
    found = spots(index_of(volume.edited), quote, text)
    here = [number for number, spot in enumerate(found, 1) if spot.block == block]
    if not here:
        hint = _("it must be as on the page, in the paragraph of the address, and not longer than that")
        raise AnswersRefused(line, "N201", _("the words “{quote}” are not in that paragraph", quote=quote), hint)
    if len(here) > 1:
        hint = _("add the words beside them in the issue's text")
        message = _("the words “{quote}” are in that paragraph {n} times", quote=quote, n=len(here))
        raise AnswersRefused(line, "N202", message, hint)
    return here[0]


def _chosen(book: Book, form: Form, id: str, answers: Answers) -> str:
    """The value of what was chosen, in whatever language it was shown."""
    question = next(item for item in form.questions if item.id == id)
    answer = _line(answers, id)
    kinds = book.corpus.info.kinds
    for language in LANGUAGES:
        with use_language(language):
            for value, shown in kind_options(question, kinds):
                if answer in (value, shown):
                    return value
    shown_here = [shown for _value, shown in kind_options(question, kinds)]
    message = _("“{answer}” is not one of the choices", answer=answer)
    raise AnswersRefused(answers[id].line, "Y103", message, listed(_("expected one of"), answer, shown_here))


def _body(said: str, source: str, language: str) -> str:
    """What is said and where it is from. A source in plain words is in no bibliography yet: it is to be verified."""
    typography = profile_for(language).typography
    parts = [typography.ended(part) for part in (said, source) if part]
    body = typography.sentence.join(parts)
    grounded = _LINK.search(body) or any(item.role in ("cite", "ref") for item in references(read(body).tree))
    mark = unverified_mark(language)
    return body if grounded or mark in body else typography.sentence.join([body, typography.ended(mark)])
