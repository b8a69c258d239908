"""Pages about sources: what each is, what became of its characters, and the list of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiaozhu.language import label as label_of
from jiaozhu.language import typography
from jiaozhu.locale import N_, _, ngettext
from jiaozhu.markup.escape import escape_line
from jiaozhu.model.act import ActKind
from jiaozhu.model.corpus import About
from jiaozhu.model.edition import LineRange, Omission, Piece
from jiaozhu.model.file_account import FileAccount, kind_label
from jiaozhu.model.ledger import Ledger
from jiaozhu.model.page import Page
from jiaozhu.outputs.myst.proofs import level_label, proof_label
from jiaozhu.outputs.myst.setting import bracketed, field, gap, linked_title, table

__all__ = ["Account", "write_accounts", "write_cards", "write_contents", "write_volume"]

#: The columns of an account, in the order of a reader's interest.
_COLUMNS = {
    ActKind.KEPT: N_("Kept"),
    ActKind.MOVED: N_("Moved"),
    ActKind.REGULARIZED: N_("Regularised"),
    ActKind.CORRECTED: N_("Corrected"),
    ActKind.SURPLUS: N_("Surplus"),
    ActKind.OMITTED: N_("Omitted"),
}


class Account(NamedTuple):
    """What readers learn about a source."""

    siglum: str
    about: About
    ledger: Ledger
    pages: Sequence[Page]
    format: str  #: Its name for readers, in their language.
    omissions: Sequence[Omission]
    of_file: FileAccount | None = None  #: If the source is not text itself.


def write_contents(accounts: Sequence[Account], beside: Sequence[str] = ()) -> str:
    """Return the list of sources, in the order given.

    Args:
        accounts: Of the sources.
        beside: Documents that come after them in the list of contents.
    """
    entries = "\n".join([*(f"{account.siglum}/index" for account in accounts), *beside])
    return f"# {_('Sources')}\n\n{write_cards(accounts)}\n```{{toctree}}\n:hidden:\n\n{entries}\n```\n"


def write_cards(accounts: Sequence[Account]) -> str:
    """Return what each source is, as a paragraph.

    Links begin with ``./``, so that a page elsewhere can include them.
    """
    return "".join(f"{{.jz-source}}\n{_card(account)}\n\n" for account in accounts)


def _card(account: Account) -> str:
    about, set_as = account.about, typography()
    facts = gap(
        escape_line(about.date or _("undated")),
        escape_line(about.publisher or _("publisher unknown")),
        escape_line(about.kind),
    )
    lines = [
        f"**[{escape_line(about.title)}](./{account.siglum}/index.md)**",
        f"[{facts}]{{.jz-facts}}",
        escape_line(about.summary, opens_line=True) if about.summary else "",
        set_as.title.join(linked_title(page.title, f"./{page.docname}.md") for page in account.pages),
        f"[{_state(account)}]{{.jz-proof}}",
    ]
    return "\\\n".join(filter(None, lines))


def _state(account: Account) -> str:
    """How far the texts of a source are proofread, and its account."""
    set_as = typography()
    levels = Counter(page.proof.level for page in account.pages)
    proof = set_as.listed(_texts_at(level_label(level), count) for level, count in levels.items())
    doubts = sum(page.proof.doubts for page in account.pages)
    if doubts:
        proof += set_as.comma + ngettext("{n} doubt", "{n} doubts", doubts, n=doubts)
    return f"{proof}{set_as.clause}{_summary(account.ledger)}"


def _texts_at(level: str, count: int) -> str:
    return ngettext("{n} text {level}", "{n} texts {level}", count, n=count, level=level)


def write_volume(account: Account) -> str:
    """Return the page about one source, with the list of its texts."""
    about = account.about
    parts = [f"# {escape_line(about.title)}"]
    parts.append("\n".join(field(name, value) for name, value in _facts(account)))
    if about.unknown:
        unknown = "\n".join(f"- {escape_line(item, opens_line=True)}" for item in about.unknown)
        parts.append(f"## {_('Unknown')}\n\n{unknown}")
    parts.append(f"## {_('Texts')}")
    parts.append("\n".join(_listed(page) for page in account.pages))
    parts.append("```{toctree}\n:hidden:\n\n" + "\n".join(page.text for page in account.pages) + "\n```")
    parts.append(f"## {_('Account')}\n\n{_summary(account.ledger)}\n\n{_table([account], linked=False)}")
    if account.of_file is not None:
        parts.append(f"### {_('From the file to the text')}\n\n{_way(account.of_file)}")
    if account.omissions:
        omissions = "\n".join(_omission(item) for item in account.omissions)
        parts.append(f"### {_('Omitted by an editor')}\n\n{omissions}")
    return "\n\n".join(parts) + "\n"


def _facts(account: Account) -> Iterator[tuple[str, str]]:
    """What is known of a source, each with its name."""
    about, set_as, unknown = account.about, typography(), _("unknown")
    note = f"{set_as.stop}{set_as.sentence}{escape_line(about.date_note)}" if about.date_note else ""
    yield _("Kind of source"), escape_line(about.kind)
    if about.author:
        yield _("Author"), escape_line(about.author)
    yield _("Publisher"), escape_line(about.publisher or unknown)
    yield _("Date"), f"{escape_line(about.date or unknown)}{note}"
    yield _("On page"), escape_line(about.page or unknown)
    yield _("Bibliography"), f"{{cite}}`{about.citation}`"
    yield _("Provenance"), escape_line(about.provenance)
    yield _("Layout"), escape_line(account.format)
    yield _("Condition"), escape_line(about.condition)
    yield _("Rights"), escape_line(about.rights)
    yield _("File"), _file(account)


def _file(account: Account) -> str:
    about, made, set_as = account.about, account.about.transcript, typography()
    characters = _characters(account.ledger.length)
    if made is None:
        encoding = "" if about.encoding == "utf-8" else _("encoding {name}", name=about.encoding)
        said = (f"`{about.file}`", characters, encoding, f"SHA-256 `{about.sha256}`")
        return set_as.comma.join(filter(None, said))
    text = _("text `{file}` ({reader})", file=made.file, reader=escape_line(made.reader))
    text = set_as.comma.join((text, characters, f"SHA-256 `{made.sha256}`"))
    return f"`{about.file}`{set_as.comma}SHA-256 `{about.sha256}`{set_as.clause}{text}"


def write_accounts(accounts: Sequence[Account]) -> str:
    """Return the account of all sources, with links to each text's apparatus."""
    lead = _(
        "Every character of the sources is either in a text, or an editorial act records what became of it; every "
        "character of the texts comes either from a source, or an act records that it was supplied. The columns of the "
        "table add up to the characters of the source, spaces, line ends and tags of web pages included."
    )
    parts = [f"# {_('Accounts')}", lead, _table(accounts, linked=True), f"## {_('Apparatus by text')}"]
    for account in accounts:
        lines = [f"- {_counts(page)}" for page in account.pages]
        parts.append(f"### {escape_line(account.about.title)}\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _counts(page: Page) -> str:
    changes, notes = sum(len(block.changes) for block in page.blocks), len(page.notes)
    counts = typography().comma.join(
        (ngettext("{n} change", "{n} changes", changes, n=changes), ngettext("{n} note", "{n} notes", notes, n=notes))
    )
    return gap(f"[{escape_line(page.title)}]({page.docname}.md)", counts)


def _listed(page: Page) -> str:
    notes = _("notes: {n}", n=len(page.notes)) if page.notes else ""
    title = f"[{escape_line(page.title)}]({page.text}.md)"
    return f"- {gap(title, escape_line(label_of(page.genre)), proof_label(page.proof), notes)}"


def _table(accounts: Sequence[Account], *, linked: bool) -> str:
    head = [_("Source"), _("Characters"), *(_(name) for name in _COLUMNS.values()), _("Accounted for")]
    rows = []
    for account in accounts:
        count = account.ledger.characters()
        name = escape_line(account.about.title)
        done = f"{account.ledger.accounted:,}" if account.ledger.tiles() else f"**{_('wrong')}**"
        rows.append(
            [
                f"[{name}]({account.siglum}/index.md)" if linked else name,
                f"{account.ledger.length:,}",
                *(f"{count[kind]:,}" for kind in _COLUMNS),
                done,
            ]
        )
    return table(head, rows, "| --- |" + " ---: |" * (len(head) - 1))


def _way(account: FileAccount) -> str:
    """What of a file became its transcript, and what did not."""
    kept = account.kept - sum(count.characters for count in account.supplied.values())
    lead = _(
        "The file has {all} other than blanks, of which {kept} are in the text above.",
        all=_characters(account.of_file),
        kept=f"{kept:,}",
    )
    if account.unaccounted:
        lead += typography().sentence + _("Another {n} are not accounted for.", n=f"{account.unaccounted:,}")
    if not account.left_out:
        return lead
    head = [_("Left out"), _("Items"), _("Characters")]
    rows = [
        [escape_line(kind_label(kind)), f"{count.items:,}", f"{count.characters:,}"]
        for kind, count in account.left_out.items()
    ]
    return f"{lead}\n\n{table(head, rows, '| --- | ---: | ---: |')}"


def _summary(ledger: Ledger) -> str:
    return _(
        "{characters} in the source, {accounted} accounted for.",
        characters=_characters(ledger.length),
        accounted=f"{ledger.accounted:,}",
    )


def _characters(number: int) -> str:
    return ngettext("{n} character", "{n} characters", number, n=f"{number:,}")


def _omission(omission: Omission) -> str:
    lines = typography().listed(_line(address) for address in omission.lines)
    several = len(omission.lines) > 1 or "–" in lines
    where = ngettext("Line {lines}", "Lines {lines}", 2 if several else 1, lines=lines)
    who = bracketed(escape_line(omission.resp))
    return f"- {where}{typography().colon}{escape_line(omission.reason)}{typography().sentence}{who}"


def _line(address: LineRange | Piece) -> str:
    if isinstance(address, Piece):
        return f"{address.line}{typography().aside(_('part'))}"
    return str(address.first) if address.first == address.last else f"{address.first}–{address.last}"
