"""The engines there are, and how one is opened."""

from __future__ import annotations

from pathlib import Path

from jiaozhu.locale import N_, _
from jiaozhu.model.doors import with_plugins
from jiaozhu.model.names import listed
from jiaozhu.service.engines.engine import Engine, EngineFailed, EngineKind
from jiaozhu.service.records import Records

__all__ = ["ENGINES", "GROUP", "engine_for"]

#: The group of entry points.
GROUP = "jiaozhu.engines"


def _tantivy(records: Records, _address: str, folder: Path) -> Engine:
    try:
        from jiaozhu.service.engines.embedded import Embedded
    except ModuleNotFoundError:
        raise EngineFailed(_missing("tantivy")) from None
    return Embedded(records, folder)


def _sphinxql(records: Records, address: str, _folder: Path) -> Engine:
    try:
        from jiaozhu.service.engines.sphinxql import SphinxQL
    except ModuleNotFoundError:
        raise EngineFailed(_missing("pymysql")) from None
    return SphinxQL(records, address)


def _missing(package: str) -> str:
    return _("{package} is not installed: pip install 'jiaozhu[service]'", package=package)


ENGINES = (
    EngineKind("tantivy", N_("embedded, for one machine"), _tantivy),
    EngineKind("mysql", N_("Manticore or Sphinx, by the MySQL protocol: mysql://HOST:PORT/INDEX"), _sphinxql),
)


def engine_for(address: str, records: Records, folder: Path) -> Engine:
    """Open the engine that ``--search`` names.

    Args:
        address: A name, or an address whose scheme is one.
        records: What is searched.
        folder: Where an embedded engine keeps its index.

    Raises:
        EngineFailed: There is no such engine, or it cannot be used.
    """
    known = {kind.name: kind for kind in with_plugins(GROUP, EngineKind, ENGINES)}
    name = address.partition(":")[0]
    if name not in known:
        hint = listed(_("expected one of"), name, known)
        raise EngineFailed(_("no engine '{name}'; {hint}", name=name, hint=hint))
    return known[name].open(records, address, folder)
