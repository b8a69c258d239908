"""What Python and the scripts of a page must agree on, as one record that the scripts read.

The record has the words in the site's language, the kinds of note, the limits of a contribution, the markup that is
allowed and the folding of the search. Nothing of it is repeated in JavaScript. It is written as a classic script, so
that it loads from ``file://`` too, and loaded before all others. ``tests/scripts/jiaozhu.d.ts`` has its type.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from babel.messages.mofile import read_mo
from pybtex_gbt7714 import ADMITTED
from sphinx.application import Sphinx

import jiaozhu.locale
from jiaozhu.edition.anchoring import BORDER
from jiaozhu.edition.places import CONTEXTS
from jiaozhu.language import label, profile_for
from jiaozhu.language.folding import DROPPED, MARKS
from jiaozhu.locale import _, use_language
from jiaozhu.markup.faults import ROLES
from jiaozhu.markup.reading import REFERENCE
from jiaozhu.markup.script import script_literal
from jiaozhu.model import limits
from jiaozhu.model.characters import INVISIBLE, LETTER_AND_MARKS
from jiaozhu.model.corpus import CorpusInfo
from jiaozhu.model.kinds import Kinds, NoteKind
from jiaozhu.model.work import WORK_KINDS
from jiaozhu.problems.checks.bodies import unverified_mark
from jiaozhu.sphinx_ext.scripts.hosts import Ways, ways_of
from jiaozhu.sphinx_ext.scripts.script_bundles import (
    FORM_BUNDLE,
    SEARCH_BUNDLE,
    form_script,
    form_style,
    lazy_words,
    search_files,
    write_bundles,
)
from jiaozhu.sphinx_ext.state import state_of
from jiaozhu.store import repository_folder, write_if_changed
from jiaozhu.store.forms import ADDRESS, MAIL
from jiaozhu.workflows.authoring.files import CONTEXTS as SOURCE_CONTEXTS

#: The script with the record, below ``_static``.
NAME = "jiaozhu-site.js"
#: Roles on which a claim may rest.
_GROUNDS = ["cite", "ref"]
#: Numbers whose form of the plural is looked up; after them the last hundred repeat.
_NUMBERS = 200


def site_record(
    language: str, kinds: Kinds, texts: str, ways: Ways | None = None, service: str = ""
) -> dict[str, object]:
    """Build the record.

    Args:
        language: The language of the site, as a tag; see ``jiaozhu.locale.match_language``.
        kinds: The kinds of note of the corpus.
        texts: The language of the corpus, in which notes are written.
        ways: How contributions are sent.
        service: The address of a search service; empty for none.
    """
    with use_language(language) as known:
        words, plurals = _catalogue(known)
        return {
            "language": known,
            "words": words,
            "plurals": plurals,
            "noteKinds": list(_note_kinds(kinds)),
            "termKinds": [{"value": kind.id, "label": label(kind)} for kind in kinds.terms],
            "pronounced": profile_for(texts).pronounced,
            "stop": profile_for(texts).typography.stop,
            "ways": ways or ways_of(CorpusInfo("", "", (), texts, "", "")),
            "limits": {
                "quote": limits.MOST_QUOTE,
                "body": limits.MOST_BODY,
                "words": limits.MOST_WORDS,
                "works": limits.MOST_WORKS,
                "people": limits.MOST_PEOPLE,
                "field": limits.MOST_FIELD,
                "address": limits.MOST_ADDRESS,
                "headword": limits.MOST_HEADWORD,
                "files": limits.MOST_FILES,
            },
            "markup": {
                "roles": sorted(ROLES),
                "passage": f"^{_script_pattern(REFERENCE)}",
                "invisible": _script_pattern(INVISIBLE),
                "apart": _script_pattern(LETTER_AND_MARKS),
            },
            "claims": {"roles": list(_GROUNDS), "unverified": unverified_mark(texts)},
            "folding": {"marks": dict(MARKS), "dropped": "".join(sorted(DROPPED))},
            "border": BORDER,
            "contexts": {"quote": list(CONTEXTS), "source": list(SOURCE_CONTEXTS)},
            "works": {
                "kinds": [
                    {"name": name, "label": _(kind.shown), "asked": list(kind.asked), "required": list(kind.required)}
                    for name, kind in WORK_KINDS.items()
                ],
                "admits": _script_pattern(ADMITTED),
                "address": ADDRESS,
            },
            "mail": MAIL,
            "form": form_script(lazy_words(words)[FORM_BUNDLE]),
            "search": {**search_files(lazy_words(words)[SEARCH_BUNDLE]), "service": service},
            "formStyle": form_style(),
        }


def _note_kinds(kinds: Kinds) -> Iterator[dict[str, str | bool]]:
    """Yield the kinds of note, in their order; one that is never written by hand is no option of the form."""
    for kind in kinds.notes:
        shown = label(kind)
        option = "" if kind.tool else _("[{kind}] {meaning}", kind=shown, meaning=_meaning(kind))
        yield {
            "value": kind.id,
            "style": kind.style,
            "label": _("[{kind}]", kind=shown),
            "option": option,
            "doubt": kind.doubt,
        }


def _meaning(kind: NoteKind) -> str:
    """What a kind of note does, for those who choose one."""
    if kind.doubt:
        return _("unclear, to be verified")
    return _("comment or calculation") if kind.comment else _("explanation")


def _catalogue(language: str) -> tuple[dict[str, object], list[int]]:
    """Return the scripts' words, and which form of them each number has; none for the language of the code."""
    name = gettext.find("scripts", str(Path(jiaozhu.locale.__file__).parent), [language])
    if name is None:
        return {}, []
    with Path(name).open("rb") as file:
        catalog = read_mo(file)
    words: dict[str, object] = {}
    for message in catalog:
        if message.id:
            one = message.id if isinstance(message.id, str) else message.id[0]
            words[one] = message.string
    return words, plural_table(catalog.plural_expr)


