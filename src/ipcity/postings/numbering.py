"""The values of a field over all segments, numbered as one, so that counts of segments are added as arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ipcity.postings.segment import Segment

Places = npt.NDArray[np.int64]


class Numbering:
    """First the values of the largest segment, in their order; then those that stand in others alone, in theirs."""

    def __init__(self, segments: Sequence[Segment], field: str) -> None:
        self._largest = max(segments, key=lambda one: one.size)
        self._low, high = self._largest.span(field)
        self.first = high - self._low  # so many are of the largest
        values = [_values(one, field) for one in segments if one is not self._largest]
        at = [np.array([self._place(field, value) for value in each], np.int64) for each in values]
        self._others = sorted(
            {each[lost] for each, here in zip(values, at, strict=True) for lost in np.flatnonzero(here < 0)}
        )
        number = {value: self.first + place for place, value in enumerate(self._others)}
        for each, here in zip(values, at, strict=True):
            for lost in np.flatnonzero(here < 0).tolist():
                here[lost] = number[each[lost]]
        rest = iter(at)
        self.of = [None if one is self._largest else next(rest) for one in segments]

    def __len__(self) -> int:
        return self.first + len(self._others)

    def add(self, sums: Places, counts: Places, segment: int) -> None:
        """Counts of a segment's own values to those of all."""
        if (numbers := self.of[segment]) is None:
            sums[: self.first] += counts
        else:
            sums[numbers] += counts  # no value stands twice in a segment

    def written(self, number: int) -> str:
        if number >= self.first:
            return self._others[number - self.first]
        return self._largest.keys.written(self._low + number)[1:]

    def _place(self, field: str, value: str) -> int:
        at = self._largest.keyword_at(field, value)
        return at - self._low if at >= 0 else -1


def _values(one: Segment, field: str) -> list[str]:
    low, high = one.span(field)
    return [one.keys.written(at)[1:] for at in range(low, high)]
