"""Numbers that no office has given, millions of them: serials from 9,100,000, publications from CN150000000."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pyarrow as pa

FIRST_SERIAL = 9_100_000  # below lies the sample city
FIRST_YEAR, YEARS = 2010, 12
_WEIGHTS = np.array([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5])
_CHECKS = np.frombuffer(b"0123456789X", dtype=np.uint8)
_APPLICATION = re.compile(r"20\d\d[12]9[1-9]\d{5}[0-9X]")
_PUBLICATION = re.compile(r"CN[12][5-8]\d{7}[ABU]")
INVENTION, MODEL = 0, 1


class Numberer:
    """Counts on from block to block."""

    def __init__(self) -> None:
        self._filed = np.zeros((2, YEARS), np.int64)
        self._out = np.zeros(2, np.int64)

    def applications(self, types: np.ndarray, years: np.ndarray) -> pa.StringArray:
        """Thirteen places with the check digit; `years` count from FIRST_YEAR."""
        serials = FIRST_SERIAL + self._counted(types * YEARS + years, self._filed.reshape(-1))
        digits = np.empty((len(types), 13), np.uint8)
        _write(digits[:, 0:4], years + FIRST_YEAR)
        digits[:, 4] = types + 1 + 48
        _write(digits[:, 5:12], serials)
        digits[:, 12] = _CHECKS[((digits[:, :12].astype(np.int64) - 48) @ _WEIGHTS) % 11]
        return fixed(digits)

    def publications(self, types: np.ndarray, letters: np.ndarray) -> pa.StringArray:
        """`letters` as bytes."""
        serials = self._counted(types, self._out)
        text = np.empty((len(types), 12), np.uint8)
        text[:, 0:2] = np.frombuffer(b"CN", dtype=np.uint8)
        text[:, 2] = types + 1 + 48
        _write(text[:, 3:11], 50_000_000 + serials)
        text[:, 11] = letters
        return fixed(text)

    @staticmethod
    def _counted(keys: np.ndarray, counters: np.ndarray) -> np.ndarray:
        """The next number of each key, in order."""
        order = np.argsort(keys, kind="stable")
        counts = np.bincount(keys, minlength=len(counters))
        firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        numbers = np.empty(len(keys), np.int64)
        numbers[order] = np.arange(len(keys)) - firsts[keys[order]] + counters[keys[order]]
        counters += counts
        return numbers


def _write(target: np.ndarray, values: np.ndarray) -> None:
    """Decimal digits, right aligned, with leading zeros."""
    for place in range(target.shape[1] - 1, -1, -1):
        target[:, place] = values % 10 + 48
        values = values // 10


def fixed(text: np.ndarray) -> pa.StringArray:
    """Rows of bytes, all of one width, as Arrow text without making a Python string."""
    count, width = text.shape
    offsets = np.arange(0, (count + 1) * width, width, dtype=np.int32)
    return pa.StringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(text)))


def is_made_up(application: str, publications: Iterable[str]) -> bool:
    return bool(_APPLICATION.fullmatch(application)) and all(map(_PUBLICATION.fullmatch, publications))
