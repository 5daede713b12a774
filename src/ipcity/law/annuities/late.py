"""The six months after an annuity's due day: free, then 5 to 25 per cent of the FULL annuity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ipcity.base.errors import NotFound
from ipcity.law.answers import plain
from ipcity.law.book import remembered_many
from ipcity.law.pages import Bracket
from ipcity.law.parameters import in_force_on
from ipcity.law.spans import add_months
from ipcity.law.workdays import next_working_day

LADDER = "cn/patent/late_fee/ladder"
BOUNDARY = "cn/patent/late_fee/boundary"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Surcharge:
    """Paid from the first to the last day, the late fee is this amount."""

    first: date
    last: date
    amount: Decimal
    percent: Decimal
    provisional: bool

    def as_dict(self) -> dict[str, str]:
        return {"from": self.first.isoformat(), "to": self.last.isoformat(), "amount": plain(self.amount)}


@remembered_many
def ladder(law_day: date) -> tuple[Bracket, ...]:
    """The steps in force on a day; empty where the book knows none."""
    try:
        value = in_force_on(LADDER, law_day).value.value
    except NotFound:
        return ()
    return tuple(value) if isinstance(value, list) else ()


def default_boundary(law_day: date) -> str:
    return str(in_force_on(BOUNDARY, law_day).value.value)


@remembered_many
def windows(
    due: date, pay_by: date, law_day: date, boundary: str | None
) -> tuple[tuple[date, date, Decimal, bool], ...]:
    """First day, last day, per cent, provisional. Months are counted from the nominal due day, not from its shift."""
    steps = ladder(law_day)
    how = boundary or (default_boundary(law_day) if steps else "none")
    made, begin = [], pay_by + DAY
    for step in steps:
        last, shaky = add_months(due, step.last), False
        if how == "each" or (how == "last" and step is steps[-1]):
            reached = next_working_day(last, provisional=True)
            last, shaky = reached.day, reached.provisional
        made.append((begin, last, step.value, shaky))
        begin = last + DAY
    return tuple(made)


def surcharges(
    due: date, pay_by: date, full: Decimal, law_day: date, boundary: str | None
) -> tuple[Surcharge, ...]:
    return tuple(
        Surcharge(first, last, full * percent / 100, percent, shaky)
        for first, last, percent, shaky in windows(due, pay_by, law_day, boundary)
    )
