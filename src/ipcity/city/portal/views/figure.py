"""One figure of the city: what it says, how it was counted, and the very rows that made it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from ipcity.city.directory.spoken import said
from ipcity.city.indicators import queries as indicators
from ipcity.city.plan import queries as plans
from ipcity.city.portal import charts, engine
from ipcity.city.portal.chart import line_chart
from ipcity.city.portal.gauges import rows_of
from ipcity.city.portal.rights import COLUMNS, Right, right_of
from ipcity.city.tables.columns import state_of
from ipcity.city.tables.sheet import taken_away
from ipcity.city.tables.table import table


def indicator(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """First click: the figure of the plan's area on the plan's day."""
    plan = plans.plan_by_slug(slug)
    if plan is None:
        raise Http404(slug)
    one = indicators.reading(code, area=plan.area, realm=plan.realm, as_of=plans.day_of(plan))
    rows = [row for row in rows_of(plans.board(plan)) if row.row.reading.code == code]
    chart = line_chart(one, rows[0].row if rows else None)
    if file := charts.taken_away(request.GET, chart, [code, f"v{one.lake_version}", said(one.coverage)]):
        return file
    context = {
        "here": "plan",
        "plan": plan,
        "reading": one,
        "rows": rows,
        "chart": chart,
        "loaded": engine.loaded(),
    }
    return render(request, "portal/indicator.html", context)


def rows(request: HttpRequest, snapshot_id: int) -> HttpResponseBase:
    """Second click: the rows, read from the version of the data that the snapshot cites."""
    one = indicators.snapshot(snapshot_id)
    lines = _lines(one.pk, one.digest)
    origin = [f"{one.code} #{one.pk}", f"v{one.lake_version}", said(one.coverage)]
    if file := taken_away(request.GET, f"ipcity-snapshot-{one.pk}", lines, COLUMNS, origin):
        return file
    address = reverse("portal:rows", args=[snapshot_id])
    shown = table("rows", lines, COLUMNS, state_of(request.GET, COLUMNS), path=address)
    context: dict[str, Any] = {
        "here": "plan",
        "wide": True,
        "snapshot": one,
        "definition": indicators.definition(one.code),
        "total": len(lines),
        "table": shown,
        "csv": shown.csv,
    }
    return render(request, "portal/rows.html", context)


@lru_cache(maxsize=8)
def _lines(snapshot_id: int, digest: str) -> tuple[Right, ...]:
    """All rows of a snapshot, since sorting needs every one; kept, because what a digest stands for never changes."""
    one = indicators.snapshot(snapshot_id)
    return tuple(map(right_of, indicators.rows(one, limit=indicators.row_count(one))))
