"""Which documents of a set come first. A clause with one worth for all its documents is a set; one of words is BM25.

Where only such sets rank, the few documents that bear a heavy clause are looked at alone: what has none of them cannot
reach them. Equal documents stand in the order of their numbers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from ipcity.postings.matching import Matching
from ipcity.postings.packing import Numbers, kept
from ipcity.postings.query import Anything, Bool, Boost, Fixed, Nothing, Query, Term
from ipcity.postings.schema import FIELD_BITS, MOST_FIELDS
from ipcity.postings.segment import Texts
from ipcity.postings.sets import numbers_of
from ipcity.postings.store import Store

_K1, _B = 1.2, 0.75  # of BM25, as usual
Scores = npt.NDArray[np.float32]
Ranked = list[tuple[float, int]]


@dataclass
class _Clauses:
    sets: list[tuple[float, BitMap]] = field(default_factory=list)
    words: list[tuple[float, Term, BitMap | None]] = field(
        default_factory=list
    )  # worth, word, where alone it counts


class Ranking:
    def __init__(self, store: Store, matching: Matching) -> None:
        self._store, self._matching = store, matching
        self._averages: dict[str, npt.NDArray[np.float64]] = {}

    def first(self, query: Query, found: BitMap, most: int) -> Ranked:
        """The best of `found`, which matches the query."""
        clauses = _Clauses()
        self._collect(query, 1.0, None, True, clauses)
        if not clauses.words:
            return _by_sets(clauses.sets, found, most, 0.0)
        every = numbers_of(found)
        return _best(every, self._scores(clauses, found)[every], most)

    def _collect(self, query: Query, worth: float, within: BitMap | None, sure: bool, into: _Clauses) -> None:
        """`within`: where alone this part of the question counts; `sure`: it matches all that is ranked."""
        match query:
            case Nothing() | Anything():
                return
            case Fixed():
                self._add_set(worth * query.worth, query.query, within, into)
            case Boost():
                self._collect(query.query, worth * query.by, within, sure, into)
            case Bool():
                if not sure and (query.must or query.never):
                    own = self._matching.of(query)
                    within = own if within is None else own & within
                for part in query.must:
                    self._collect(part, worth, within, sure, into)
                for part in query.should:
                    self._collect(part, worth, within, False, into)
            case Term() if self._is_ranked(query.field):
                into.words.append((worth, query, within))
            case Term():
                self._add_set(worth * self._rarity(len(self._matching.of(query))), query, within, into)
            case _:
                self._add_set(worth, query, within, into)

    def _add_set(self, worth: float, query: Query, within: BitMap | None, into: _Clauses) -> None:
        if worth:
            own = self._matching.of(query)
            into.sets.append((worth, own if within is None else own & within))

    def _is_ranked(self, name: str) -> bool:
        schema = self._store.schema
        return name not in schema.keywords and name not in schema.numbers and schema.family_of(name)[0].ranked

    def _rarity(self, held: int) -> float:
        return math.log(1 + (self._store.size - held + 0.5) / (held + 0.5))

    def _scores(self, clauses: _Clauses, found: BitMap) -> Scores:
        """Of every document by its number; right for those of `found` alone."""
        scores = np.zeros(self._store.size, np.float32)
        for worth, own in clauses.sets:
            scores[numbers_of(own & found)] += worth
        for worth, word, within in clauses.words:
            self._add_words(scores, worth, word, within)
        return scores

    def _add_words(self, scores: Scores, worth: float, word: Term, within: BitMap | None) -> None:
        family, at = self._store.schema.family_of(word.field)
        each = [
            (begin, one.texts[family.name], one.texts[family.name].keys.find(word.value))
            for begin, one in zip(self._store.begins, self._store.segments, strict=True)
        ]
        held = sum(int(texts.held[term, at]) for _, texts, term in each if term >= 0)
        worth *= self._rarity(held)
        for begin, texts, term in each:
            if term < 0 or not texts.held[term, at]:
                continue
            documents, times = _stands(texts, term, at)
            share = texts.lengths[documents, at] / np.float32(self._average(family.name, at))
            own = worth * times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * share))
            documents = documents + np.uint32(begin)
            if within is not None:
                inside = np.zeros(self._store.size, bool)
                inside[numbers_of(within)] = True
                documents, own = documents[inside[documents]], own[inside[documents]]
            scores[documents] += own.astype(np.float32)

    def _average(self, family: str, at: int) -> float:
        """Words of a text in this field, over all documents."""
        if family not in self._averages:
            sums = sum(one.texts[family].lengths.sum(axis=0, dtype=np.int64) for one in self._store.segments)
            self._averages[family] = np.maximum(np.asarray(sums) / max(self._store.size, 1), 1e-9)
        return float(self._averages[family][at])


def _stands(texts: Texts, term: int, at: int) -> tuple[Numbers, Numbers]:
    """The documents that hold a term in a field, and how often."""
    slots = texts.slots[texts.lists.at(term) >> np.uint32(texts.family.block)]
    slots = kept(slots, (slots & np.uint32(MOST_FIELDS - 1)) == at)
    begins = np.flatnonzero(np.diff(slots, prepend=~slots[:1]))
    return slots[begins] >> np.uint32(FIELD_BITS), np.diff(begins, append=len(slots)).astype(np.uint32)


def _best(documents: Numbers, scores: Scores, most: int) -> Ranked:
    if len(documents) > most:
        least = np.partition(scores, len(scores) - most)[len(scores) - most]
        above, level = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
        chosen = np.concatenate([above, level[: most - len(above)]])
        documents, scores = documents[chosen], scores[chosen]
    order = np.lexsort((documents, -scores))[:most]
    return [(float(scores[at]), int(documents[at])) for at in order.tolist()]


def _by_sets(clauses: list[tuple[float, BitMap]], found: BitMap, most: int, plus: float) -> Ranked:
    """`plus`: what every document of `found` has already. Worths are no less than nothing."""
    if not found or most <= 0:
        return []
    own = [(worth, inside) for worth, one in clauses if (inside := one & found)]
    for worth, one in [one for one in own if len(one[1]) == len(found)]:
        plus += worth
        own.remove((worth, one))
    if not own:
        return [(plus, number) for number in _lowest(found, most)]
    own.sort(key=lambda one: -one[0])
    heavy = _heavy([worth for worth, _ in own])
    bearing = BitMap.union(*(one for _, one in own[:heavy]))
    first = _scored(own, bearing, most, plus)
    return first + _by_sets(own[heavy:], found - bearing, most - len(first), plus)


def _heavy(worths: list[float]) -> int:
    """How many clauses from the first on each weigh at least as much as all behind them together."""
    for count in range(1, len(worths)):
        if worths[count - 1] >= sum(worths[count:]):
            return count
    return len(worths)


def _scored(clauses: list[tuple[float, BitMap]], found: BitMap, most: int, plus: float) -> Ranked:
    if len(clauses) == 1:
        return [(plus + clauses[0][0], number) for number in _lowest(found, most)]
    documents = numbers_of(found)
    scores = np.full(len(documents), plus, np.float32)
    for worth, one in clauses:
        inside = one & found
        if len(inside) == len(found):
            scores += np.float32(worth)
        elif inside:
            scores[np.searchsorted(documents, numbers_of(inside))] += np.float32(worth)
    return _best(documents, scores, most)


def _lowest(found: BitMap, most: int) -> list[int]:
    return list(found[:most]) if len(found) > most else list(found)
