"""The schedule of one right, explained row by row.

Law of the day: a row takes the law of its own due day, or of `as_of` while that day has not come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ipcity.base.days import add_years
from ipcity.base.errors import BadInput, NotFound
from ipcity.law.annuities.late import BOUNDARY, LADDER, Surcharge, default_boundary, surcharges
from ipcity.law.annuities.reduction import reduction_of
from ipcity.law.annuities.request import Request
from ipcity.law.answers import MEMORY, VERIFIED, Said, plain, weakest
from ipcity.law.book import complete_to, page, version
from ipcity.law.parameters import beyond_the_book, in_force_on, number_in
from ipcity.law.spans import full_years
from ipcity.law.term import expiry, term_of
from ipcity.law.workdays import next_working_day

_COVID = "cn/patent/covid_2022"
AT_REGISTRATION = "paid_at_registration"
STATES = (AT_REGISTRATION, "future", "due", "in_grace", "lapsed_if_unpaid")


@dataclass(frozen=True)
class Row:
    """One annuity. `anniversary` is the nominal due day and the first day of the year paid for.

    `pay_by` is the last day without late window, after a shift to a working day; None for the grant-year fee, whose
    day depends on the notice of grant. `full`, `payable` are None where the book has no figure for that day.
    """

    year: int
    anniversary: date
    pay_by: date | None
    full: Decimal | None
    payable: Decimal | None
    state: str
    surcharges: tuple[Surcharge, ...]
    rule: str
    in_force_from: date | None
    mark: str
    pay_by_mark: str
    provisional: bool
    notes: tuple[Said, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "anniversary": self.anniversary.isoformat(),
            "pay_by": self.pay_by.isoformat() if self.pay_by else None,
            "full": plain(self.full) if self.full is not None else None,
            "payable": plain(self.payable) if self.payable is not None else None,
            "state": self.state,
            "surcharges": [one.as_dict() for one in self.surcharges],
            "rule": self.rule,
            "in_force_from": self.in_force_from.isoformat() if self.in_force_from else None,
            "mark": self.mark,
            "pay_by_mark": self.pay_by_mark,
            "provisional": self.provisional,
            "notes": [note.as_dict() for note in self.notes],
        }


@dataclass(frozen=True)
class Schedule:
    expires_on: date
    expires_mark: str
    rows: tuple[Row, ...]
    steps: tuple[Said, ...]
    version: str
    complete_to: date
    as_of: date

    def as_dict(self) -> dict[str, Any]:
        return {
            "expires_on": self.expires_on.isoformat(),
            "expires_mark": self.expires_mark,
            "rows": [row.as_dict() for row in self.rows],
            "as_of": self.as_of.isoformat(),
            "version": self.version,
            "complete_to": self.complete_to.isoformat(),
            "steps": [step.as_dict() for step in self.steps],
        }


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
        steps=(*ends.steps, *_steps(request, grant_year)),
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
        told = (*_registration_note(), *off.steps)
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
    notes = (*off.steps, *_day_notes(anniversary, reached.day, reached.provisional))
    mark_of_day = MEMORY if reached.provisional or _extended(anniversary) else VERIFIED
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
    notes = (*note, *_day_notes(anniversary, reached.day, reached.provisional))
    return Row(
        year, anniversary, reached.day, None, None, state, (), rule, None, MEMORY,
        MEMORY if reached.provisional else VERIFIED, reached.provisional, notes,
    )  # fmt: skip


def _state(as_of: date, year_before: date, pay_by: date, late: tuple[Surcharge, ...]) -> str:
    """`due` in the year before the due day; then the late window; after it the right ended at the due day if unpaid."""
    if as_of <= pay_by:
        return "due" if as_of >= year_before else "future"
    return "in_grace" if late and as_of <= late[-1].last else "lapsed_if_unpaid"


def _extended(anniversary: date) -> bool:
    period = page(_COVID)["entries"]["extension"]
    return bool(period["from"] <= anniversary <= period["to"])


def _day_notes(anniversary: date, pay_by: date, provisional: bool) -> tuple[Said, ...]:
    notes = []
    if pay_by != anniversary:
        notes.append(
            Said(
                f"对应日 {anniversary} 是休息日，顺延至 {pay_by}。",
                f"The anniversary {anniversary} is no working day; it moves to {pay_by}.",
            )
        )
    if provisional:
        notes.append(
            Said(
                f"{anniversary.year} 年节假日安排未收录，缴费截止日暂定。",
                f"The arrangement of holidays of {anniversary.year} is not in the book; the last day is provisional.",
            )
        )
    if _extended(anniversary):
        text = page(_COVID)["entries"]["extension"]
        notes.append(Said(text["zh"], text["en"]))
    return tuple(notes)


def _registration_note() -> tuple[Said, ...]:
    return (
        Said(
            "授权当年的年费随办理登记手续缴纳（收到通知起 2 个月），不是到期年费；未缴则视为放弃取得专利权，不是终止。",
            "The grant-year fee is paid with registration (2 months from the notice); unpaid means no grant, not a lapse.",
        ),
    )


def _steps(request: Request, grant_year: int) -> tuple[Said, ...]:
    boundary = request.boundary or default_boundary(max(request.as_of, date(2001, 7, 1)))
    words = {
        "each": (
            "每段截止日遇休息日顺延至其后第一个工作日",
            "the end of each month moves to the next working day",
        ),
        "last": ("仅最后一段截止日顺延", "only the end of the last month moves"),
        "none": ("各段截止日不顺延", "no end moves"),
    }[boundary]
    steps = [
        Said(
            f"授权日 {request.granted} 在第 {grant_year} 年度（自实际申请日满年数加一）；以后各年在申请日的对应日前缴纳，该日即新年度首日。",
            f"The grant {request.granted} falls in annuity year {grant_year} (full years since the actual filing day plus one); "
            "later fees are due on the anniversary of filing, which is the first day of the year paid for.",
        ),
        Said(
            f"滞纳期六个月，按全额年费计（{LADDER}）；{words[0]}（{BOUNDARY}，未核对，可设置）。逾期未缴，专利权自应缴费期满之日终止。",
            f"Six late months on the full annuity ({LADDER}); {words[1]} ({BOUNDARY}, unverified, a setting). Unpaid, the right ends at the due day.",
        ),
        Said(
            f"各行适用缴费期届满日的规则；届满日晚于 {request.as_of} 的，适用 {request.as_of} 的规则。",
            f"Each row takes the law of its due day, or that of {request.as_of} where the due day is later.",
        ),
    ]
    if request.as_of > complete_to():
        steps.append(beyond_the_book())
    return tuple(steps)
