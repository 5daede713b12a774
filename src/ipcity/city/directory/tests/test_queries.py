"""Names, successors and groups, asked on days before and after the reform."""

from __future__ import annotations

from datetime import date

import pytest

from ipcity.city.directory.actions import load_units
from ipcity.city.directory.models import Membership, Unit, UnitName
from ipcity.city.directory.queries import carried_by, current_name, expand, groups_of, resolve_unit

pytestmark = pytest.mark.django_db

BEFORE, AFTER = date(2018, 4, 12), date(2019, 9, 30)


@pytest.fixture(autouse=True)
def units() -> None:
    load_units()


def code(name: str, on: date = BEFORE) -> str | None:
    unit = resolve_unit(name, on)
    return unit.code if unit else None


def test_names_aliases_and_the_inherited_mark() -> None:
    assert code("市科技局") == code("科技局") == code("威海市科技局") == code("科学技术局") == "sti"
    assert code("银监分局") == code("威海银监分局") == "cbrc"
    assert code("领导小组") == "leading_group"


def test_nothing_is_guessed() -> None:
    assert code("青岛市科技局") is code("科技") is code("市科技局局长") is code("") is None


def test_the_market_bureau_does_not_lose_its_first_character() -> None:
    assert code("市市场监管局", AFTER) == code("市场监管局", AFTER) == "market"


def test_a_name_that_ended_still_finds_its_unit() -> None:
    assert code("市工商局", AFTER) == "aic"


def test_current_name_after_the_reform() -> None:
    office = Unit.objects.get(code="cnipa_city")
    now = current_name(office, AFTER)
    assert (now.now, now.former, now.verified) == ("市市场监管局", "市知识产权局", False)
    then = current_name(office, BEFORE)
    assert (then.now, then.former, then.verified) == ("市知识产权局", "", True)


def test_a_line_of_successors_is_followed_to_the_day() -> None:
    banking = Unit.objects.get(code="cbrc")
    names = [current_name(banking, date(year, 12, 1)).now for year in (2018, 2020, 2024)]
    assert names == ["威海银监分局", "威海银保监分局", "国家金融监督管理总局威海监管分局"]


def test_the_leading_group_has_twenty_one_members() -> None:
    group = Unit.objects.get(code="leading_group")
    members = expand(group, BEFORE)
    assert len(members) == 21 and (members[0].code, members[-1].code) == ("gov_office", "cnipa_city")
    assert expand(members[0], BEFORE) == [members[0]]


def test_a_membership_ends() -> None:
    group = Unit.objects.get(code="leading_group")
    Membership.objects.filter(group=group, unit__code="qts").update(valid_to=date(2018, 12, 31))
    assert len(expand(group, AFTER)) == 20


def test_whose_duties_a_unit_carries() -> None:
    assert {unit.code for unit in carried_by("market", AFTER)} == {"market", "aic", "qts", "cnipa_city"}
    assert {unit.code for unit in carried_by("market", BEFORE)} == {"market"}
    assert [one.code for one in groups_of(carried_by("drc", BEFORE), BEFORE)] == ["leading_group"]


def test_loading_again_changes_nothing() -> None:
    def state() -> list[list[tuple[object, ...]]]:
        return [list(model.objects.order_by("pk").values_list()) for model in (Unit, UnitName, Membership)]

    before = state()
    load_units()
    assert state() == before
