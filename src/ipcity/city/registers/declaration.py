"""What a register declares. A row is a plain dict: column name → text, whole number, decimal as text, day as text,
true or false, or None. Plain values can be compared, stored and shown as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

Text = dict[str, str]
Plain = str | int | bool | None
Row = dict[str, Plain]
Key = tuple[str, ...]


class Kind(StrEnum):
    TEXT = "text"
    CODE = "code"  # lower-case letters, digits, - and _
    WHOLE = "whole"
    DECIMAL = "decimal"
    DAY = "day"
    CHOICE = "choice"
    YES_NO = "yes_no"
    ADDRESS = "address"  # http:// or https://


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `choices` are codes with their words; a cell may hold either."""

    name: str
    title: Text
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Mapping[str, Text] | None = None
    help: Text | None = None
    example: str = ""
    longest: int = 500
    decimals: int = 4


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong with a row; `column` is a column's name, empty when the row as a whole is meant."""

    column: str
    sentence: str


class Shelf(Protocol):
    """Where the rows of a register live. Rows given and returned have every column of the declaration."""

    def known(self, keys: Iterable[Key]) -> dict[Key, Row]:
        """The rows that are there now, of those keys."""

    def rows(self) -> Iterator[Row]:
        """Every row, for export, in a steady order."""

    def check(self, rows: Sequence[Row]) -> dict[int, list[Fault]]:
        """What is wrong between rows, or between rows and the rest of the house; by place in the sequence."""

    def put(self, row: Row, *, actor: str) -> str:
        """Create or change one row; returns its subject key for the trail (`unit:market`)."""

    def drop(self, row: Row, *, actor: str) -> str:
        """Take away a row that a batch has created. The subject key again."""

    def stands_on(self, row: Row) -> str:
        """A sentence why the row may not be taken away, empty when nothing depends on it."""


@dataclass(frozen=True, kw_only=True)
class Register:
    """`key` names the columns by which a row is known again. `writers` and `readers` are roles."""

    code: str
    title: Text
    about: Text
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    shelf: Shelf
    writers: frozenset[str]
    readers: frozenset[str]

    def column(self, name: str) -> Column:
        return next(one for one in self.columns if one.name == name)

    def key_of(self, row: Row) -> Key:
        return tuple(str(row[name] if row[name] is not None else "") for name in self.key)

    def whole(self, row: Row) -> Row:
        """The row with every column, in their order."""
        return {one.name: row.get(one.name) for one in self.columns}


_known: dict[str, Register] = {}


def register(one: Register) -> Register:
    """Make a register known; its code stands in addresses and never changes."""
    _known[one.code] = one
    return one


def find(code: str) -> Register | None:
    return _known.get(code)


def known_registers() -> list[Register]:
    return list(_known.values())
