"""Whole numbers, one after another, as their places among the few different ones: a day among ten thousand days takes two
bytes, and a span of days is a span of places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ipcity.postings import files

Marks = npt.NDArray[np.bool_]


class Coded:
    def __init__(self, folder: Path, name: str) -> None:
        self.values = files.load(folder, f"{name}.values")  # ascending, none twice
        self.codes = files.load(folder, f"{name}.codes")

    def take(self, which: npt.NDArray[Any]) -> npt.NDArray[Any]:
        return self.values.take(self.codes.take(which))

    def all(self) -> npt.NDArray[Any]:
        return self.values.take(self.codes)

    def within(self, low: int, high: int) -> Marks:
        """Which are neither smaller nor greater."""
        begin = np.searchsorted(self.values, low)
        end = np.searchsorted(self.values, high, side="right")
        return np.asarray((self.codes >= begin) & (self.codes < end))

    def up_to(self, high: int) -> Marks:
        return np.asarray(self.codes < np.searchsorted(self.values, high, side="right"))


def save_coded(folder: Path, name: str, numbers: npt.NDArray[Any]) -> None:
    values = np.unique(numbers)
    kind = np.min_scalar_type(max(len(values) - 1, 0))
    files.save(folder, f"{name}.values", values)
    files.save(folder, f"{name}.codes", np.searchsorted(values, numbers).astype(kind))
