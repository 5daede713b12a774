"""One figure of the city: what it says, how it was counted, and the very rows that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from ipcity.city.indicators import queries as indicators
from ipcity.city.indicators.models import Snapshot
from ipcity.city.plan import queries as plans
from ipcity.city.portal import engine, export, portrait
from ipcity.city.portal.chart import line_chart
from ipcity.city.portal.gauges import rows_of
from ipcity.city.portal.pages import pages
from ipcity.city.portal.words import RIGHT_TYPES, place_word, said, status_word
from ipcity.records.record import Record

PAGE_SIZE = 50


def indicator(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """First click: the figure of the plan's area on the plan's day."""
    plan = plans.plan_by_slug(slug)
    if plan is None:
        raise Http404(slug)
    one = indicators.reading(code, area=plan.area, realm=plan.realm, as_of=plans.day_of(plan))
    rows = [row for row in rows_of(plans.board(plan)) if row.row.reading.code == code]
    context = {
        "here": "plan",
        "plan": plan,
        "reading": one,
        "rows": rows,
        "chart": line_chart(one, rows[0].row if rows else None),
        "loaded": engine.loaded(),
    }
    return render(request, "portal/indicator.html", context)


def rows(request: HttpRequest, snapshot_id: int) -> HttpResponseBase:
    """Second click: the rows, read from the version of the data that the snapshot cites."""
    one = indicators.snapshot(snapshot_id)
    if request.GET.get("format") == "csv":
        return _csv(one)
    total = indicators.row_count(one)
    last = max(-(-total // PAGE_SIZE), 1)
    page = min(_page(request.GET.get("page", "1")), last)
    found = indicators.rows(one, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    address = reverse("portal:rows", args=[snapshot_id])
    context: dict[str, Any] = {
        "here": "plan",
        "snapshot": one,
        "definition": indicators.definition(one.code),
        "total": total,
        "first": (page - 1) * PAGE_SIZE,
        "lines": [_line(record) for record in found],
        "pages": pages(page, last, lambda number: f"{address}?page={number}"),
        "csv": f"{address}?format=csv",
    }
    return render(request, "portal/rows.html", context)


def _page(text: str) -> int:
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _line(record: Record) -> Mapping[str, Any]:
    holder = record.holders[0] if record.holders else None
    return {
        "record": record,
        "number": portrait.main_number(record),
        "holder": holder.name if holder else "",
        "place": place_word(holder.area, holder.zone) if holder else "",
        "status": record.status,
        "filed": record.dates.get("filed", ""),
        "granted": record.dates.get("granted", ""),
    }


def _csv(one: Snapshot) -> StreamingHttpResponse:
    heads = [
        gettext("编号"), gettext("号码"), gettext("名称"), gettext("种类"), gettext("权利人或申请人"), gettext("地点"),
        gettext("法律状态"), gettext("申请日"), gettext("授权公告日"), gettext("地址"),
    ]  # fmt: skip
    return export.download(f"ipcity-snapshot-{one.pk}.csv", heads + export.origin_heads(), _cells(one))


def _cells(one: Snapshot) -> Iterator[list[str]]:
    origin = [f"{one.code} #{one.pk}", f"v{one.lake_version}", said(one.coverage)]
    total = indicators.row_count(one)
    for offset in range(0, total, export.BATCH):
        for record in indicators.rows(one, offset=offset, limit=export.BATCH):
            line = _line(record)
            yield [
                record.record_id, line["number"], record.name, str(RIGHT_TYPES.get(record.right_type, record.right_type)),
                line["holder"], line["place"], status_word(record.status), line["filed"], line["granted"],
                f"/records/{record.record_id}", *origin,
            ]  # fmt: skip
