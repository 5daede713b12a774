"""Eight bytes that stand for a text, the same in every process and for good: they lie in files beside the lake.

Two texts may share them, however rarely, so whoever finds something by them looks whether it is what was asked for.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Hashes = npt.NDArray[np.uint64]
NONE: Hashes = np.empty(0, np.uint64)
_PLACES = 4096  # of a longer text the weights begin anew


def hashes(texts: pa.StringArray) -> Hashes:
    """Each byte times the weight of its place, summed: no text becomes a Python string."""
    count = len(texts)
    if not count:
        return NONE
    _, bounds, data = texts.buffers()
    ends = np.frombuffer(bounds, np.int32, count + 1, offset=4 * texts.offset).astype(np.int64)
    lengths = np.diff(ends)
    size = int(ends[-1] - ends[0])
    sums = np.zeros(size + 1, np.uint64)
    if size:
        places = np.arange(size) - np.repeat(ends[:-1] - ends[0], lengths)
        signs = np.frombuffer(data, np.uint8, size, offset=int(ends[0])).astype(np.uint64) + np.uint64(1)
        np.cumsum(signs * _WEIGHTS[places % _PLACES], out=sums[1:])
    inside = sums[ends[1:] - ends[0]] - sums[ends[:-1] - ends[0]]
    mixed: Hashes = inside ^ (lengths.astype(np.uint64) * _WEIGHTS[0])
    return mixed


def hashes_of(texts: list[str]) -> Hashes:
    return hashes(pa.array(texts, pa.string()))


def _weights() -> Hashes:
    """Splitmix64 of 1, 2, 3 …, all odd."""
    mixed = np.arange(1, _PLACES + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    odd: Hashes = (mixed ^ (mixed >> np.uint64(31))) | np.uint64(1)
    return odd


_WEIGHTS = _weights()
