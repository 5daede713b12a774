"""How often each record is cited by the records of the lake: counted from the citing side, over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from ipcity.lake.view import View
from ipcity.search.forms import plain_number

_ROWS = 50_000  # looked at in one go


class Citing:
    """The counts at one version of the lake: twelve bytes for each number that is cited, whatever its length."""

    def __init__(self, view: View) -> None:
        rows = view.sql(
            "select c.number as cited, count(distinct record_id) as n from "
            "(select record_id, unnest(citations) as c from records where redirect is null) group by 1"
        )
        marks = [
            _marks([plain_number(one) for one in batch["cited"].to_pylist()])
            for batch in rows.to_batches(_ROWS)
        ]
        self._marks, at = np.unique(np.concatenate([_marks([]), *marks]), return_inverse=True)
        self._counts = np.bincount(at, rows["n"].to_numpy(), len(self._marks)).astype(np.uint32)

    def of(self, forms: Sequence[Sequence[str]]) -> list[int]:
        """For each record the sum over its forms. A number may be cited with its office and kind letter or without: each
        writing was counted once."""
        if not len(self._marks):
            return [0] * len(forms)
        asked = _marks([form for one in forms for form in one])
        at = np.minimum(np.searchsorted(self._marks, asked), len(self._marks) - 1)
        sums = np.concatenate([[0], np.cumsum(np.where(self._marks[at] == asked, self._counts[at], 0))])
        ends = np.cumsum([0, *map(len, forms)])
        return [int(one) for one in np.diff(sums[ends])]


def _marks(numbers: list[str]) -> npt.NDArray[np.uint64]:
    """The same in every process, unlike Python's own hashes."""
    return np.frombuffer(
        b"".join(blake2b(one.encode(), digest_size=8).digest() for one in numbers), np.uint64
    )
