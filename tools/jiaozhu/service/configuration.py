"""The configuration of Manticore or Sphinx for records: an index on each node, and one over all of them.

The nodes have the records in turn, so that each has as much to do. Loading is the engine's own bulk way: ``indexer``
reads tab-separated records from a command, which is ``jiaozhu search-export --part``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from jiaozhu.service.engines.sphinxql import narrowing, tokens
from jiaozhu.service.records import Records

__all__ = ["INDEX", "Node", "configuration", "part"]

#: The index that is asked; those of the nodes have a number after it.
INDEX = "jiaozhu"


class Node(NamedTuple):
    """A process of the engine: its ports for SphinxQL and for other nodes."""

    host: str
    sql: int
    api: int


def part(records: Records, number: int, of: int) -> Iterator[str]:
    """Yield the lines that a node's index is made of.

    Args:
        records: All records.
        number: Which node, from 0.
        of: How many there are.
    """
    for record in records:
        if record.id % of == number:
            narrowed = " ".join(narrowing(field, getattr(record.page, field)) for field in ("source", "year"))
            yield f"{record.id}\t{tokens(record.folded)}\t{narrowed}\t{number}\n"


def configuration(folder: Path, data: Path, nodes: list[Node], number: int | None = None) -> str:
    """Return the configuration of a node, or of the head.

    Args:
        folder: Where the records are.
        data: Where the engine keeps its files.
        nodes: All nodes, the head last if there are several; with one alone, it is the head.
        number: Which node it is of; None for the head.
    """
    several = len(nodes) > 1
    node = nodes[-1] if number is None else nodes[number]
    parts = nodes[:-1] if several else nodes
    if number is None and several:
        agents = "\n".join(f"  agent = {each.host}:{each.api}:{INDEX}_{at}" for at, each in enumerate(parts))
        index = f"index {INDEX}\n{{\n  type = distributed\n{agents}\n}}\n"
    else:
        at = number or 0
        name = f"{INDEX}_{at}" if several else INDEX
        index = _local(name, f"{_command()} search-export --to {quote(str(folder))} --part {at}/{len(parts)}", data)
    return index + _daemon(node, data)


def _command() -> str:
    return f"{quote(sys.executable)} -m jiaozhu"


def _local(name: str, command: str, data: Path) -> str:
    return (
        f"source {name}\n{{\n  type = tsvpipe\n  tsvpipe_command = {command}\n"
        "  tsvpipe_field = folded\n  tsvpipe_field = narrowed\n"
        "  tsvpipe_attr_uint = node\n}\n"  # records are counted only in an index that has an attribute
        f"index {name}\n{{\n  source = {name}\n  path = {data / name}\n"
        "  charset_table = 0..9, a..z\n  min_word_len = 1\n  docinfo = extern\n}\n"
    )


def _daemon(node: Node, data: Path) -> str:
    return (
        "indexer\n{\n  mem_limit = 256M\n}\n"
        f"searchd\n{{\n  listen = {node.host}:{node.sql}:mysql41\n  listen = {node.host}:{node.api}\n"
        f"  log = {data / 'searchd.log'}\n  pid_file = {data / 'searchd.pid'}\n"
        "  binlog_path =\n  workers = threads\n  max_packet_size = 64M\n}\n"
    )
