"""The computation of a figure: a pure function of the question, the records held and the typed figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ipcity.analysis import Measured, granted, in_force
from ipcity.city.indicators.figures import Typed, typed_series
from ipcity.city.indicators.holdings import Holdings
from ipcity.city.indicators.needs import Ground, Question, ground
from ipcity.city.indicators.reading import Text
from ipcity.city.indicators.registry import Definition
from ipcity.city.indicators.words import joined, run_on, say


@dataclass(frozen=True, kw_only=True)
class Computed:
    """A value with its evidence, or `reason` why there is none; never both."""

    question: Question
    lake_version: int | None
    coverage: Text
    reason: Text | None = None
    value: Decimal | None = None
    denominator: Decimal | None = None
    record_ids: tuple[str, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)
    quality: Text = field(default_factory=dict)
    typed: tuple[Typed, ...] = ()


def compute(question: Question, held: Holdings) -> Computed:
    base, population = standing_ground(question, held)
    if base.reason:
        return Computed(question=question, lake_version=held.version, coverage=base.text, reason=base.reason)
    measured = _measure(question, held)
    return Computed(
        question=question,
        lake_version=held.version,
        coverage=base.text,
        value=_value(question.definition, measured.count, population),
        denominator=population.value if population else None,
        record_ids=measured.record_ids,
        left_out=measured.left_out,
        quality=_quality(question, measured, base),
        typed=(population,) if population else (),
    )


def standing_ground(question: Question, held: Holdings) -> tuple[Ground, Typed | None]:
    """Everything that must stand before counting: the rule, the coverage, the denominator. Cheap; counts nothing."""
    one = question.definition
    if question.on < one.valid_from:
        return Ground(say("not_computable.before_rule", on=question.on, since=one.valid_from), ()), None
    base = ground(question, held)
    if base.reason or one.denominator is None:
        return base, None
    series = typed_series(one.denominator.series)
    population = series.latest(realm=question.realm, area=question.area, on=question.on)
    if population is None:
        since = series.oldest(question.on)
        reason = say("not_computable.no_denominator", since=since, on=question.on, label=series.label)
        return Ground(reason, base.used), None
    return base, population


def _measure(question: Question, held: Holdings) -> Measured:
    rights = held.rights(question.realm, question.definition.right_type)
    if question.definition.measure == "in_force":
        return in_force(rights, area=question.area, on=question.on)
    return granted(rights, area=question.area, first=question.period_from or question.on, last=question.on)


def _value(one: Definition, count: int, population: Typed | None) -> Decimal:
    exact = Decimal(count) / population.value if population else Decimal(count)
    return exact.quantize(Decimal(1).scaleb(-one.decimals), rounding=ROUND_HALF_UP)


def _quality(question: Question, measured: Measured, base: Ground) -> Text:
    left = [say(f"left_out.{why}", count=count) for why, count in sorted(measured.left_out.items())]
    text = say("quality.some", list=joined(left)) if left else say("quality.none")
    late = question.definition.announced_late
    known_to = max((date.fromisoformat(one.to) for one in base.used), default=question.on)
    if late and _months_between(question.on, known_to) < late.months:
        text = run_on(text, late.text)
    return text


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
