"""Charts as data: what is drawn, the sentence it proves, and the table that stands for it.

The browser draws them (`static/ipcity/charts.js`); without script the table is the chart. Periods that the data cannot
cover whole are marked: they are hatched or dashed, and no finding rests on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.utils.translation import gettext

from ipcity.city.portal.written import ABSENT, figure
from ipcity.city.tables import export
from ipcity.city.tables.given import chosen
from ipcity.city.tables.sheet import FORMS, as_file

Value = int | Decimal | None


@dataclass(frozen=True)
class Series:
    """One measure over the periods. `colour` is the name of a token; None is "not known", never drawn as 0."""

    name: str
    values: tuple[Value, ...]
    colour: str
    line: bool = False
    unfinished: tuple[bool, ...] = ()

    def is_unfinished(self, at: int) -> bool:
        return bool(self.unfinished) and self.unfinished[at]


@dataclass(frozen=True)
class Line:
    """A row of the table: the period, its own rows, and a figure for each series."""

    period: str
    link: str
    glance: str
    unfinished: bool
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """`periods` are years or days (`by_day`); bars are stacked. `links` lead to the rows of a period."""

    key: str
    finding: str
    measure: str
    unit: str
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    period_word: str
    by_day: bool = False
    links: tuple[str, ...] = ()
    glances: tuple[str, ...] = ()
    goal: Decimal | None = None
    goal_word: str = ""
    places: int | None = None
    rule: str = ""

    @property
    def data_id(self) -> str:
        return f"chart-data-{self.key}"

    @property
    def unfinished(self) -> tuple[bool, ...]:
        return tuple(
            any(one.is_unfinished(at) for one in self.series if one.values[at])
            for at in range(len(self.periods))
        )

    @property
    def any_unfinished(self) -> bool:
        return any(self.unfinished)

    @property
    def lines(self) -> Iterator[Line]:
        for at, period in enumerate(self.periods):
            yield Line(
                period, self._at(self.links, at), self._at(self.glances, at), self.unfinished[at],
                tuple(self._figure(one.values[at]) for one in self.series),
            )  # fmt: skip

    @property
    def sentence(self) -> str:
        """For those who do not see the drawing: the finding, and the span of the periods."""
        span = f"{self.periods[0]} — {self.periods[-1]}"
        return gettext("%(finding)s。%(measure)s，%(span)s；全部数值见表") % {
            "finding": self.finding, "measure": self.measure, "span": span,
        }  # fmt: skip

    @property
    def drawing(self) -> dict[str, Any]:
        """What the browser is told."""
        return {
            "periods": self.periods, "byDay": self.by_day, "unit": self.unit, "links": self.links,
            "finding": self.finding, "measure": self.measure, "words": {"unfinished": gettext("数据未全"), "hatched": gettext("斜纹或虚线：数据未全")},
            "goal": _number(self.goal), "goalWord": self.goal_word, "places": self.places, "name": f"ipcity-{self.key}",
            "series": [
                {"name": one.name, "colour": one.colour, "line": one.line, "values": [_number(v) for v in one.values],
                 "unfinished": [one.is_unfinished(at) for at in range(len(self.periods))]}
                for one in self.series
            ],
        }  # fmt: skip

    def _figure(self, value: Value) -> str:
        return figure(value, self.places) if value is not None else ABSENT

    @staticmethod
    def _at(texts: Sequence[str], at: int) -> str:
        return texts[at] if texts else ""


def taken_away(given: QueryDict, chart: Chart | None, origin: Sequence[str]) -> HttpResponseBase | None:
    """The figures of a chart as a file, when the address asks for them: `chart=years&format=xlsx`."""
    form = chosen(given, "format", FORMS)
    wanted = chosen(given, "chart", (chart.key,) if chart else ())
    if chart is None or not form or not wanted:
        return None
    heads = [
        chart.period_word,
        *(one.name for one in chart.series),
        gettext("数据未全"),
        *export.origin_heads(),
    ]
    lines = (
        [period, *(_number(one.values[at]) for one in chart.series), gettext("是") if chart.unfinished[at] else "", *origin]
        for at, period in enumerate(chart.periods)
    )  # fmt: skip
    return as_file(form, f"ipcity-{chart.key}", heads, lines)


def _number(value: Value) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value
