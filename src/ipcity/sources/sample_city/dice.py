"""Chance with a seed. Only `random()` is drawn, whose sequence Python keeps between versions: same seed, same city."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")
TUESDAY, FRIDAY = 1, 4


class Dice:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def chance(self, share: float) -> bool:
        return self._random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self._random() * len(items))]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different places of `items`, in the order drawn; all of them when there are fewer."""
        left = list(items)
        return [left.pop(int(self._random() * len(left))) for _ in range(min(count, len(left)))]

    def weighed(self, items: Sequence[T], weights: Sequence[float]) -> T:
        at = self._random() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            at -= weight
            if at < 0:
                return item
        return items[-1]

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.between(0, (last - first).days))


def gazette_day(day: date) -> date:
    """The first gazette day on or after `day`: the office publishes on Tuesdays and Fridays."""
    while day.weekday() not in (TUESDAY, FRIDAY):
        day += timedelta(days=1)
    return day