def plural_table(expression: str) -> list[int]:
    """Return the form that each number takes, from 0; one entry where all take the same.

    Args:
        expression: The rule of a catalogue, as gettext writes it: ``n != 1``.
    """
    form = gettext.c2py(expression)
    forms = [int(form(number)) for number in range(_NUMBERS)]
    return forms[:1] if len(set(forms)) == 1 else forms


def _script_pattern(pattern: re.Pattern[str]) -> str:
    """Return a pattern as JavaScript writes it."""
    return pattern.pattern.replace("(?P<", "(?<").replace("\\Z", "$")


def site_script(language: str, kinds: Kinds, texts: str, ways: Ways | None = None, service: str = "") -> str:
    """Return the script with the record in a language; see ``site_record``."""
    return f"window.jiaozhuSite = {script_literal(_early(site_record(language, kinds, texts, ways, service)))};\n"


def _early(record: dict[str, object]) -> dict[str, object]:
    """The record with the words that every page needs; others come with the scripts that need them."""
    words = cast(dict[str, object], record["words"])
    late = {text for brought in lazy_words(words).values() for text in brought}
    return {**record, "words": {text: known for text, known in words.items() if text not in late}}


def write_scripts(app: Sphinx) -> None:
    """Write the record and the bundles where the pages load them from."""
    path = Path(app.outdir) / "_static" / NAME
    config, info = app.config, state_of(app).corpus.info
    folder = repository_folder(Path(app.confdir, config.jiaozhu_corpus))
    ways = ways_of(info, config.jiaozhu_remote, config.jiaozhu_branch, folder)
    script = site_script(config.language, info.kinds, info.language, ways, info.search or "")
    write_if_changed(path, script.encode("utf-8", "replace"), lasting=False)
    with use_language(config.language) as known:
        words, _plurals = _catalogue(known)
    write_bundles(app, lazy_words(words))
