"""What is asked of a store: sets, the best of them, values counted, terms, what is kept of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
from pyroaring import BitMap

from ipcity.postings.counting import counted, counted_numbers, divided
from ipcity.postings.matching import Matching
from ipcity.postings.packing import Numbers
from ipcity.postings.query import Query
from ipcity.postings.ranking import Ranked, Ranking
from ipcity.postings.sets import numbers_of
from ipcity.postings.store import Store


class Searcher:
    """Over one look at a store. Safe for threads: what it keeps is worked out twice at worst."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._matching = Matching(store)
        self._ranking = Ranking(store, self._matching)

    def matching(self, query: Query) -> BitMap:
        """The living documents of a question. Not to be changed by the caller."""
        found = self._matching.of(query)
        return found - self.store.dead if self.store.dead else found

    def first(self, query: Query, found: BitMap, most: int) -> Ranked:
        """[(score, document)] of the best of `found`, which `matching` gave, the best first."""
        return self._ranking.first(query, found, most)

    def ordered(self, found: BitMap, field: str, most: int, descending: bool) -> list[int]:
        """Documents in the order of a number; equal ones in their own."""
        documents = numbers_of(found)
        keys = np.concatenate([one.number(field).take(own) for one, own in divided(self.store, documents)])
        keys = -keys.astype(np.int64) if descending else keys
        if len(documents) > most:
            last = np.partition(keys, most - 1)[most - 1]
            above, level = np.flatnonzero(keys < last), np.flatnonzero(keys == last)
            chosen = np.concatenate([above, level[: most - len(above)]])
            documents, keys = documents[chosen], keys[chosen]
        return list(documents[np.lexsort((documents, keys))].tolist())

    def counted(self, found: BitMap, fields: dict[str, int]) -> dict[str, list[tuple[str, int]]]:
        """Field → its values, the most frequent first, so many at most; of a field of numbers all."""
        documents = numbers_of(found)
        return {field: self._counted(documents, field, most) for field, most in fields.items()}

    def _counted(self, documents: Numbers, field: str, most: int) -> list[tuple[str, int]]:
        if field in self.store.schema.numbers:
            return [(str(value), count) for value, count in counted_numbers(self.store, documents, field)][
                :most
            ]
        return counted(self.store, documents, field, most)

    def held(self, field: str, word: str) -> int:
        """In how many documents a word stands in a field (of a ranked family), dead ones included."""
        family, at = self.store.schema.family_of(field)
        texts = [one.texts[family.name] for one in self.store.segments]
        return sum(int(one.held[term, at]) for one in texts if (term := one.keys.find(word)) >= 0)

    def words(self, field: str, prefix: str, most: int | None = None) -> list[tuple[str, int]]:
        """(word, documents) of a field of a ranked family, those that begin so in their order."""
        family, at = self.store.schema.family_of(field)

        def of(number: int) -> Iterator[tuple[str, int]]:
            texts = self.store.segments[number].texts[family.name]
            low, high = texts.keys.span(prefix) if prefix else (0, len(texts.keys))
            there = np.flatnonzero(texts.held[low:high, at])[:most] + low
            return ((texts.keys.written(term), int(texts.held[term, at])) for term in there.tolist())

        return self._gathered(of, most)

    def keywords(self, field: str, prefix: str, most: int | None = None) -> list[tuple[str, int]]:
        """(value, documents) of a keyword, those that begin so in their order."""

        def of(number: int) -> Iterator[tuple[str, int]]:
            one = self.store.segments[number]
            low, high = one.span(field, prefix)
            high = min(high, low + most) if most is not None else high
            terms = (one.keys.written(at)[1:] for at in range(low, high))
            return zip(terms, one.counts(low, high), strict=True)

        return self._gathered(of, most)

    def _gathered(
        self, of: Callable[[int], Iterator[tuple[str, int]]], most: int | None
    ) -> list[tuple[str, int]]:
        if len(self.store.segments) == 1:
            return [*of(0)]
        sums: Counter[str] = Counter()
        for number in range(len(self.store.segments)):
            for term, count in of(number):
                sums[term] += count
        return sorted(sums.items())[:most]

    def value_of(self, documents: list[int], field: str) -> list[str]:
        """Of each document the first value of a counted keyword; empty where it has none."""
        return [self._first_value(*self._segment_of(document), document, field) for document in documents]

    def _first_value(self, begin: int, at: int, document: int, field: str) -> str:
        one = self.store.segments[at]
        values, ends = one.values(field)
        low = document - begin
        first, last = (low, low + 1) if not len(ends) else (int(ends[low - 1]) if low else 0, int(ends[low]))
        return one.keys.written(one.span(field)[0] + int(values[first]))[1:] if last > first else ""

    def id(self, document: int) -> str:
        begin, at = self._segment_of(document)
        return self.store.segments[at].stored.id(document - begin)

    def card(self, document: int) -> bytes:
        """What was kept of it."""
        begin, at = self._segment_of(document)
        return self.store.segments[at].stored.card(document - begin)

    def ids(self) -> pa.ChunkedArray:
        """Of all documents, in the order of their numbers."""
        return pa.chunked_array([one.stored.ids() for one in self.store.segments], pa.large_string())

    def _segment_of(self, document: int) -> tuple[int, int]:
        at = bisect_right(self.store.begins, document) - 1
        return self.store.begins[at], at
