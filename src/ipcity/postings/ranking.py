"""Which documents of a set come first. A clause with one worth for all its documents is a set; one of words is BM25.

Where only such sets rank, the few documents that bear a heavy clause are looked at alone: what has none of them cannot
reach them. Equal documents stand in the order of their numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from ipcity.postings.matching import Matching
from ipcity.postings.packing import Numbers, bounds_of_runs
from ipcity.postings.query import Anything, Bool, Boost, Fixed, Nothing, Query, Term
from ipcity.postings.schema import FIELD_BITS, MOST_FIELDS
from ipcity.postings.segment import Texts
from ipcity.postings.sets import numbers_of
from ipcity.postings.store import Store

_K1, _B = 1.2, 0.75  # of BM25, as usual
Scores = npt.NDArray[np.float32]
Ranked = list[tuple[float, int]]
_Fields = dict[int, list[tuple[float, BitMap | None]]]  # of a family → worth, in which documents alone


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
            scores[numbers_of(own & found)] += np.float32(worth)
        words: dict[tuple[str, str], _Fields] = {}
        for worth, word, within in clauses.words:
            family, at = self._store.schema.family_of(word.field)
            fields = words.setdefault((family.name, word.value), {})
            fields.setdefault(at, []).append((worth, within))
        for (name, value), fields in words.items():
            self._add_word(scores, name, value, fields)
        return scores

    def _add_word(self, scores: Scores, family: str, value: str, fields: _Fields) -> None:
        """What a word is worth in each of the fields in which it counts; its places are read once for all of them."""
        each = [
            (begin, one.texts[family], term)
            for begin, one in zip(self._store.begins, self._store.segments, strict=True)
            if (term := one.texts[family].keys.find(value)) >= 0
        ]
        rarity = {
            at: self._rarity(sum(int(texts.held[term, at]) for _, texts, term in each)) for at in fields
        }
        for begin, texts, term in each:
            asked = [at for at in fields if texts.held[term, at]]
            for at, documents, times in _stands(texts, term, asked):
                share = texts.lengths[documents, at] * np.float32(_B / self._average(family, at))
                own = times / (times + np.float32(_K1) * (share + np.float32(1 - _B)))
                documents = documents + np.uint32(begin)
                for worth, within in fields[at]:
                    inside = slice(None) if within is None else self._mask(within)[documents]
                    scores[documents[inside]] += np.float32(worth * rarity[at] * (_K1 + 1)) * own[inside]

    def _mask(self, documents: BitMap) -> npt.NDArray[np.bool_]:
        mask = np.zeros(self._store.size, bool)
        mask[numbers_of(documents)] = True
        return mask

    def _average(self, family: str, at: int) -> float:
        """Words of a text in this field, over all documents."""
        if family not in self._averages:
            sums = sum(one.texts[family].lengths.sum(axis=0, dtype=np.int64) for one in self._store.segments)
            self._averages[family] = np.maximum(np.asarray(sums) / max(self._store.size, 1), 1e-9)
        return float(self._averages[family][at])


def _stands(texts: Texts, term: int, fields: list[int]) -> Iterator[tuple[int, Numbers, Scores]]:
    """For each of the fields: the documents that hold a term there, and how often."""
    if not fields:
        return
    slots = texts.slots.take(texts.lists.at(term) >> np.uint32(texts.family.block))
    bounds = bounds_of_runs(slots)
    times = np.diff(bounds).astype(np.float32)
    slots = slots.take(bounds[:-1])
    documents, of_field = slots >> np.uint32(FIELD_BITS), slots.astype(np.uint8) & np.uint8(MOST_FIELDS - 1)
    for at in fields:
        there = np.flatnonzero(of_field == at)
        yield at, documents.take(there), times.take(there)


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
