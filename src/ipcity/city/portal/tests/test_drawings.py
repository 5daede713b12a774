"""Geometry of the drawings, against positions worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ipcity.city.indicators.reading import Point, Reading
from ipcity.city.plan.board import TargetRow
from ipcity.city.plan.standing import Standing, Value
from ipcity.city.portal import yearly
from ipcity.city.portal.chart import line_chart
from ipcity.city.portal.charts import Chart, Series
from ipcity.city.portal.gauges import aim_text, gauge_row
from ipcity.city.portal.lifeline import life_line
from ipcity.city.portal.rights import Right
from ipcity.records.record import Event, Record


def row(
    value: str | None, standing: Standing | None = None, *, comparator: str = ">=", hedge: str = ""
) -> TargetRow:
    reading = Reading(
        state="computed" if value else "no-indicator", code="x", name={"zh": "某项"}, unit={"zh": "件"},
        value=Decimal(value) if value else None, denominator=Decimal(1),
    )  # fmt: skip
    return TargetRow(
        code="T02", name="某项", clause="一", clause_title="", clause_order=1, comparator=comparator,
        value=Decimal("12.000000"), unit="件", unit_text={"zh": "件"}, hedge=hedge, aggregation="", aggregation_text={},
        phrase="", start=0, end=0, department=None, reading=reading, standing=standing,
    )  # fmt: skip


def stands(**given: object) -> Standing:
    facts: dict[str, object] = {
        "baseline": Value(date(2017, 12, 31), Decimal(8)), "straight": Decimal(10), "compound": Decimal("9.5"),
        "against_straight": Decimal("-0.5"), "against_compound": Decimal(0), "forecast": Decimal("11.8"),
        "low": Decimal("11.4"), "high": Decimal("12.3"),
    }  # fmt: skip
    return Standing(state="warn", reason={}, **(facts | given))  # type: ignore[arg-type]


def test_baseline_is_nought_and_the_target_stands_at_seventy() -> None:
    # (9.5 - 8) / (12 - 8) = 0.375 of 70; today's straight path (10 - 8) / 4 = 0.5 of 70
    one = gauge_row(row("9.5", stands()), 70.0)
    assert (one.gauge.value, one.gauge.straight, one.gauge.compound) == (26.25, 35.0, 26.25)
    assert (one.gauge.low, one.gauge.forecast, one.gauge.high) == (59.5, 66.5, 75.25)
    assert (one.against_straight, one.against_compound, one.behind) == ("−0.50", "0.00", True)
    assert "预警" in one.gauge.sentence


def test_what_leaves_the_scale_ends_at_its_edge_and_says_so() -> None:
    gauge = gauge_row(row("7", stands(low=Decimal(6), high=Decimal(15))), 70.0).gauge
    assert (gauge.value, gauge.low, gauge.high) == (0.0, 0.0, 100.0)
    assert (gauge.low_beyond, gauge.high_beyond) == (True, True)


def test_without_a_value_nothing_is_drawn() -> None:
    one = gauge_row(row(None), 70.0)
    assert one.gauge.value is one.gauge.straight is one.gauge.low is None
    assert (one.value, one.forecast, one.span, one.known) == ("—", "—", "", False)
    assert "无记录" in one.gauge.sentence


def test_without_a_baseline_the_scale_begins_at_nought() -> None:
    assert gauge_row(row("6"), 70.0).gauge.value == 35.0


@pytest.mark.parametrize(
    ("comparator", "hedge", "said"),
    [(">=", "力争", "力争 ≥ 12"), (">", "", "> 12"), ("=", "力争", "力争 = 12")],
)
def test_hedge_and_comparator_are_kept(comparator: str, hedge: str, said: str) -> None:
    assert aim_text(row("6", comparator=comparator, hedge=hedge)) == said


def patent(**given: object) -> Record:
    facts: dict[str, object] = {
        "record_id": "x", "kind": "patent", "right_type": "invention", "office": "cn", "status": "granted",
        "dates": {"filed": "2010-01-01", "published": "2011-07-01", "granted": "2013-01-01"},
    }  # fmt: skip
    return Record(**(facts | given))  # type: ignore[arg-type]


def test_life_of_an_invention_runs_twenty_years() -> None:
    # 2010-01-01 to 2030-01-01 are 7305 days; the grant 1096 days in, today 3652
    life = life_line(patent(), date(2020, 1, 1))
    assert life is not None and life.end_known
    assert life.end == "2030-01-01"
    assert life.before_to == pytest.approx(100 * 1096 / 7305, abs=0.01)
    assert life.today_at == life.live_to == pytest.approx(100 * 3652 / 7305, abs=0.01)
    assert life.today_note == "第 11 年度，剩余 10 年 0 天"


def test_a_lapsed_right_stops_at_its_lapse_and_has_no_time_left() -> None:
    lapse = Event(code="CF01", on="2016-08-03", effective="2016-01-01")
    life = life_line(patent(status="lapsed", events=[lapse]), date(2020, 1, 1))
    assert life is not None and life.today_note == ""
    assert life.live_to == pytest.approx(100 * 2191 / 7305, abs=0.01)


def test_after_the_data_end_nothing_is_claimed() -> None:
    life = life_line(patent(), date(2020, 1, 1), date(2015, 1, 1))
    assert life is not None and life.today_note == ""
    assert life.live_to == life.unknown_from == pytest.approx(100 * 1826 / 7305, abs=0.01)


def test_an_application_has_no_day_of_expiry() -> None:
    life = life_line(patent(dates={"filed": "2010-01-01"}, status="filed"), date(2012, 1, 1))
    assert life is not None and not life.end_known and life.end == "2012-01-01"


def test_no_life_line_without_the_filing_day() -> None:
    assert life_line(patent(dates={"granted": "2013-01-01"}), date(2020, 1, 1)) is None
    assert life_line(patent(dates={"filed": "2010-01"}), date(2020, 1, 1)) is None


def test_a_single_value_is_no_line() -> None:
    only = (Point(on=date(2018, 12, 31), value=Decimal(6), snapshot_id=1),)
    assert line_chart(Reading(state="computed", code="x", name={}, unit={}, series=only), None) is None


def test_a_line_says_where_it_came_from_and_where_it_got() -> None:
    points = (
        Point(on=date(2019, 12, 31), value=Decimal(9), snapshot_id=2),
        Point(on=date(2018, 12, 31), value=Decimal(6), snapshot_id=1),
    )
    chart = line_chart(Reading(state="computed", code="x", name={}, unit={}, series=points), row("9"))
    assert chart is not None and chart.finding == "2018-12-31 至 2019-12-31，由 6.00 升到 9.00"
    assert [(one.period, one.cells, one.link) for one in chart.lines] == [
        ("2018-12-31", ("6.00",), "/indicators/snapshots/1/rows/"),
        ("2019-12-31", ("9.00",), "/indicators/snapshots/2/rows/"),
    ]
    assert chart.drawing["goal"] == 12.0 and chart.goal_word == "目标 12"


def right(filed: str, granted: str = "") -> Right:
    return Right("", "sample", "invention", "", "", (), "", "", filed, granted, "")


def test_no_finding_rests_on_a_year_that_is_not_whole() -> None:
    # known to the end of 2018: what was filed by mid 2017 is published by then, so 2016 is the last whole year
    rights = [
        right("2015-01-01"),
        right("2016-01-01"),
        right("2016-05-01", "2018-02-02"),
        *[right("2017-03-01")] * 9,
    ]
    chart = yearly.timeline(rights, str, date(2018, 12, 31))
    assert chart is not None and chart.finding == "2016 年申请最多，2 件；2017 年起数据未全"
    assert chart.periods == ("2015", "2016", "2017", "2018")
    assert chart.unfinished == (False, False, True, False)  # 2018 has only a grant, and grants are known
    assert chart.series[-1].values == (0, 0, 0, 1)


def test_without_a_whole_year_nothing_is_found() -> None:
    chart = yearly.bars({2019: 5}, str, date(2019, 6, 30))
    assert chart is not None and chart.finding == chart.measure


def test_what_is_not_known_is_a_dash_in_the_table_and_nothing_in_the_drawing() -> None:
    one = Chart("k", "f", "m", "件", ("2018", "2019"), (Series("s", (0, None), "value"),), "年")
    assert [line.cells for line in one.lines] == [("0",), ("—",)]
    assert one.drawing["series"][0]["values"] == [0, None]
