"""A review as Markdown, for the page of a git host.

What contributors wrote is text in it, whatever it looks like.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiaozhu.language import typography
from jiaozhu.locale import _, ngettext, pgettext, use_language
from jiaozhu.markup.escape import escape_line
from jiaozhu.markup.plain import plain_text
from jiaozhu.markup.reading import read, references
from jiaozhu.workflows.reviewing.comparison import Alteration, Reading, Review, Section, Verb
from jiaozhu.workflows.reviewing.difference import difference
from jiaozhu.workflows.reviewing.effects import Effects
from jiaozhu.workflows.reviewing.labels import KINDS, proof_of, rule_of, verb_of
from jiaozhu.workflows.reviewing.things import Thing, Words

__all__ = ["MOST", "report"]

#: Lines that are shown; hosts cut a summary off at a megabyte.
MOST = 300
_MOST_FILES = 30
_MOST_PLACES = 12
#: A longer value of a field is cut.
_MOST_VALUE = 400
_AROUND = 20  #: Code points shown on either side of what is changed in a value.


def report(review: Review, language: str) -> str:
    """Return a review as Markdown.

    Args:
        review: What differs.
        language: Of the report.
    """
    with use_language(language):
        return "\n".join(_written(review)) + "\n"


def _written(review: Review) -> Iterator[str]:
    yield f"# {pgettext('review', 'What this change does')}"
    if not review.sections:
        yield "\n" + _("No text, note, emendation, term, number, event, work or setting is changed.")
    left = MOST
    for section in review.sections:
        lines = list(_lines(section))
        if left > 0:
            yield f"\n## {_title(section)}\n"
            yield from lines[:left]
        left -= len(lines)
    if left < 0:
        yield "\n" + ngettext("{n} more line is left out.", "{n} more lines are left out.", -left, n=-left)
    yield from _effects(review.effects)
    yield from _files(review.files)


def _title(section: Section) -> str:
    if section.page is None:
        return escape_line(section.title)
    return _("{title} (`{name}`)", title=escape_line(section.title), name=section.page.docname)


def _lines(section: Section) -> Iterator[str]:
    if section.former:
        yield _line(verb_of("renamed"), _("was `{name}`", name=section.former))
    if section.before is None and section.after is not None:
        count = sum(len(block.reading) for block in section.after.blocks)
        shown = ngettext("{n} character", "{n} characters", count, n=f"{count:,}")
        yield _line(pgettext("review", "New text"), shown)
    elif section.after is None and section.before is not None:
        yield _line(pgettext("review", "Deleted text"), "")
    for alteration in section.alterations:
        if section.page is None or alteration.shown.group != "text" or alteration.verb is Verb.CHANGED:
            yield from _alteration(alteration)
    yield from _readings(section.readings)
    if section.after and (section.proof_differs or rule_of(section)):
        shown = _("{readers}; now {level}", **proof_of(section.after.proof, escape_line))
        rule = rule_of(section)
        yield _line(pgettext("review", "Proofread"), f"{shown}{typography().gap}{rule}" if rule else shown)


def _line(verb: str, shown: str) -> str:
    return f"- **{verb}**{typography().gap}{shown}".rstrip()


def _alteration(alteration: Alteration) -> Iterator[str]:
    thing, verb = alteration.shown, alteration.verb
    yield _line(verb_of(verb), _shown(thing))
    if verb is Verb.CHANGED:
        for name, before, after in alteration.fields:
            yield f"  - `{name}`{typography().colon}{_changed(before, after)}"
        assert alteration.before is not None
        if alteration.before.words and thing.words and _read(alteration.before.words) != _read(thing.words):
            was, now = _read(alteration.before.words), _read(thing.words)
            name = pgettext("review", "words")
            yield f"  - {name}{typography().colon}{_changed(was, now)}"
    elif verb is Verb.MOVED and alteration.before:
        yield f"  - {_in_line(alteration.before.block)} → {_in_line(thing.block)}"
    elif thing.group not in _SENTENCES:
        for name, value in thing.facets.items():
            yield f"  - `{name}`{typography().colon}{_value(value)}"


def _read(words: Words) -> str:
    return f"{words.was}→{words.now}" if words.was else words.now


def _value(value: str) -> str:
    if not value.strip():
        return pgettext("review", "none")
    return escape_line(_cut(value, _MOST_VALUE, 0))


def _changed(before: str, after: str) -> str:
    """What was and what is, marked; of what stays, as much as tells where that is."""
    shown = []
    for part in difference(before, after):
        if part.sign == "=":
            shown.append(escape_line(_cut(part.text, _AROUND, _AROUND)))
        elif part.text.strip():
            mark = "~~" if part.sign == "-" else "**"
            shown.append(f"{mark}{escape_line(_cut(part.text, _MOST_VALUE, 0))}{mark}")
    return "".join(shown)


def _cut(text: str, first: int, last: int) -> str:
    """The beginning and the end of a text, if it is longer than the two."""
    if len(text) <= first + last:
        return text
    return f"{text[:first]}{typography().ellipsis}{text[len(text) - last :]}"


def _shown(thing: Thing) -> str:
    sentence = _SENTENCES.get(thing.group)
    if sentence is not None and (thing.words is not None or thing.group == "term"):
        return sentence(thing)
    id = f" (`{escape_line(thing.id)}`)" if thing.id and thing.id != thing.title else ""
    return f"{escape_line(thing.title)}{typography().gap}{escape_line(thing.label)}{id}".lstrip(typography().gap)


def _note(thing: Thing) -> str:
    assert thing.words is not None
    return _(
        "{label} {place}: {body} — {author}, {date} (`{id}`)",
        label=typography().label(thing.label),
        place=_in_context(thing, f"**{escape_line(thing.words.now)}**"),
        body=_plain(thing.facets.get("body", thing.facets.get("reason", ""))),
        author=escape_line(thing.facets.get("author", thing.facets.get("resp", ""))),
        date=thing.facets.get("date", "—"),
        id=thing.id,
    )


def _emendation(thing: Thing) -> str:
    assert thing.words is not None
    was = f"~~{escape_line(thing.words.was)}~~" if thing.words.was.strip() else ""
    now = f"**{escape_line(thing.words.now)}**" if thing.words.now.strip() else ""
    if thing.facets.get("kind") == "gap":
        now = typography().label(pgettext("review", "gap"))
    said = thing.facets
    grounds = (escape_line(said.get("reason", "")), _plain(said.get("basis", "")), said.get("cert", ""))
    return _(
        "{label} {place}: {grounds} — {author} (`{id}`)",
        label=typography().label(thing.label),
        place=_in_context(thing, f"{was}{now}"),
        grounds=typography().clause.join(filter(None, grounds)),
        author=escape_line(said.get("resp", "")),
        id=thing.id,
    )


def _term(thing: Thing) -> str:
    said = {name: escape_line(value) for name, value in thing.facets.items()}
    variants = escape_line(typography().listed(thing.facets.get("variants", "").split("\n")))
    also = _(" (also {variants})", variants=variants) if variants else ""
    return _(
        "{headword} {pinyin}, {gloss}: {definition} (`{id}`)",
        headword=f"**{said['headword']}**{also}",
        pinyin=said.get("pinyin", ""),
        gloss=said.get("gloss", ""),
        definition=_plain(thing.facets.get("definition", "")),
        id=thing.id,
    )


_SENTENCES = {"note": _note, "emendation": _emendation, "term": _term}


def _in_context(thing: Thing, shown: str) -> str:
    assert thing.words is not None
    words = typography().read(f"{escape_line(thing.words.before)}{shown}{escape_line(thing.words.after)}")
    return f"{_in_line(thing.block)} {words}"


def _in_line(block: str) -> str:
    return _("line {line}", line=block.lstrip("l0") or block)


def _readings(readings: tuple[Reading, ...]) -> Iterator[str]:
    changed = [reading.block for reading in readings if reading.after is not None]
    gone = len(readings) - len(changed)
    if readings:
        ids = typography().listed(f"`{id}`" for id in changed[:_MOST_PLACES])
        ids += typography().ellipsis if len(changed) > _MOST_PLACES else ""
        lost = ngettext(", {n} paragraph fewer", ", {n} paragraphs fewer", gone, n=gone) if gone else ""
        shown = ngettext(
            "{n} paragraph reads differently{lost}: {ids}",
            "{n} paragraphs read differently{lost}: {ids}",
            len(changed),
            n=len(changed),
            lost=lost,
            ids=ids,
        )
        yield _line(pgettext("review", "Text"), shown)


def _effects(found: Effects) -> Iterator[str]:
    if not found.searched and not found.linked:
        return
    yield f"\n## {pgettext('review', 'What follows from it')}\n"
    for searched in found.searched:
        shown = _(
            "{kind}: {gained} gained, {lost} lost",
            kind=_(KINDS[searched.kind]),
            gained=searched.gained,
            lost=searched.lost,
        )
        yield _line(pgettext("review", "Search"), shown)
    for linked in found.linked[:_MOST_PLACES]:
        places = typography().listed(f"`{place}`" for place in (*linked.gained, *linked.lost)[:_MOST_PLACES])
        shown = _(
            "{headword} is linked {after} times, not {before}",
            headword=f"**{escape_line(linked.headword)}**",
            before=linked.before,
            after=linked.after,
        )
        yield _line(pgettext("review", "Links"), shown + (typography().colon + places if places else ""))
    if (more := len(found.linked) - _MOST_PLACES) > 0:
        yield _line(pgettext("review", "Links"), ngettext("{n} more term", "{n} more terms", more, n=more))


def _files(files: tuple[tuple[Verb, str], ...]) -> Iterator[str]:
    if not files:
        return
    yield f"\n## {pgettext('review', 'Files')}\n"
    for verb, name in files[:_MOST_FILES]:
        yield _line(verb_of(verb), f"`{escape_line(name)}`")
    if (more := len(files) - _MOST_FILES) > 0:
        yield _line("…", ngettext("{n} more file", "{n} more files", more, n=more))


def _plain(body: str) -> str:
    """A body as a reader sees it, and what it cites."""
    tree = read(body).tree
    cited = [reference.target for reference in references(tree) if reference.role == "cite"]
    keys = _("[{keys}]", keys=escape_line(typography().listed(cited))) if cited else ""
    return escape_line(plain_text(tree)) + keys
