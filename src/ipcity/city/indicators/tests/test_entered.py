"""Figures entered by one person and checked by another; the computation takes none before."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError

from ipcity.base.errors import BadInput
from ipcity.city.directory.actions import load_units
from ipcity.city.directory.cast import enlist
from ipcity.city.inbox.models import Item
from ipcity.city.indicators import entering
from ipcity.city.indicators.entered import Figure
from ipcity.city.indicators.figures import given_published, given_series, published, typed_series
from ipcity.city.indicators.registers import PUBLISHED, TYPED
from ipcity.city.registers import actions
from ipcity.city.registers.spreadsheet import write_rows
from ipcity.city.registers.tests.builders import book

pytestmark = pytest.mark.django_db
NAME = "resident_population"
HEAD = ["数列", "数据范围", "行政区划代码", "日期", "数值", "口径", "来源", "页码", "核实"]


def row(on="2020-12-31", value=290.65):
    return [
        "年末常住人口",
        "真实数据",
        "371000",
        on,
        value,
        "census-2020",
        "威海市统计年鉴 2021",
        "37",
        "已核实",
    ]


@pytest.fixture
def people():
    load_units()
    return enlist("one", "analyst", unit="cnipa_city"), enlist(
        "two", "analyst", unit="cnipa_city", title="二"
    )


def bring_in(by, *rows):
    batch = actions.check_upload(TYPED, data=book(rows, head=HEAD, name="填报数"), filename="f.xlsx", by=by)
    assert batch.state == "checked", batch.faults
    return actions.confirm(batch, by=by)


def test_the_register_begins_with_what_was_given_digit_by_digit():
    before = typed_series(NAME), published()
    assert before == (given_series()[NAME], given_published())
    list(TYPED.shelf.rows())
    after = typed_series(NAME)
    assert sorted(after.figures, key=str) == sorted(given_series()[NAME].figures, key=str)
    assert [str(one.value) for one in after.figures if str(one.value) == "280.90"], "the digits of the source"
    assert sorted(published(), key=str) == sorted(given_published(), key=str)
    assert entering.take_up_given_figures() == 0


def test_a_figure_serves_only_when_another_person_has_checked_it(people):
    one, two = people
    bring_in(one, row())
    figure = Figure.objects.get(on="2020-12-31")
    assert figure not in typed_series(NAME).figures and len(typed_series(NAME).figures) == len(
        given_series()[NAME].figures
    )
    with pytest.raises(BadInput, match="不能核对自己录入的数"):
        entering.check(figure, by=one)
    assert Item.objects.get(state="open").kind == "check-figure"
    entering.check(figure, by=two)
    (used,) = [known for known in typed_series(NAME).figures if known.on.year == 2020]
    assert used.value == Decimal("290.65") and used.source["zh"] == "威海市统计年鉴 2021，第 37 页"
    assert not Item.objects.filter(state="open").exists()
    with pytest.raises(BadInput, match="已经核对过"):
        entering.check(figure, by=two)


def test_the_database_itself_asks_for_two_persons(people):
    bring_in(people[0], row())
    with pytest.raises(IntegrityError):
        Figure.objects.filter(on="2020-12-31").update(checked_by=f"user:{people[0].pk}")


def test_a_change_waits_beside_the_figure_in_use_and_undo_takes_it_back(people):
    one, two = people
    bring_in(one, row())
    entering.check(Figure.objects.get(on="2020-12-31"), by=two)
    batch = bring_in(two, row(value=291))
    figure = Figure.objects.get(on="2020-12-31")
    assert (figure.value, figure.latest()["value"], figure.waits) == ("290.65", "291", True)
    assert [str(known.value) for known in typed_series(NAME).figures if known.on.year == 2020] == ["290.65"]
    actions.undo(batch, by=two)
    assert not Figure.objects.get(on="2020-12-31").waits and not Item.objects.filter(state="open").exists()
    bring_in(two, row(value=291))
    with pytest.raises(BadInput, match="不能核对自己"):
        entering.check(figure, by=two)
    assert entering.check(figure, by=one).value == "291"


def test_undo_removes_what_has_not_served_and_not_what_has(people):
    one, two = people
    first, second = bring_in(one, row()), bring_in(one, row(on="2021-12-31"))
    actions.undo(first, by=one)
    assert not Figure.objects.filter(on="2020-12-31").exists()
    entering.check(Figure.objects.get(on="2021-12-31"), by=two)
    with pytest.raises(BadInput, match="不能撤回"):
        actions.undo(second, by=one)


def test_realm_and_mark_go_together(people):
    wrong = [*row()[:-1], "样例"]
    batch = actions.check_upload(
        TYPED, data=book([wrong], head=HEAD, name="填报数"), filename="f", by=people[0]
    )
    assert [fault["column"] for fault in batch.faults] == ["mark"]


def test_an_export_of_published_figures_comes_back_unchanged(people, tmp_path):
    for register in (PUBLISHED, TYPED):
        path = tmp_path / f"{register.code}.xlsx"
        count = write_rows(register, register.shelf.rows(), path)
        batch = actions.check_upload(register, data=path.read_bytes(), filename="f", by=people[0])
        assert (batch.wrong, batch.same) == (0, count), batch.faults
