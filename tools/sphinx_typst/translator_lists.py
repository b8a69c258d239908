"""Lists: with bullets or numbers, of definitions, of fields and of options."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from .chapter import Token
from .escape import quote_string
from .labels import Target
from .translator_base import BaseTranslator, plain_text, trim

__all__ = ["ListTranslator"]

_NUMBERS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


class ListTranslator(BaseTranslator):
    """Visitors of lists; definitions, fields and options are all Typst's terms."""

    visit_bullet_list = BaseTranslator.begin

    def depart_bullet_list(self, node: nodes.Element) -> None:
        self._put_list(node, "list")

    visit_enumerated_list = BaseTranslator.begin

    def depart_enumerated_list(self, node: nodes.Element) -> None:
        number = _NUMBERS.get(node.get("enumtype", ""), "1")
        pattern = f"{node.get('prefix', '')}{number}{node.get('suffix', '.')}"
        options = [f"numbering: {quote_string(pattern)}"] if pattern != "1." else []
        options += [f"start: {node['start']}"] if node.get("start", 1) != 1 else []
        self._put_list(node, "enum", *options)

    def _put_list(self, node: nodes.Element, function: str, *options: str) -> None:
        options += () if _is_tight(node) else ("tight: false",)
        arguments = "".join(f"  {option},\n" for option in options)
        self.put_block(node, f"#{function}(\n{arguments}", *self.end(), ")")

    visit_list_item = BaseTranslator.begin

    def depart_list_item(self, node: nodes.Element) -> None:
        self.put("  [", *self._item_content(node), "],\n")

    def _item_content(self, node: nodes.Element) -> list[Token]:
        """Return what stands in an item, its ids and classes included."""
        body = trim(self.end())
        self.begin()
        self.put_inline(node, *body)
        return self.end()

    # Terms

    visit_definition_list = BaseTranslator.begin

    def depart_definition_list(self, node: nodes.Element) -> None:
        self.put_block(node, "#terms(\n", *self.end(), ")")

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        """Several terms may share a definition: they stand one after another."""
        self.put("  terms.item([")

    def depart_definition_list_item(self, node: nodes.Element) -> None:
        if not any(isinstance(child, nodes.definition) for child in node):
            self.put("], []")
        self.put("),\n")

    visit_term = BaseTranslator.begin

    def depart_term(self, node: nodes.Element) -> None:
        is_first = node.parent.index(node) == 0
        if isinstance(node.parent.parent.parent, addnodes.glossary):
            first = node.parent[0]
            assert isinstance(first, nodes.Element)
            headword = plain_text(first)
            self.builder.book.index.terms.update({Target(self.docname, id_): headword for id_ in node["ids"]})
        self.put("" if is_first else ", ", *self._item_content(node))

    visit_classifier = BaseTranslator.begin

    def depart_classifier(self, node: nodes.Element) -> None:
        self.put(" #emph[", *trim(self.end()), "]")

    visit_definition = BaseTranslator.begin

    def depart_definition(self, node: nodes.Element) -> None:
        self.put("], [", *self._item_content(node), "]")

    visit_field_list = visit_option_list = visit_definition_list
    depart_field_list = depart_option_list = depart_definition_list

    def visit_field(self, node: nodes.Element) -> None:
        self.put("  terms.item(")

    def depart_field(self, node: nodes.Element) -> None:
        self.put("),\n")

    visit_field_name = BaseTranslator.begin

    def depart_field_name(self, node: nodes.Element) -> None:
        self.put("[", *self._item_content(node), "], ")

    visit_field_body = BaseTranslator.begin

    def depart_field_body(self, node: nodes.Element) -> None:
        self.put("[", *self._item_content(node), "]")

    visit_option_list_item = visit_field
    depart_option_list_item = depart_field

    def visit_option_group(self, node: nodes.Element) -> None:
        options = ", ".join(option.astext() for option in node.children)
        self.put(f"raw({quote_string(options)}), ")
        raise nodes.SkipNode

    visit_description = visit_field_body
    depart_description = depart_field_body


def _is_tight(node: nodes.Element) -> bool:
    """Say whether every item of a list is one paragraph, perhaps with lists under it."""
    return all(
        all(isinstance(child, nodes.Sequential) for child in item.children[1:])
        for item in node.children
        if isinstance(item, nodes.Element)
    )
