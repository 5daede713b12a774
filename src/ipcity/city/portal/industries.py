"""Industries as their pages show them: the definition, and what the data count by it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from ipcity.city.directory.spoken import said
from ipcity.city.portal import engine, symbols
from ipcity.city.portal.address import Asked
from ipcity.records.classes import schemes
from ipcity.records.industries import Industry, Rule, definitions, split_class
from ipcity.search.base import Hit

NEWEST = 6


@dataclass(frozen=True)
class Line:
    """An industry in the list of all."""

    key: str
    name: str
    address: str
    source: str
    total: int | None  # None: no index yet
    rows: str
    share: float


@dataclass(frozen=True)
class Part:
    """A rule in words for people: one of the classes, and one of the words."""

    classes: tuple[symbols.Level, ...]
    words: tuple[str, ...]


def asked(key: str) -> Asked:
    return Asked(query=f"产业={key}")


def all_lines(realm: str) -> tuple[Line, ...]:
    """By name as defined; counts are of one realm and are not to be added: a right may be in several."""
    found = [(key, one, _total(key, realm)) for key, one in definitions().items()]
    most = max((total or 0 for _, _, total in found), default=0) or 1
    return tuple(
        Line(
            key, said(one.name), reverse("portal:industry", args=[key]), one.source.clause, total,
            asked(key).in_realm(realm).url, round(100 * (total or 0) / most, 2),
        )
        for key, one, total in found
    )  # fmt: skip


def _total(key: str, realm: str) -> int | None:
    if engine.lake().version is None:
        return None
    one = asked(key).in_realm(realm)
    return engine.index().search(one.query, one.filters, limit=0, facets=()).total


def parts(one: Industry) -> tuple[Part, ...]:
    return tuple(map(_part, one.rules))


def barred(one: Industry) -> Part | None:
    return _part(one.without) if one.without.classes or one.without.words else None


def _part(rule: Rule) -> Part:
    return Part(tuple(_levels(rule.classes)), rule.words)


def _levels(classes: Iterable[str]) -> Iterable[symbols.Level]:
    for written in classes:
        scheme, symbol = split_class(written)
        level = symbols.level_of(scheme, symbol)
        if scheme == "ipc":
            yield level
        else:
            name = f"{schemes()[scheme].short} {level.written}"
            yield symbols.Level(level.symbol, name, level.address, level.title)


def newest(key: str, realm: str) -> list[Hit]:
    one = asked(key).in_realm(realm)
    return list(engine.index().search(one.query, one.filters, sort="newest", limit=NEWEST, facets=()).hits)
