"""The schedule of one right, explained row by row.

Law of the day: a row takes the law of its own due day, or of `as_of` while that day has not come.
"""

from __future__ import annotations

from datetime import date

from ipcity.base.days import add_years
from ipcity.base.errors import BadInput, NotFound
from ipcity.law.annuities.late import Surcharge, surcharges
from ipcity.law.annuities.notes import day_notes, extended, registration_note, schedule_steps
from ipcity.law.annuities.reduction import reduction_of
from ipcity.law.annuities.request import Request
from ipcity.law.annuities.row import AT_REGISTRATION, Row, Schedule
from ipcity.law.answers import MEMORY, VERIFIED, Said, weakest
from ipcity.law.book import complete_to, version
from ipcity.law.parameters import in_force_on, number_in
from ipcity.law.spans import full_years
from ipcity.law.term import expiry, term_of
from ipcity.law.workdays import next_working_day


def annuities(request: Request) -> Schedule:
    """All annuities from the year of grant to the end of the term."""
    ends, term = expiry(request.kind, request.filed), term_of(request.kind, request.filed)
    grant_year = full_years(request.filed, request.granted) + 1
    if grant_year > term.years:
        raise BadInput(
            f"授权日 {request.granted} 在期限届满日 {ends.on} 之后。请核对申请日与授权日。", path="granted"
        )
    rows = tuple(_row(request, year, grant_year) for year in range(grant_year, term.years + 1))
    return Schedule(
        expires_on=ends.on,
        expires_mark=ends.mark,
        rows=rows,
        steps=(*ends.steps, *schedule_steps(request, grant_year)),
        version=version(),
        complete_to=complete_to(),
        as_of=request.as_of,
    )


def _row(request: Request, year: int, grant_year: int) -> Row:
    anniversary = add_years(request.filed, year - 1)
    registered = year == grant_year
    due = request.granted if registered else anniversary
    law_day = min(due, request.as_of)
    rule = f"cn/patent/annuity/{request.kind}"
    try:
        found = in_force_on(rule, law_day)
        full = number_in(found, year)
    except NotFound as unknown:
        return _unknown(request, year, anniversary, registered, rule, unknown.message)
    off = reduction_of(request, year, grant_year, due, law_day)
    payable = full * (100 - off.percent) / 100
    mark = weakest((found.value.mark, off.mark))
    if registered:
        told = (*registration_note(), *off.steps)
        return Row(
            year,
            anniversary,
            None,
            full,
            payable,
            AT_REGISTRATION,
            (),
            rule,
            found.begins,
            mark,
            VERIFIED,
            False,
            told,
        )
    reached = next_working_day(anniversary, provisional=True)
    late = surcharges(anniversary, reached.day, full, law_day, request.boundary)
    state = _state(request.as_of, add_years(request.filed, year - 2), reached.day, late)
    notes = (*off.steps, *day_notes(anniversary, reached.day, reached.provisional))
    mark_of_day = MEMORY if reached.provisional or extended(anniversary) else VERIFIED
    return Row(
        year, anniversary, reached.day, full, payable, state, late, rule, found.begins, mark, mark_of_day,
        reached.provisional, notes,
    )  # fmt: skip


def _unknown(request: Request, year: int, anniversary: date, registered: bool, rule: str, why: str) -> Row:
    """The day is known, the money is not: said so, and nothing guessed."""
    note = (Said(why, f"The book has no figure for this day: {rule}."),)
    if registered:
        return Row(
            year,
            anniversary,
            None,
            None,
            None,
            AT_REGISTRATION,
            (),
            rule,
            None,
            MEMORY,
            VERIFIED,
            False,
            note,
        )
    reached = next_working_day(anniversary, provisional=True)
    state = _state(request.as_of, add_years(request.filed, year - 2), reached.day, ())
    notes = (*note, *day_notes(anniversary, reached.day, reached.provisional))
    return Row(
        year, anniversary, reached.day, None, None, state, (), rule, None, MEMORY,
        MEMORY if reached.provisional else VERIFIED, reached.provisional, notes,
    )  # fmt: skip


def _state(as_of: date, year_before: date, pay_by: date, late: tuple[Surcharge, ...]) -> str:
    """`due` in the year before the due day; then the late window; after it the right ended at the due day if unpaid."""
    if as_of <= pay_by:
        return "due" if as_of >= year_before else "future"
    return "in_grace" if late and as_of <= late[-1].last else "lapsed_if_unpaid"
