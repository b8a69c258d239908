"""Manticore and Sphinx, asked in SphinxQL over the MySQL protocol.

Every character is indexed as a token that names its code point in hexadecimal, so that no character of a query means
anything to the engine, no setting of its own decides what a word is, and a phrase of tokens is a substring.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from urllib.parse import urlsplit

import pymysql

from jiaozhu.locale import _
from jiaozhu.service.engines.engine import EngineFailed, Narrowed
from jiaozhu.service.records import Records

__all__ = ["SphinxQL", "narrowing", "tokens"]

#: Seconds for a connection, and for an answer.
_CONNECT, _ANSWER = 5, 15
_PORT = 9306


def tokens(text: str) -> str:
    """Return a folded text as the engine has it: the hexadecimal code point of each character, with blanks between."""
    return " ".join(f"x{ord(char):x}" for char in text)


def narrowing(field: str, value: str) -> str:
    """Return the token by which records of a source or a year differ from others."""
    return f"{field}{value.encode().hex()}"


class SphinxQL:
    """An index of Manticore or Sphinx.

    Args:
        records: What it should have; how many it has is compared.
        address: ``mysql://HOST:PORT/INDEX``.

    Raises:
        EngineFailed: It does not answer, has no such index, or has other records.
    """

    def __init__(self, records: Records, address: str) -> None:
        parts = urlsplit(address)
        self._index = parts.path.strip("/")
        if not parts.hostname or not self._index.replace("_", "").isalnum() or not self._index.isascii():
            raise EngineFailed(_("'{address}' is not mysql://HOST:PORT/INDEX", address=address))
        self._place = (parts.hostname, parts.port or _PORT)
        self._connection: pymysql.connections.Connection | None = None
        self._lock = threading.Lock()
        known = self._ask(f"SELECT COUNT(*) FROM {self._index}", ())
        if not known or int(known[0][0]) != len(records):
            message = _(
                "index '{index}' has {known} records where {n} are expected: load it again",
                index=self._index,
                known=known[0][0] if known else 0,
                n=len(records),
            )
            raise EngineFailed(message)

    def containing(self, word: str, narrowed: Narrowed, most: int) -> Sequence[int]:
        """Return the records that contain a word; see ``Engine``."""
        query = f'@folded "{tokens(word)}"'
        for field, value in narrowed._asdict().items():
            if value:
                query += f" @narrowed {narrowing(field, value)}"
        sql = f"SELECT id FROM {self._index} WHERE MATCH(%s) ORDER BY id ASC LIMIT %s OPTION max_matches=%s"
        return [int(row[0]) for row in self._ask(sql, (query, most, most))]

    def _ask(self, sql: str, values: tuple[object, ...]) -> Sequence[tuple[int, ...]]:
        with self._lock:  # one connection; an answer takes milliseconds
            try:
                return self._answer(sql, values)
            except (pymysql.err.OperationalError, pymysql.err.InterfaceError):  # closed meanwhile, or started again
                self.close()
            try:
                return self._answer(sql, values)
            except pymysql.MySQLError as error:
                self.close()
                raise EngineFailed(_refused(self._place, error)) from None

    def _answer(self, sql: str, values: tuple[object, ...]) -> Sequence[tuple[int, ...]]:
        host, port = self._place
        if self._connection is None:
            try:
                self._connection = pymysql.connect(
                    host=host, port=port, connect_timeout=_CONNECT, read_timeout=_ANSWER, write_timeout=_ANSWER
                )
            except (OSError, pymysql.MySQLError) as error:
                raise EngineFailed(_refused(self._place, error)) from None
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(sql, values)
                return list(cursor.fetchall())
        except (pymysql.err.ProgrammingError, pymysql.err.InternalError) as error:
            raise EngineFailed(_refused(self._place, error)) from None

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _refused(place: tuple[str, int], error: Exception) -> str:
    why = error.args[-1] if error.args else error
    return _("the engine at {host}:{port} does not answer: {why}", host=place[0], port=place[1], why=why)
