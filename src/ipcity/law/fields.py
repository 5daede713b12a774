"""WIPO's 35 fields of technology: which field an IPC symbol belongs to. Written from general knowledge and marked so."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipcity.law.book import page, remembered, remembered_many

_PAGE = "int/classes/wipo35/fields"
_SYMBOL = re.compile(r"^([A-H]\d{2})([A-Z])?\s*(?:(\d{1,4})(?:\s*/\s*\d+)?)?")


@dataclass(frozen=True)
class Field:
    number: int
    sector: str
    zh: str
    en: str
    mark: str
    rule: str = _PAGE


@remembered
def fields() -> dict[int, Field]:
    content = page(_PAGE)
    return {
        int(number): Field(int(number), one["sector"], one["zh"], one["en"], content["mark"])
        for number, one in content["entries"].items()
    }


@remembered
def _by_symbol() -> dict[str, int]:
    return {symbol: int(number) for number, one in page(_PAGE)["entries"].items() for symbol in one["ipc"]}


@remembered_many
def field_of(symbol: str) -> Field | None:
    """`A61K 8/02` → 14, `A61K 31/00` → 16, `H02J 7/00` → 1. None for what is no IPC symbol or stands in no field."""
    if not (found := _SYMBOL.match(symbol.strip().upper())):
        return None
    of_class, letter, group = found[1], found[2] or "", found[3] or ""
    table = _by_symbol()
    for candidate in (f"{of_class}{letter}{group.lstrip('0')}", f"{of_class}{letter}", of_class):
        if candidate in table:
            return fields()[table[candidate]]
    return None
