"""Geometry of the tide gauge for targets: positions in per cent, and the sentence that says the drawing.

The scale of every row: baseline 0, target 1, and the target at the same place, so that the eye runs down one line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from ipcity.city.plan.board import Board, TargetRow
from ipcity.city.plan.standing import Standing
from ipcity.city.portal.words import HEDGES, STANDINGS
from ipcity.city.portal.written import ABSENT, figure

TARGET_AT = 70.0  # per cent of the width, in rows
COLUMN_TARGET_AT = 84.0  # per cent of the height, in the columns of the front page
_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}


@dataclass(frozen=True)
class Gauge:
    """None: not drawn. `beyond` is true where the value leaves the scale."""

    value: float | None
    straight: float | None
    compound: float | None
    low: float | None
    high: float | None
    forecast: float | None
    low_beyond: bool
    high_beyond: bool
    target: float
    sentence: str

    @property
    def top(self) -> float:
        """Of a column: from above."""
        return round(100 - (self.value or 0), 2)

    @property
    def due_top(self) -> float:
        return round(100 - (self.straight or 0), 2)

    @property
    def target_top(self) -> float:
        return round(100 - self.target, 2)


@dataclass(frozen=True)
class GaugeRow:
    """A target as the board shows it. Texts are ready; nothing is worked out in the page."""

    row: TargetRow
    gauge: Gauge
    value: str
    aim: str
    against_straight: str
    against_compound: str
    forecast: str
    span: str
    behind: bool

    @property
    def known(self) -> bool:
        return self.row.reading.value is not None


def rows_of(board: Board) -> list[GaugeRow]:
    return [gauge_row(row, TARGET_AT) for row in board.targets]


def columns(rows: Iterable[TargetRow]) -> list[GaugeRow]:
    return [gauge_row(row, COLUMN_TARGET_AT) for row in rows]


def gauge_row(row: TargetRow, target_at: float) -> GaugeRow:
    judged, places = row.standing, _places(row)
    known = row.reading.value is not None
    gap = judged.against_straight if judged and known else None
    return GaugeRow(
        row=row,
        gauge=_gauge(row, target_at),
        value=figure(row.reading.value, places) if known else ABSENT,
        aim=aim_text(row),
        against_straight=_signed(gap, places),
        against_compound=_signed(judged.against_compound if judged and known else None, places),
        forecast=figure(judged.forecast if judged and known else None, places),
        span=_span(judged, places) if judged and known else "",
        behind=gap is not None and gap < 0,
    )


def aim_text(row: TargetRow) -> str:
    """力争 ≥ 12: the hedge and the comparator of the plan are kept."""
    hedge = f"{HEDGES.get(row.hedge, row.hedge)} " if row.hedge else ""
    return f"{hedge}{_SIGNS.get(row.comparator, row.comparator)} {figure(row.value)}"


def _gauge(row: TargetRow, target_at: float) -> Gauge:
    judged = row.standing if row.reading.value is not None else None
    base = judged.baseline.value if judged and judged.baseline else Decimal(0)

    def at(value: Decimal | None) -> float | None:
        if value is None or row.value == base:
            return None
        return round(float((value - base) / (row.value - base)) * target_at, 2)

    straight = at(judged.straight) if judged else None
    low, high = (at(judged.low), at(judged.high)) if judged else (None, None)
    if low is not None and high is not None and low > high:
        low, high = high, low  # a target below its baseline: the scale runs the other way
    return Gauge(
        value=_inside(at(row.reading.value)),
        straight=_inside(straight),
        compound=_inside(at(judged.compound)) if judged else None,
        low=_inside(low),
        high=_inside(high),
        forecast=_inside(at(judged.forecast)) if judged else None,
        low_beyond=low is not None and low < 0,
        high_beyond=high is not None and high > 100,
        target=target_at,
        sentence=_sentence(row, judged),
    )


def _inside(position: float | None) -> float | None:
    return None if position is None else min(max(position, 0.0), 100.0)


def _places(row: TargetRow) -> int:
    value = row.reading.value
    return (
        0 if value is None or (value == value.to_integral_value() and row.reading.denominator is None) else 2
    )


def _signed(value: Decimal | None, places: int) -> str:
    if value is None:
        return ABSENT
    text = figure(value, places)
    return f"+{text}" if value > 0 else text


def _span(judged: Standing, places: int) -> str:
    if judged.low is None or judged.high is None:
        return ""
    return f"{figure(judged.low, places)}～{figure(judged.high, places)}"


def _sentence(row: TargetRow, judged: Standing | None) -> str:
    if row.reading.value is None:
        return gettext("%(name)s：目标 %(aim)s，无记录") % {"name": row.name, "aim": aim_text(row)}
    places = _places(row)
    parts = [
        gettext("%(name)s：现值 %(value)s，目标 %(aim)s")
        % {"name": row.name, "value": figure(row.reading.value, places), "aim": aim_text(row)}
    ]
    if judged and judged.straight is not None:
        parts.append(gettext("今天应到 %(value)s") % {"value": figure(judged.straight, places)})
    if judged and judged.forecast is not None:
        facts = {"value": figure(judged.forecast, places), "span": _span(judged, places)}
        parts.append(gettext("期末预测 %(value)s（%(span)s）") % facts)
    return gettext("，").join([*parts, str(STANDINGS[row.state])])
