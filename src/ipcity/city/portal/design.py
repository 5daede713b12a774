"""Invented data for the living page of components: every state of each, drawn by the very templates of the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from ipcity.city.portal import yearly
from ipcity.city.portal.charts import Chart
from ipcity.city.portal.gauges import Gauge
from ipcity.city.portal.overview import Share
from ipcity.city.portal.rights import Right
from ipcity.city.portal.words import STANDINGS
from ipcity.city.tables.columns import Column, state_of
from ipcity.city.tables.pages import Pages, pages
from ipcity.city.tables.table import Table, table

COLOURS = ("sea", "ink", "ink-2", "ink-3", "bg", "surface", "sunk", "edge", "ok", "warn", "bad", "none")
SERIES = ("cat-1", "cat-2", "cat-3", "cat-4", "cat-5", "cat-other")
SIZES = (36, 28, 22, 18, 16, 14, 13, 12)
STATES = ("ok", "warn", "bad", "none", "off")


@dataclass(frozen=True)
class Holder:
    name: str
    rights: int
    place: str
    state: str


COLUMNS: tuple[Column[Holder], ...] = (
    Column("name", gettext_lazy("权利人"), lambda one: one.name, link=lambda one: "#table", head=True),
    Column("rights", gettext_lazy("件数"), lambda one: f"{one.rights:,}", sort=lambda one: one.rights, figure=True),
    Column("place", gettext_lazy("地点"), lambda one: one.place, choose=True),
    Column("state", gettext_lazy("状态"), lambda one: one.state, mark=lambda one: "ok" if one.rights > 9 else "none"),
)  # fmt: skip


def holders() -> list[Holder]:
    first, second = gettext("甲区"), gettext("乙市")
    return [
        Holder(
            gettext("示例单位 %(n)s") % {"n": n},
            (n * 37) % 100,
            first if n % 3 else second,
            str(STANDINGS["ok" if (n * 37) % 100 > 9 else "none"]),
        )
        for n in range(1, 26)
    ]


def example_table(given: QueryDict) -> Table:
    return table("table", holders(), COLUMNS, state_of(given, COLUMNS), path="/design/")


def empty_table() -> Table:
    none: list[Holder] = []
    return table("table-empty", none, COLUMNS, state_of(QueryDict(), COLUMNS), path="/design/")


def years() -> Chart | None:
    sorts = ("invention", "utility_model", "design")
    rights = [
        _right(sorts[(year + n) % 3], year, year + 2 if n % 2 and year < 2018 else 0)
        for year in range(2012, 2020)
        for n in range(4 + (year * 7) % 11)
    ]
    return yearly.timeline(rights, lambda year: f"#y{year}", date(2019, 9, 30))


def _right(sort: str, filed: int, granted: int) -> Right:
    return Right(
        "", "sample", sort, "", "", (), "", "", f"{filed}-05-01", f"{granted}-05-01" if granted else "", ""
    )


def shares() -> list[Share]:
    most = max(one.rights for one in holders())
    return [
        Share(one.name, "#shares", one.rights, "#shares", round(100 * one.rights / most, 2))
        for one in holders()[:4]
    ]


def paging() -> Pages | None:
    return pages(4, 12, lambda number: f"#page{number}")


def gauges() -> list[tuple[str, Gauge]]:
    """One for each state of a target."""
    whole = {"target": 70.0, "sentence": gettext("示例潮位尺")}
    plain = {"value": None, "straight": None, "compound": None, "low": None, "high": None, "forecast": None, "low_beyond": False, "high_beyond": False}  # fmt: skip
    on_course = {
        "value": 58.0,
        "straight": 52.0,
        "compound": 50.0,
        "low": 70.0,
        "high": 84.0,
        "forecast": 76.0,
    }
    near = {"value": 46.0, "straight": 52.0, "compound": 50.0, "low": 62.0, "high": 76.0, "forecast": 68.0}
    late = {"value": 24.0, "straight": 52.0, "compound": 50.0, "low": 34.0, "high": 48.0, "forecast": 41.0}
    drawn: tuple[tuple[str, dict[str, float]], ...] = (
        ("ok", on_course),
        ("warn", near),
        ("bad", late),
        ("none", {}),
    )
    made: list[dict[str, Any]] = [plain | whole | given for _, given in drawn]
    return [(state, Gauge(**one)) for (state, _), one in zip(drawn, made, strict=True)]


def loaded() -> SimpleNamespace:
    """A provenance line of partial data."""
    label = gettext("示例公报（部分）")
    return SimpleNamespace(
        version=214, loaded_at="2019-10-11T22:40", labels=[{"zh": label, "en": label}], whole=False
    )
