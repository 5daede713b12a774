"""Legal state on any day, from dates and events. Lapses take effect at the due day; restoration undoes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, Protocol

from ipcity.base.days import add_years, first_day
from ipcity.law.answers import Said
from ipcity.law.book import page, remembered, remembered_many
from ipcity.law.parameters import parameter
from ipcity.law.spans import add_months, full_years
from ipcity.law.term import RIGHTS, term_of

_RULE = "cn/patent/events"
_LATE_MONTHS = 6
_OWN_WORDS = {
    "filed": {"zh": "申请", "en": "filing"},
    "published": {"zh": "公布", "en": "publication"},
    "granted": {"zh": "授权", "en": "grant"},
    "term": {"zh": "期限届满", "en": "end of the term"},
}


class LegalEvent(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def on(self) -> str: ...
    @property
    def effective(self) -> str | None: ...


@dataclass(frozen=True)
class StateAnswer:
    """`live`: the right is in force on that day. `steps` say how the state was reached, oldest first."""

    state: str
    live: bool
    rule: str
    mark: str
    steps: tuple[str, ...]
    flags: frozenset[str] = field(default_factory=frozenset)


class _Move(NamedTuple):
    on: date
    to: str
    code: str
    mark: str
    ends: bool = False


_ON_AND_ENDS = itemgetter(0, 4)


@remembered
def _old_codes() -> dict[str, str]:
    return {entry["old"]: code for code, entry in page(_RULE)["events"].items() if "old" in entry}


def canonical(code: str) -> str:
    """Codes before 2004 or so (C06, C10, C14) → their successors."""
    return _old_codes().get(code, code)


@remembered_many
def expiry_day(right_type: str, filed: date) -> tuple[date, str] | None:
    """The anniversary on which the right expires, and how far that is verified. None before the book begins."""
    if right_type not in RIGHTS or filed < _first_filing(right_type):
        return None
    term = term_of(right_type, filed)
    return add_years(filed, term.years), term.mark


@remembered
def _first_filing(right_type: str) -> date:
    return min(parameter(f"cn/patent/term/{right_type}").values)


def in_force(right_type: str, dates: Mapping[str, str], events: Sequence[LegalEvent], on: date) -> bool:
    return state_on(right_type, dates, events, on).live


def state_on(
    right_type: str, dates: Mapping[str, str], events: Sequence[LegalEvent], on: date
) -> StateAnswer:
    """The state at the end of the day `on`, knowing all events given, also those announced later."""
    moves = [move for move in _moves(right_type, dates, events) if move.on <= on]
    state, mark, steps = "unknown", "VERIFIED", []
    for move in moves:
        state = move.to
        mark = "MEMORY" if move.mark == "MEMORY" else mark
        steps.append(f"{move.on.isoformat()} {move.code} → {move.to}")
    return StateAnswer(state, state in page(_RULE)["live"], _RULE, mark, tuple(steps), _flags(events, on))


def course(right_type: str, dates: Mapping[str, str], events: Sequence[LegalEvent]) -> list[tuple[date, str]]:
    """The states one after another, each with the day from which it stands: the steps of `state_on` at the end of time."""
    return [(move.on, move.to) for move in _moves(right_type, dates, events)]


def said_steps(answer: StateAnswer) -> tuple[Said, ...]:
    """The steps as sentences, with the names of events and states in words."""
    book, made = page(_RULE), []
    for step in answer.steps:
        day, code, _, to = step.split(" ")
        event = book["events"].get(code, {}).get("name") or _OWN_WORDS.get(code, {"zh": code, "en": code})
        state = book["states"].get(to, {"zh": to, "en": to})
        made.append(Said(f"{day} {event['zh']}：{state['zh']}。", f"{day} {event['en']}: {state['en']}."))
    if answer.mark == "MEMORY":
        made.append(Said("其中有未经核对的规则或日期。", "A rule or day among these is unverified."))
    return tuple(made)


def _moves(right_type: str, dates: Mapping[str, str], events: Sequence[LegalEvent]) -> list[_Move]:
    book = page(_RULE)["events"]
    moves = [
        _Move(first_day(dates[name]), state, name, "VERIFIED")
        for name, state in (("filed", "filed"), ("published", "published"), ("granted", "granted"))
        if dates.get(name)
    ]
    for event in sorted(events, key=attrgetter("on")) if events else ():
        entry = book.get(canonical(event.code))
        if entry is None or entry["to"] == "same":
            continue
        if entry["to"] == "restored":
            moves = _without_last_ending(moves)
            continue
        moves.append(_move_of(event, entry, dates))
    if "filed" in dates and (end := expiry_day(right_type, first_day(dates["filed"]))):
        moves.append(_Move(end[0], "expired", "term", end[1], ends=True))
    return _in_order(moves)


def _move_of(event: LegalEvent, entry: dict[str, Any], dates: Mapping[str, str]) -> _Move:
    when, mark = first_day(event.effective or event.on), entry["mark"]
    if entry.get("void"):
        when = first_day(dates["granted"]) if dates.get("granted") else when
    elif entry.get("effective") == "due_day" and not event.effective and (due := _unpaid_due(dates, when)):
        when, mark = due, "MEMORY"
    return _Move(when, entry["to"], canonical(event.code), mark, bool(entry.get("ends")))


def _unpaid_due(dates: Mapping[str, str], announced: date) -> date | None:
    """The anniversary of filing whose six late months had passed when the lapse was announced.

    A gazette often prints the lapse without its effective day; the day of the announcement is certainly too late.
    """
    filed = dates.get("filed", "")
    if len(filed) != 10:
        return None
    begin = first_day(filed)
    due = add_years(begin, full_years(begin, announced))
    while add_months(due, _LATE_MONTHS) >= announced:
        due = add_years(begin, full_years(begin, due) - 1)
    granted = dates.get("granted", "")
    return due if due > begin and (not granted or due > first_day(granted)) else None


def _without_last_ending(moves: list[_Move]) -> list[_Move]:
    for at in range(len(moves) - 1, -1, -1):
        if moves[at].ends:
            return moves[:at] + moves[at + 1 :]
    return moves


def _in_order(moves: list[_Move]) -> list[_Move]:
    """By effective day; on one day an ending comes last. After the first ending nothing moves the state."""
    ordered = sorted(moves, key=_ON_AND_ENDS)
    for at, move in enumerate(ordered):
        if move.ends:
            return ordered[: at + 1]
    return ordered


def _flags(events: Sequence[LegalEvent], on: date) -> frozenset[str]:
    book, flags = page(_RULE)["events"], set()
    for event in sorted(events, key=lambda one: one.effective or one.on):
        entry = book.get(canonical(event.code), {})
        if first_day(event.effective or event.on) <= on:
            flags |= {entry["flag"]} if "flag" in entry else set()
            flags -= {entry["unflag"]} if "unflag" in entry else set()
    return frozenset(flags)
