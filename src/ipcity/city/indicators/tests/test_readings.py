"""Readings: a number with its rows, or the reason why there is none; never half of either."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ipcity.base.errors import NotFound
from ipcity.city.indicators import queries
from ipcity.city.indicators.actions import take_series, take_snapshot
from ipcity.city.indicators.models import Snapshot
from ipcity.city.indicators.reading import Reading
from ipcity.city.indicators.tests.conftest import gazette_day, put, right, whole
from ipcity.lake import Lake

pytestmark = pytest.mark.django_db
PER_10K, GRANTS, WEIHAI, DAY = "invention_in_force_per_10k", "invention_grants", "371000", date(2019, 9, 30)


def read(code: str = PER_10K, *, area: str = WEIHAI, realm: str = "sample", as_of: date = DAY) -> Reading:
    return queries.reading(code, area=area, realm=realm, as_of=as_of)


def nothing_shown(reading: Reading) -> bool:
    return (reading.state, reading.value, reading.numerator, reading.snapshot_id, reading.series) == (
        "not-computable", None, None, None, (),
    )  # fmt: skip


def test_without_data_it_says_so(lake: Lake) -> None:
    reading = read()
    assert nothing_shown(reading)
    assert reading.reason["zh"] == "不可计算：没有装载任何数据。"
    assert reading.lake_version is None


@pytest.mark.parametrize("code", [PER_10K, GRANTS])
def test_one_gazette_day_gives_neither_number_nor_snapshot(lake: Lake, code: str) -> None:
    put(lake, [right(1, "2019-07-12", realm="real")], [gazette_day("2019-07-12")])
    reading = read(code, realm="real", as_of=date(2019, 7, 12))
    assert nothing_shown(reading)
    assert reading.reason["zh"].startswith("不可计算：只装载了 2019-07-12 一日公报。")
    assert reading.reason["en"].startswith("Not computable: only gazette day 2019-07-12 is loaded.")
    assert not Snapshot.objects.exists()


def test_a_flow_of_the_one_loaded_day_is_whole_for_that_day(lake: Lake) -> None:
    put(lake, [right(1, "2019-07-12", realm="real"), right(2, "2019-07-12", realm="real", area="370602")],
        [gazette_day("2019-07-12")])  # fmt: skip
    day = date(2019, 7, 12)
    assert take_snapshot(GRANTS, area=WEIHAI, realm="real", on=day, period_from=day).value == 1


def test_sample_data_never_answer_for_the_real_city(lake: Lake) -> None:
    put(lake, [right(1, "2016-02-02")], whole())
    assert "没有装载任何真实数据" in read(realm="real").reason["zh"]


def test_a_stock_needs_events_as_well_as_grants(lake: Lake) -> None:
    put(lake, [right(1, "2016-02-02")], whole(contents=["grants"]))
    assert nothing_shown(read())
    assert "法律状态事件" in read().reason["zh"]
    assert read(GRANTS).state == "computed"


def test_a_day_after_the_data_is_not_computed(lake: Lake) -> None:
    put(lake, [right(1, "2016-02-02")], whole(to="2019-09-30"))
    assert nothing_shown(read(as_of=date(2019, 10, 1)))


def test_the_number_opens_to_its_rows(lake: Lake) -> None:
    records = [right(number, "2016-02-02") for number in range(1, 8)]
    records += [right(8, "2016-02-02", lapsed_on="2019-03-05"), right(9, "2016-02-02", area="370602")]
    version = put(lake, records, whole())
    reading = read()
    assert (reading.state, reading.numerator, reading.denominator) == ("computed", 7, Decimal("282.80"))
    assert reading.value == Decimal("0.02")  # 7 ÷ 282.80 = 0.0247…
    assert reading.snapshot_id is not None and reading.lake_version == version
    one = queries.snapshot(reading.snapshot_id)
    pages = [queries.rows(one, offset=offset, limit=3) for offset in (0, 3, 6, 9)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert [row.record_id for page in pages for row in page] == sorted(one.record_id for one in records[:7])
    assert queries.row_count(one) == reading.numerator
    assert reading.typed[0].on == "2018-12-31" and "虚构" in reading.typed[0].source


def test_what_could_not_be_placed_is_named(lake: Lake) -> None:
    put(
        lake,
        [right(1, "2016-02-02"), right(2, "2016-02-02", area=None), right(3, "2016-02-02", area="370000")],
        whole(),
    )
    quality = read().quality["zh"]
    assert "1 件第一权利人没有可识别的地址" in quality and "1 件地址只写到更大的地区" in quality
    assert "7 至 9 个月" in quality
    assert "7 至 9 个月" not in read(as_of=date(2017, 12, 31)).quality["zh"]


def test_grants_of_a_year_so_far_are_not_passed_for_a_year(lake: Lake) -> None:
    put(
        lake,
        [right(1, "2018-01-02"), right(2, "2018-12-28"), right(3, "2019-01-04"), right(4, "2017-12-29")],
        whole(),
    )
    assert (read(GRANTS).numerator, read(GRANTS).period_complete) == (1, False)
    year = read(GRANTS, as_of=date(2018, 12, 31))
    assert (year.value, year.period_from, year.period_complete) == (Decimal(2), date(2018, 1, 1), True)


def test_an_area_without_population_has_no_ratio(lake: Lake) -> None:
    put(lake, [right(1, "2016-02-02")], whole())
    reading = read(area="371002")
    assert nothing_shown(reading) and "年末常住人口" in reading.reason["zh"]


def test_the_series_has_quarter_ends_and_whole_years(lake: Lake) -> None:
    put(lake, [right(number, f"201{number}-05-05") for number in range(6, 10)], whole())
    since = date(2017, 12, 31)
    take_series(PER_10K, area=WEIHAI, realm="sample", as_of=DAY, since=since)
    take_series(GRANTS, area=WEIHAI, realm="sample", as_of=DAY, since=since)
    quarters = [point.on.isoformat()[2:7] for point in read().series]
    assert quarters == ["17-12", "18-03", "18-06", "18-09", "18-12", "19-03", "19-06", "19-09"]
    assert [(point.on.year, point.value) for point in read(GRANTS).series] == [(2017, 1), (2018, 1)]


def test_the_published_figure_stands_beside_with_its_difference_explained(lake: Lake) -> None:
    put(lake, [right(1, "2016-02-02")], whole())
    for realm in ("sample", "real"):
        (official,) = read(realm=realm).official
        assert (official.value, official.numerator, official.on) == (
            Decimal("29.33"),
            Decimal(8545),
            "2025-04-30",
        )
        assert "291.34" in official.explanation["zh"] and "不是同一天" in official.explanation["zh"]
    assert "虚构" in read().official[0].explanation["zh"]


def test_an_unknown_code_is_not_found(lake: Lake) -> None:
    with pytest.raises(NotFound, match="invention_grants"):
        read("happiness")
    with pytest.raises(NotFound):
        queries.snapshot(12345)
