"""Ascending numbers as gaps: many lists at once, without a loop over lists.

A list is its first number and its gaps, in units of 1, 2 or 4 bytes, whichever takes least. A gap that a unit cannot
hold is written as fillers (255, 65,535), each of which adds itself and ends nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint32]
Counts = npt.NDArray[np.int64]
Units = npt.NDArray[Any]  # of 1, 2 or 4 bytes
WIDTHS = (1, 2, 4)
UNITS: dict[int, np.dtype[Any]] = {1: np.dtype("<u1"), 2: np.dtype("<u2"), 4: np.dtype("<u4")}
_FULL = {1: 255, 2: 65_535}


@dataclass(frozen=True)
class Packed:
    """Of n lists: `first`, `width`, how many `units` each takes, and the units of each width, list after list."""

    first: Numbers
    width: npt.NDArray[np.uint8]
    units: Counts
    data: dict[int, Units]


def pack(values: Numbers, counts: Counts) -> Packed:
    """`values`: the lists one after another, each ascending, no number twice in one; `counts`: how long each is, >= 1."""
    starts = np.concatenate([[0], np.cumsum(counts)])[:-1]
    gaps = np.diff(values, prepend=np.uint32(0)).astype(np.uint32)
    gaps[starts] = 0
    before = {width: _units_before(gaps, starts, width) for width in (1, 2)}
    needed = {width: np.diff(before[width][np.append(starts, len(gaps))]) for width in (1, 2)}
    bytes_of = np.stack([needed[1], needed[2] * 2, (counts - 1) * 4])
    width = np.array([1, 2, 4], np.uint8)[np.argmin(bytes_of, axis=0)]
    units = np.select([width == 1, width == 2], [needed[1], needed[2]], counts - 1)
    is_gap = np.ones(len(gaps), bool)
    is_gap[starts] = False
    each = np.repeat(width, counts)
    data = {one: _written(gaps[is_gap & (each == one)], one) for one in WIDTHS}
    return Packed(values[starts], width, units, data)


def _units_before(gaps: Numbers, starts: Counts, width: int) -> Counts:
    needed = gaps // np.uint32(_FULL[width]) + np.uint32(1)
    needed[starts] = 0
    return np.concatenate([[0], np.cumsum(needed, dtype=np.int64)])


def _written(gaps: Numbers, width: int) -> Units:
    if width == 4 or not len(gaps):
        return gaps.astype(UNITS[width])
    full = np.uint32(_FULL[width])
    fillers = gaps // full
    if not fillers.any():
        return gaps.astype(UNITS[width])
    ends = np.cumsum(fillers + np.uint32(1), dtype=np.int64) - 1
    out: Units = np.full(int(ends[-1]) + 1, full, UNITS[width])
    out[ends] = gaps % full
    return out


def kept(values: Units, mask: npt.NDArray[np.bool_]) -> Units:
    """`values[mask]`, four times faster."""
    return values.take(np.flatnonzero(mask))


def distinct(ascending: Numbers) -> Numbers:
    return ascending.take(bounds_of_runs(ascending)[:-1])


def bounds_of_runs(ascending: Numbers) -> npt.NDArray[np.intp]:
    """Where each run of equal numbers begins, and where the last ends; nothing but that end where there is none."""
    new = np.ones(len(ascending) + 1, bool)
    np.not_equal(ascending[1:], ascending[:-1], out=new[1:-1])
    return np.flatnonzero(new)


def unpacked(first: int, units: Units, count: int) -> Numbers:
    """One list."""
    if count == 1:
        return np.array([first], np.uint32)
    out = np.empty(count, np.uint32)
    out[0] = first
    width = units.dtype.itemsize
    if len(units) == count - 1:
        np.cumsum(units, dtype=np.uint32, out=out[1:])
    else:
        out[1:] = kept(np.cumsum(units, dtype=np.uint32), units != _FULL[width])
    out[1:] += np.uint32(first)
    return out


def unpack_many(
    first: Numbers,
    width: npt.NDArray[np.uint8],
    units: Counts,
    counts: Counts,
    data: dict[int, Units],
) -> Numbers:
    """The lists one after another; `data` holds of each width precisely the units of these lists."""
    total = int(counts.sum())
    out = np.empty(total, np.uint32)
    starts = np.concatenate([[0], np.cumsum(counts)])[:-1]
    out[starts] = first
    is_gap = np.ones(total, bool)
    is_gap[starts] = False
    for one in WIDTHS:
        chosen = width == one
        if not chosen.any():
            continue
        sums = np.cumsum(data[one], dtype=np.int64)
        ends = np.cumsum(units[chosen])
        base = np.concatenate([[0], sums])[ends - units[chosen]]  # what the lists before add up to
        if one in _FULL:
            sums = kept(sums, data[one] != _FULL[one])
        gaps_each = counts[chosen] - 1
        values = sums - np.repeat(base, gaps_each) + np.repeat(first[chosen].astype(np.int64), gaps_each)
        out[is_gap & np.repeat(chosen, counts)] = values
    return out
