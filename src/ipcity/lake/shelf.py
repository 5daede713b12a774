"""A shelf: beside a data file, its records as text in the order of its rows, found by id or key without reading columns.

A column file gives a million rows of one column in a moment and one row of all columns in none: 50 ms of work for a record.
A shelf packs thirty-two records together and knows the hashes of ids and keys; a record costs a tenth of a millisecond.
It never changes, is named as its data file, and may be deleted: the next load makes it again.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ipcity.lake.hashes import NONE, Hashes

FORM = 1  # of another form counts as missing
_TOGETHER = 32  # records: more pack better, fewer are unpacked faster
_CODEC = "zstd"
_MAGIC = b"ipcity shelf"
_TAIL = np.dtype([("rows", "<u8"), ("keys", "<u8"), ("blocks", "<u8"), ("form", "<u8")])
Small = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Index:
    """`ids` ascending, with the row and the version of each (`seqs`); `keys` ascending, each leading into `ids` by `at`."""

    ids: Hashes
    rows: Small
    seqs: Small
    keys: Hashes
    at: Small


class Found(Protocol):
    """What is looked into: a whole shelf, or one that a load is still filling."""

    @property
    def indexes(self) -> Sequence[Index]: ...
    def texts(self, rows: Sequence[int]) -> list[bytes]: ...


def index_of(ids: Hashes, rows: Small, seqs: Small, keys: Hashes, counts: npt.NDArray[np.int64]) -> Index:
    """Of rows in their order; `keys` are those of all rows one after another, `counts` how many each row has."""
    order = np.argsort(ids, kind="stable")
    place = np.empty(len(ids), np.uint32)
    place[order] = np.arange(len(ids), dtype=np.uint32)
    by_key = np.argsort(keys, kind="stable")
    return Index(ids[order], rows[order], seqs[order], keys[by_key], np.repeat(place, counts)[by_key])


def _united(parts: Sequence[Index]) -> Index:
    before = np.cumsum([0, *(len(one.ids) for one in parts)])
    ids = np.concatenate([NONE, *(one.ids for one in parts)])
    order = np.argsort(ids, kind="stable")
    place = np.empty(len(ids), np.uint32)
    place[order] = np.arange(len(ids), dtype=np.uint32)
    keys = np.concatenate([NONE, *(one.keys for one in parts)])
    at = np.concatenate(
        [np.empty(0, np.int64), *(one.at + begin for one, begin in zip(parts, before, strict=False))]
    )
    by_key = np.argsort(keys, kind="stable")
    small = [
        np.concatenate([np.empty(0, np.uint32), *(getattr(one, name) for one in parts)])
        for name in ("rows", "seqs")
    ]
    return Index(ids[order], small[0][order], small[1][order], keys[by_key], place[at][by_key])


class ShelfMaker:
    """Filled in the order of the rows of the data file; may be asked before it is closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.indexes: list[Index] = []
        self.rows = 0
        self._out = path.open("w+b")
        self._waiting: list[bytes] = []
        self._bounds, self._sizes = [0], list[int]()

    def add(self, index: Index, texts: Sequence[bytes]) -> None:
        self.indexes.append(index)
        self.rows += len(texts)
        self._waiting += texts
        whole = len(self._waiting) - len(self._waiting) % _TOGETHER
        for begin in range(0, whole, _TOGETHER):
            self._pack(self._waiting[begin : begin + _TOGETHER])
        del self._waiting[:whole]

    def texts(self, rows: Sequence[int]) -> list[bytes]:
        self._out.flush()
        return _picked(rows, self._block)

    def close(self) -> None:
        if self._waiting:
            self._pack(self._waiting)
            self._waiting = []
        index = _united(self.indexes)
        self._out.write(b"\0" * (-self._bounds[-1] % 8))
        for numbers in (self._bounds, index.ids, index.keys):
            self._out.write(np.asarray(numbers, "<u8").tobytes())
        for small in (self._sizes, index.rows, index.seqs, index.at):
            self._out.write(np.asarray(small, "<u4").tobytes())
        tail = np.array((self.rows, len(index.keys), len(self._sizes), FORM), _TAIL)
        self._out.write(tail.tobytes() + _MAGIC)
        self._out.flush()
        os.fsync(self._out.fileno())
        self._out.close()

    def _pack(self, texts: list[bytes]) -> None:
        block = b"\n".join(texts)
        packed = pa.compress(block, codec=_CODEC, asbytes=True)
        self._out.write(packed)
        self._bounds.append(self._bounds[-1] + len(packed))
        self._sizes.append(len(block))

    def _block(self, number: int) -> bytes:
        if number == len(self._sizes):
            return b"\n".join(self._waiting)
        begin, end = self._bounds[number : number + 2]
        return _unpacked(os.pread(self._out.fileno(), end - begin, begin), self._sizes[number])


class Shelf:
    """A whole shelf, mapped: what is not asked for is not read."""

    def __init__(self, mapped: mmap.mmap) -> None:
        self._mapped = mapped
        end = len(mapped) - len(_MAGIC) - _TAIL.itemsize
        tail = np.frombuffer(mapped, _TAIL, 1, end)[0]
        self.rows, keys, blocks = (int(tail[name]) for name in ("rows", "keys", "blocks"))
        lengths = [
            (8, blocks + 1),
            (8, self.rows),
            (8, keys),
            (4, blocks),
            (4, self.rows),
            (4, self.rows),
            (4, keys),
        ]
        at = end - sum(width * length for width, length in lengths)
        arrays = []
        for width, length in lengths:
            arrays.append(np.frombuffer(mapped, f"<u{width}", length, at))
            at += width * length
        self._bounds, ids, hashed, self._sizes, rows, seqs, places = arrays
        self.indexes = (Index(ids, rows, seqs, hashed, places),)

    def texts(self, rows: Sequence[int]) -> list[bytes]:
        return _picked(rows, self._block)

    def all_texts(self) -> Iterator[bytes]:
        """In the order of the rows."""
        for number in range(len(self._sizes)):
            yield from self._block(number).split(b"\n")

    def _block(self, number: int) -> bytes:
        begin, end = int(self._bounds[number]), int(self._bounds[number + 1])
        return _unpacked(self._mapped[begin:end], int(self._sizes[number]))


def open_shelf(path: Path) -> Shelf | None:
    """None: there is none, or none that can be read."""
    try:
        return _opened(path)
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=4096)
def _opened(path: Path) -> Shelf:
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    end = len(mapped) - len(_MAGIC)
    if mapped[end:] != _MAGIC or np.frombuffer(mapped, _TAIL, 1, end - _TAIL.itemsize)["form"][0] != FORM:
        raise ValueError(path)
    return Shelf(mapped)


def _picked(rows: Sequence[int], block: _Block) -> list[bytes]:
    """Each block is unpacked once, where rows that follow one another lie in it."""
    found: list[bytes] = []
    number, lines = -1, list[bytes]()
    for row in rows:
        if row // _TOGETHER != number:
            number = row // _TOGETHER
            lines = block(number).split(b"\n")
        found.append(lines[row % _TOGETHER])
    return found


class _Block(Protocol):
    def __call__(self, number: int, /) -> bytes: ...


def _unpacked(packed: bytes, size: int) -> bytes:
    block: bytes = pa.decompress(packed, decompressed_size=size, codec=_CODEC, asbytes=True)
    return block
