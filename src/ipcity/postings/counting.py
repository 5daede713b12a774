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
    numbering = store.numbering(field)
    sums = np.zeros(len(numbering), np.int64)
    for segment, (one, own) in enumerate(divided(store, found)):
        if len(own):
            numbering.add(sums, _of_segment(one, own, field), segment)
    there = np.flatnonzero(sums)
    parts = there[there < numbering.first], there[there >= numbering.first]  # each in the order of its values
    best = [(numbering.written(at), int(sums[at])) for part in parts for at in _most(part, sums, most)]
    return sorted(best, key=lambda one: (-one[1], one[0]))[:most]


def _most(there: npt.NDArray[np.int64], sums: npt.NDArray[np.int64], most: int) -> list[int]:
    """Of ascending places those with the highest sums, of equal ones the first."""
    if len(there) > most:
        least = np.partition(sums[there], len(there) - most)[len(there) - most]
        above, level = there[sums[there] > least], there[sums[there] == least]
        there = np.concatenate([above, level[: most - len(above)]])
    return list(there.tolist())


def counted_numbers(store: Store, found: Numbers, field: str) -> list[tuple[int, int]]:
    """Of a field of numbers that are not negative; nothing is left out."""
    sums: Counter[int] = Counter()
    for one, own in divided(store, found):
        counts = np.bincount(one.number(field).take(own))
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
