"""Rule R-03 against a second method: numpy's line and t quantiles copied from a printed table."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from ipcity.city.plan.standing import Aim, Value, fitted, meets, standing
from ipcity.city.plan.student import student_quantile

# one-sided 0.90 (two-sided 80 %), from the usual printed table of Student's t
PRINTED = {1: 3.078, 2: 1.886, 3: 1.638, 4: 1.533, 5: 1.476, 6: 1.440, 7: 1.415, 8: 1.397, 9: 1.383, 10: 1.372, 20: 1.325, 30: 1.310}  # fmt: skip
QUARTERS = [date(2018, 3, 31), date(2018, 6, 30), date(2018, 9, 30), date(2018, 12, 31), date(2019, 3, 31), date(2019, 6, 30), date(2019, 9, 30)]  # fmt: skip
TODAY = date(2019, 9, 30)


def aim(value: str = "12", comparator: str = ">=") -> Aim:
    return Aim(
        value=Decimal(value),
        comparator=comparator,
        period_from=date(2018, 1, 1),
        period_to=date(2020, 12, 31),
    )


def series(*values: str) -> list[Value]:
    return [Value(on, Decimal(value)) for on, value in zip(QUARTERS, values, strict=False)]


BASE = Value(date(2017, 12, 31), Decimal("8"))


@pytest.mark.parametrize("freedom", PRINTED)
def test_quantiles_are_those_of_the_printed_table(freedom: int) -> None:
    assert student_quantile(0.9, freedom) == pytest.approx(PRINTED[freedom], abs=6e-4)


@pytest.mark.parametrize("values", [("8.2", "8.5", "8.9", "9.3"), ("8", "9", "8", "10", "9", "11", "10.5")])
def test_forecast_agrees_with_numpy(values: tuple[str, ...]) -> None:
    points, end = series(*values), date(2020, 12, 31)
    x = np.array([(one.on - date(2000, 1, 1)).days for one in points], dtype=float)
    y = np.array([float(one.value) for one in points])
    at, count = float((end - date(2000, 1, 1)).days), len(points)
    slope, height = np.polyfit(x - x.mean(), y, 1)
    expected = height + slope * (at - x.mean())
    left = y - (height + slope * (x - x.mean()))
    error = np.sqrt(
        left @ left / (count - 2) * (1 + 1 / count + (at - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum())
    )
    forecast = fitted(points, end, 0.80)
    assert forecast is not None
    assert forecast.value == pytest.approx(expected)
    assert forecast.high - forecast.value == pytest.approx(PRINTED[count - 2] * error, rel=5e-4)
    assert forecast.value - forecast.low == pytest.approx(forecast.high - forecast.value)


def test_paths_by_hand() -> None:
    """From 8 on 2017-12-31 to 12 on 2020-12-31 are 1096 days; 2019-09-30 is day 638."""
    told = standing(aim(), [BASE, *series("8.2", "8.5", "8.9", "9.3", "9.6", "9.9", "10.2")], TODAY)
    assert float(told.straight or 0) == pytest.approx(8 + 4 * 638 / 1096, abs=1e-4)
    assert float(told.compound or 0) == pytest.approx(8 * 1.5 ** (638 / 1096), abs=1e-4)
    assert told.against_straight == Decimal("10.2") - (told.straight or 0)
    assert (told.baseline, told.points) == (BASE, 7)


def test_a_straight_series_meets_its_target_exactly() -> None:
    exact = [Value(on, 8 + Decimal(4 * (on - BASE.on).days) / 1096) for on in QUARTERS]
    told = standing(aim(), [BASE, *exact], TODAY)
    assert (told.state, told.forecast, told.low, told.high) == ("ok", Decimal(12), Decimal(12), Decimal(12))
    assert standing(aim(comparator=">"), [BASE, *exact], TODAY).state == "bad"


@pytest.mark.parametrize(
    ("values", "state"),
    [
        (("9", "10", "11", "12", "13"), "ok"),
        (("8.1", "8.9", "8.6", "9.6", "9.2"), "warn"),
        (("8", "8.01", "8.02", "8.03", "8.04"), "bad"),
        (("8", "9", "10"), "none"),
    ],
)
def test_states(values: tuple[str, ...], state: str) -> None:
    assert standing(aim(), [BASE, *series(*values)], TODAY).state == state


def test_fewer_than_four_points_say_why() -> None:
    told = standing(aim(), [BASE, *series("8", "9", "10")], TODAY)
    assert told.forecast is None and "3 期" in told.reason["zh"] and "3 values" in told.reason["en"]


def test_later_points_are_not_seen() -> None:
    points = [BASE, *series("8", "9", "10", "11", "12", "13")]
    assert standing(aim(), points, date(2018, 12, 31)) == standing(aim(), points[:5], date(2018, 12, 31))


def test_before_and_after_the_period() -> None:
    assert standing(aim(), [BASE], date(2017, 12, 31)).state == "none"
    end = Value(date(2020, 12, 31), Decimal("12"))
    assert standing(aim(), [BASE, end], date(2021, 6, 1)).state == "ok"
    assert standing(aim(), [BASE, Value(end.on, Decimal("11.99"))], end.on).state == "bad"
    assert standing(aim(), [BASE], date(2021, 6, 1)).state == "none"


def test_no_baseline_no_path_and_no_compound_path_from_nought() -> None:
    points = series("8", "9", "10", "11")
    assert standing(aim(), points, TODAY).straight is None
    nought = standing(aim(), [Value(BASE.on, Decimal(0)), *points], TODAY)
    assert nought.compound is None and nought.straight is not None


@pytest.mark.parametrize(
    ("comparator", "low", "high", "state"),
    [
        (">=", 12, 13, "ok"), (">=", 11, 12, "warn"), (">=", 10, 11.9, "bad"),
        (">", 12, 13, "warn"), (">", 11, 12, "bad"), (">", 12.1, 13, "ok"),
        ("=", 12, 12, "ok"), ("=", 11, 12, "warn"), ("=", 10, 11, "bad"), ("=", 12.5, 13, "bad"),
        ("<=", 11, 12, "ok"), ("<=", 12, 13, "warn"), ("<=", 12.1, 13, "bad"),
        ("<", 11, 12, "warn"), ("<", 12, 13, "bad"), ("<", 10, 11, "ok"),
    ],
)  # fmt: skip
def test_comparators(comparator: str, low: float, high: float, state: str) -> None:
    assert meets(aim(comparator=comparator), low, high) == state


@given(
    some.lists(some.tuples(some.integers(-900, 1500), some.integers(0, 10**6)), max_size=30),
    some.integers(-500, 2000),
)
def test_any_points_give_an_answer(points: list[tuple[int, int]], today: int) -> None:
    first = date(2018, 1, 1)
    values = [Value(first + timedelta(days=day), Decimal(value)) for day, value in points]
    told = standing(aim(), values, first + timedelta(days=today))
    assert told.state in ("ok", "warn", "bad", "none") and told.reason["zh"] and told.reason["en"]
