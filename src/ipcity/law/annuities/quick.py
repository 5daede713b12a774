"""The same schedules for millions of rights at once, as columns. Days and amounts only; the reasons are `annuities`'s.

Everything dated is read from the book once and spread over a calendar of days, so a row is a look-up. A test holds
this path equal to the explained one, right by right. Open licences are left to the explained path.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from ipcity.base.errors import BadInput
from ipcity.law.annuities.lookup import (
    FIRST,
    UNKNOWN,
    Days,
    Numbers,
    boundaries,
    day_of,
    fees_of,
    in_month,
    late_months,
    month_starts,
    moved_days,
    number_of,
    reduced_years,
    terms_of,
)
from ipcity.law.annuities.request import BOUNDARIES
from ipcity.law.annuities.row import STATES
from ipcity.law.term import RIGHTS

_BLOCK = 32_768  # rights at a time: small enough for the processor's cache, and memory stays flat
_AT_REGISTRATION, _FUTURE, _DUE, _IN_GRACE, _LAPSED = range(len(STATES))


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
    begin, given = number_of(filed), number_of(granted)
    term = terms_of(kind)[begin]
    if bool((term == UNKNOWN).any()):
        raise BadInput("有申请日早于规则库收录范围（1993-01-01）的专利，无法成表。请先剔除。")
    month = np.searchsorted(month_starts(), begin, side="right") - 1
    dom = begin - month_starts()[month]
    years = (np.searchsorted(month_starts(), given, side="right") - 1) // 12 - month // 12
    grant_year = np.where(in_month(month + 12 * years, dom) <= given, years, years - 1) + 1
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
    due = in_month(month, rights.filed_dom)
    registered = rights.grant_year == year
    law = np.minimum(np.where(registered, rights.granted, due), asked)
    full = fees_of(rights.kind, year)[law]
    pay_by = moved_days()[due]
    months = late_months()[law]
    late_to = _late_to(due, month, pay_by, law, months)
    coming = np.where(asked >= in_month(month - 12, rights.filed_dom), _DUE, _FUTURE)
    after = np.where((months > 0) & (full != UNKNOWN) & (asked <= late_to), _IN_GRACE, _LAPSED)
    state = np.where(registered, _AT_REGISTRATION, np.where(asked <= pay_by, coming, after))
    return Obligations(
        year,
        rights.place,
        day_of(due),
        day_of(np.where(registered, due, pay_by)),
        day_of(np.where(registered, due, late_to)),
        full,
        _payable(full, rights, year, law),
        state.astype(np.int8),
    )


def _late_to(due: Numbers, month: Numbers, pay_by: Numbers, law: Numbers, months: Numbers) -> Numbers:
    """The last late day: months are counted from the nominal day, its day of month kept where the month has it."""
    nominal = in_month(month + months, due - month_starts()[month])
    moves = boundaries()[law] != BOUNDARIES.index("none")
    return np.where(months > 0, np.where(moves, moved_days()[nominal], nominal), pay_by)


def _payable(full: Numbers, rights: _Rights, year: int, law: Numbers) -> Numbers:
    """Reduced for the years the law of the day gives, counted from the year of grant."""
    held = (rights.off > 0) & (year < rights.grant_year + reduced_years()[law]) & (full != UNKNOWN)
    return np.where(held, full * (100 - rights.off) // 100, full)
