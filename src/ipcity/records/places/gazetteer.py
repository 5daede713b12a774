"""Names by scope, made once: what may stand at a place of an address, given what stood before it.

A scope is empty (all of China), two digits (a province) or four (a prefecture). In it a written name leads to one code
of today; a name that would lead to several ends the reading, so that nothing is guessed. The first two characters of a
name find its bucket; in a bucket the longest name is tried first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ipcity.records.places.divisions import Division, all_divisions, level_of
from ipcity.records.places.names import shorter
from ipcity.records.places.table import cities

_NEVER = frozenset("路街巷道")  # 威海路 is a street, wherever it is
_SIDES = frozenset("东西南北中大")


@dataclass(frozen=True, slots=True)
class Word:
    """`short` names must not be followed by a word for a street. The code is empty where several bear the name."""

    text: str
    code: str
    short: bool
    level: str = ""
    inside: str = ""  # the scope of what lies in it


Buckets = dict[str, tuple[Word, ...]]


def longest(buckets: Buckets, text: str, at: int) -> Word | None:
    """The longest name of the scope that stands here."""
    for word in buckets.get(text[at : at + 2], ()):
        if text.startswith(word.text, at) and not (word.short and _is_street(text, at + len(word.text))):
            return word
    return None


def _is_street(text: str, end: int) -> bool:
    following = text[end : end + 2]
    return (
        following[:1] in _NEVER or (following[:1] in _SIDES and following[1:] in _NEVER)
        if following
        else False
    )


@cache
def scope(start: str) -> Buckets:
    """What may follow in a province or prefecture; or begin an address, where `start` is empty."""
    found: dict[tuple[str, bool], dict[str, int]] = defaultdict(dict)
    for one in _by_scope().get(start, ()):
        for text, short in _written(one, start):
            ranks = found[text, short]
            ranks[one.now] = min(ranks.get(one.now, 99), _rank(one))
    words = [_word(text, _best(ranks), short) for (text, short), ranks in found.items()]
    full = {word.text for word in words if not word.short}
    return _bucketed([word for word in words if not (word.short and word.text in full)])


def _word(text: str, code: str, short: bool) -> Word:
    level = level_of(code) if code else ""
    return Word(text, code, short, level, code[: 2 if level == "province" else 4])


@cache
def _by_scope() -> dict[str, list[Division]]:
    """What lies in a scope, or lay there under its old code."""
    found: dict[str, list[Division]] = defaultdict(list)
    for one in all_divisions():
        if one.now:
            for start in {"", one.code[:2], one.now[:2], one.code[:4], one.now[:4]}:
                found[start].append(one)
    return found


def _written(one: Division, start: str) -> Iterator[tuple[str, bool]]:
    """Short forms of counties count only where their province is known; those of districts never."""
    if one.level == "province" and start:
        return
    if one.level != "district" or start or len(one.name) > 2:
        yield one.name, False
    if one.level != "district" or start:
        yield from ((text, True) for text in shorter(one.name))
    for extra in _extra().get(one.now, ()):
        yield extra, True


@cache
def _extra() -> dict[str, tuple[str, ...]]:
    """The words that the city's own file adds."""
    return {d["code"]: tuple(d["written"]) for city in cities() for d in city["districts"]}


def _rank(one: Division) -> int:
    """Today's names before old ones; what is higher before what lies in it."""
    return (0 if one.stands else 10) + ("province", "prefecture", "district").index(one.level)


def _best(ranks: dict[str, int]) -> str:
    """The one code of the best rank; empty where two compete."""
    first = min(ranks.values())
    best = [code for code, rank in ranks.items() if rank == first]
    return best[0] if len(best) == 1 else ""


def _bucketed(words: list[Word]) -> Buckets:
    buckets: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        buckets[word.text[:2]].append(word)
    return {start: tuple(sorted(ones, key=lambda word: -len(word.text))) for start, ones in buckets.items()}
