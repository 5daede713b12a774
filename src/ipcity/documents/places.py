"""Which characters of a stretch are spoken for; as fast for a damaged file of dates as for a plan."""

from __future__ import annotations


class Taken:
    """Marks over `start`..`end` of a text."""

    def __init__(self, start: int, end: int) -> None:
        self._first = start
        self._marks = bytearray(max(0, end - start))

    def take(self, start: int, end: int) -> None:
        begin, stop = self._within(start), self._within(end)
        self._marks[begin:stop] = b"\x01" * (stop - begin)

    def is_free(self, start: int, end: int) -> bool:
        """No character between the two places is taken."""
        return self._marks.find(1, self._within(start), self._within(end)) < 0

    def _within(self, place: int) -> int:
        return min(max(place - self._first, 0), len(self._marks))
