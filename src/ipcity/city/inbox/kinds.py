"""Kinds of items and notices: each room makes its own known, with words for people."""

from __future__ import annotations

from dataclasses import dataclass

Text = dict[str, str]


@dataclass(frozen=True)
class Kind:
    """`code` stands in addresses and rows and never changes."""

    code: str
    title: Text


_known: dict[str, Kind] = {}


def kind(code: str, *, zh: str, en: str) -> Kind:
    one = _known[code] = Kind(code, {"zh": zh, "en": en})
    return one


def known_kinds() -> list[Kind]:
    return sorted(_known.values(), key=lambda one: one.code)


def find(code: str) -> Kind | None:
    return _known.get(code)
