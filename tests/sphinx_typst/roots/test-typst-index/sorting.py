"""Gives a term and an entry of the index their sort keys when a document has been read."""

from docutils import nodes
from sphinx import addnodes

KEYS = {"鴜鹭湖": "cilu hu", "老参王": "laoshenwang", "长白山": "changbaishan"}


def set_sort_keys(app, doctree):
    for node in doctree.findall(nodes.term):
        if node.astext() in KEYS:
            node["sort_key"] = KEYS[node.astext()]
    for node in doctree.findall(addnodes.index):
        if node["entries"] and node["entries"][0][1] in KEYS:
            node["sort_key"] = KEYS[node["entries"][0][1]]


def setup(app):
    app.connect("doctree-read", set_sort_keys)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
