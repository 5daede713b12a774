"""A class symbol as its page shows it: the levels above, and those below as far as the loaded data hold any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.urls import reverse

from ipcity.base.errors import NotFound
from ipcity.base.settings import settings
from ipcity.city.portal import engine
from ipcity.city.portal.words import said
from ipcity.city.portal.written import class_symbol
from ipcity.law import page
from ipcity.law.fields import field_of

_IPC = re.compile(r"[A-H](\d{2}([A-Z](\d{1,4}(/\d{2,6})?)?)?)?")
_LOCARNO = re.compile(r"\d{2}(-\d{2})?")
_BELOW = """
select {level} as symbol, count(distinct record_id) as n
from (select record_id, unnest(classes) as c from records where redirect is null and realm = ?)
where starts_with(c.symbol, ?) and c.scheme = ? group by 1 order by n desc, symbol
"""
_LEVELS = (
    "left(c.symbol, 1)",
    "left(c.symbol, 3)",
    "left(c.symbol, 4)",
    "split_part(c.symbol, '/', 1)",
    "c.symbol",
)


@dataclass(frozen=True)
class Level:
    """A symbol of the hierarchy. `title` is empty where no table says it."""

    symbol: str
    written: str
    address: str
    title: str = ""
    count: int = 0


@dataclass(frozen=True)
class Class:
    symbol: str
    scheme: str  # ipc or locarno
    written: str
    title: str
    above: tuple[Level, ...]
    field: str  # WIPO's field of technology, where one can be said
    field_verified: bool
    finest: bool

    @property
    def query(self) -> str:
        return f"分类={self.symbol}"


def clean(text: str) -> str:
    """`b29c 53/60` → B29C53/60, the one way a symbol stands in an address. Raises NotFound for no symbol."""
    symbol = re.sub(r"\s", "", text).upper().removesuffix("/")
    if _IPC.fullmatch(symbol) or _LOCARNO.fullmatch(symbol):
        return symbol
    raise NotFound("没有这个分类号。请写成 B29C、B29C53/60 或洛迦诺 01-02。", path=text[:40])


def address_of(symbol: str) -> str:
    """The page of a symbol; empty for what is none (Nice classes have no page yet)."""
    found = _IPC.fullmatch(symbol) or _LOCARNO.fullmatch(symbol)
    return reverse("portal:class", args=[symbol]) if found else ""


def class_of(symbol: str) -> Class:
    levels = _levels(symbol)
    field = field_of(symbol) if len(symbol) > 3 and symbol[0].isalpha() else None
    return Class(
        symbol=symbol, scheme="ipc" if symbol[0].isalpha() else "locarno", written=class_symbol(symbol),
        title=title_of(symbol), above=tuple(level(one) for one in levels if one != symbol),
        field=said({"zh": field.zh, "en": field.en}) if field else "",
        field_verified=field is not None and field.mark == "VERIFIED", finest="/" in symbol or "-" in symbol,
    )  # fmt: skip


def level(symbol: str, count: int = 0) -> Level:
    return Level(symbol, class_symbol(symbol), address_of(symbol), title_of(symbol), count)


def title_of(symbol: str) -> str:
    """Only the sections have a title in the book; the tables of the IPC are not installed."""
    entries = page("int/classes/ipc_sections")["entries"]
    return said(entries[symbol]) if symbol in entries else ""


def below(symbol: str, realm: str) -> tuple[Level, ...]:
    """The next level down, with the number of rights of each: a right with two of them counts for both."""
    found = _below(settings().lake_dir, engine.lake().version or 0, symbol, realm)
    return tuple(level(one, count) for one, count in found)


@lru_cache(maxsize=64)
def _below(folder: Path, version: int, symbol: str, realm: str) -> tuple[tuple[str, int], ...]:
    depth = len(_levels(symbol)) if symbol[0].isalpha() else 4
    if depth >= len(_LEVELS) or "-" in symbol:
        return ()
    scheme = "ipc" if symbol[0].isalpha() else "locarno"
    start = f"{symbol}/" if depth == 4 and scheme == "ipc" else symbol
    table = engine.lake().at(version).sql(_BELOW.format(level=_LEVELS[depth]), [realm, start, scheme])
    return tuple(zip(table["symbol"].to_pylist(), table["n"].to_pylist(), strict=True))


def _levels(symbol: str) -> list[str]:
    """B29C53/60 → B, B29, B29C, B29C53, B29C53/60; 01-02 → 01, 01-02."""
    if symbol[0].isdigit():
        return list(dict.fromkeys((symbol[:2], symbol)))
    cuts = (symbol[:1], symbol[:3], symbol[:4], symbol.split("/")[0], symbol)
    return [one for at, one in enumerate(cuts) if one not in cuts[:at]]
