"""One annuity and the schedule of a right: what is told about them, and how it is written for machines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ipcity.law.annuities.late import Surcharge
from ipcity.law.answers import Said, plain

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
