"""Classes by the words of their titles: 机器人 → B25J, and industries, goods and fields of that name."""

from __future__ import annotations

from dataclasses import dataclass

from ipcity.base.text import fold
from ipcity.law.book import remembered
from ipcity.law.tables import is_installed, table
from ipcity.records.classes.symbols import levels, normal, schemes
from ipcity.records.classes.titles import Words, entries, title_of, without_references


@dataclass(frozen=True)
class Found:
    """`goods`: the item of the Nice list that has the words, where the class itself does not."""

    scheme: str
    symbol: str
    title: Words
    score: float
    goods: str = ""


def classes_of_words(words: str, *, scheme: str = "", limit: int = 20) -> list[Found]:
    """The classes whose titles hold all the words (white space separates), likeliest first; a symbol finds itself.

    A title that is little more than the words comes first; one that only refers elsewhere by them comes last.
    """
    asked = [fold(word) for word in words.split()]
    if not asked:
        return []
    found: list[Found] = []
    for name in [scheme] if scheme else schemes():
        if (symbol := normal(name, words)) and symbol in entries(name):
            found.append(Found(name, symbol, title_of(name, symbol), 100.0))
        found += _by_title(name, asked)
    if scheme in ("", "nice"):
        found += _by_goods(asked)
    best: dict[tuple[str, str], Found] = {}
    for one in sorted(found, key=lambda one: (-one.score, one.scheme, one.symbol)):
        best.setdefault((one.scheme, one.symbol), one)
    return list(best.values())[:limit]


def _by_title(scheme: str, asked: list[str]) -> list[Found]:
    found = []
    for symbol, whole, own in _texts(scheme):
        if all(word in whole for word in asked):
            inside = all(word in own for word in asked)
            share = sum(map(len, asked)) / max(len(own), 1)
            depth = len(levels(scheme, symbol))
            score = (40.0 if inside else 5.0) + 30 * min(share, 1.0) - 3 * depth
            found.append(Found(scheme, symbol, title_of(scheme, symbol), score))
    return found


@remembered
def _texts(scheme: str) -> tuple[tuple[str, str, str], ...]:
    """(symbol, folded titles, the same without references)."""
    lines = []
    for symbol, entry in entries(scheme).items():
        whole = fold("\n".join(entry.title.values()))
        lines.append((symbol, whole, without_references(whole)))
    return tuple(lines)


def _by_goods(asked: list[str]) -> list[Found]:
    return [
        Found("nice", symbol, title_of("nice", symbol), 20.0 + 10 * sum(map(len, asked)) / len(text), text)
        for symbol, text in _goods()
        if all(word in text for word in asked)
    ]


@remembered
def _goods() -> tuple[tuple[str, str], ...]:
    if not is_installed("nice"):
        return ()
    rows = (row for row in table("nice").rows if row["item"] != "heading")
    return tuple((symbol, fold(row["title"])) for row in rows if (symbol := normal("nice", row["symbol"])))
