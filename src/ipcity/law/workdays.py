"""Working days by the yearly arrangements of the State Council.

A year without a table is refused. Where a caller allows it, weekends and the days fixed by the holiday regulation
stand in, and the answer is marked provisional: it is never given silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ipcity.base.errors import NotFound
from ipcity.law.book import names, page, remembered, remembered_many
from ipcity.law.pages import Calendar, shaped

_FOLDER = "cn/calendar"
_FIXED = f"{_FOLDER}/fixed"
DAY = timedelta(days=1)


class CalendarMissing(NotFound):
    """No arrangement of that year is in the book."""

    code = "calendar-missing"


@dataclass(frozen=True)
class Reached:
    """A day that was counted or moved to; `provisional`: a year on the way has no published arrangement."""

    day: date
    provisional: bool
    rules: tuple[str, ...] = ()


@remembered
def calendar(year: int) -> Calendar | None:
    name = f"{_FOLDER}/{year}"
    return shaped(page(name), Calendar) if name in names() else None


@remembered
def years() -> tuple[int, int]:
    """The first and the last year with a table."""
    found = [int(name.rsplit("/", 1)[1]) for name in names() if name.startswith(_FOLDER) and name != _FIXED]
    return min(found), max(found)


@remembered
def _days(year: int) -> tuple[frozenset[date], frozenset[date]] | None:
    table = calendar(year)
    if table is None:
        return None
    free = {one.begin + DAY * n for one in table.holidays for n in range((one.end - one.begin).days + 1)}
    return frozenset(free), frozenset(table.working_days)


@remembered
def _fixed() -> frozenset[str]:
    return frozenset(page(_FIXED)["entries"])


def is_working_day(day: date, *, provisional: bool = False) -> bool:
    known = _days(day.year)
    if known is None:
        if not provisional:
            raise _missing(day.year)
        return day.weekday() < 5 and day.strftime("%m-%d") not in _fixed()
    free, moved = known
    return day in moved or (day.weekday() < 5 and day not in free)


def _missing(year: int) -> CalendarMissing:
    first, last = years()
    return CalendarMissing(
        f"规则库没有 {year} 年的节假日安排（收录 {first} 至 {last} 年），不能计算工作日。"
        f"请在安排公布后补录 {_FOLDER}/{year}，或允许按暂定日历计算（结果会标明“暂定”）。",
        path=f"{_FOLDER}/{year}",
    )


@remembered_many
def next_working_day(day: date, *, provisional: bool = False) -> Reached:
    """The day itself when people work on it, else the first working day after."""
    at = day
    while not is_working_day(at, provisional=provisional):
        at += DAY
    return _reached(day, at)


@remembered_many
def add_working_days(start: date, count: int, *, provisional: bool = False) -> Reached:
    """The count-th working day after `start`; the start itself is not counted. Zero gives the start."""
    at, left = start, count
    while left > 0:
        at += DAY
        left -= is_working_day(at, provisional=provisional)
    return _reached(start, at)


def working_days_between(first: date, last: date, *, provisional: bool = False) -> int:
    """Working days after `first` up to and with `last`."""
    return sum(
        is_working_day(first + DAY * n, provisional=provisional) for n in range(1, (last - first).days + 1)
    )


def holiday_name(day: date) -> dict[str, str] | None:
    """Which holiday a day belongs to, if its year is known."""
    table = calendar(day.year)
    for one in table.holidays if table else ():
        if one.begin <= day <= one.end:
            return {"zh": one.name.zh, "en": one.name.en}
    return None


def _reached(start: date, end: date) -> Reached:
    crossed = range(start.year, end.year + 1)
    return Reached(
        end, any(_days(year) is None for year in crossed), tuple(f"{_FOLDER}/{year}" for year in crossed)
    )
