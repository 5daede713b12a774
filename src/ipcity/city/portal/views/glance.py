"""A number at a glance: the fragment that a pop-over shows at the first press, before the rows open at the second."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ipcity.city.indicators import queries as indicators
from ipcity.city.indicators.models import Snapshot
from ipcity.city.indicators.reading import Reading
from ipcity.city.plan import queries as plans
from ipcity.city.portal.rights import Right, right_of

FIRST_ROWS = 3


@dataclass(frozen=True)
class Change:
    """Against the value before: of a stock also how many rows came and how many went."""

    on: str
    difference: Decimal
    came: int
    went: int
    rows_known: bool


def indicator(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    plan = plans.plan_by_slug(slug)
    if plan is None:
        raise Http404(slug)
    one = indicators.reading(code, area=plan.area, realm=plan.realm, as_of=plans.day_of(plan))
    kept = indicators.snapshot(one.snapshot_id) if one.snapshot_id else None
    context = {
        "reading": one,
        "page": reverse("portal:indicator", args=[slug, code]),
        "change": _change(one, kept) if kept else None,
        "realm": plan.realm,
    }
    return render(request, "portal/glance.html", context | _rows(kept))


def snapshot(request: HttpRequest, snapshot_id: int) -> HttpResponse:
    """An earlier value, as it stands in a chart."""
    kept = indicators.snapshot(snapshot_id)
    known = indicators.definition(kept.code)
    value = kept.value.quantize(Decimal(1).scaleb(-known.decimals)) if kept.value is not None else None
    one = Reading(
        state="computed" if value is not None else "not-computable", code=kept.code, name=known.name, unit=known.unit,
        rule_id=kept.rule_id, rule_version=kept.rule_version, rule=known.rule.text, area=kept.area, on=kept.on,
        period_from=kept.period_from, value=value, numerator=kept.numerator, lake_version=kept.lake_version,
        snapshot_id=kept.pk, coverage=kept.coverage, reason=kept.reason, quality=kept.quality,
    )  # fmt: skip
    return render(request, "portal/glance.html", {"reading": one, "realm": kept.realm} | _rows(kept))


def _rows(kept: Snapshot | None) -> dict[str, object]:
    if kept is None:
        return {}
    first: list[Right] = [right_of(record) for record in indicators.rows(kept, limit=FIRST_ROWS)]
    return {
        "rows": first,
        "rows_page": reverse("portal:rows", args=[kept.pk]),
        "count": indicators.row_count(kept),
    }


def _change(one: Reading, kept: Snapshot) -> Change | None:
    """None without an earlier value of the same rule, and for a period not yet over: it would look like a fall."""
    earlier = [point for point in one.series if one.on and point.on < one.on]
    if not earlier or one.value is None or not one.period_complete:
        return None
    before = indicators.snapshot(earlier[-1].snapshot_id)
    now, then = set(kept.record_ids), set(before.record_ids)
    return Change(
        earlier[-1].on.isoformat(), one.value - earlier[-1].value, len(now - then), len(then - now),
        rows_known=one.period_from is None,
    )  # fmt: skip
