"""Questions → sets of documents, numbered through all segments. Sets of single conditions are kept while they are asked for
again; what joins them costs microseconds. Dead documents are still in here: the searcher takes them away."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from pyroaring import BitMap

from ipcity.base.recent import Recent
from ipcity.postings.packing import Numbers, kept
from ipcity.postings.query import (
    Anything,
    Bool,
    Boost,
    Fixed,
    Nothing,
    OneOf,
    Prefix,
    Query,
    Run,
    Span,
    Stood,
    Term,
)  # fmt: skip
from ipcity.postings.schema import FIELD_BITS, MOST_FIELDS
from ipcity.postings.segment import Segment
from ipcity.postings.sets import set_of, set_where
from ipcity.postings.store import Store

_MOST_BYTES = 256 * 2**20  # of all sets kept, about
_RUNS_BYTES = 64 * 2**20
_FIELD_MASK = np.uint32(MOST_FIELDS - 1)


class Matching:
    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: Recent[BitMap] = Recent(_MOST_BYTES, _size)
        self._runs: Recent[Numbers] = Recent(_RUNS_BYTES, lambda found: found.nbytes + 100)

    def of(self, query: Query) -> BitMap:
        """Not to be changed by the caller."""
        match query:
            case Fixed() | Boost():
                return self.of(query.query)
            case Bool():
                return self._joined(query)
            case Nothing():
                return BitMap()
        return self._kept.get(query, lambda: self._condition(query))

    def _joined(self, query: Bool) -> BitMap:
        if query.must:
            sets = sorted(map(self.of, query.must), key=len)
            found = BitMap.intersection(*sets)
        elif query.should:
            found = BitMap.union(*map(self.of, query.should))
        else:
            found = self.of(Anything())
        for part in query.never:
            found = found - self.of(part)
        return found

    def _condition(self, query: Query) -> BitMap:
        match query:
            case Anything():
                return BitMap(range(self.store.size))
            case Term(field, value):
                return self._term(field, value)
            case OneOf(field, values):
                return BitMap.union(BitMap(), *(self._term(field, value) for value in values))
            case Prefix(field, value):
                if field in self.store.schema.keywords:
                    return self._each(lambda one: one.keywords_beginning(field, value))
                return self._run(field, ((0, value),), (0,))
            case Run(field, parts, open_ended):
                return self._run(field, parts, open_ended)
            case Span(field, low, high):
                return self._each(lambda one: set_where(one.number(field).within(low, high)))
            case Stood(states, day):
                return self._each(lambda one: _stood(one, states, day))
        raise TypeError(query)

    def _term(self, field: str, value: str) -> BitMap:
        if field in self.store.schema.keywords:
            return self._each(lambda one: one.keyword(field, value))
        family, at = self.store.schema.family_of(field)

        def found(one: Segment) -> BitMap:
            texts = one.texts[family.name]
            frequent = texts.frequent.of(texts.keys.find(value), at) if texts.frequent else None
            return frequent if frequent is not None else self._texts(one, field, ((0, value),), ())

        return self._each(found)

    def _run(self, field: str, parts: tuple[tuple[int, str], ...], open_ended: tuple[int, ...]) -> BitMap:
        return self._each(lambda one: self._texts(one, field, parts, open_ended))

    def _texts(
        self, one: Segment, field: str, parts: tuple[tuple[int, str], ...], open_ended: tuple[int, ...]
    ) -> BitMap:
        """One look-up serves all fields of a family: what it finds is kept, and divided by field."""
        family, at = self.store.schema.family_of(field)
        texts = one.texts[family.name]
        slots = self._runs.get(
            (one.folder.name, family.name, parts, open_ended),
            lambda: texts.texts_of(texts.run(parts, open_ended)),
        )
        return set_of(kept(slots, (slots & _FIELD_MASK) == at) >> np.uint32(FIELD_BITS))

    def _each(self, found: Callable[[Segment], BitMap]) -> BitMap:
        sets = (
            found(one) if not begin else found(one).shift(begin)
            for begin, one in zip(self.store.begins, self.store.segments, strict=True)
        )
        return _union(sets)


def _union(sets: Iterable[BitMap]) -> BitMap:
    every = [*sets]
    return every[0] if len(every) == 1 else BitMap.union(BitMap(), *every)


def _stood(one: Segment, states: tuple[str, ...], day: int) -> BitMap:
    """States of a document stand in the order of their days: the last begun is as many in as have begun."""
    ends, days, state, names = one.states
    wanted = np.array([name in states for name in names], bool)
    if not len(state) or not wanted.any():
        return BitMap()
    begun = np.concatenate([[0], np.cumsum(days.up_to(day))])
    begins = np.concatenate([[0], ends[:-1]]).astype(np.int64)
    count = begun[ends] - begun[begins]
    last = np.maximum(begins + count - 1, 0)
    return set_where((count > 0) & wanted[state[np.minimum(last, len(state) - 1)]])


def _size(found: BitMap) -> int:
    said = found.get_statistics()
    arrays = said["n_bytes_array_containers"] + said["n_bytes_run_containers"]
    return int(arrays + said["n_bytes_bitset_containers"]) + 100
