"""The real plan of Weihai against its answer key, which was made by hand and apart from this reader."""

from __future__ import annotations

from typing import Any

import pytest

from ipcity.base.files import read_yaml
from ipcity.documents import PlanDocument, in_order, read_plan, read_text
from ipcity.testing import shared_path

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def text() -> str:
    return read_text(shared_path("plans/00_weihai-demonstration-city-2018.txt"))


@pytest.fixture(scope="module")
def plan(text: str) -> PlanDocument:
    return read_plan(text)


def key(name: str) -> Any:
    return read_yaml(shared_path(f"domain/{name}.yaml"))


def names_of(codes: list[str]) -> list[str]:
    known = key("departments")
    rows = {row["id"]: row["name"] for row in [*known["departments"], *known["groups"]]}
    return [rows[code] for code in codes]


def test_head(plan: PlanDocument) -> None:
    assert plan.number is not None and plan.number.number == "威政办字〔2018〕23号"
    assert plan.subject == "威海市国家知识产权示范城市培育工作方案(2018-2020年)"
    assert (plan.issued_by, plan.issued_on) == ("威海市人民政府办公室", "2018-04-12")
    assert len(plan.addressees) == 5


def test_twenty_one_tasks_with_their_units(plan: PlanDocument) -> None:
    expected = key("seed_tasks")["tasks"]
    assert [task.num for task in plan.tasks] == list(range(1, 22)) == [row["num"] for row in expected]
    for task, row in zip(plan.tasks, expected, strict=True):
        assert set(row["title"]) <= set(task.title)
        units = [unit.group or unit.full_name for unit in task.units]
        # the key names the central office in full, and orders some lists in its own way
        assert set(units) == {
            name.replace("威海银监分局", "银监分局") for name in names_of(row["departments"])
        }


def test_three_guarantees(plan: PlanDocument) -> None:
    titles = [one.title for one in plan.guarantees]
    for title, row in zip(titles, key("seed_tasks")["guarantees"], strict=True):
        assert title.endswith(row["title"])


def test_nineteen_numbers(plan: PlanDocument) -> None:
    rows = key("seed_targets")["targets"]
    first, last = rows[:12], rows[12:]
    assert len(plan.targets) == 19
    for number, row in zip(plan.targets, first, strict=False):
        assert (float(number.value), number.comparator) == (row["target"], row["comparator"]), row["id"]
        assert number.hedge == (row.get("hedge") or "")
        assert (number.aggregation == "cagr") == (row["aggregation"] == "cagr")
    sums: dict[int, int] = {}
    for number in plan.targets[12:]:
        assert (number.announced, number.comparator) == ("5+10+10", ">=")
        sums[number.part] = sums.get(number.part, 0) + int(number.value)
    assert [sums[part] for part in range(3)] == [row["target"] for row in last]
    assert [number.value for number in plan.targets[12:]] == ["1", "1", "1", "1", "1", "10", "10"]


def test_names_of_targets(plan: PlanDocument) -> None:
    rows = key("seed_targets")["targets"]
    read = [number.name for number in plan.targets]
    assert read[:9] == [row["name"] for row in rows[:9]]
    assert read[10] == rows[10]["name"]


def test_leading_group(plan: PlanDocument) -> None:
    group = plan.leading_group
    assert group is not None and group.name == "威海市国家知识产权示范城市培育工作领导小组"
    assert [one.role for one in group.members] == ["组长", "副组长"] + ["成员"] * 21
    assert (group.members[3].name, group.members[3].post) == ("邓勇", "市发展改革委主任")
    assert group.office.head is not None and group.office.head.name == "王厚全"
    assert [one.name for one in group.office.deputies] == ["王军伟", "马良悦"]
    assert group.office.host == "市科技局"


def test_six_dashed_paragraphs_and_chapters(plan: PlanDocument) -> None:
    numbers = [one.number for one in in_order(plan.clauses)]
    assert numbers.count("--") == 6
    assert [one.title for one in plan.clauses[1:]] == ["总体要求", "重点任务", "保障措施"]
    assert [len(one.children) for one in plan.clauses[2].children] == [3, 6, 4, 3, 3, 2]


def test_damage_is_suggested_and_the_rest_is_listed(plan: PlanDocument, text: str) -> None:
    assert [(one.text, one.repaired) for one in plan.suggestions] == [("4?26", "4·26")]
    assert [one.text for one in plan.unread] == ["12330"]
    assert plan.body[1] < text.index("扫描二维码")


@pytest.mark.parametrize("at", range(18))
def test_other_papers_are_read_as_far_as_it_goes(at: int) -> None:
    files = sorted(shared_path("plans").glob("*.txt"))
    if at >= len(files):
        pytest.skip("fewer papers there")
    paper = read_text(files[at])
    read = read_plan(paper)
    for unit in (unit for task in read.tasks for unit in task.units):
        assert paper[unit.start : unit.end] == unit.name
