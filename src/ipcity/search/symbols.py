"""Symbols of classes as terms of the index: what lies above a symbol, what a person means by one, what a facet counts.

How symbols are written and which levels they have is known to `records.classes`. A term names its scheme,
`ipc:B29C53/60`, so that Nice 09 and Locarno 09 are two things; a main group is known without its /00.
"""

from __future__ import annotations

import re

from ipcity.records.classes import levels, normal, schemes

WHOLE = re.compile(r"[A-H]\d{2}[A-Z](?:\d{1,4}/\d{2,6})?")  # so written, a bare word is a class
_UNCOUNTED = ("ipc", "cpc", "locarno")  # the subclass alone says what it is: B29C, 01


def symbol_above(scheme: str, symbol: str) -> list[str]:
    """The symbol and all above it: B29C53/60 → B, B29, B29C, B29C53, B29C53/60. What has no form of its scheme stands
    alone, as written."""
    known = normal(scheme, symbol) if scheme in schemes() else None
    if known is None:
        return [re.sub(r"[\s*]", "", symbol.upper())]
    return list(dict.fromkeys(level.removesuffix("/00") for level in levels(scheme, known)))


def class_terms(scheme: str, symbol: str) -> list[str]:
    return [f"{scheme}:{one}" for one in symbol_above(scheme, symbol)]


def asked_terms(asked: list[str], text: str) -> list[str]:
    """The terms that a person means by a symbol, in each scheme where it has the right form; empty if in none."""
    fitting = [scheme for scheme in asked if normal(scheme, text.rstrip("/")) is not None]
    return [f"{scheme}:{symbol_above(scheme, text.rstrip('/'))[-1]}" for scheme in fitting]


def counted(scheme: str, symbol: str) -> str | None:
    """The value of the facet: B29C, 01 (Locarno), nice:09, gbt4754:C37."""
    above = symbol_above(scheme, symbol)
    if scheme in ("ipc", "cpc"):
        return above[2] if len(above) > 2 else above[-1]
    if scheme == "locarno":
        return above[0]
    return f"{scheme}:{above[min(1, len(above) - 1)]}" if scheme in schemes() else None


def chosen_terms(value: str) -> list[str]:
    """The terms behind a value of the facet."""
    return [value] if ":" in value else [f"{scheme}:{value}" for scheme in _UNCOUNTED]
