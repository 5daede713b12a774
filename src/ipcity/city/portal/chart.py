"""A small line chart without script: values of one indicator in time, the target beside them where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ipcity.city.indicators.reading import Reading
from ipcity.city.plan.board import TargetRow
from ipcity.city.portal.written import figure

HEIGHT = 200  # px; widths are per cent, so that the writing keeps its size on any screen
_LEFT, _RIGHT, _TOP, _FOOT = 9.0, 84.0, 18, 26


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    on: date
    value: str
    snapshot_id: int
    labelled: bool


@dataclass(frozen=True)
class Chart:
    dots: tuple[Dot, ...]
    path: str
    grid: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, int], ...]
    goal: float | None
    goal_text: str
    sentence: str
    height: int = HEIGHT
    left: float = _LEFT
    right: float = _RIGHT


def line_chart(reading: Reading, target: TargetRow | None) -> Chart | None:
    """None with fewer than two points: a single value is no line. The axis begins at 0."""
    points = sorted(reading.series, key=lambda point: point.on)
    if len(points) < 2:
        return None
    goal = target.value if target else None
    top = _ceiling(max([point.value for point in points] + ([goal] if goal is not None else [])))
    first, last = points[0].on, points[-1].on
    days = (last - first).days or 1

    def across(day: date) -> float:
        return round(_LEFT + (day - first).days / days * (_RIGHT - _LEFT), 2)

    def up(value: Decimal) -> float:
        return round(HEIGHT - _FOOT - float(value / top) * (HEIGHT - _FOOT - _TOP), 1)

    ends = {0, len(points) - 1}
    dots = tuple(
        Dot(
            across(point.on), up(point.value), point.on, figure(point.value, 2), point.snapshot_id, at in ends
        )
        for at, point in enumerate(points)
    )
    return Chart(
        dots=dots,
        path="M" + "L".join(f"{dot.x} {dot.y}" for dot in dots),
        grid=tuple((up(top * step / 4), figure(top * step / 4)) for step in range(5)),
        years=tuple(
            (across(max(date(year, 1, 1), first)), year)
            for year in range(first.year, last.year + 1)
            if date(year, 1, 1) >= first
        ),
        goal=up(goal) if goal is not None else None,
        goal_text=figure(goal) if goal is not None else "",
        sentence=f"{first} {figure(points[0].value, 2)} → {last} {figure(points[-1].value, 2)}",
    )


def _ceiling(value: Decimal) -> Decimal:
    """The next of 1, 2, 4, 6, 8, 10, 12, 16, 20 … times a power of ten: four grid lines fall on plain numbers."""
    power = Decimal(1)
    while value > 20 * power:
        power *= 10
    while value <= 2 * power and power > Decimal("0.01"):
        power /= 10
    return next(step * power for step in (1, 2, 4, 6, 8, 10, 12, 16, 20) if value <= step * power)
