"""Importing a plan: what stands afterwards, and that doing it twice changes nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ipcity.base.errors import BadInput
from ipcity.base.files import read_yaml
from ipcity.city.plan.actions import Imported, import_plan
from ipcity.city.plan.models import Clause, GroupMember, Plan, Target, Task, TaskUnit
from ipcity.city.plan.tests.builders import PLAN
from ipcity.city.trail.models import Entry
from ipcity.documents import read_text
from ipcity.testing import CHECKOUT, shared_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def done() -> Imported:
    return import_plan(PLAN)


def test_what_is_told(done: Imported) -> None:
    assert done.created and done.units_unknown == ["市气象局"]
    assert (done.clauses, done.tasks, done.guarantees, done.targets) == (10, 2, 1, 4)
    plan = done.plan
    assert (plan.title, plan.slug, plan.doc_number) == (
        "威海市测试方案(2018-2020年)",
        "2018-9",
        "威测字〔2018〕9号",
    )
    assert (plan.period_from, plan.period_to) == (date(2018, 1, 1), date(2020, 12, 31))
    assert (plan.issued_on, plan.realm, plan.as_of) == (date(2018, 4, 12), "real", None)


def test_the_same_text_again_changes_nothing(done: Imported) -> None:
    def state() -> list[list[tuple[object, ...]]]:
        models = (Plan, Clause, Task, TaskUnit, Target, GroupMember)
        return [list(model.objects.order_by("pk").values_list()) for model in models]

    before = state()
    again = import_plan(PLAN)
    assert [*Entry.objects.values_list("act", "actor")] == [("plan.imported", "command")], "once for both"
    assert not again.created and again.plan == done.plan and state() == before
    assert (again.clauses, again.tasks, again.guarantees, again.targets) == (10, 2, 1, 4)


def test_the_figures_of_a_sum_become_targets(done: Imported) -> None:
    rows = [
        (one.code, one.comparator, one.value, one.hedge, len(one.components))
        for one in done.plan.targets.all()
    ]
    assert rows == [
        ("T01", ">=", Decimal(12), "力争", 0),
        ("T02", ">=", Decimal(10), "", 0),
        ("T03", ">=", Decimal(2), "", 2),
        ("T04", ">=", Decimal(10), "", 0),
    ]
    assert done.plan.targets.get(code="T03").name == "“2+10”：重点扶持甲机构等2类各1家"


def test_units_point_at_the_words_and_at_the_directory(done: Imported) -> None:
    rows = list(TaskUnit.objects.filter(task__num=2, task__kind="task"))
    assert [(one.name, one.unit.code if one.unit else None) for one in rows] == [
        ("市科技局", "sti"), ("工商局", "aic"), ("银监分局", "cbrc"), ("气象局", None),
    ]  # fmt: skip
    assert all(done.plan.words(one.start, one.end) == one.name for one in rows)
    group = TaskUnit.objects.get(task__num=1, task__kind="task")
    assert group.unit is not None and group.unit.code == "leading_group"


def test_people(done: Imported) -> None:
    rows = [(one.name, one.role, one.unit.code if one.unit else None) for one in done.plan.members.all()]
    assert rows == [("安宁", "组长", None), ("白乐山", "成员", "sti"), ("白乐山", "办公室主任", "sti")]
    assert done.plan.group_office == "市科技局"


def test_plans_live_side_by_side(done: Imported) -> None:
    sample = import_plan(PLAN, realm="sample", as_of=date(2019, 9, 30))
    assert sample.created and sample.plan.slug != done.plan.slug
    assert list(Plan.objects.all()) == [done.plan, sample.plan]


def test_refusals(done: Imported) -> None:
    with pytest.raises(BadInput, match="已属于另一份方案"):
        import_plan(PLAN + "\n（附注）\n", slug=done.plan.slug)
    with pytest.raises(BadInput, match="没有读到任务"):
        import_plan("今天天气很好。")
    with pytest.raises(BadInput, match="领域只能是"):
        import_plan(PLAN, realm="other")
    assert Plan.objects.count() == 1


def test_the_sample_plan_has_the_frame_of_the_real_one() -> None:
    text = read_text(CHECKOUT / "src/ipcity/sources/sample_city/plan.txt")
    done = import_plan(text, realm="sample", slug="sample")
    assert (done.tasks, done.guarantees, done.targets, done.units_unknown) == (21, 3, 15, [])


@pytest.mark.shared
def test_the_real_plan_against_its_key() -> None:
    text = read_text(shared_path("plans/00_weihai-demonstration-city-2018.txt"))
    done = import_plan(text)
    assert (done.clauses, done.tasks, done.guarantees, done.targets, done.units_unknown) == (
        42,
        21,
        3,
        15,
        [],
    )
    for row in read_yaml(shared_path("domain/seed_targets.yaml"))["targets"]:
        target = done.plan.targets.get(code=row["id"])
        assert (target.value, target.comparator) == (row["target"], row["comparator"])
        assert target.hedge == (row.get("hedge") or "")
    for row in read_yaml(shared_path("domain/seed_tasks.yaml"))["tasks"]:
        task = done.plan.tasks.get(kind="task", num=row["num"])
        assert {one.unit.code for one in task.units.all() if one.unit} == set(row["departments"]), row["num"]
