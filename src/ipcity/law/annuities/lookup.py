"""What the book says about every day of ninety years, as tables to look up in: terms, fees, reductions, shifts.

Days are numbers since FIRST. The tables are filled by asking the explained path once for each day on which a value begins.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from ipcity.base.errors import BadInput, NotFound
from ipcity.law.annuities.late import BOUNDARY, LADDER, default_boundary, ladder
from ipcity.law.annuities.reduction import YEARS, reduction_of
from ipcity.law.annuities.request import BOUNDARIES, Request
from ipcity.law.book import remembered
from ipcity.law.parameters import in_force_on, number_in, parameter
from ipcity.law.workdays import next_working_day

Days = npt.NDArray[np.datetime64]
Numbers = npt.NDArray[np.int64]
FIRST, LAST = date(1985, 1, 1), date(2074, 12, 31)
UNKNOWN = -1  # cents where the book has no figure for that day
_ONE = timedelta(days=1)
_LAST_FILING = (date(2053, 12, 31) - FIRST).days  # twenty years and a late window before the tables end
_RATES = tuple(
    f"cn/patent/reduction/rate/{name}"
    for name in ("single", "joint", "before_2016/person", "before_2016/entity")
)


def in_month(month: Numbers, dom: Numbers) -> Numbers:
    """The day of that number in the month, or its last day."""
    starts = month_starts()
    first = starts[month]
    day: Numbers = first + np.minimum(dom, starts[month + 1] - first - 1)
    return day


def day_of(numbers: Numbers) -> Days:
    return np.datetime64(FIRST, "D") + numbers.astype("m8[D]")


def number_of(days: Days) -> Numbers:
    """Days as numbers since FIRST."""
    place = (days.astype("M8[D]") - np.datetime64(FIRST, "D")).astype(np.int64)
    if len(place) and (place.min() < 0 or place.max() > _LAST_FILING):
        raise BadInput(
            f"有日期在 {FIRST} 至 {day_of(np.array([_LAST_FILING]))[0]} 之外，无法成表。请先核对。"
        )
    return place


@remembered
def month_starts() -> Numbers:
    """The first day of every month."""
    months = np.arange(np.datetime64(FIRST, "M"), np.datetime64(LAST, "M") + 2)
    return (months.astype("M8[D]") - np.datetime64(FIRST, "D")).astype(np.int64)


def _spread(rules: Sequence[str], answer: Callable[[date], int]) -> Numbers:
    """`answer` changes only on days when a value of one of the rules begins; spread it over all days."""
    begins = {day for rule in rules for day in parameter(rule).values}
    starts = sorted({FIRST, *(day for day in begins if FIRST < day <= LAST)})
    table = np.empty((LAST - FIRST).days + 1, np.int64)
    for start in starts:
        table[(start - FIRST).days :] = answer(start)
    return table


@remembered
def terms_of(kind: str) -> Numbers:
    rule = f"cn/patent/term/{kind}"
    return _spread([rule], lambda day: _or_unknown(rule, day, None, 1))


@remembered
def fees_of(kind: str, year: int) -> Numbers:
    rule = f"cn/patent/annuity/{kind}"
    return _spread([rule], lambda day: _or_unknown(rule, day, year, 100))


def _or_unknown(rule: str, day: date, at: int | None, times: int) -> int:
    try:
        return int(number_in(in_force_on(rule, day), at) * times)
    except NotFound:
        return UNKNOWN


@remembered
def reduced_years() -> Numbers:
    """How many annuities from the year of grant are reduced, asked of the explained path itself."""

    def answer(day: date) -> int:
        ask = Request("invention", FIRST, FIRST, day, reduction=85)
        return sum(reduction_of(ask, year, 1, day, day).percent > 0 for year in range(1, 21))

    return _spread([YEARS, *_RATES], answer)


@remembered
def late_months() -> Numbers:
    return _spread([LADDER], lambda day: ladder(day)[-1].last if ladder(day) else 0)


@remembered
def boundaries() -> Numbers:
    return _spread(
        [LADDER, BOUNDARY],
        lambda day: BOUNDARIES.index(default_boundary(day)) if ladder(day) else BOUNDARIES.index("none"),
    )


@remembered
def moved_days() -> Numbers:
    """The next working day of every day, provisional where a year has no arrangement."""
    days = (FIRST + _ONE * n for n in range((LAST - FIRST).days + 1))
    return np.array([(next_working_day(day, provisional=True).day - FIRST).days for day in days], np.int64)
