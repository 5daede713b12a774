"""In how many documents each term of a family stands, field by field: what its rarity is worked out from."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ipcity.postings import files
from ipcity.postings.packing import Counts, Numbers
from ipcity.postings.schema import MOST_FIELDS, Family


class HeldWriter:
    def __init__(self, family: Family) -> None:
        self._family, self._parts = family, [np.empty((0, len(family.fields)), np.uint32)]

    def add(self, slots: Numbers, places: Numbers, counts: Counts) -> None:
        """The lists of further terms. `slots`: of the blocks of places."""
        if not len(counts):
            return
        slot = slots.take(places >> np.uint32(self._family.block))
        new = np.ones(len(slot), bool)
        np.not_equal(slot[1:], slot[:-1], out=new[1:])
        new[np.cumsum(counts)[:-1]] = True
        begins = np.flatnonzero(new)
        term = np.repeat(np.arange(len(counts)), counts).take(begins)
        at = term * MOST_FIELDS + (slot.take(begins) & np.uint32(MOST_FIELDS - 1))
        found = np.bincount(at, minlength=len(counts) * MOST_FIELDS).reshape(-1, MOST_FIELDS)
        self._parts.append(found[:, : len(self._family.fields)].astype(np.uint32))

    def close(self, folder: Path) -> None:
        files.save(folder, f"{self._family.name}.held", np.concatenate(self._parts))
