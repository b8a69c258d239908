"""Two inline nodes: one has a visitor for Typst, the other does not."""

from docutils import nodes


class Seal(nodes.General, nodes.Inline, nodes.TextElement):
    pass


class Stranger(nodes.General, nodes.Inline, nodes.TextElement):
    pass


def visit_seal(self, node):
    self.put("#box(stroke: red)[")


def depart_seal(self, node):
    self.put("]")


def seal_role(name, rawtext, text, lineno, inliner, options=None, content=None):
    return [Seal(text, text)], []


def stranger_role(name, rawtext, text, lineno, inliner, options=None, content=None):
    return [Stranger(text, text)], []


def setup(app):
    app.add_node(Seal, typst=(visit_seal, depart_seal))
    app.add_node(Stranger)
    app.add_role("seal", seal_role)
    app.add_role("stranger", stranger_role)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
