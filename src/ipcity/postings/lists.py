"""The lists of a dictionary on the disk: for each term, in the order of terms, the places where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from ipcity.postings import files
from ipcity.postings.packing import UNITS, WIDTHS, Counts, Numbers, Units, pack, unpack_many, unpacked


class ListsWriter:
    """Lists are added in the order of their terms, many at a time."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name, self._count = folder, name, 0
        self._data = {width: files.Growing(folder, f"{name}.gaps{width}") for width in WIDTHS}
        self._first: list[Numbers] = []
        self._several: list[npt.NDArray[np.int64]] = []
        self._known: dict[str, list[npt.NDArray[np.uint32]]] = {"count": [], "units": [], "width": []}

    def add(self, values: Numbers, counts: Counts) -> None:
        if not len(counts):
            return
        packed = pack(values, counts)
        for width, units in packed.data.items():
            self._data[width].add(units)
        several = counts > 1
        self._first.append(packed.first)
        self._several.append(np.flatnonzero(several) + self._count)
        for name, known in (("count", counts), ("units", packed.units), ("width", packed.width)):
            self._known[name].append(known[several].astype(np.uint8 if name == "width" else np.uint32))
        self._count += len(counts)

    def close(self) -> None:
        for out in self._data.values():
            out.close()
        self._save("first", _joined(self._first, np.uint32))
        self._save(
            "several",
            np.frombuffer(
                BitMap(np.array(_joined(self._several, np.int64), np.uint32)).serialize(), np.uint8
            ),
        )
        width, units = _joined(self._known["width"], np.uint8), _joined(self._known["units"], np.uint32)
        starts = np.zeros(len(width), np.int64)
        for one in WIDTHS:
            own = width == one
            starts[own] = np.concatenate([[0], np.cumsum(units[own], dtype=np.int64)])[:-1]
        self._save("start", starts.astype(np.uint32) if starts.max(initial=0) < 2**32 else starts)
        for name in ("units", "width", "count"):
            self._save(name, _joined(self._known[name], np.uint8 if name == "width" else np.uint32))

    def _save(self, part: str, array: Units) -> None:
        files.save(self._folder, f"{self._name}.{part}", array)


class Lists:
    """Read by the place of a term in its dictionary."""

    def __init__(self, folder: Path, name: str) -> None:
        self._first, self._start, self._units, self._width, self._count = (
            files.load(folder, f"{name}.{part}") for part in ("first", "start", "units", "width", "count")
        )
        self._several = BitMap.deserialize(files.load(folder, f"{name}.several").tobytes())
        self._data = {
            width: np.frombuffer(files.mapped(folder, f"{name}.gaps{width}"), UNITS[width])
            for width in WIDTHS
        }

    def __len__(self) -> int:
        return len(self._first)

    def count(self, at: int) -> int:
        """How many places one term has."""
        return int(self._count[self._several.rank(at) - 1]) if at in self._several else 1

    def at(self, at: int) -> Numbers:
        """The places of one term, ascending."""
        if at not in self._several:
            return self._first[at : at + 1]
        which = self._several.rank(at) - 1
        begin, data = int(self._start[which]), self._data[int(self._width[which])]
        return unpacked(
            int(self._first[at]), data[begin : begin + int(self._units[which])], int(self._count[which])
        )

    def counts(self, low: int, high: int) -> Counts:
        """Of the terms from `low` to `high`."""
        found = np.ones(high - low, np.int64)
        begin, end = self._ranks(low, high)
        found[self._inside(low, high)] = self._count[begin:end]
        return found

    def between(self, low: int, high: int) -> Numbers:
        """The places of the terms from `low` to `high`, term after term."""
        begin, end = self._ranks(low, high)
        inside, counts = self._inside(low, high), self.counts(low, high)
        width, units = np.ones(high - low, np.uint8), np.zeros(high - low, np.int64)
        width[inside], units[inside] = self._width[begin:end], self._units[begin:end]
        data = {}
        for one in WIDTHS:
            own = np.flatnonzero(self._width[begin:end] == one)
            data[one] = self._data[one][:0]
            if len(own):
                last = begin + own[-1]
                data[one] = self._data[one][
                    int(self._start[begin + own[0]]) : int(self._start[last]) + int(self._units[last])
                ]
        return unpack_many(self._first[low:high], width, units, counts, data)

    def _ranks(self, low: int, high: int) -> tuple[int, int]:
        return (self._several.rank(low - 1) if low else 0), (self._several.rank(high - 1) if high else 0)

    def _inside(self, low: int, high: int) -> npt.NDArray[np.int64]:
        within = self._several & BitMap(range(low, high))
        return np.asarray(within.to_array(), np.int64) - low


def _joined(parts: Sequence[Units], kind: type) -> Units:
    return np.concatenate(parts).astype(kind) if parts else np.empty(0, kind)
