"""The indices of domains: modules, and what extensions list, with the pages of their entries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .escape import quote_string
from .labels import Target, label_value

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

__all__ = ["DomainEntry", "DomainIndex", "domain_index_source", "domain_indices"]

#: Kinds of entries, as domains number them: one of a group, which is indented.
_MEMBER = 2


class DomainEntry(NamedTuple):
    """A line of an index."""

    words: str
    target: Target | None  #: Where it leads; nothing for a mere heading.
    is_member: bool
    description: str


class DomainIndex(NamedTuple):
    """An index of a domain."""

    docname: str  #: What links to it name: ``py-modindex``.
    title: str
    letters: tuple[tuple[str, tuple[DomainEntry, ...]], ...]


def domain_indices(env: BuildEnvironment, wanted: object, docnames: Collection[str]) -> Iterator[DomainIndex]:
    """Yield the indices that have entries for documents of the book.

    Args:
        env: The environment of the project.
        wanted: ``True`` for all; or the names of some, as in ``html_domain_indices``.
        docnames: The documents of the book.
    """
    for domain in sorted(env.domains.values(), key=lambda domain: domain.name):
        for index_type in domain.indices:
            name = f"{domain.name}-{index_type.name}"
            if wanted is True or (isinstance(wanted, (list, tuple, set)) and name in wanted):
                content, _collapse = index_type(domain).generate(docnames)
                letters = tuple(
                    (
                        letter,
                        tuple(
                            DomainEntry(
                                entry.name,
                                Target(entry.docname, entry.anchor) if entry.docname else None,
                                entry.subtype == _MEMBER,
                                "; ".join(filter(None, (entry.extra, entry.qualifier, entry.descr))),
                            )
                            for entry in entries
                        ),
                    )
                    for letter, entries in content
                )
                if letters:
                    yield DomainIndex(name, str(index_type.localname), letters)


def domain_index_source(index: DomainIndex, targets: Mapping[Target, Target]) -> str:
    """Return the Typst source of an index.

    Args:
        index: The index.
        targets: Every target of the book, with the one it is written as.
    """
    lines = [f"#domain-index({quote_string(index.title)}, {label_value(Target(index.docname))}, ("]
    for letter, entries in index.letters:
        lines.append(f"  ({quote_string(letter)}, (")
        for words, target, is_member, description in entries:
            found = targets.get(target) if target else None
            place = label_value(found) if found else "none"
            lines.append(
                f"    ({quote_string(words)}, {place}, {str(is_member).lower()}, {quote_string(description)}),"
            )
        lines.append("  )),")
    lines.append("))")
    return "\n".join(lines)
