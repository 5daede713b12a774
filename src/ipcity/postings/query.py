"""Questions to the postings. Plain values: equal questions are equal, so that answers can be kept under them.

A question says which documents match and, where it ranks, how much each clause is worth. `Fixed` gives every match the
same worth, `Boost` multiplies it; a bare `Term` of a field of words is worth its BM25.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Query(msgspec.Struct, frozen=True):
    """One of the kinds below."""


class Nothing(Query, frozen=True):
    """No document."""


class Anything(Query, frozen=True):
    """Every document."""


class Term(Query, frozen=True):
    field: str
    value: str


class Prefix(Query, frozen=True):
    """Any term of the field that begins so."""

    field: str
    value: str


class OneOf(Query, frozen=True):
    """Any of many terms."""

    field: str
    values: tuple[str, ...]


class Run(Query, frozen=True):
    """Terms at their distances from the first: ((0, "机器"), (1, "器人")). A term in `open_ended` is a beginning."""

    field: str
    parts: tuple[tuple[int, str], ...]
    open_ended: tuple[int, ...] = ()  # indexes of parts


class Span(Query, frozen=True):
    """A number within both ends."""

    field: str
    low: int
    high: int


class Stood(Query, frozen=True):
    """One of these states was the last that had begun on the day."""

    states: tuple[str, ...]
    day: int


class Fixed(Query, frozen=True):
    query: Query
    worth: float


class Boost(Query, frozen=True):
    query: Query
    by: float


class Bool(Query, frozen=True):
    """All of `must`, none of `never`; of nothing in `must`, at least one of `should`. Otherwise those only rank."""

    must: tuple[Query, ...] = ()
    should: tuple[Query, ...] = ()
    never: tuple[Query, ...] = ()


def any_of(ways: Iterable[Query]) -> Query:
    found = tuple(ways)
    if not found:
        return Nothing()
    return found[0] if len(found) == 1 else Bool(should=found)


def all_of(parts: Iterable[Query]) -> Query:
    found = tuple(parts)
    if not found:
        return Nothing()
    return found[0] if len(found) == 1 else Bool(must=found)
