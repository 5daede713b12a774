"""A class as its page shows it: titles in both languages, what lies above and below, and what it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language

from ipcity.base.settings import settings
from ipcity.city.directory.spoken import said
from ipcity.city.portal import engine
from ipcity.city.portal.symbols import (
    PAGED,
    Level,
    address_of,
    address_part,
    clean,
    level,
    level_of,
    split,
    written,
)
from ipcity.law.fields import field_of
from ipcity.records import ClassMark
from ipcity.records.classes import (
    children_of,
    is_own_title,
    levels,
    mapped,
    path_to,
    tables_of,
    title_of,
    without_references,
)

__all__ = [
    "Class",
    "Leads",
    "Level",
    "Table",
    "address_of",
    "below",
    "class_of",
    "clean",
    "level",
    "without_rights",
]
_FIELDS = {"ipc": "IPC", "locarno": "洛迦诺", "cpc": "CPC", "nice": "尼斯", "gbt4754": "行业"}
_BELOW = """
select {level} as symbol, count(distinct record_id) as n
from (select record_id, unnest(classes) as c from records where redirect is null and realm = ?)
where starts_with(c.symbol, ?) and c.scheme = ? group by 1 order by n desc, symbol
"""
_PATENT = (
    "left(c.symbol, 1)",
    "left(c.symbol, 3)",
    "left(c.symbol, 4)",
    "split_part(c.symbol, '/', 1)",
    "c.symbol",
)
_DEPTHS = {
    "ipc": _PATENT, "cpc": _PATENT, "locarno": ("left(c.symbol, 2)", "c.symbol"), "nice": ("c.symbol",),
    "gbt4754": ("left(c.symbol, 1)", "left(c.symbol, 3)", "left(c.symbol, 4)", "c.symbol"),
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """Where titles in a language come from; no edition: not installed. `own`: the title is in our own words."""

    language: str
    edition: str
    partial: bool = False
    own: bool = False


@dataclass(frozen=True)
class Leads:
    """What a concordance makes of the class: levels of the other scheme, or why there are none."""

    scheme: str
    found: tuple[Level, ...]
    note: str
    doubtful: bool = False


@dataclass(frozen=True)
class Class:
    symbol: str
    scheme: str
    written: str
    title: str
    whole: str  # the title with its references to other places
    other: str  # the title in the other language
    above: tuple[Level, ...]
    field: str  # WIPO's field of technology, where one can be said
    field_verified: bool
    finest: bool
    tables: tuple[Table, ...] = ()
    leads: tuple[Leads, ...] = ()

    @property
    def query(self) -> str:
        return f"{_FIELDS[self.scheme]}={self.symbol.partition(':')[2] or self.symbol}"


def class_of(symbol: str) -> Class:
    """Of a clean symbol."""
    scheme, known = split(symbol)
    full = known or symbol
    titles = title_of(scheme, full)
    field = field_of(full) if scheme in ("ipc", "cpc") and len(full) > 3 else None
    whole = said(titles)
    return Class(
        symbol=symbol, scheme=scheme, written=written(symbol), title=without_references(whole), whole=whole,
        other=without_references(_other(titles)), above=tuple(level_of(scheme, one) for one in path_to(scheme, full)[:-1]),
        field=said({"zh": field.zh, "en": field.en}) if field else "",
        field_verified=field is not None and field.mark == "VERIFIED",
        finest=len(levels(scheme, full)) >= len(_DEPTHS[scheme]) and not children_of(scheme, full),
        tables=_tables(scheme, full), leads=_leads(full) if scheme == "ipc" and len(full) > 3 else (),
    )  # fmt: skip


def _other(titles: dict[str, str]) -> str:
    """The title in the language that the reader does not read in."""
    return titles.get("zh" if (get_language() or "zh").startswith("en") else "en", "")


def _tables(scheme: str, symbol: str) -> tuple[Table, ...]:
    return tuple(
        Table(
            language, one.edition if one else "", bool(one and one.partial), is_own_title(scheme, symbol, language)
        )
        for language, one in tables_of(scheme).items()
    )  # fmt: skip


def _leads(symbol: str) -> tuple[Leads, ...]:
    marks = [ClassMark(scheme="ipc", symbol=symbol)]
    return tuple(_lead(scheme, marks) for scheme in ("gbt4754", "sei"))


def _lead(scheme: str, marks: list[ClassMark]) -> Leads:
    one = mapped(marks, scheme)
    found = tuple(
        level_of(scheme, symbol)
        if scheme in PAGED
        else Level(symbol, symbol, "", said(title_of(scheme, symbol)))
        for symbol in one.symbols
    )
    return Leads(scheme, found, said(one.note), one.doubtful)


def below(symbol: str, realm: str) -> tuple[Level, ...]:
    """The next level down, with the number of rights of each: a right with two of them counts for both."""
    found = _below(settings().lake_dir, engine.lake().version or 0, symbol, realm)
    return tuple(level(one, count) for one, count in found)


def without_rights(symbol: str, counted: tuple[Level, ...]) -> tuple[Level, ...]:
    """What else the tables know below, where the data hold none."""
    scheme, full = split(symbol)
    known = {one.symbol for one in counted}
    others = (level_of(scheme, one) for one in children_of(scheme, full or symbol))
    return tuple(one for one in others if one.symbol not in known)


@lru_cache(maxsize=64)
def _below(folder: Path, version: int, symbol: str, realm: str) -> tuple[tuple[str, int], ...]:
    scheme, full = split(symbol)
    depth, steps = len(levels(scheme, full or symbol)), _DEPTHS[scheme]
    if depth >= len(steps) or not engine.lake().version:
        return ()
    start = (
        f"{(full or symbol).removesuffix('00')}"
        if scheme in ("ipc", "cpc") and depth == 4
        else full or symbol
    )
    table = engine.lake().at(version).sql(_BELOW.format(level=steps[depth]), [realm, start, scheme])
    found = zip(table["symbol"].to_pylist(), table["n"].to_pylist(), strict=True)
    return tuple((address_part(scheme, one), count) for one, count in found if one != full)
