"""Dictionaries: terms in order, each by its place in that order. Words are bytes; pairs of characters are numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ipcity.postings import files

_BITS = 21  # of a character
_STRETCH = 64  # terms from one signpost to the next
_AFTER = b"\xff"  # stands in no text; behind all that begins with what is before it


class Keys(Protocol):
    def __len__(self) -> int: ...
    def find(self, term: str) -> int:
        """-1 where it is not."""

    def span(self, prefix: str) -> tuple[int, int]:
        """The places of all terms that begin so: from, to (not included)."""

    def written(self, place: int) -> str: ...


def code_of_pair(pair: str) -> int:
    return ord(pair[0]) << _BITS | ord(pair[1])


class PairKeys:
    def __init__(self, codes: npt.NDArray[np.uint64]) -> None:
        self.codes = codes

    def __len__(self) -> int:
        return len(self.codes)

    def find(self, term: str) -> int:
        code = np.uint64(code_of_pair(term))
        at = int(self.codes.searchsorted(code))
        return at if at < len(self.codes) and self.codes[at] == code else -1

    def written(self, place: int) -> str:
        code = int(self.codes[place])
        return chr(code >> _BITS) + chr(code & (1 << _BITS) - 1)

    def span(self, prefix: str) -> tuple[int, int]:
        """Of a first character."""
        bounds = np.array([ord(prefix), ord(prefix) + 1], np.uint64) << np.uint64(_BITS)
        low, high = self.codes.searchsorted(bounds).tolist()
        return low, high


class WordKeys:
    def __init__(self, text: memoryview, ends: npt.NDArray[np.uint32]) -> None:
        self._text, self._ends = text, ends

    def __len__(self) -> int:
        return len(self._ends)

    def at(self, place: int) -> bytes:
        begin = int(self._ends[place - 1]) if place else 0
        return bytes(self._text[begin : int(self._ends[place])])

    def find(self, term: str, low: int = 0, high: int | None = None) -> int:
        """Between two places, where those are known. Which stretch it is in is found without reading any of them."""
        wanted, size = term.encode("utf-8", "surrogatepass"), len(self._ends)
        first = max(bisect_right(self._signposts, wanted) - 1, 0) * _STRETCH
        last = min(first + _STRETCH, size)
        if not size or wanted not in self._between(first, last):  # most that is looked for stands nowhere
            return -1
        low, high = max(low, first), min(size if high is None else high, last)
        at = bisect_left(range(size), wanted, low, max(low, high), key=self.at)
        return at if at < size and self.at(at) == wanted else -1

    def _between(self, first: int, last: int) -> bytes:
        """The terms of these places, without anything between them."""
        begin = int(self._ends[first - 1]) if first else 0
        return bytes(self._text[begin : int(self._ends[last - 1])])

    @cached_property
    def _signposts(self) -> list[bytes]:
        stops = self._ends[::_STRETCH].tolist()
        begins = [0, *self._ends[_STRETCH - 1 :: _STRETCH].tolist()]
        return [bytes(self._text[begin:stop]) for begin, stop in zip(begins, stops, strict=False)]

    def span(self, prefix: str) -> tuple[int, int]:
        begin, size = prefix.encode("utf-8", "surrogatepass"), len(self._ends)
        low = bisect_left(range(size), begin, key=self.at)
        return low, bisect_left(range(size), begin + _AFTER, lo=low, key=self.at)

    def written(self, place: int) -> str:
        return self.at(place).decode("utf-8", "surrogatepass")

    def arrow(self) -> pa.LargeBinaryArray:
        offsets = np.concatenate([[0], self._ends]).astype(np.int64)
        return pa.LargeBinaryArray.from_buffers(
            pa.large_binary(), len(self._ends), [None, pa.py_buffer(offsets), pa.py_buffer(self._text)]
        )


def write_words(folder: Path, name: str, terms: pa.LargeBinaryArray) -> None:
    """`terms` in order."""
    offsets = np.frombuffer(terms.buffers()[1], np.int64)[terms.offset : terms.offset + len(terms) + 1]
    text = terms.buffers()[2]
    out = files.Growing(folder, f"{name}.keys")
    if text is not None and len(offsets):
        out.add(bytes(memoryview(text)[int(offsets[0]) : int(offsets[-1])]))
    out.close()
    files.save(folder, f"{name}.key_ends", (offsets[1:] - offsets[0]).astype(np.uint32))


def read_words(folder: Path, name: str) -> WordKeys:
    return WordKeys(files.mapped(folder, f"{name}.keys"), files.load(folder, f"{name}.key_ends"))
