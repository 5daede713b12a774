"""Symbols of classes in addresses and lists, each with its page and its title.

An address is the symbol for the IPC and Locarno (`B63B`, `B29C53/60`, `01-02`); other schemes name themselves
(`nice:28`, `gbt4754:C37`). A main group stands without its /00, as the index counts it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from ipcity.base.errors import NotFound
from ipcity.city.directory.spoken import said
from ipcity.city.portal.written import class_symbol
from ipcity.law.book import refresh
from ipcity.records.classes import normal, title_of, without_references

PAGED = ("ipc", "locarno", "cpc", "nice", "gbt4754")


@dataclass(frozen=True)
class Level:
    """A symbol of the hierarchy. `title` is empty where no table says it."""

    symbol: str
    written: str
    address: str
    title: str = ""
    count: int = 0


def clean(text: str) -> str:
    """`b29c 53/60` → B29C53/60, the one way a symbol stands in an address. Raises NotFound for no symbol."""
    refresh()  # a table may have been installed by another process
    scheme, symbol = split(text)
    if symbol is None:
        raise NotFound(
            "没有这个分类号。请写成 B29C、B29C53/60、洛迦诺 01-02、nice:28 或 gbt4754:C37。", path=text[:40]
        )
    return address_part(scheme, symbol)


def split(text: str) -> tuple[str, str | None]:
    """The scheme and the normal form; without a scheme it is of the IPC, or of Locarno."""
    scheme, colon, symbol = text.partition(":")
    if colon:
        return scheme, normal(scheme, symbol) if scheme in PAGED else None
    if found := normal("ipc", text):
        return "ipc", found
    return "locarno", normal("locarno", text) if re.match(r"\d\d(-|$)", text) else None


def address_part(scheme: str, symbol: str) -> str:
    short = symbol.removesuffix("/00") if scheme in ("ipc", "cpc") else symbol
    return short if scheme in ("ipc", "locarno") else f"{scheme}:{short}"


@lru_cache(maxsize=20_000)  # a page of results asks for each hit
def address_of(symbol: str) -> str:
    """The page of a symbol; empty for what is none."""
    scheme, found = split(symbol)
    return reverse("portal:class", args=[address_part(scheme, found)]) if found else ""


def written(symbol: str) -> str:
    return class_symbol(symbol.partition(":")[2] or symbol)


def level(symbol: str, count: int = 0) -> Level:
    scheme, full = split(symbol)
    return level_of(scheme, full or symbol, count)


def level_of(scheme: str, full: str, count: int = 0) -> Level:
    symbol = address_part(scheme, full)
    title = without_references(said(title_of(scheme, full)))
    return Level(symbol, written(symbol), address_of(symbol), title, count)
