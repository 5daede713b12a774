"""The sample plan is our own text on the true frame: the reader finds in it what it finds in the real plan."""

from __future__ import annotations

import re

import pytest

from ipcity.documents import PlanDocument, read_plan
from ipcity.sources.sample_city.generate import PLAN
from ipcity.testing import shared_path

REAL = "plans/00_weihai-demonstration-city-2018.txt"


def sample() -> PlanDocument:
    return read_plan(PLAN.read_text("utf-8"))


def test_it_says_in_its_title_that_it_is_a_sample() -> None:
    assert "(样例)" in sample().title


def test_it_is_read_whole() -> None:
    plan = sample()
    assert (len(plan.tasks), len(plan.guarantees), len(plan.targets)) == (21, 3, 19)
    assert plan.unread == []
    assert plan.leading_group and len(plan.leading_group.members) == 23


@pytest.mark.shared
def test_its_frame_is_that_of_the_real_plan() -> None:
    real, ours = read_plan(shared_path(REAL).read_text("utf-8")), sample()
    assert [[unit.name for unit in task.units] for task in ours.tasks] == [
        [unit.name for unit in task.units] for task in real.tasks
    ]
    assert [(one.value, one.unit, one.comparator, one.hedge) for one in ours.targets] == [
        (one.value, one.unit, one.comparator, one.hedge) for one in real.targets
    ]


@pytest.mark.shared
def test_its_sentences_and_people_are_not_those_of_the_real_plan() -> None:
    """Sentences that carry figures are the targets themselves: those are facts and may be alike."""
    real, ours = shared_path(REAL).read_text("utf-8"), PLAN.read_text("utf-8")
    sentences = [one.strip() for one in re.split(r"[。;\n]", real.split("(此件公开发布)")[1])]
    assert not [
        one for one in sentences if len(one) > 30 and not re.search(r"\d|责任单位", one) and one in ours
    ]
    group, theirs = read_plan(ours).leading_group, read_plan(real).leading_group
    assert group and theirs
    assert not {one.name for one in group.members} & {one.name for one in theirs.members}
