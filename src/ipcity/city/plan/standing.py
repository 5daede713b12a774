"""Rule R-03: where a target stands. Pure: the same points and the same day give the same answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any, Literal

from ipcity.base.files import read_yaml
from ipcity.city.plan.student import student_quantile

RULE = "R-03"
Text = dict[str, str]
State = Literal["ok", "warn", "bad", "none"]


@dataclass(frozen=True)
class Value:
    """A measured value on a day."""

    on: date
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What the plan demands at the end of its period."""

    value: Decimal
    comparator: str
    period_from: date
    period_to: date


@dataclass(frozen=True)
class Forecast:
    on: date
    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Standing:
    """`straight` and `compound` are the paths' values today; `against_…` how far the value lies above them."""

    state: State
    reason: Text
    rule: str = RULE
    rule_text: Text = field(default_factory=dict)
    baseline: Value | None = None
    current: Value | None = None
    straight: Decimal | None = None
    compound: Decimal | None = None
    against_straight: Decimal | None = None
    against_compound: Decimal | None = None
    forecast_on: date | None = None
    forecast: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    points: int = 0


@cache
def rules() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(Path(__file__).with_name("data") / "rules.yaml")
    return found


def standing(aim: Aim, series: Sequence[Value], today: date) -> Standing:
    """The newest point up to today is the current value, the last one before the period the baseline."""
    known = sorted((one for one in series if one.on <= today), key=lambda one: one.on)
    before = [one for one in known if one.on < aim.period_from]
    within = [one for one in known if aim.period_from <= one.on <= aim.period_to]
    baseline = before[-1] if before else None
    current = within[-1] if within else baseline
    straight = straight_path(aim, baseline, today) if baseline else None
    compound = compound_path(aim, baseline, today) if baseline else None
    state, reason, forecast = _judged(aim, within, today)
    return Standing(
        state=state, reason=reason, rule_text=rules()[RULE]["text"], baseline=baseline, current=current,
        straight=_rounded(straight), compound=_rounded(compound),
        against_straight=_above(current, straight), against_compound=_above(current, compound),
        forecast_on=forecast.on if forecast else None,
        forecast=_rounded(forecast.value if forecast else None),
        low=_rounded(forecast.low if forecast else None), high=_rounded(forecast.high if forecast else None),
        points=len(within),
    )  # fmt: skip


def straight_path(aim: Aim, baseline: Value, today: date) -> float:
    """The baseline joined to the target by a straight line, day by day."""
    return float(baseline.value) + float(aim.value - baseline.value) * _elapsed(aim, baseline, today)


def compound_path(aim: Aim, baseline: Value, today: date) -> float | None:
    """The same growth every day; there is none from or to nought."""
    if baseline.value <= 0 or aim.value <= 0:
        return None
    ratio = float(aim.value) / float(baseline.value)
    return float(baseline.value) * float(ratio ** _elapsed(aim, baseline, today))


def fitted(points: Sequence[Value], on: date, coverage: float) -> Forecast | None:
    """Ordinary least squares, with the interval for one new value on that day. None when all are of one day."""
    first, count = points[0].on, len(points)
    xs = [float((one.on - first).days) for one in points]
    ys = [float(one.value) for one in points]
    mean_x, mean_y = sum(xs) / count, sum(ys) / count
    spread = sum((x - mean_x) ** 2 for x in xs)
    if spread == 0 or count < 3:
        return None
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    left = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in zip(xs, ys, strict=True))
    away = (on - first).days - mean_x
    error = sqrt(left / (count - 2) * (1 + 1 / count + away**2 / spread))
    value, half = mean_y + slope * away, student_quantile(0.5 + coverage / 2, count - 2) * error
    return Forecast(on, value, value - half, value + half)


def _elapsed(aim: Aim, baseline: Value, today: date) -> float:
    whole = (aim.period_to - baseline.on).days
    return min(max((today - baseline.on).days / whole, 0.0), 1.0)


def _judged(aim: Aim, within: Sequence[Value], today: date) -> tuple[State, Text, Forecast | None]:
    rule = rules()[RULE]
    if today < aim.period_from:
        return "none", _reason("not_begun"), None
    if today >= aim.period_to:
        return _judged_at_end(aim, within)
    if len(within) < rule["fewest_points"]:
        return "none", _reason("few", count=len(within), least=rule["fewest_points"]), None
    forecast = fitted(within, aim.period_to, float(rule["coverage"]))
    if forecast is None:
        return "none", _reason("same_day"), None
    state = meets(aim, forecast.low, forecast.high)
    return state, _reason({"ok": "on_course", "warn": "across"}.get(state, "behind")), forecast


def _judged_at_end(aim: Aim, within: Sequence[Value]) -> tuple[State, Text, Forecast | None]:
    if not within or within[-1].on != aim.period_to:
        return "none", _reason("ended_without", end=aim.period_to), None
    last = float(within[-1].value)
    return meets(aim, last, last), _reason("ended", end=aim.period_to), None


def meets(aim: Aim, low: float, high: float) -> State:
    """ok: every value of the interval meets the target; bad: none does; warn: some do."""
    least, most, value = _number(low), _number(high), _number(float(aim.value))
    if aim.comparator == "=":
        return "ok" if least == most == value else "warn" if least <= value <= most else "bad"
    does = {">=": Decimal.__ge__, ">": Decimal.__gt__, "<=": Decimal.__le__, "<": Decimal.__lt__}[
        aim.comparator
    ]
    both = (does(least, value), does(most, value))
    return "ok" if all(both) else "warn" if any(both) else "bad"


def _number(value: float) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-int(rules()[RULE]["decimals"])))


def _rounded(value: float | None) -> Decimal | None:
    return None if value is None else _number(value)


def _above(current: Value | None, path: float | None) -> Decimal | None:
    return None if current is None or path is None else _number(float(current.value) - path)


def _reason(code: str, **facts: object) -> Text:
    return {language: text.format(**facts) for language, text in rules()["reasons"][code].items()}
