"""From the classes of a record to fields and industries, through concordances where they are installed.

WIPO's fields stand in the law book; the others are tables. Without a table the answer says so and names nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ipcity.law.book import remembered
from ipcity.law.fields import field_of
from ipcity.law.tables import Installed, is_installed, table, table_page
from ipcity.records.classes.symbols import levels, normal
from ipcity.records.record import ClassMark

TABLES = {"gbt4754": "ipc_to_industry", "sei": "ipc_to_strategic"}


@dataclass(frozen=True)
class Mapped:
    """`installed` is false where there is no table to ask: then nothing is known, which is not none.

    `doubtful`: rows that need words besides the class, which over-count when taken by class alone.
    """

    scheme: str
    symbols: tuple[str, ...]
    installed: bool
    version: str = ""
    partial: bool = False
    doubtful: bool = False

    @property
    def note(self) -> dict[str, str]:
        if not self.installed:
            name = table_page(TABLES[self.scheme]).description
            return {"zh": f"未安装此表：{name.zh}", "en": f"Table not installed: {name.en}"}
        return {"zh": "只含部分内容的表", "en": "from a partial table"} if self.partial else {}


def mapped(marks: Iterable[ClassMark], scheme: str, on: date | None = None) -> Mapped:
    """The fields (`wipo35`) or industries (`gbt4754`, `sei`) of a record's classes; each once, in order."""
    symbols = [
        symbol for mark in marks if mark.scheme in ("ipc", "cpc") and (symbol := normal("ipc", mark.symbol))
    ]
    if scheme == "wipo35":
        numbers = [field.number for symbol in symbols if (field := field_of(symbol))]
        return Mapped("wipo35", tuple(str(number) for number in dict.fromkeys(numbers)), True, "2008")
    name = TABLES[scheme]
    if not is_installed(name):
        return Mapped(scheme, (), False)
    kept = table(name, on)
    rows = [row for symbol in symbols for row in _rows_of(kept, symbol)]
    found = dict.fromkeys(_industry(scheme, row["industry"]) for row in rows)
    return Mapped(
        scheme, tuple(found), True, kept.edition or kept.version.isoformat(), kept.partial,
        any(row.get("keywords") for row in rows),
    )  # fmt: skip


def _rows_of(kept: Installed, symbol: str) -> list[dict[str, str]]:
    """The rows of the symbol and of all above it: a row for B63B holds for B63B1/00."""
    rows = _by_symbol(kept.name, kept.version)
    return [row for level in levels("ipc", symbol) for row in rows.get(level, ())]


@remembered
def _by_symbol(name: str, version: date) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in table(name, version).rows:
        symbol = normal("ipc", row["ipc"].rstrip("*"))
        found.setdefault(symbol or row["ipc"], []).append(row)
    return found


def _industry(scheme: str, code: str) -> str:
    return normal(scheme, code) or code
