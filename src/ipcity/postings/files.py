"""Arrays in files: written once, mapped when read. A folder that is to be read for long is flushed as a whole."""

from __future__ import annotations

import mmap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ipcity.base.files import sync

_PLAIN = ".bin"
_HEADER = 128  # bytes of a file of an empty array
_AT_ONCE = 8  # files


def save(folder: Path, name: str, array: npt.NDArray[Any]) -> None:
    with (folder / f"{name}.npy").open("wb") as out:
        plain = np.ascontiguousarray(array)
        np.lib.format.write_array_header_1_0(out, np.lib.format.header_data_from_array_1_0(plain))
        out.write(plain.tobytes())  # `np.save` would not say that the disk is full


def flush(folder: Path) -> None:
    """All files of a folder are on the disk from now on. Asked for together, the disk writes them in few strokes."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(sync, folder.iterdir()):
            pass
    sync(folder)


def load(folder: Path, name: str) -> npt.NDArray[Any]:
    """Mapped: what is not looked at is not read. A plain array, since slices of `memmap` cost far more."""
    path = folder / f"{name}.npy"
    found = np.load(
        path, mmap_mode="r" if path.stat().st_size > _HEADER else None
    )  # nothing cannot be mapped
    array: npt.NDArray[Any] = np.asarray(found)
    return array


def narrow(numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """In as few bytes as hold the least and the greatest."""
    low, high = int(numbers.min(initial=0)), int(numbers.max(initial=0))
    return numbers.astype(np.result_type(np.min_scalar_type(low), np.min_scalar_type(high)))


class Growing:
    """An array of bytes or units that is written piece by piece."""

    def __init__(self, folder: Path, name: str) -> None:
        self._out = (folder / (name + _PLAIN)).open("wb")
        self.size = 0  # bytes

    def add(self, piece: bytes | npt.NDArray[Any]) -> None:
        data = piece if isinstance(piece, bytes) else piece.tobytes()
        self._out.write(data)
        self.size += len(data)

    def close(self) -> None:
        self._out.close()


def mapped(folder: Path, name: str) -> memoryview:
    """What `Growing` wrote."""
    path = folder / (name + _PLAIN)
    if not path.stat().st_size:
        return memoryview(b"")
    with path.open("rb") as found:
        return memoryview(mmap.mmap(found.fileno(), 0, access=mmap.ACCESS_READ))
