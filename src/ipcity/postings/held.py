"""In how many documents each term of a family stands, field by field: what its rarity is worked out from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from ipcity.postings import files
from ipcity.postings.packing import Counts, Numbers
from ipcity.postings.schema import FIELD_BITS, MOST_FIELDS, Family


class HeldWriter:
    def __init__(self, family: Family) -> None:
        self._family, self._parts = family, [np.empty((0, len(family.fields)), np.uint32)]

    def add(self, slots: Numbers, places: Numbers, counts: Counts) -> None:
        """The lists of further terms. `slots`: of the blocks of places."""
        if not len(counts):
            return
        slot = slots[places >> self._family.block]
        term = np.repeat(np.arange(len(counts)), counts)
        begins = np.diff(slot, prepend=~slot[:1]).astype(bool)
        begins[np.cumsum(counts)[:-1]] = True
        at = (term[begins] * MOST_FIELDS) + (slot[begins] & np.uint32(MOST_FIELDS - 1))
        found = np.bincount(at, minlength=len(counts) * MOST_FIELDS).reshape(-1, MOST_FIELDS)
        self._parts.append(found[:, : len(self._family.fields)].astype(np.uint32))

    def close(self, folder: Path) -> None:
        files.save(folder, f"{self._family.name}.held", np.concatenate(self._parts))


def document_of(slots: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    return slots >> np.uint32(FIELD_BITS)
