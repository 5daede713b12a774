"""When a duty falls due: rules found by the event, counted from its day, moved to a working day where the law says so.

The law compared is that of the day of the EVENT. The narrower rule wins over the wider one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ipcity.base.errors import BadInput, NotFound
from ipcity.law.answers import Due, Said, weakest
from ipcity.law.book import complete_to, version
from ipcity.law.due_rules import by_notice, deadline, deadlines, events, holds, rules_for
from ipcity.law.pages import Deadline, Span
from ipcity.law.parameters import beyond_the_book
from ipcity.law.spans import add_span, said_span
from ipcity.law.workdays import Reached, add_working_days, next_working_day

__all__ = ["by_notice", "deadline", "deadlines", "due", "due_for", "events", "holds", "rules_for"]

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Counted:
    """A nominal day reached by one span, before any shift."""

    day: date
    provisional: bool
    step: Said


def due(
    name: str,
    on: date,
    *,
    dates: Mapping[str, date] | None = None,
    extended: bool = False,
    state: str | None = None,
    provisional: bool = False,
) -> Due:
    """The last day of a rule whose event happened on `on`. `dates` names other days a rule counts from.

    `state` is that of the right or case: a rule is refused in a state its `unless` names.
    """
    rule = deadline(name)
    _check_applies(name, rule, on, state)
    known = _known_days(rule, on, dates or {})
    counts = [_count(rule.after, known, name, provisional)]
    if rule.or_after and rule.or_after.counted_from in known:
        counts.append(_count(rule.or_after, known, name, provisional))
    best = max(counts, key=lambda one: one.day)
    if extended:
        best = _extend(name, rule, best, provisional)
        counts.append(best)
    nominal = _trim(rule, best.day)
    last = (
        next_working_day(nominal, provisional=provisional)
        if rule.moves_to != "none"
        else Reached(nominal, False)
    )
    return Due(
        rule=name,
        version=version(),
        mark=weakest((rule.mark, rule.moves_mark if last.day != nominal else "VERIFIED")),
        steps=tuple(_steps(rule, on, counts, nominal, last)),
        complete_to=complete_to(),
        on=last.day,
        nominal=nominal,
        obligation=rule.then.obligation,
        provisional=best.provisional or last.provisional,
        opens=_opens(rule, nominal),
    )


def due_for(event: str, on: date, *, right: str | None = None, **options: object) -> tuple[Due, ...]:
    """All duties an event starts, soonest first."""
    found = [due(name, on, **options) for name in rules_for(event, on, right=right)]  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda one: (one.on, one.rule)))


def _check_applies(name: str, rule: Deadline, on: date, state: str | None) -> None:
    if not holds(rule, on):
        begin, end = rule.in_force.begin, rule.in_force.end
        raise NotFound(
            f"规则“{name}”在 {on} 不适用（适用期 {begin or '不限'} 至 {end or '现在'}）。请核对事件日期或改用当时的规则。",
            path=name,
        )
    if state is not None and state in rule.unless:
        raise BadInput(f"状态为“{state}”时不产生“{rule.description.zh}”的期限。请核对状态。", path=name)


def _known_days(rule: Deadline, on: date, dates: Mapping[str, date]) -> dict[str, date]:
    """Where the event is the filing, it is also the day to count from when no priority is claimed."""
    known = {"event": on, **dates}
    if rule.when.event in ("filed", "priority-claimed"):
        known.setdefault("filing", on)
    if rule.when.event == "filed":
        known.setdefault("priority", on)
    return known


def _count(span: Span, known: Mapping[str, date], name: str, provisional: bool) -> Counted:
    if span.counted_from not in known:
        raise BadInput(f"规则“{name}”从“{span.counted_from}”起算，但没有给出这个日期。请补上。", path=name)
    start = known[span.counted_from]
    zh, en = said_span(span)
    if span.working_days:
        reached = add_working_days(start, span.working_days, provisional=provisional)
        day, shaky = reached.day, reached.provisional
    else:
        day, shaky = add_span(start, span), False
    said = Said(
        f"自 {start}（{span.counted_from}，当日不计）起 {zh}：{day}。",
        f"{en} from {start} ({span.counted_from}, that day not counted): {day}.",
    )
    return Counted(day, shaky, said)


def _extend(name: str, rule: Deadline, counted: Counted, provisional: bool) -> Counted:
    if rule.extension is None:
        raise BadInput(f"“{rule.description.zh}”没有延长的规定。请核对。", path=name)
    more = _count(rule.extension, {"event": counted.day}, name, provisional)
    zh, en = said_span(rule.extension)
    return Counted(
        more.day,
        counted.provisional or more.provisional,
        Said(f"经批准延长 {zh}：{more.day}。", f"extended by {en}: {more.day}."),
    )


def _trim(rule: Deadline, day: date) -> date:
    if rule.ends_year:
        return date(day.year, 12, 31)
    return day - DAY if rule.ends_day_before else day


def _opens(rule: Deadline, nominal: date) -> date | None:
    """The window opens so long before the last day: 12 months before 2020-03-20 open on 2019-03-21."""
    if rule.opens is None:
        return None
    back = Span(years=-rule.opens.years, months=-rule.opens.months, days=-rule.opens.days)
    return add_span(nominal + DAY, back)


def _steps(
    rule: Deadline, on: date, counts: Iterable[Counted], nominal: date, last: Reached
) -> Iterable[Said]:
    text = rule.description
    yield Said(f"{text.zh}：事件 {rule.when.event}，{on}。", f"{text.en}: event {rule.when.event} of {on}.")
    counted = tuple(counts)
    yield from (one.step for one in counted)
    if len(counted) > 1 and rule.or_after:
        yield Said("两个期限取较晚者。", "The later of the two counts.")
    if rule.ends_year:
        yield Said(f"截止于当年 12 月 31 日：{nominal}。", f"It ends on 31 December: {nominal}.")
    if rule.ends_day_before:
        yield Said(
            f"最后一日为对应日的前一日：{nominal}。",
            f"The last day is the one before the anniversary: {nominal}.",
        )
    if last.day != nominal:
        yield Said(
            f"{nominal} 是休息日，顺延至 {last.day}。", f"{nominal} is no working day; moved to {last.day}."
        )
    elif rule.moves_to == "none" and not rule.after.working_days:
        yield Said("本期限不因节假日顺延。", "This day is not moved by holidays.")
    if last.provisional or any(one.provisional for one in counted):
        yield Said(
            "有年份的节假日安排未收录，日期暂定。",
            "A year's arrangement of holidays is not in the book; provisional.",
        )
    if rule.mark == "MEMORY":
        yield Said(
            "该规则未经核对原文，使用前请查证。", "This rule is unverified; check it before relying on it."
        )
    if rule.note:
        yield Said(rule.note.zh, rule.note.en)
    if on > complete_to():
        yield beyond_the_book()
