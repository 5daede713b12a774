"""Titles of classes, and the hierarchy that a table knows better than the symbol: dots below a main group.

A title comes from an installed table; the highest levels have one in our own words without any. What neither knows has
no title: nothing is made up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from ipcity.base.files import read_yaml
from ipcity.law import page
from ipcity.law.book import remembered
from ipcity.law.fields import fields
from ipcity.law.tables import Installed, is_installed, table
from ipcity.records.classes.symbols import HERE, levels, normal, schemes

_EDITION = re.compile(r"(?:〔[\d,，]+〕)+$")
_REFERENCE = re.compile(r"\s*[(（][^()（）]*[)）]")  # what goes elsewhere
Words = dict[str, str]


@dataclass(frozen=True)
class Entry:
    title: Words
    depth: int | None = None  # dots below the main group, where the table says


@cache
def own_titles() -> dict[str, dict[str, Words]]:
    """In our own words, highest levels only."""
    found: dict[str, dict[str, Words]] = read_yaml(HERE / "own_titles.yaml")
    sections: dict[str, Words] = page("int/classes/ipc_sections")["entries"]
    wipo = {str(number): {"zh": one.zh, "en": one.en} for number, one in fields().items()}
    return {**found, "ipc": sections, "cpc": {**sections, **found["cpc"]}, "wipo35": wipo}


@remembered
def entries(scheme: str) -> dict[str, Entry]:
    """All symbols of a scheme that have a title, in order; tables over our own words. Changes when a table is installed."""
    found: dict[str, Words] = {symbol: dict(title) for symbol, title in own_titles().get(scheme, {}).items()}
    depths: dict[str, int] = {}
    for language, name in schemes()[scheme].tables.items():
        for symbol, title, depth in _lines(scheme, language, name):
            found[symbol] = {**found.get(symbol, {}), language: title}
            if depth:
                depths[symbol] = int(depth)
    return {symbol: Entry(title, depths.get(symbol)) for symbol, title in found.items()}


def _lines(scheme: str, language: str, name: str) -> list[tuple[str, str, str]]:
    if not is_installed(name):
        return []
    lines = []
    for row in table(name).rows:
        if row.get("kind", "title") != "title" or row.get("item", "heading") != "heading":
            continue
        if row.get("lang", language) != language:
            continue
        symbol = normal(scheme, row.get("symbol") or row.get("industry") or row.get("number") or "")
        title = row.get("title") or row.get(f"title_{language}") or row.get("name") or row.get("field") or ""
        if symbol and title:
            depth = row.get("depth", "")
            lines.append((symbol, _clean(title), depth if depth.isdigit() else ""))
    return lines


def _clean(title: str) -> str:
    """Without the numbers of editions, 〔2〕; English capitals as a sentence, references as they are."""
    title = _EDITION.sub("", title) if title.endswith("〕") else title
    if not title.isascii() or not title[:4].isupper():
        return title
    head, bracket, rest = title.partition("(")
    return f"{head.capitalize() if head.isupper() else head}{bracket}{rest}"


def without_references(title: str) -> str:
    """A title without what it says of other places: （船锚入B63B21/00）, (anchors B63B21/00)."""
    while (cut := _REFERENCE.sub("", title)) != title:
        title = cut
    return title.strip()


def title_of(scheme: str, symbol: str) -> Words:
    """{zh, en} as far as known; empty for what no table and no word of ours names."""
    entry = entries(scheme).get(symbol)
    return entry.title if entry else {}


@remembered
def tables_of(scheme: str) -> dict[str, Installed | None]:
    """Language → the table that titles in it come from; None where none is installed that has the language."""
    tables = schemes()[scheme].tables
    return {
        language: table(name) if _lines(scheme, language, name) else None for language, name in tables.items()
    }


def is_own_title(scheme: str, symbol: str, language: str) -> bool:
    """The title is in our own words: no table says it."""
    own = own_titles().get(scheme, {}).get(symbol, {}).get(language)
    return (
        bool(own)
        and title_of(scheme, symbol).get(language) == own
        and tables_of(scheme).get(language) is None
    )


@remembered
def _parents(scheme: str) -> dict[str, str]:
    """Subgroup → the group it hangs from, of main groups all of whose subgroups have their dots."""
    groups: dict[str, list[str]] = defaultdict(list)
    for symbol in entries(scheme):
        if "/" in symbol and not symbol.endswith("/00"):
            groups[symbol.split("/")[0]].append(symbol)
    found = {}
    for main, symbols in groups.items():
        depths = [entries(scheme)[symbol].depth for symbol in symbols]
        if None not in depths:
            found.update(_hung(scheme, f"{main}/00", sorted(symbols, key=_place)))
    return found


def _place(symbol: str) -> str:
    """21/02, 21/0205, 21/04: the digits after the stroke are read as a decimal fraction."""
    return symbol.split("/")[1].ljust(6, "0")


def _hung(scheme: str, main: str, symbols: list[str]) -> dict[str, str]:
    stack, found = [main], {}
    for symbol in symbols:
        depth = (entries(scheme).get(symbol) or Entry({})).depth or 1
        del stack[depth:]
        found[symbol] = stack[-1]
        stack.append(symbol)
    return found


def path_to(scheme: str, symbol: str) -> list[str]:
    """From the highest level to the symbol; below a main group by the dots, where the table has them all."""
    steps = levels(scheme, symbol)
    if scheme not in ("ipc", "cpc") or symbol not in _parents(scheme):
        return steps
    below, one = [symbol], symbol
    while (one := _parents(scheme).get(one, "")) and not one.endswith("/00"):
        below.append(one)
    return [*steps[:-1], *reversed(below)]


@remembered
def _children(scheme: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for symbol in entries(scheme):
        path = path_to(scheme, symbol)
        if len(path) > 1:
            found[path[-2]].append(symbol)
    return found


def children_of(scheme: str, symbol: str) -> list[str]:
    """The next level down as far as titles know it; empty without a table."""
    return _children(scheme).get(symbol, [])
