"""Questions to the indicators. A question that nobody asked before on this data computes once, then reads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ipcity.base.errors import Damaged, NotFound
from ipcity.base.settings import settings
from ipcity.city.indicators.actions import keep, question, typed_columns
from ipcity.city.indicators.compute import Computed, compute, standing_ground
from ipcity.city.indicators.figures import Typed, typed_series
from ipcity.city.indicators.holdings import Holdings, holdings
from ipcity.city.indicators.models import Snapshot
from ipcity.city.indicators.needs import Ground, Question
from ipcity.city.indicators.official import official_figures
from ipcity.city.indicators.reading import Point, Reading, TypedInput
from ipcity.city.indicators.registry import Definition, definition, definitions
from ipcity.lake import open_lake
from ipcity.records import Record

__all__ = [
    "definition",
    "definitions",
    "last_day_of_data",
    "reading",
    "row_count",
    "rows",
    "series",
    "snapshot",
]


def reading(code: str, *, area: str, realm: str, as_of: date) -> Reading:
    """The figure on a day with everything a page shows, or why there is none. Raises NotFound for an unknown code."""
    held, asked = holdings(), question(code, area=area, realm=realm, on=as_of)
    base, population = standing_ground(asked, held)
    if base.reason:
        return _without_value(
            Computed(question=asked, lake_version=held.version, coverage=base.text, reason=base.reason)
        )
    kept = _kept(asked, held, population) or keep(compute(asked, held), held)
    return _with_value(asked, kept, base, population)


def snapshot(snapshot_id: int) -> Snapshot:
    found = Snapshot.objects.filter(pk=snapshot_id).first()
    if found is None:
        raise NotFound(f"没有编号为 {snapshot_id} 的指标快照。请从指标页面重新打开。", path=str(snapshot_id))
    return found


def row_count(one: Snapshot) -> int:
    """How many rows made the value: the numerator, counted from the evidence itself."""
    return len(one.record_ids)


def rows(one: Snapshot, *, offset: int = 0, limit: int = 50) -> list[Record]:
    """The rows as they stood in the version of the data that the snapshot cites, in the order of their ids."""
    wanted = one.record_ids[offset : offset + limit]
    if not wanted:
        return []
    found = open_lake(settings().lake_dir).at(one.lake_version).by_ids(wanted)
    if len(found) != len(wanted):
        raise Damaged(
            f"快照 {one.pk} 引用的数据第 {one.lake_version} 版已与当时不同，找不到其中 {len(wanted) - len(found)} 条记录。"
            "数据库可能被重建过，请从备份恢复或重新计算指标。",
            path=str(one.pk),
        )
    return found


def series(asked: Question) -> tuple[Point, ...]:
    """Kept values up to the day, the last of each day: quarter ends of a stock, whole years of a flow."""
    same = Snapshot.objects.light().filter(
        code=asked.definition.code, realm=asked.realm, area=asked.area, on__lte=asked.on, value__isnull=False,
        rule_version=asked.definition.rule.version,
    )  # fmt: skip
    latest = {one.on: one for one in same.order_by("id") if _is_point(one, asked)}
    points = (
        Point(on=on, value=_rounded(one, asked.definition), snapshot_id=one.pk) for on, one in latest.items()
    )
    return tuple(sorted(points, key=lambda point: point.on))


def last_day_of_data(realm: str) -> date | None:
    """The last day that anything loaded speaks about."""
    days = [date.fromisoformat(one.to) for one in holdings().coverage if one.realm == realm]
    return max(days, default=None)


def _is_point(one: Snapshot, asked: Question) -> bool:
    if asked.definition.is_flow:
        return one.period_from == date(one.on.year, 1, 1) and (one.on.month, one.on.day) == (12, 31)
    return one.on == asked.on or (one.on.month, one.on.day) in ((3, 31), (6, 30), (9, 30), (12, 31))


def _kept(asked: Question, held: Holdings, population: Typed | None) -> Snapshot | None:
    """The snapshot of this very question on this data, rule and denominator, if it was taken."""
    same = Snapshot.objects.light().filter(
        code=asked.definition.code, realm=asked.realm, area=asked.area, on=asked.on, period_from=asked.period_from,
        lake_version=held.version, rule_version=asked.definition.rule.version, value__isnull=False,
    )  # fmt: skip
    latest = same.order_by("-id").first()
    typed = [typed_columns(population)] if population else []
    return latest if latest and latest.typed == typed else None


def _with_value(asked: Question, kept: Snapshot, base: Ground, population: Typed | None) -> Reading:
    one = asked.definition
    again = Computed(
        question=asked, lake_version=kept.lake_version, coverage=base.text, denominator=_plain(kept.denominator),
        typed=(population,) if population else (),
    )  # fmt: skip
    return Reading(
        state="computed", **_described(asked), value=_rounded(kept, one), numerator=kept.numerator,
        denominator=_plain(kept.denominator), lake_version=kept.lake_version, snapshot_id=kept.pk,
        coverage=kept.coverage, quality=kept.quality, typed=(_typed_input(one, population),) if population else (),
        official=official_figures(again), series=series(asked),
    )  # fmt: skip


def _without_value(computed: Computed) -> Reading:
    """Neither a number nor earlier numbers: a line of old values would pass for a figure."""
    return Reading(
        state="not-computable", **_described(computed.question), lake_version=computed.lake_version,
        coverage=computed.coverage, reason=computed.reason or {}, official=official_figures(computed),
    )  # fmt: skip


def _described(asked: Question) -> dict[str, Any]:
    one = asked.definition
    whole_year = asked.period_from == date(asked.on.year, 1, 1) and (asked.on.month, asked.on.day) == (12, 31)
    return {
        "code": one.code, "name": one.name, "unit": one.unit, "rule_id": one.id, "rule_version": one.rule.version,
        "rule": one.rule.text, "legal_source": _legal_source(one), "area": asked.area,
        "period_from": asked.period_from, "on": asked.on, "period_complete": whole_year or not one.is_flow,
        "numerator_label": one.numerator, "denominator_label": one.denominator.label if one.denominator else {},
    }  # fmt: skip


def _legal_source(one: Definition) -> str:
    return one.legal_source.text["zh"] + ("" if one.legal_source.mark == "VERIFIED" else "（未核实）")


def _typed_input(one: Definition, typed: Typed) -> TypedInput:
    assert one.denominator
    known = typed_series(one.denominator.series)
    return TypedInput(
        label=known.label, value=typed.value, unit=known.unit, on=typed.on.isoformat(), source=typed.source["zh"],
        url=typed.url,
    )  # fmt: skip


def _rounded(one: Snapshot, known: Definition) -> Decimal:
    assert one.value is not None
    return one.value.quantize(Decimal(1).scaleb(-known.decimals))


def _plain(value: Decimal | None) -> Decimal | None:
    """282.8000 from the database → 282.80; two places, as statistics offices print it."""
    return value.quantize(Decimal("0.01")) if value is not None else None
