"""The life of a right as a tide gauge: filed, published, granted, today, and the day it ends, where that is known.

A position is per cent of the width. Where the end is not known the scale runs to the last known day and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from ipcity.base.days import add_years, first_day
from ipcity.city.portal.words import date_word, status_mark, status_over
from ipcity.law import expiry_day
from ipcity.records.record import Record

_ORDER = ("filed", "published", "granted")
_LANE = 15  # px between the labels of neighbouring marks
_Place = Callable[[date], float]
_LABEL = 26.0  # per cent of the width that a label takes


@dataclass(frozen=True)
class Mark:
    word: str
    on: str
    at: float
    level: int  # lane of its label, 0 nearest to the trough
    right: bool  # the label stands left of its line

    @property
    def label_y(self) -> int:
        return 46 - _LANE * self.level


@dataclass(frozen=True)
class LifeLine:
    marks: tuple[Mark, ...]
    begin: str
    end: str
    end_word: str
    end_known: bool
    unverified: bool
    today: str
    today_at: float
    today_right: bool
    today_note: str
    before_to: float  # filed → granted: pending
    live_to: float  # granted → today or the end of the right
    unknown_from: float | None  # where the data end before today
    ticks: tuple[tuple[float, str], ...]
    sentence: str


def expiry(record: Record) -> tuple[date, bool] | None:
    """The last day, and whether it is verified. From the record, else from the law's term.

    None for what was never granted: an application has no term to run out.
    """
    if said := record.dates.get("expires"):
        return first_day(said), True
    filed = record.dates.get("filed", "")
    chinese = (record.kind, record.office) == ("patent", "cn")  # the terms of others are not in the book
    known = chinese and len(filed) == 10 and "granted" in record.dates
    found = expiry_day(record.right_type, first_day(filed)) if known else None
    return (found[0], found[1] == "VERIFIED") if found else None


def life_line(record: Record, today: date, known_to: date | None = None) -> LifeLine | None:
    """None when the filing day is not known to the day: a line without its beginning would mislead.

    After `known_to` the data say nothing of the right: the bar ends there, and a dashed line goes on to today.
    """
    filed = record.dates.get("filed", "")
    if len(filed) != 10:
        return None
    begin = first_day(filed)
    ends = expiry(record)
    last = (
        ends[0]
        if ends
        else max(today, *(first_day(record.dates[name]) for name in _ORDER if name in record.dates))
    )
    span = max((last - begin).days, 1)

    def at(day: date) -> float:
        return round(min(max((day - begin).days / span, 0.0), 1.0) * 100, 2)

    marks = _marks(record.kind, record.dates, at)
    granted = record.dates.get("granted")
    ended = _ended_on(record)
    seen = min(today, known_to or today, last)
    live_end = min(seen, first_day(ended)) if ended else seen
    before = first_day(granted) if granted else live_end
    note = _note(
        begin, last, today, live=status_mark(record.status) == "ok", known=bool(ends) and seen == today
    )
    return LifeLine(
        marks=marks,
        begin=filed,
        end=last.isoformat(),
        end_word=date_word(record.kind, "expires"),
        end_known=ends is not None,
        unverified=ends is not None and not ends[1],
        today=today.isoformat(),
        today_at=at(today),
        today_right=at(today) > 50,
        today_note=note,
        before_to=at(before),
        live_to=at(live_end) if granted else at(before),
        unknown_from=at(seen) if seen < min(today, last) and not ended else None,
        ticks=_ticks(begin, last, at),
        sentence=_sentence(
            marks,
            f"{date_word(record.kind, 'expires')} {last.isoformat()}" if ends else "",
            today.isoformat(),
        ),
    )


def _marks(kind: str, dates: Mapping[str, str], at: _Place) -> tuple[Mark, ...]:
    days = [(name, dates[name]) for name in _ORDER if len(dates.get(name, "")) == 10]
    spots = [at(first_day(on)) for _, on in days]
    made = []
    for index, (name, on) in enumerate(days):
        later = [spot for spot in spots[index + 1 :] if spot - spots[index] < _LABEL]
        made.append(Mark(date_word(kind, name), on, spots[index], len(later), spots[index] > 70))
    return tuple(made)


def _ended_on(record: Record) -> str:
    if not status_over(record.status):
        return ""
    days = [
        event.effective or event.on
        for event in record.events
        if event.code[:2] in ("CF", "CX", "AV", "IW", "WD", "RJ")
    ]
    return max((day for day in days if len(day) == 10), default="")


def _ticks(begin: date, last: date, at: _Place) -> tuple[tuple[float, str], ...]:
    """A tick a year; named every fifth, as on a scale."""
    made, years = [], 0
    while (day := add_years(begin, years)) <= last:
        made.append((at(day), day.isoformat() if years % 5 == 0 else ""))
        years += 1
    return tuple(made)


def _note(begin: date, last: date, today: date, *, live: bool, known: bool) -> str:
    if not live or not known or not begin <= today < last:
        return ""
    year = next(count for count in range(1, 200) if add_years(begin, count) > today)
    left = last.year - today.year - (add_years(today, last.year - today.year) > last)
    days = (last - add_years(today, left)).days
    return gettext("第 %(year)d 年度，剩余 %(years)d 年 %(days)d 天") % {
        "year": year,
        "years": left,
        "days": days,
    }


def _sentence(marks: tuple[Mark, ...], end: str, today: str) -> str:
    parts = [f"{mark.word} {mark.on}" for mark in marks]
    parts += [end] if end else []
    return gettext("，").join([*parts, gettext("今天 %(day)s") % {"day": today}])
