"""Texts → vectors, by a vector for each character and each pair of them (`learning` says where these come from).

Encoding has no loop over texts or words: a block of texts is one array of code points, and its vectors are one product of
a sparse table with the weights. The weights lie by how often a character or pair is met, and the table is read column by
column: so the processor finds the few that are met all the time close by. That alone made it three times as fast.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from ipcity.base.later import Later
from ipcity.base.settings import settings
from ipcity.base.text import fold
from ipcity.search.script import simplified

sp = Later("scipy.sparse")
Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint32]
_BITS = 17
BUCKETS = 1 << _BITS  # characters and pairs are hashed into so many
READ = 80  # characters of a text that are looked at: the title and where the abstract says what it is about
_BLOCK = 1024  # texts at once: few enough for their arrays to stay near the processor
_FEW = 128  # texts that are not worth a thread of their own
_END = 10
_ROWS = np.uint32(15)  # bits of the number of a text in its block
_NOWHERE = np.uint32(0xFFFF_FFFF)
_FIRST, _SECOND = np.uint32(2_654_435_761), np.uint32(2_246_822_519)  # odd, so that no sign is lost
_REPEATED = np.float32(1) + np.log(np.arange(1, 513, dtype=np.float32))


def gram_table(texts: Sequence[str], read: int = READ) -> Any:
    """Rows: at most 32,767 texts; columns: buckets; values: 1 + ln(how often). No pair reaches into another text."""
    return _table(texts, np.arange(BUCKETS, dtype=np.uint32), BUCKETS, read).tocsr()


def _table(texts: Sequence[str], places: Codes, columns: int, read: int) -> Any:
    """By columns. `places` says for each bucket its column; what lies beyond the last column is left out."""
    joined = "".join([text[:read].replace("\n", " ") + "\n" for text in texts])
    signs = _folds().take(np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32), mode="clip")
    ends = signs == _END
    rows = np.cumsum(ends, dtype=np.uint32)
    single = signs * _FIRST
    pairs = single[:-1] + signs[1:] * _SECOND
    keys = np.concatenate([_keys(single, places, rows), _keys(pairs, places, rows[:-1])])
    ones, twos = keys[: len(single)], keys[len(single) :]
    ones[ends] = twos[ends[:-1]] = twos[ends[1:]] = _NOWHERE
    keys.sort()
    keys = keys[: np.searchsorted(keys, min(columns << int(_ROWS), int(_NOWHERE)))]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)])
    kept = keys[first]
    often = _REPEATED.take(np.diff(first, append=len(keys)) - 1, mode="clip")
    starts = np.zeros(columns + 1, np.int32)
    np.cumsum(np.bincount(kept >> _ROWS, minlength=columns), out=starts[1:])
    inside = (kept & np.uint32((1 << int(_ROWS)) - 1)).astype(np.int32)
    return sp.csc_matrix((often, inside, starts), shape=(len(texts), columns))


def _keys(signs: Codes, places: Codes, rows: Codes) -> Codes:
    return (places.take(signs >> np.uint32(32 - _BITS)) << _ROWS) | rows


@cache
def _folds() -> Codes:
    """Of each sign its plain form: half width, lower case, simplified. Signs beyond the first plane are one sign."""
    table = np.arange(0x10000, dtype=np.uint32)
    for code in (*range(0x21, 0xD800), *range(0xE000, 0x10000)):
        plain = simplified(fold(chr(code)))
        if len(plain) == 1:
            table[code] = ord(plain)
    return table


@dataclass(frozen=True)
class Encoder:
    """`weights`: a vector for each of `buckets`, which stand by how often they are met. Fewer than all there are."""

    buckets: Codes
    weights: Floats

    @cached_property
    def _places(self) -> Codes:
        places = np.full(BUCKETS, BUCKETS - 1, np.uint32)
        places[self.buckets] = np.arange(len(self.buckets), dtype=np.uint32)
        return places

    def encode(self, texts: Sequence[str]) -> Floats:
        """One vector of length 1 for each text; of a text without a known character, zeros."""
        count = settings().processes
        turns = math.ceil(len(texts) / (_BLOCK * count))
        size = max(math.ceil(len(texts) / max(turns * count, 1)), _FEW)  # so that no thread waits for another
        blocks = [texts[at : at + size] for at in range(0, len(texts), size)]
        if len(blocks) < 2:
            return self._block(texts)
        with ThreadPoolExecutor(count) as threads:
            return np.concatenate(list(threads.map(self._block, blocks)))

    def _block(self, texts: Sequence[str]) -> Floats:
        found = _table(texts, self._places, len(self.buckets), READ) @ self.weights
        lengths = np.sqrt(np.einsum("ij,ij->i", found, found))
        return np.asarray(found / np.maximum(lengths, 1e-9)[:, None], np.float32)


def as_kept(vectors: Floats) -> npt.NDArray[np.int8]:
    """As the store keeps them: a byte a dimension."""
    return np.rint(vectors * 127).astype(np.int8)
