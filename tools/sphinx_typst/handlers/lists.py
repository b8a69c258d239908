"""Lists: with bullets or numbers, of definitions, of fields and of options. The last three are Typst's terms."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from ..escape import quote_string
from ..index import Headword
from ..node_text import plain_text
from ..tokens import Token, trim
from ..writer import Handler, Writer

__all__ = ["HANDLERS"]

#: An entry of a glossary with fewer characters is not divided by the end of a page.
_SHORT_ENTRY = 600
_NUMBERS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


def bullet_list(writer: Writer, node: nodes.Element) -> None:
    """A list with bullets."""
    _put_list(writer, node, "list")


def enumerated_list(writer: Writer, node: nodes.Element) -> None:
    """A list with numbers, in the form and from the number that the document has."""
    number = _NUMBERS.get(node.get("enumtype", ""), "1")
    pattern = f"{node.get('prefix', '')}{number}{node.get('suffix', '.')}"
    options = [f"numbering: {quote_string(pattern)}"] if pattern != "1." else []
    options += [f"start: {node['start']}"] if node.get("start", 1) != 1 else []
    _put_list(writer, node, "enum", *options)


def _put_list(writer: Writer, node: nodes.Element, function: str, *options: str) -> None:
    options += () if _is_tight(node) else ("tight: false",)
    arguments = "".join(f"  {option},\n" for option in options)
    writer.put_block(node, f"#{function}(\n{arguments}", *writer.children(node), ")")


def _is_tight(node: nodes.Element) -> bool:
    """Whether every item of a list is one paragraph, which lists may follow."""
    return all(
        all(isinstance(child, nodes.Sequential) for child in item.children[1:])
        for item in node.children
        if isinstance(item, nodes.Element)
    )


def list_item(writer: Writer, node: nodes.Element) -> None:
    """An item, as an argument of its list."""
    writer.put("  [", *_content(writer, node), "],\n")


def _content(writer: Writer, node: nodes.Element) -> list[Token]:
    """Return the content of an item, with its ids and classes."""
    body = trim(writer.children(node))
    writer.begin()
    writer.put_inline(node, *body)
    return writer.end()


def terms(writer: Writer, node: nodes.Element) -> None:
    """A list of definitions or options; in a glossary each term is kept with its definition."""
    if isinstance(node.parent, addnodes.glossary):
        for child in node.children:
            is_short = str(len(child.astext()) < _SHORT_ENTRY).lower()
            writer.put(f"#glossary-entry({is_short}, ", *_glossary_entry(writer, child), ")\n")
        writer.put("\n")
        return
    writer.put_block(node, "#terms(\n", *writer.children(node), ")")


def field_list(writer: Writer, node: nodes.Element) -> None:
    """A list of fields: of a document, or of the description of an object."""
    writer.put_block(node, "#fields(\n", *writer.children(node), ")")


def _glossary_entry(writer: Writer, node: nodes.Node) -> list[Token]:
    """Return term and definition of an entry as two arguments."""
    tokens = trim(writer.one(node))
    opening, closing = tokens[0], tokens[-1]
    assert isinstance(opening, str)
    assert isinstance(closing, str)
    return [opening.lstrip().removeprefix("terms.item("), *tokens[1:-1], closing.rstrip().removesuffix("),")]


def definition_list_item(writer: Writer, node: nodes.Element) -> None:
    """Terms, one after another, and the definition they share."""
    writer.put("  terms.item([")
    writer.put_children(node)
    if not any(isinstance(child, nodes.definition) for child in node):
        writer.put("], []")
    writer.put("),\n")


def term(writer: Writer, node: nodes.Element) -> None:
    """A term. Those of a glossary are in the index, all of an item under the first of them."""
    content = _content(writer, node)
    first = node.parent[0]
    assert isinstance(first, nodes.Element)
    if isinstance(node.parent.parent.parent, addnodes.glossary):
        headword = Headword(plain_text(first), first.get("sort_key", ""))
        writer.found.terms.update(dict.fromkeys(writer.context.targets_of(node), headword))
    writer.put("" if node is first else ", ", *content)


def classifier(writer: Writer, node: nodes.Element) -> None:
    """What kind of thing a term is."""
    writer.put(" #emph[", *trim(writer.children(node)), "]")


def definition(writer: Writer, node: nodes.Element) -> None:
    """A definition, after its terms."""
    writer.put("], [", *_content(writer, node), "]")


def item(writer: Writer, node: nodes.Element) -> None:
    """A field or an option, with its description."""
    writer.put("  terms.item(")
    writer.put_children(node)
    writer.put("),\n")


def field_name(writer: Writer, node: nodes.Element) -> None:
    """The name of a field."""
    writer.put("[", *_content(writer, node), "], ")


def field_body(writer: Writer, node: nodes.Element) -> None:
    """The content of a field, or the description of an option."""
    writer.put("[", *_content(writer, node), "]")


def option_group(writer: Writer, node: nodes.Element) -> None:
    """The forms of an option, as code."""
    options = ", ".join(option.astext() for option in node.children)
    writer.put(f"raw({quote_string(options)}), ")


HANDLERS: dict[type, Handler] = {
    nodes.bullet_list: bullet_list,
    nodes.enumerated_list: enumerated_list,
    nodes.list_item: list_item,
    nodes.definition_list: terms,
    nodes.definition_list_item: definition_list_item,
    nodes.term: term,
    nodes.classifier: classifier,
    nodes.definition: definition,
    nodes.field_list: field_list,
    nodes.field: item,
    nodes.field_name: field_name,
    nodes.field_body: field_body,
    nodes.option_list: terms,
    nodes.option_list_item: item,
    nodes.option_group: option_group,
    nodes.description: field_body,
}
