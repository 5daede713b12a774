"""The same schedules for millions of rights at once, as columns. Days and amounts only; the reasons are `annuities`'s.

Everything dated is read from the book once and spread over a calendar of days, so a row is a look-up. A test holds
this path equal to the explained one, right by right. Open licences are left to the explained path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from ipcity.base.errors import BadInput, NotFound
from ipcity.law.annuities.late import BOUNDARY, LADDER, default_boundary, ladder
from ipcity.law.annuities.reduction import YEARS, reduction_of
from ipcity.law.annuities.request import BOUNDARIES, Request
from ipcity.law.annuities.schedule import STATES
from ipcity.law.book import remembered
from ipcity.law.parameters import in_force_on, number_in, parameter
from ipcity.law.term import RIGHTS
from ipcity.law.workdays import next_working_day

Days = npt.NDArray[np.datetime64]
Numbers = npt.NDArray[np.int64]
FIRST, LAST = date(1985, 1, 1), date(2074, 12, 31)
UNKNOWN = -1  # cents where the book has no figure for that day
_ONE = timedelta(days=1)
_BLOCK = 32_768  # rights at a time: small enough for the processor's cache, and memory stays flat
_LAST_FILING = (date(2053, 12, 31) - FIRST).days  # twenty years and a late window before the tables end
_AT_REGISTRATION, _FUTURE, _DUE, _IN_GRACE, _LAPSED = range(len(STATES))
_RATES = tuple(
    f"cn/patent/reduction/rate/{name}"
    for name in ("single", "joint", "before_2016/person", "before_2016/entity")
)


@dataclass(frozen=True)
class Obligations:
    """One annuity year of many rights. `right` points into what was given; money in cents; `state` into STATES.

    For the grant-year fee (state 0) `pay_by` and `late_to` mean nothing and repeat the nominal day.
    """

    year: int
    right: Numbers
    anniversary: Days
    pay_by: Days
    late_to: Days
    full: Numbers
    payable: Numbers
    state: npt.NDArray[np.int8]


@dataclass(frozen=True)
class _Rights:
    """Rights of one kind; days as numbers since FIRST, the filing day also as month and day of month (both from 0)."""

    kind: str
    place: Numbers
    filed_month: Numbers
    filed_dom: Numbers
    granted: Numbers
    grant_year: Numbers
    term: Numbers
    off: Numbers

    def only(self, held: npt.NDArray[np.bool_]) -> _Rights:
        if bool(held.all()):
            return self
        columns = (
            self.place,
            self.filed_month,
            self.filed_dom,
            self.granted,
            self.grant_year,
            self.term,
            self.off,
        )
        return _Rights(self.kind, *(column[held] for column in columns))


def schedules(
    kinds: Sequence[str], filed: Days, granted: Days, as_of: date, reduction: Numbers | None = None
) -> Iterator[Obligations]:
    """All annuities of all rights from the year of grant to the end of the term, a block and a year at a time.

    Raises BadInput when a right is granted before its filing or filed before the book begins.
    """
    names = np.asarray(kinds)
    off = np.zeros(len(names), np.int64) if reduction is None else reduction
    if bool((granted < filed).any()):
        raise BadInput("有授权日早于申请日的专利，无法成表。请先核对这些日期。")
    for kind in RIGHTS:
        every = np.flatnonzero(names == kind)
        for start in range(0, len(every), _BLOCK):
            chosen = every[start : start + _BLOCK]
            yield from _of_block(_rights(kind, chosen, filed[chosen], granted[chosen], off[chosen]), as_of)


def _rights(kind: str, place: Numbers, filed: Days, granted: Days, off: Numbers) -> _Rights:
    begin, given = _at(filed), _at(granted)
    term = _terms(kind)[begin]
    if bool((term == UNKNOWN).any()):
        raise BadInput("有申请日早于规则库收录范围（1993-01-01）的专利，无法成表。请先剔除。")
    month = np.searchsorted(_months(), begin, side="right") - 1
    dom = begin - _months()[month]
    years = (np.searchsorted(_months(), given, side="right") - 1) // 12 - month // 12
    grant_year = np.where(_in_month(month + 12 * years, dom) <= given, years, years - 1) + 1
    if bool((grant_year > term).any()):
        raise BadInput("有授权日在期限届满之后的专利，无法成表。请先核对。")
    return _Rights(kind, place, month, dom, given, grant_year, term, off)


def _of_block(rights: _Rights, as_of: date) -> Iterator[Obligations]:
    asked = (as_of - FIRST).days
    for year in range(int(rights.grant_year.min()), int(rights.term.max()) + 1):
        held = rights.only((year >= rights.grant_year) & (year <= rights.term))
        if len(held.place):
            yield _year(held, year, asked)


def _year(rights: _Rights, year: int, asked: int) -> Obligations:
    month = rights.filed_month + 12 * (year - 1)
    due = _in_month(month, rights.filed_dom)
    registered = rights.grant_year == year
    law = np.minimum(np.where(registered, rights.granted, due), asked)
    full = _fees(rights.kind, year)[law]
    pay_by = _moved()[due]
    months = _ladder_months()[law]
    late_to = _late_to(due, month, pay_by, law, months)
    coming = np.where(asked >= _in_month(month - 12, rights.filed_dom), _DUE, _FUTURE)
    after = np.where((months > 0) & (full != UNKNOWN) & (asked <= late_to), _IN_GRACE, _LAPSED)
    state = np.where(registered, _AT_REGISTRATION, np.where(asked <= pay_by, coming, after))
    return Obligations(
        year,
        rights.place,
        _day(due),
        _day(np.where(registered, due, pay_by)),
        _day(np.where(registered, due, late_to)),
        full,
        _payable(full, rights, year, law),
        state.astype(np.int8),
    )


def _late_to(due: Numbers, month: Numbers, pay_by: Numbers, law: Numbers, months: Numbers) -> Numbers:
    """The last late day: months are counted from the nominal day, its day of month kept where the month has it."""
    nominal = _in_month(month + months, due - _months()[month])
    moves = _boundary()[law] != BOUNDARIES.index("none")
    return np.where(months > 0, np.where(moves, _moved()[nominal], nominal), pay_by)


def _payable(full: Numbers, rights: _Rights, year: int, law: Numbers) -> Numbers:
    """Reduced for the years the law of the day gives, counted from the year of grant."""
    held = (rights.off > 0) & (year < rights.grant_year + _reduced_years()[law]) & (full != UNKNOWN)
    return np.where(held, full * (100 - rights.off) // 100, full)


def _in_month(month: Numbers, dom: Numbers) -> Numbers:
    """The day of that number in the month, or its last day."""
    starts = _months()
    first = starts[month]
    day: Numbers = first + np.minimum(dom, starts[month + 1] - first - 1)
    return day


def _day(numbers: Numbers) -> Days:
    return np.datetime64(FIRST, "D") + numbers.astype("m8[D]")


def _at(days: Days) -> Numbers:
    """Days as numbers since FIRST."""
    place = (days.astype("M8[D]") - np.datetime64(FIRST, "D")).astype(np.int64)
    if len(place) and (place.min() < 0 or place.max() > _LAST_FILING):
        raise BadInput(f"有日期在 {FIRST} 至 {_day(np.array([_LAST_FILING]))[0]} 之外，无法成表。请先核对。")
    return place


@remembered
def _months() -> Numbers:
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
def _terms(kind: str) -> Numbers:
    rule = f"cn/patent/term/{kind}"
    return _spread([rule], lambda day: _or_unknown(rule, day, None, 1))


@remembered
def _fees(kind: str, year: int) -> Numbers:
    rule = f"cn/patent/annuity/{kind}"
    return _spread([rule], lambda day: _or_unknown(rule, day, year, 100))


def _or_unknown(rule: str, day: date, at: int | None, times: int) -> int:
    try:
        return int(number_in(in_force_on(rule, day), at) * times)
    except NotFound:
        return UNKNOWN


@remembered
def _reduced_years() -> Numbers:
    """How many annuities from the year of grant are reduced, asked of the explained path itself."""

    def answer(day: date) -> int:
        ask = Request("invention", FIRST, FIRST, day, reduction=85)
        return sum(reduction_of(ask, year, 1, day, day).percent > 0 for year in range(1, 21))

    return _spread([YEARS, *_RATES], answer)


@remembered
def _ladder_months() -> Numbers:
    return _spread([LADDER], lambda day: ladder(day)[-1].last if ladder(day) else 0)


@remembered
def _boundary() -> Numbers:
    return _spread(
        [LADDER, BOUNDARY],
        lambda day: BOUNDARIES.index(default_boundary(day)) if ladder(day) else BOUNDARIES.index("none"),
    )


@remembered
def _moved() -> Numbers:
    """The next working day of every day, provisional where a year has no arrangement."""
    days = (FIRST + _ONE * n for n in range((LAST - FIRST).days + 1))
    return np.array([(next_working_day(day, provisional=True).day - FIRST).days for day in days], np.int64)
