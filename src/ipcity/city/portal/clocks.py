"""A clock: a period of the law with its due day, its pauses and what is left of it in working days.

Positions are per cent of the drawing. A pause moves nothing here: the due day that is handed over has it counted in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from ipcity.law import CalendarMissing
from ipcity.law.workdays import working_days_between

REMINDER = 5  # working days before the due day, where the rule says nothing else


@dataclass(frozen=True)
class Clock:
    """`done` ends it; `pauses` are pairs of days, the second None while the pause lasts. `rule` is a path of the book."""

    name: str
    begins: date
    due: date
    today: date
    pauses: tuple[tuple[date, date | None], ...] = ()
    done: date | None = None
    reminder: int = REMINDER
    rule: str = ""
    unverified: bool = False
    nominal: date | None = None  # the day before it moved to a working day

    @property
    def is_paused(self) -> bool:
        return self.done is None and any(end is None for _, end in self.pauses)

    @property
    def state(self) -> str:
        """ok, warn, bad or off: the four looks of a status."""
        if self.done or self.is_paused:
            return "off"
        if self.today > self.due:
            return "bad"
        return "warn" if self._left() <= self.reminder else "ok"

    @property
    def word(self) -> str:
        if self.done:
            late = (self.done - self.due).days
            return gettext("已结，逾期 %(n)d 天") % {"n": late} if late > 0 else gettext("已结，按期")
        if self.is_paused:
            return gettext("暂停中")
        if self.today > self.due:
            return gettext("已逾期 %(n)d 天") % {"n": (self.today - self.due).days}
        return gettext("剩 %(n)d 个工作日") % {"n": self._left()}

    @property
    def gaps(self) -> list[tuple[float, float]]:
        """Where the pauses are, and how wide."""
        spans = [(self._at(start), self._at(end or self.today)) for start, end in self.pauses]
        return [(left, round(right - left, 2)) for left, right in spans]

    @property
    def value(self) -> float:
        return self._at(self.done or self.today)

    @property
    def due_at(self) -> float:
        return self._at(self.due)

    @property
    def today_at(self) -> float | None:
        return None if self.done else self._at(self.today)

    @property
    def sentence(self) -> str:
        facts = {"name": self.name, "begins": self.begins, "due": self.due, "word": self.word}
        return gettext("%(name)s：自 %(begins)s 起，%(due)s 到期，%(word)s") % facts

    def _left(self) -> int:
        """Working days after today up to the due day; days of the calendar where the year is not published."""
        try:
            return working_days_between(self.today, self.due)
        except CalendarMissing:
            return (self.due - self.today).days

    def _at(self, day: date) -> float:
        last = max(self.due, self.done or self.today)
        share = (day - self.begins).days / max((last - self.begins).days, 1)
        return round(100 * min(max(share, 0.0), 1.0), 2)
