"""The legal states of a right one after another, each from its day on: what `状态@day` is answered from.

For Chinese patents as the law works it out of dates and events: a lapse from its due day, a restored one not at all.
For other rights the dates themselves, and the state their source gives from the day of the data on.
"""

from __future__ import annotations

from ipcity.base.days import last_day
from ipcity.base.errors import IpcityError
from ipcity.law import course
from ipcity.records import Record

_LIVE = {"patent": "granted", "variety": "granted", "standard": "in_force"}
_STEPS = ("filed", "published", "granted", "expires")


def timeline(record: Record) -> list[tuple[int, str]]:
    """[(20180412, "filed"), (20190712, "granted")]: days as numbers, ascending, no state twice in a row."""
    moves = _by_law(record) if record.kind == "patent" and record.office == "cn" else _by_dates(record)
    kept: list[tuple[int, str]] = []
    for day, state in moves:
        if kept and kept[-1][0] == day:
            kept.pop()
        if not kept or kept[-1][1] != state:
            kept.append((day, state))
    return kept


def _by_law(record: Record) -> list[tuple[int, str]]:
    try:
        moves = course(record.right_type, record.dates, record.events)
    except (IpcityError, ValueError):
        return _by_dates(record)
    return [(day.year * 10_000 + day.month * 100 + day.day, to) for day, to in moves]


def _by_dates(record: Record) -> list[tuple[int, str]]:
    """A date known to the year or month counts from its last day: earlier it is not certain."""
    states = {"granted": _LIVE.get(record.kind, "registered"), "expires": "expired"}
    moves = []
    for name in _STEPS:
        if (written := record.dates.get(name)) and (day := _day(written)):
            moves.append((day, states.get(name, name)))
    if record.status != "unknown" and record.status_as_of and (day := _day(record.status_as_of)):
        known = [state for at, state in sorted(moves) if at <= day]
        if not known or known[-1] != record.status:
            moves.append((day, record.status))
    return sorted(moves, key=lambda move: move[0])


def _day(written: str) -> int | None:
    try:
        return int(last_day(written).strftime("%Y%m%d"))
    except (ValueError, TypeError):
        return None
