"""Symbols of classes: how they are written, what lies above them, and the terms by which the index knows them.

A term names its scheme, `ipc:B29C53/60`, so that Nice 09 and Locarno 09 are two things.
"""

from __future__ import annotations

import re

_PATENT = re.compile(
    r"(?P<section>[A-HY])(?:(?P<class>\d{2})(?:(?P<sub>[A-Z])(?:(?P<group>\d{1,4})(?:/(?P<rest>\d{0,6}))?)?)?)?"
)
_SHAPES = {
    "ipc": _PATENT,
    "cpc": _PATENT,
    "locarno": re.compile(r"\d{1,2}(?:-\d{1,2})?"),
    "nice": re.compile(r"\d{1,2}"),
    "gbt4754": re.compile(r"[A-T]\d{0,4}"),
}
WHOLE = re.compile(r"[A-H]\d{2}[A-Z](?:\d{1,4}/\d{2,6})?")  # so written, a bare word is a class
_UNCOUNTED = ("ipc", "cpc", "locarno")  # the subclass alone says what it is: B29C, 01


def plain_symbol(scheme: str, symbol: str) -> str:
    """`b29c 53/60` → B29C53/60, `1-2` → 01-02, `9` → 09."""
    plain = re.sub(r"[\s*]", "", symbol.upper())
    if scheme in ("locarno", "nice"):
        return "-".join(part.zfill(2) for part in plain.removeprefix("第").removesuffix("类").split("-"))
    return plain


def symbol_above(scheme: str, symbol: str) -> list[str]:
    """The symbol and all above it: B29C53/60 → B, B29, B29C, B29C53, B29C53/60; a main group is known without its /00."""
    plain = plain_symbol(scheme, symbol)
    if scheme in ("ipc", "cpc") and (found := _PATENT.fullmatch(plain)):
        steps = [
            found["section"],
            found["section"] + (found["class"] or ""),
            plain[:4] if found["sub"] else "",
        ]
        if found["group"]:
            main = f"{plain[:4]}{found['group'].lstrip('0') or '0'}"
            steps += [main, f"{main}/{found['rest']}" if (found["rest"] or "").strip("0") else ""]
        return list(dict.fromkeys(filter(None, steps)))
    if scheme == "locarno":
        return list(dict.fromkeys((plain.split("-")[0], plain)))
    if scheme == "gbt4754":
        return [plain[:end] for end in (1, 3, 4, 5) if end <= len(plain)]
    return [plain]


def class_terms(scheme: str, symbol: str) -> list[str]:
    return [f"{scheme}:{one}" for one in symbol_above(scheme, symbol)]


def asked_terms(schemes: list[str], text: str) -> list[str]:
    """The terms that a person means by a symbol, in each scheme where it has the right form; empty if in none."""
    found = []
    for scheme in schemes:
        plain = plain_symbol(scheme, text).rstrip("/")
        if _SHAPES[scheme].fullmatch(plain):
            found.append(f"{scheme}:{symbol_above(scheme, plain)[-1]}")
    return found


def counted(scheme: str, symbol: str) -> str | None:
    """The value of the facet: B29C, 01 (Locarno), nice:09, gbt4754:C37."""
    above = symbol_above(scheme, symbol)
    if scheme in ("ipc", "cpc"):
        return above[2] if len(above) > 2 else above[-1]
    if scheme == "locarno":
        return above[0]
    if scheme in _SHAPES:
        return f"{scheme}:{above[min(1, len(above) - 1)]}"
    return None


def chosen_terms(value: str) -> list[str]:
    """The terms behind a value of the facet."""
    if ":" in value:
        return [value]
    return [f"{scheme}:{value}" for scheme in _UNCOUNTED]
