"""Numbers of documents ↔ ids of records. Document n of an index is the record on line n of `ids.txt` beside it.

Lines are only added. How many of them count is committed with the documents, so a killed writer leaves no wrong line:
the next one cuts off what was never committed. A record that changes gets a new number; its old one stays unused.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

FILE = "ids.txt"


@dataclass(frozen=True)
class Extent:
    """What of the file counts: lines and bytes."""

    lines: int = 0
    size: int = 0


class IdsWriter:
    def __init__(self, folder: Path, extent: Extent) -> None:
        self._out = (folder / FILE).open("ab")
        self._out.truncate(extent.size)
        self._lines, self._size = extent.lines, extent.size

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._out.close()

    @property
    def next(self) -> int:
        """The number of the document that is added next."""
        return self._lines

    def add(self, record_ids: list[str]) -> None:
        """These documents follow."""
        lines = "".join(f"{one}\n" for one in record_ids).encode()
        self._out.write(lines)
        self._size += len(lines)
        self._lines += len(record_ids)

    def extent(self) -> Extent:
        """On the disk by now; to be committed with the documents."""
        self._out.flush()
        os.fsync(self._out.fileno())
        return Extent(self._lines, self._size)


def read_ids(folder: Path, extent: Extent) -> pa.LargeStringArray:
    """All ids in the order of their numbers, without a Python string each; lines keep their end until `record_ids`."""
    if not extent.lines:
        return pa.array([], pa.large_string())
    text = np.fromfile(folder / FILE, np.uint8, count=extent.size)
    offsets = np.concatenate([[0], np.flatnonzero(text == ord("\n")) + 1]).astype(np.int64)
    return pa.LargeStringArray.from_buffers(extent.lines, pa.py_buffer(offsets), pa.py_buffer(text))


def record_ids(ids: pa.LargeStringArray, numbers: npt.NDArray[np.uint32]) -> list[str]:
    """Sorted."""
    found = pc.utf8_rtrim(ids.take(pa.array(numbers, pa.uint32())), "\n")
    return list(found.take(pc.sort_indices(found)).to_pylist())
