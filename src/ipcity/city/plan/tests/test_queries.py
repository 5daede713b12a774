"""The board: clause by clause, tasks with the names of the day, targets beside their readings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ipcity.city.plan.actions import import_plan
from ipcity.city.plan.models import Plan
from ipcity.city.plan.queries import board, default_plan, plan_by_slug, plans, tasks_of_unit
from ipcity.city.plan.tests.builders import PLAN, told, untold

pytestmark = pytest.mark.django_db

DAY = date(2019, 1, 31)


@pytest.fixture
def plan() -> Plan:
    return import_plan(PLAN).plan


def test_sections_follow_the_text(plan: Plan) -> None:
    shown = board(plan, DAY, ask=told)
    labels = [section.label for top in shown.sections for section in top.walk()]
    assert labels == [
        "",
        "一",
        "一（一）",
        "一（一）·1",
        "二",
        "二（一）",
        "二（一）1",
        "二（一）2",
        "三",
        "三（一）",
    ]
    hanging = {
        section.label: [row.code for row in section.targets]
        for top in shown.sections
        for section in top.walk()
    }
    assert hanging["一（一）·1"] == ["T01", "T02"] and hanging["二（一）2"] == ["T03", "T04"]
    assert [task.label for task in (*shown.tasks, *shown.guarantees)] == ["1", "2", "G1"]


def test_units_bear_the_names_of_the_day(plan: Plan) -> None:
    units = board(plan, DAY, ask=told).tasks[1].units
    assert [(one.written, one.current.now if one.current else None) for one in units] == [
        ("市科技局", "市科技局"), ("工商局", "市市场监管局"), ("银监分局", "威海银保监分局"), ("气象局", None),
    ]  # fmt: skip
    assert len(board(plan, DAY, ask=told).tasks[0].units[0].members) == 21


def test_a_target_with_its_reading_and_standing(plan: Plan) -> None:
    """Growth of one piece a year from 8 reaches about 11 at the end of 2020: short of 12."""
    row = board(plan, DAY, ask=told).targets[0]
    assert (
        row.reading.code == "invention_in_force_per_10k"
        and row.phrase == "力争万人发明专利拥有量达到12件以上"
    )
    assert row.standing is not None and row.state == "bad"
    assert row.standing.forecast == pytest.approx(Decimal("11"), abs=Decimal("0.05"))
    assert (row.value, str(row.value)) == (12, "12")


def test_a_target_that_no_record_gives_names_who_must_supply_it(plan: Plan) -> None:
    row = board(plan, DAY, ask=told).targets[1]
    assert (row.reading.state, row.state) == ("no-indicator", "none")
    assert "市市场监管局" in row.reading.reason["zh"] and "Market Regulation" in row.reading.reason["en"]
    assert [one.code for one in row.beside] == ["invention_grants"]


def test_without_coverage_there_is_neither_number_nor_colour(plan: Plan) -> None:
    shown = board(plan, DAY, ask=untold)
    assert shown.targets[0].standing is None and shown.counts == {"ok": 0, "warn": 0, "bad": 0, "none": 4}


def test_the_question_names_area_realm_and_day(plan: Plan) -> None:
    asked: list[Any] = []

    def ask(code: str, **rest: Any) -> Any:
        asked.append((code, rest))
        return untold(code, **rest)

    board(plan, DAY, ask=ask)
    assert asked[0] == ("invention_in_force_per_10k", {"area": "371000", "realm": "real", "as_of": DAY})


def test_the_sample_city_has_its_own_day_and_months(plan: Plan) -> None:
    sample = import_plan(PLAN, realm="sample", slug="sample", as_of=date(2019, 9, 30)).plan
    shown = board(sample, ask=told)
    assert (shown.as_of, shown.elapsed_months, shown.whole_months) == (date(2019, 9, 30), 21, 36)
    assert [one.slug for one in plans()] == ["2018-9", "sample"]
    assert default_plan() == plan and plan_by_slug("sample") == sample and plan_by_slug("none") is None


def test_tasks_of_a_unit_by_name_group_and_succession(plan: Plan) -> None:
    def tasks(code: str, on: date = DAY) -> list[str]:
        return [task.label for task in tasks_of_unit(code, on, plan=plan)]

    assert tasks("sti") == tasks("market") == ["1", "2"]
    assert tasks("edu") == ["1"] and tasks("gaoqu") == []
    assert tasks("market", date(2018, 6, 1)) == [] and tasks("aic", date(2018, 6, 1)) == ["1", "2"]


def test_the_board_asks_few_questions_of_the_database(plan: Plan, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(10):
        board(plan, DAY, ask=told)
