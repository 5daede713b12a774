"""Values of one indicator in time as a chart, the target beside them where there is one."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from ipcity.city.directory.spoken import said
from ipcity.city.indicators.reading import Reading
from ipcity.city.plan.board import TargetRow
from ipcity.city.portal.charts import Chart, Series
from ipcity.city.portal.written import figure

PLACES = 2


def line_chart(reading: Reading, target: TargetRow | None) -> Chart | None:
    """None with fewer than two points: a single value is no line. The axis begins at 0."""
    points = sorted(reading.series, key=lambda point: point.on)
    if len(points) < 2:
        return None
    goal = target.value if target else None
    return Chart(
        key="series", finding=_finding(reading), measure=f"{said(reading.name)}，{said(reading.unit)}",
        unit=said(reading.unit), periods=tuple(point.on.isoformat() for point in points), by_day=True,
        series=(Series(said(reading.name), tuple(point.value for point in points), "value", line=True),),
        period_word=gettext("日期"), links=tuple(reverse("portal:rows", args=[point.snapshot_id]) for point in points),
        glances=tuple(reverse("portal:snapshot-glance", args=[point.snapshot_id]) for point in points),
        goal=goal, goal_word=gettext("目标 %(value)s") % {"value": figure(goal)} if goal is not None else "",
        places=PLACES, rule=f"{reading.rule_id} v{reading.rule_version}" if reading.rule_id else "",
    )  # fmt: skip


def _finding(reading: Reading) -> str:
    points = sorted(reading.series, key=lambda point: point.on)
    first, last = points[0], points[-1]
    facts = {
        "first": first.on.isoformat(), "last": last.on.isoformat(),
        "before": figure(first.value, PLACES), "after": figure(last.value, PLACES),
    }  # fmt: skip
    if last.value > first.value:
        return gettext("%(first)s 至 %(last)s，由 %(before)s 升到 %(after)s") % facts
    if last.value < first.value:
        return gettext("%(first)s 至 %(last)s，由 %(before)s 降到 %(after)s") % facts
    return gettext("%(first)s 至 %(last)s，保持 %(after)s") % facts
