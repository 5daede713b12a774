"""Snapshots are written once; the same question on the same data is the same snapshot; corrections are new ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from ipcity.base.errors import Damaged
from ipcity.city.indicators import actions, figures, queries
from ipcity.city.indicators.actions import take_snapshot
from ipcity.city.indicators.models import NeverChanged, Snapshot
from ipcity.city.indicators.tests.conftest import put, right, whole
from ipcity.lake import Lake

pytestmark = pytest.mark.django_db
CODE, WEIHAI, DAY = "invention_in_force_per_10k", "371000", date(2019, 9, 30)


def take() -> Snapshot:
    return take_snapshot(CODE, area=WEIHAI, realm="sample", on=DAY)


def test_taking_it_again_gives_the_same_snapshot(lake: Lake) -> None:
    version = put(lake, [right(1, "2016-02-02")], whole())
    first = take()
    assert take().pk == first.pk and Snapshot.objects.count() == 1
    assert queries.reading(CODE, area=WEIHAI, realm="sample", as_of=DAY).snapshot_id == first.pk
    assert lake.pinned() == {version}


def test_new_data_make_a_new_snapshot_and_the_old_one_keeps_its_rows(lake: Lake) -> None:
    put(lake, [right(1, "2016-02-02"), right(2, "2016-02-02")], whole())
    old = take()
    put(
        lake,
        [right(2, "2016-02-02", lapsed_on="2019-03-05"), right(3, "2017-02-03"), right(4, "2017-02-03")],
        whole(),
    )
    new = take()
    assert (old.numerator, new.numerator) == (2, 3)
    assert new.supersedes == old and "由第 1 版更新到第 2 版" in new.correction_reason["zh"]
    assert [row.name for row in queries.rows(old)] == ["样品1", "样品2"]
    assert queries.rows(old)[1].events == [] and [row.name for row in queries.rows(new)] == [
        "样品1",
        "样品3",
        "样品4",
    ]
    assert queries.reading(CODE, area=WEIHAI, realm="sample", as_of=DAY).snapshot_id == new.pk


def test_a_corrected_population_is_a_new_snapshot_with_its_reason(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(lake, [right(1, "2016-02-02")], whole())
    old = take()
    known = figures.typed_series("resident_population")
    corrected = figures.Typed(
        "sample",
        WEIHAI,
        date(2018, 12, 31),
        known.figures[0].value,
        "census-2010",
        {"zh": "更正"},
        "",
        "SAMPLE",
    )
    others = [one for one in known.figures if one.on != corrected.on]
    series = figures.TypedSeries(known.label, known.unit, known.oldest_months, [*others, corrected])
    monkeypatch.setattr("ipcity.city.indicators.compute.typed_series", lambda name: series)
    reading = queries.reading(CODE, area=WEIHAI, realm="sample", as_of=DAY)
    assert reading.snapshot_id and reading.snapshot_id != old.pk
    assert "填报数有更正" in queries.snapshot(reading.snapshot_id).correction_reason["zh"]


def test_what_cannot_be_computed_can_be_kept_too_without_a_value(lake: Lake) -> None:
    one = take()
    assert (one.value, one.numerator, one.lake_version) == (None, None, None)
    assert "没有装载" in one.reason["zh"] and take().pk == one.pk
    assert queries.rows(one) == []


CHANGES: list[Callable[[Snapshot], object]] = [
    lambda one: one.save(),
    lambda one: one.delete(),
    lambda one: Snapshot.objects.filter(pk=one.pk).update(value=99),
    lambda one: Snapshot.objects.filter(pk=one.pk).delete(),
    lambda one: Snapshot.objects.bulk_update([one], ["value"]),
]


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_changes_a_snapshot(lake: Lake, change: Callable[[Snapshot], object]) -> None:
    put(lake, [right(1, "2016-02-02")], whole())
    one = take()
    with pytest.raises(NeverChanged):
        change(Snapshot.objects.get(pk=one.pk))
    assert Snapshot.objects.get(pk=one.pk).value == one.value


def test_nor_does_the_database(lake: Lake) -> None:
    put(lake, [right(1, "2016-02-02")], whole())
    one = take()
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE indicators_snapshot SET numerator = 99 WHERE id = %s", [one.pk])
    assert Snapshot.objects.get(pk=one.pk).numerator == 1


def test_rows_of_a_rebuilt_lake_are_not_passed_for_those_counted(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(lake, [right(1, "2016-02-02")], whole())
    one = take()
    monkeypatch.setattr(Snapshot, "record_ids", ["patent-cn-pub-CN199000001B", "patent-cn-2016999999999"])
    with pytest.raises(Damaged, match="重建"):
        queries.rows(one)


def test_all_series_read_the_data_once(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    put(lake, [right(1, "2016-02-02")], whole())
    opened = []
    real = actions.holdings
    monkeypatch.setattr(actions, "holdings", lambda: opened.append(1) or real())
    taken = actions.take_all(area=WEIHAI, realm="sample", as_of=DAY, since=date(2017, 12, 31))
    assert len(taken) == 8 + 3 and len(opened) == 1
