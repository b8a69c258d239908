"""Issue forms: what a host asks of those who know nothing of files, and which file an answer becomes.

The questions are records; ``templates`` writes them for each host, and the answers are found again by their headings,
in whatever language the forms were written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jiaozhu.language import label
from jiaozhu.locale import LANGUAGES, N_, _, use_language
from jiaozhu.model.act import Certainty
from jiaozhu.model.kinds import Kinds, NoteKind
from jiaozhu.workflows.accepting.sent import Answer

__all__ = ["CERTAINTIES", "FORMS", "Form", "Question", "form_of", "kind_options"]

#: What a host writes for a question that was not answered.
_NOTHING = "_No response_"
CERTAINTIES = {Certainty.HIGH: N_("certain"), Certainty.MEDIUM: N_("probable"), Certainty.LOW: N_("doubtful")}


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form. Its words are English and are translated where they are shown."""

    id: str
    label: str
    about: str = ""
    long: bool = False  #: Whether the answer may have several lines.
    required: bool = True
    options: str = ""  #: From what one chooses: ``notes``, ``terms`` or ``certainty``.


_PLACE = Question(
    "place", N_("Where on the site"), N_("The address of the paragraph: press the number of its line to copy it")
)
_NAME = Question("name", N_("Signed by"), N_("A pen name will do"))
_SOURCE = Question(
    "source",
    N_("Where it comes from"),
    N_("The book, paper or page; if it is not verified yet, say so"),
    long=True,
    required=False,
)


@dataclass(frozen=True, slots=True)
class Form:
    """An issue form."""

    name: str  #: Of its file.
    title: str
    about: str
    opening: str  #: With which the title of each issue begins.
    tag: str  #: By which issues are sorted.
    questions: tuple[Question, ...]


FORMS = (
    Form(
        "note",
        N_("Add a note"),
        N_("Where something comes from, what it alludes to, who someone was; or what is doubtful about it"),
        N_("Note: "),
        "note",
        (
            _PLACE,
            Question("quote", N_("The words it is about"), N_("Copy them from the page")),
            Question("kind", N_("Kind of note"), options="notes"),
            Question("body", N_("What the note says"), N_("One to four sentences"), long=True),
            _SOURCE,
            _NAME,
        ),
    ),
    Form(
        "correction",
        N_("Correct the text"),
        N_("A wrong character, one left out or one too many, or a correction that is wrong"),
        N_("Correction: "),
        "correction",
        (
            _PLACE,
            Question("before", N_("It reads now"), N_("Copy the words from the page, enough to find them")),
            Question("after", N_("It should read"), N_("Leave it empty if the words are to go"), required=False),
            Question("reason", N_("Why it is wrong"), N_("In a word: similar shape, similar sound, omission, surplus")),
            Question("basis", N_("How it is known"), N_("The page itself, another copy, the context"), long=True),
            Question("certainty", N_("How certain it is"), options="certainty"),
            _NAME,
        ),
    ),
    Form(
        "term",
        N_("Explain a term"),
        N_("A word, a person, a place or an institution for the glossary"),
        N_("Term: "),
        "term",
        (
            Question("headword", N_("Headword")),
            Question("pinyin", N_("Pronunciation"), N_("With tones"), required=False),
            Question("gloss", N_("In English"), N_("In a few words")),
            Question("term-kind", N_("Kind of term"), options="terms"),
            Question("definition", N_("Definition"), N_("One to four sentences"), long=True),
            _SOURCE,
            _NAME,
        ),
    ),
)


def form_of(answers: Mapping[str, Answer]) -> tuple[Form, dict[str, Answer]] | None:
    """Return the form that has been answered, and the answers by the questions' ids; None if none is known.

    Args:
        answers: By the headings of an issue.
    """
    for language in LANGUAGES:
        with use_language(language):
            for form in FORMS:
                known = {_(question.label): question for question in form.questions}
                required = {_(question.label) for question in form.questions if question.required}
                if required <= answers.keys():
                    found = {known[heading].id: answer for heading, answer in answers.items() if heading in known}
                    return form, {id: _answered(answer) for id, answer in found.items()}
    return None


def _answered(answer: Answer) -> Answer:
    return answer._replace(text="") if answer.text.strip() == _NOTHING else answer


def kind_options(question: Question, kinds: Kinds) -> Iterator[tuple[str, str]]:
    """Yield what may be chosen as an answer, in the language in use: the value in files, and what is shown.

    Args:
        question: A question with options.
        kinds: Those of the corpus.
    """
    if question.options == "certainty":
        yield from ((str(value.value), _(word)) for value, word in CERTAINTIES.items())
    elif question.options == "notes":
        for kind in kinds.written:
            yield kind.id, _("{kind} ({meaning})", kind=label(kind), meaning=_meaning(kind))
    else:
        for term in kinds.terms:
            yield term.id, label(term)


def _meaning(kind: NoteKind) -> str:
    if kind.doubt:
        return _("what is unclear or to be verified")
    return _("comment or calculation") if kind.comment else _("explanation")
