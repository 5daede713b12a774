"""The history of a value as one drawing: when each value begins, and where today stands.

The scale runs from the first day of the history to today, or to the last value when that is announced for later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

_CLOSE = 22.0  # labels nearer than this per cent go to lanes of their own
LANES = 3


@dataclass(frozen=True)
class Step:
    at: float
    until: float
    begins: str
    shown: str
    label_y: int
    right: bool
    odd: bool


@dataclass(frozen=True)
class TimeLine:
    steps: tuple[Step, ...]
    today_at: float
    today: str
    sentence: str


def time_line(values: list[tuple[date, str]], today: date) -> TimeLine | None:
    """None where nothing ever changed: a line with one step says no more than its row."""
    if len(values) < 2:
        return None
    begin = values[0][0]
    end = max(today, values[-1][0] + timedelta(days=365))
    span = (end - begin).days

    def at(day: date) -> float:
        return round((day - begin).days / span * 100, 2)

    spots = [at(day) for day, _ in values]
    steps, lane = [], 0
    for index, (day, shown) in enumerate(values):
        lane = (lane + 1) % LANES if index and spots[index] - spots[index - 1] < _CLOSE else 0
        until = spots[index + 1] if index + 1 < len(spots) else 100.0
        steps.append(
            Step(
                spots[index], until, day.isoformat(), shown, 14 + 16 * lane, spots[index] > 70, index % 2 == 1
            )
        )
    said = gettext("；").join(
        gettext("自 %(day)s 起 %(value)s") % {"day": one.begins, "value": one.shown} for one in steps
    )
    return TimeLine(tuple(steps), at(today), today.isoformat(), said)
