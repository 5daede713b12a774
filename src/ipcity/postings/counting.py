"""How many documents of a set bear each value of a field."""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt

from ipcity.postings.packing import Numbers, kept
from ipcity.postings.segment import Segment
from ipcity.postings.store import Store

_MANY = 8  # of fewer than one in so many documents, the values are looked up one by one


def counted(store: Store, found: Numbers, field: str, most: int) -> list[tuple[str, int]]:
    """The most frequent values with their counts, equal ones in their own order. `found`: ascending."""
    each = [(one, own, _of_segment(one, own, field)) for one, own in divided(store, found)]
    if len(each) == 1:
        return _named(each[0][0], field, each[0][2], most)
    each.sort(key=lambda one: -len(one[1]))
    largest, counts = each[0][0], each[0][2]
    elsewhere = len(found) - len(each[0][1])  # no value gains more from the other segments
    level = int(np.partition(counts, len(counts) - most)[len(counts) - most]) if len(counts) > most else 0
    may_win = np.flatnonzero(counts >= max(level - elsewhere, 1))
    values = set(_written(largest, field, may_win))
    if elsewhere >= level:
        values.update(*(_written(one, field, np.flatnonzero(others)) for one, _, others in each[1:]))
    sums = {value: sum(_count_of(one, field, value, own) for one, _, own in each) for value in values}
    return sorted(sums.items(), key=lambda one: (-one[1], one[0]))[:most]


def _written(one: Segment, field: str, which: npt.NDArray[np.int64]) -> list[str]:
    low, _ = one.span(field)
    return [one.keys.written(low + at)[1:] for at in which.tolist()]


def _count_of(one: Segment, field: str, value: str, counts: npt.NDArray[np.int64]) -> int:
    at = one.keyword_at(field, value)
    return int(counts[at - one.span(field)[0]]) if at >= 0 else 0


def counted_numbers(store: Store, found: Numbers, field: str) -> list[tuple[int, int]]:
    """Of a field of numbers that are not negative; nothing is left out."""
    sums: Counter[int] = Counter()
    for one, own in divided(store, found):
        counts = np.bincount(one.number(field)[own])
        sums.update({int(value): int(counts[value]) for value in np.flatnonzero(counts)})
    return sorted(sums.items(), key=lambda one: (-one[1], one[0]))


def divided(store: Store, found: Numbers) -> list[tuple[Segment, Numbers]]:
    """The documents of each segment, by their numbers in it."""
    bounds = np.searchsorted(found, [*store.begins, store.size]).tolist()
    return [
        (one, found[low:high] - np.uint32(begin))
        for one, begin, low, high in zip(store.segments, store.begins, bounds, bounds[1:], strict=False)
    ]


def _of_segment(one: Segment, documents: Numbers, field: str) -> npt.NDArray[np.int64]:
    values, ends = one.values(field)
    low, high = one.span(field)
    if len(documents) < one.size:
        if not len(ends):
            values = values.take(documents)
        elif len(documents) * _MANY < one.size:
            values = values[_within(documents, ends)]
        else:
            inside = np.zeros(one.size, bool)
            inside[documents] = True
            values = kept(values, inside.take(one.owners(field)))
    return np.bincount(values, minlength=high - low)


def _within(documents: Numbers, ends: Numbers) -> npt.NDArray[np.int64]:
    """Where the values of these documents stand."""
    stop = ends[documents].astype(np.int64)
    begin = np.where(documents > 0, ends[np.maximum(documents, 1) - 1], 0)
    sizes = stop - begin
    if (sizes == 1).all():
        return begin
    return np.repeat(begin - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))


def _named(one: Segment, field: str, counts: npt.NDArray[np.int64], most: int) -> list[tuple[str, int]]:
    low, _ = one.span(field)
    there = np.flatnonzero(counts)
    if len(there) > most:
        least = np.partition(counts[there], len(there) - most)[len(there) - most]
        above, level = there[counts[there] > least], there[counts[there] == least]
        there = np.concatenate([above, level[: most - len(above)]])
    order = there[np.lexsort((there, -counts[there]))]
    return [(one.keys.written(low + at)[1:], int(counts[at])) for at in order.tolist()]
