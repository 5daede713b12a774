"""Targets beside their indicators, judged by rule R-03."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

from ipcity.city.directory.models import Unit
from ipcity.city.directory.queries import CurrentName, current_name
from ipcity.city.indicators.reading import Reading
from ipcity.city.plan.board import TargetRow
from ipcity.city.plan.links import Link, link_of, missing_reason
from ipcity.city.plan.models import Plan, Target
from ipcity.city.plan.standing import Aim, Standing, Value, standing
from ipcity.documents import aggregation_words, measure_words


class Ask(Protocol):
    """The indicators' own query."""

    def __call__(self, code: str, *, area: str, realm: str, as_of: date) -> Reading: ...


def target_row(
    target: Target, clause: str, *, plan: Plan, as_of: date, units: Mapping[str, Unit], ask: Ask
) -> TargetRow:
    link = link_of(target)
    supplier = units.get(link.supplier)
    department = current_name(supplier, as_of) if supplier else None
    reading = _reading(target, link, department, plan=plan, as_of=as_of, ask=ask)
    return TargetRow(
        code=target.code, name=target.name, clause=clause, clause_title=target.clause.title,
        clause_order=target.clause.order, comparator=target.comparator, value=_plain(target.value), unit=target.unit,
        unit_text=measure_words(target.unit), hedge=target.hedge, aggregation=target.aggregation,
        aggregation_text=aggregation_words(target.aggregation), phrase=target.phrase,
        start=target.start, end=target.end, department=department, reading=reading,
        standing=_standing(target, reading, plan, as_of),
        beside=tuple(ask(code, area=plan.area, realm=plan.realm, as_of=as_of) for code in link.beside),
        components=tuple(target.components),
    )  # fmt: skip


def _plain(value: Decimal) -> Decimal:
    """Without the noughts of the column: 12, not 12.000000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _reading(
    target: Target, link: Link, department: CurrentName | None, *, plan: Plan, as_of: date, ask: Ask
) -> Reading:
    if link.indicator:
        return ask(link.indicator, area=plan.area, realm=plan.realm, as_of=as_of)
    unit = (
        {"zh": department.now, "en": department.now_en}
        if department
        else {"zh": "责任单位", "en": "the unit"}
    )
    return Reading(
        state="no-indicator", code="", name={"zh": target.name, "en": target.name}, area=plan.area,
        unit=measure_words(target.unit), reason=missing_reason(link, unit),
    )  # fmt: skip


def _standing(target: Target, reading: Reading, plan: Plan, as_of: date) -> Standing | None:
    """None without a value: where coverage is not met there is neither a number nor a colour."""
    if (
        reading.state != "computed"
        or reading.value is None
        or plan.period_from is None
        or plan.period_to is None
    ):
        return None
    aim = Aim(
        value=target.value,
        comparator=target.comparator,
        period_from=plan.period_from,
        period_to=plan.period_to,
    )
    points = {point.on: point.value for point in reading.series}
    if reading.on is not None:
        points[reading.on] = reading.value
    return standing(aim, [Value(on, value) for on, value in points.items()], as_of)
