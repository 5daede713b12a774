"""The same question asked once for as long as nothing in the database changes: a thread keeps its answers from one page to
the next, and forgets them all with the first change, whoever made it and however.

Only pages that only read are answered so (within `asked_once`), and nothing that is asked inside a transaction is kept: it
may be taken back. `question` must name all that the answer depends on beside the database: a day, a person.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import local
from typing import Any, TypeVar, cast

from django.db import connection

from ipcity.base.once import once, spanned

Answer = TypeVar("Answer")
_MOST = 2_000  # answers of a thread


class _Kept(local):
    stamp: Hashable = None

    def __init__(self) -> None:
        self.answers: dict[Hashable, object] = {}


_kept = _Kept()


def unchanged(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    return once(question, lambda: _known(question, ask))


def _known(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    if not spanned() or connection.in_atomic_block:
        return ask()
    stamp = once("database.stamp", _stamp)
    if stamp != _kept.stamp or len(_kept.answers) >= _MOST:
        _kept.stamp, _kept.answers = stamp, {}
    if question not in _kept.answers:
        _kept.answers[question] = ask()
    return cast("Answer", _kept.answers[question])


def _stamp() -> Hashable:
    """Equal to an earlier one only where what can be seen is the same: of SQLite what others and what this connection
    wrote, counted; of PostgreSQL which transactions are seen."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        raw: Any = connection.connection
        return (raw, raw.execute("PRAGMA data_version").fetchone()[0], raw.total_changes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return str(cursor.fetchone()[0])
