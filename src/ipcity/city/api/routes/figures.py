"""Indicators: their definitions, a figure on a day, and the rows that made it."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path as FromPath
from ninja import Query as FromAddress
from ninja import Router
from pydantic import Field, StringConstraints

from ipcity.base.errors import BadInput
from ipcity.city.api.doors import BearerOrNobody
from ipcity.city.api.models import Scope
from ipcity.city.api.problems import Problem
from ipcity.city.api.routes.search import REFUSALS
from ipcity.city.api.shapes.asked import Asked, Day, Limit, Realm, day, realm_or_default
from ipcity.city.api.shapes.facts import EvidenceOut, FigureOut, IndicatorOut
from ipcity.city.indicators import queries as indicators
from ipcity.city.plan import queries as plans
from ipcity.records.decided import shown

router = Router(tags=["indicators"], auth=BearerOrNobody(Scope.READ))
Code = Annotated[str, FromPath(max_length=80, pattern=r"^[\w-]+$")]
BIGGEST_ID = 2**31 - 1


class Figure(Asked):
    area: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")] | None = Field(
        None, description="六位行政区划代码；不写则按本市的方案 / six digits; the plan's area by default"
    )
    on: Day | None = Field(
        None,
        description="哪一天；不写则按方案的日子 / which day; the plan's day by default",
    )  # fmt: skip
    realm: Realm | None = None


class Rows(Asked):
    offset: int = Field(0, ge=0, le=10_000_000)
    limit: Limit = 50


@router.get(
    "/indicators", response={200: list[IndicatorOut], **REFUSALS}, url_name="indicators",
    operation_id="indicators", summary="指标定义 / Definitions",
)  # fmt: skip
def definitions(request: HttpRequest) -> list[dict[str, Any]]:
    """Every indicator with its rule and the source of the rule in law."""
    return [
        {
            "code": one.code, "id": one.id, "name": one.name, "unit": one.unit, "rule": one.rule.text,
            "legal_source": one.legal_source.text, "valid_from": one.valid_from,
        }
        for one in indicators.definitions()
    ]  # fmt: skip


@router.get(
    "/indicators/{code}", response={200: FigureOut, 400: Problem, 404: Problem, **REFUSALS}, url_name="figure",
    operation_id="figure", summary="指标的值 / Figure",
)  # fmt: skip
def figure(request: HttpRequest, code: Code, asked: FromAddress[Figure]) -> dict[str, Any]:
    """The figure of a place on a day, or why there is none. `snapshot_id` opens the rows."""
    plan, realm = plans.default_plan(), realm_or_default(asked.realm)
    area = asked.area or (plan.area if plan else None)
    on = day(asked.on, "on") if asked.on else (plans.day_of(plan) if plan else None)
    if area is None or on is None:
        raise BadInput("还没有导入方案，请写明地区和日期。", path="area" if area is None else "on")
    one = indicators.reading(code, area=area, realm=realm, as_of=on)
    names = FigureOut.model_fields.keys() - {"realm"}
    return {name: getattr(one, name) for name in names} | {"realm": realm}


@router.get(
    "/snapshots/{snapshot_id}/rows", response={200: EvidenceOut, 404: Problem, **REFUSALS}, url_name="evidence",
    operation_id="evidence", summary="指标的依据 / Evidence",
)  # fmt: skip
def evidence(
    request: HttpRequest, snapshot_id: Annotated[int, FromPath(ge=1, le=BIGGEST_ID)], asked: FromAddress[Rows]
) -> dict[str, Any]:
    """The rows that made a figure, from the version of the data that it cites."""
    one = indicators.snapshot(snapshot_id)
    rows = indicators.rows(one, offset=asked.offset, limit=asked.limit)
    return {
        "snapshot_id": one.pk,
        "code": one.code,
        "lake_version": one.lake_version,
        "total": indicators.row_count(one),
        "offset": asked.offset,
        "rows": [shown(row).as_dict() for row in rows],
    }
