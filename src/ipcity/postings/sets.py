"""Ascending numbers ↔ Roaring bitmaps, at the speed of memory: a bitmap's own form is written, not filled one by one."""

from __future__ import annotations

from array import array

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from ipcity.postings.packing import Numbers

_FEW = 2_000  # fewer are put in one by one
_MOST_LISTED = 4_096  # of 65,536; more are kept as bits
_COOKIE = 12_346  # of the form without runs


def set_of(ascending: Numbers) -> BitMap:
    if len(ascending) < _FEW:
        return BitMap(array("I", ascending.astype(np.uint32, copy=False).tobytes()))
    each = np.arange(int(ascending[0]) >> 16, (int(ascending[-1]) >> 16) + 1, dtype=np.uint32)
    begins = np.append(np.searchsorted(ascending, each << np.uint32(16)), len(ascending))
    counts = np.diff(begins)
    high, begins, counts = each[counts > 0], begins[:-1][counts > 0], counts[counts > 0]
    low = ascending.astype(np.uint16)
    bodies = [
        low[at : at + size].tobytes() if size <= _MOST_LISTED else _bits(low[at : at + size])
        for at, size in zip(begins.tolist(), counts.tolist(), strict=True)
    ]
    head = np.stack([high, counts - 1], axis=1).astype("<u2").tobytes()
    sizes = np.array([0, *map(len, bodies)])
    offsets = 8 + len(head) + 4 * len(bodies) + np.cumsum(sizes)[:-1]
    start = np.array([_COOKIE, len(bodies)], "<u4").tobytes()
    return BitMap.deserialize(b"".join([start, head, offsets.astype("<u4").tobytes(), *bodies]))


def _bits(low: npt.NDArray[np.uint16]) -> bytes:
    there = np.zeros(65_536, bool)
    there[low] = True
    return np.packbits(there, bitorder="little").tobytes()


def set_where(mask: npt.NDArray[np.bool_]) -> BitMap:
    return set_of(np.flatnonzero(mask).astype(np.uint32))


def numbers_of(found: BitMap) -> Numbers:
    return np.asarray(found.to_array(), np.uint32)
