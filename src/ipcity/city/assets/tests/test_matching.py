"""Likeness asks, people decide, and what they decide holds everywhere until it is undone."""

from __future__ import annotations

import pytest
from django.test import Client

from ipcity.base.errors import BadInput
from ipcity.base.settings import settings as house
from ipcity.city.assets import matching
from ipcity.city.assets.models import Candidate, Decision
from ipcity.city.assets.names import parts
from ipcity.city.assets.scoring import Holder, score
from ipcity.city.directory.models import Organisation, OrganisationName
from ipcity.city.directory.refusals import Refused
from ipcity.lake import open_lake
from ipcity.records import decided, normal_name

HAIZHI = "威海海智新材料股份有限公司"


def holder(name: str, **more) -> Holder:
    return Holder(norm=normal_name(name), name=name, realm="real", rights=1, **more)


@pytest.mark.parametrize(
    ("name", "core", "form"),
    [
        ("威海市海智新材料有限责任公司", "海智新材料", "有限责任公司"),
        ("山东省威海市海智新材料（集团）有限公司", "海智新材料", "有限公司"),
        ("山东大学", "山东大学", ""),  # without its region it would be any university
        ("哈尔滨工业大学（威海）", "哈尔滨工业大学(威海)", ""),  # a campus is not the university
        ("荣成市海洋食品厂", "海洋食品", "厂"),
    ],
)
def test_a_name_is_taken_apart(name: str, core: str, form: str) -> None:
    known = parts(name)
    assert (known.core, known.form) == (core, form)


def test_forms_brackets_and_regions_make_no_other_firm() -> None:
    found = score(holder("威海市海智新材料有限责任公司"), holder("海智新材料（集团）股份有限公司"))
    assert found.is_worth_asking and [sign.code for sign in found.found] == ["core", "other_form"]


def test_huaxing_is_not_huaxing_whatever_they_share() -> None:
    """华兴 and 华星: one character apart, the same street, the same inventor. A clerk is not even asked."""
    shared = {"inventors": frozenset({"毕建国"}), "addresses": frozenset({"山东省威海市环翠区火炬路213号"})}
    found = score(holder("威海华兴机械有限公司", **shared), holder("威海华星机械有限公司", **shared))
    assert not found.is_worth_asking and "one_off" in {sign.code for sign in found.found}


def test_another_city_speaks_against(home) -> None:
    assert not score(holder("威海海智新材料有限公司"), holder("烟台海智新材料有限公司")).is_worth_asking


def queue(home) -> dict[str, Candidate]:
    matching.fill_queue(open_lake(home / "lake").at())
    return {one.one_name: one for one in Candidate.objects.all()}


def test_the_queue_holds_what_is_worth_a_look_and_merges_nothing(home) -> None:
    found = queue(home)
    asked = {(one.one_name, one.other_name) for one in Candidate.objects.all()}
    short, latin = "威海市海智新材料有限责任公司", "WEIHAI HAIZHI NEW MATERIALS CO., LTD."
    assert asked == {(short, HAIZHI), (latin, HAIZHI), (latin, short)}
    assert not any("华" in name or "大学" in name or "烟台" in name for name in found)
    assert decided.names_of(normal_name(HAIZHI)) == {normal_name(HAIZHI)}
    before = Candidate.objects.count()
    queue(home)
    assert Candidate.objects.count() == before


def test_a_former_name_in_the_directory_is_asked_about(home) -> None:
    firm = Organisation.objects.create(credit_code="91371000MA3C12345G", name=HAIZHI)
    OrganisationName.objects.create(organisation=firm, name="威海华兴机械有限公司")
    found = queue(home)["威海华兴机械有限公司"]
    assert found.other_name == HAIZHI and {"former_name", "credit_code"} <= {
        sign["code"] for sign in found.signs
    }


def test_a_decision_is_read_by_the_engine_and_undone_again(
    home, officers, django_capture_on_commit_callbacks
) -> None:
    one = queue(home)["威海市海智新材料有限责任公司"]
    norm = normal_name(one.one_name)
    with django_capture_on_commit_callbacks(execute=True):
        matching.confirm(one, by=officers[0], why="营业执照变更记录")
    assert decided.organisation_of(norm).key == one.other and decided.names_of(one.other) >= {norm, one.other}
    assert decided.organisations_version() == Decision.objects.get().pk
    with pytest.raises(Refused, match="已经归在"):
        matching.confirm(one, by=officers[0], why="再来")
    with django_capture_on_commit_callbacks(execute=True):
        matching.undo(one, by=officers[1], why="看错了")
    assert decided.organisation_of(norm) is None
    assert [d.says for d in Decision.objects.all()] == ["undone", "same"]  # nothing is erased
    assert all(d.why and d.by and d.at and d.lake_version for d in Decision.objects.all())


def test_names_told_apart_are_never_joined_by_way_of_a_third(home, officers) -> None:
    make = {"realm": "real", "points": 60, "lake_version": 1}
    ab = Candidate.objects.create(one="a", other="b", one_name="甲", other_name="乙", **make)
    bc = Candidate.objects.create(one="c", other="b", one_name="丙", other_name="乙", **make)
    ac = Candidate.objects.create(one="a", other="c", one_name="甲", other_name="丙", **make)
    matching.confirm(ab, by=officers[0], why="一")
    matching.reject(ac, by=officers[0], why="二")
    with pytest.raises(Refused, match="不能由此合并"):
        matching.confirm(bc, by=officers[0], why="三")
    matching.undo(ac, by=officers[0], why="四")
    matching.confirm(bc, by=officers[0], why="五")
    with pytest.raises(Refused, match="归在同一单位"):
        matching.reject(ac, by=officers[0], why="六")


def test_a_decision_needs_a_reason_and_a_lost_file_comes_back(home, officers) -> None:
    one = queue(home)["威海市海智新材料有限责任公司"]
    with pytest.raises(BadInput, match="理由"):
        matching.confirm(one, by=officers[0], why=" ")
    matching.confirm(one, by=officers[0], why="执照")
    assert matching.publish_if_behind() and not matching.publish_if_behind()
    (house().home_dir / "decided" / "organisations.json").unlink()
    assert matching.publish_if_behind()


def test_the_page_of_an_organisation_gathers_its_names(
    home, officers, django_capture_on_commit_callbacks
) -> None:
    one, visitor = queue(home)["威海市海智新材料有限责任公司"], Client(SERVER_NAME="localhost")
    address = f"/organisations/{normal_name(HAIZHI)}/"
    assert "装置100000003" not in visitor.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        matching.confirm(one, by=officers[0], why="执照")
    assert "装置100000003" in visitor.get(address).content.decode()
    assert visitor.get(f"/organisations/{one.one}/", follow=True).redirect_chain[-1][1] == 302
    with django_capture_on_commit_callbacks(execute=True):
        matching.undo(one, by=officers[0], why="看错了")
    assert "装置100000003" not in visitor.get(address).content.decode()


def test_the_clerks_pages(home, officers) -> None:
    one = queue(home)["威海市海智新材料有限责任公司"]
    clerk, visitor = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    clerk.force_login(officers[0].user)
    assert one.one_name in clerk.get("/desk/names/", {"q": "海智"}).content.decode()
    page = clerk.get(f"/desk/names/{one.pk}/").content.decode()
    assert "海智新材料" in page and "于海生" in page and "+55" in page
    clerk.post(f"/desk/names/{one.pk}/decide/", {"says": "same", "why": "执照"})
    one.refresh_from_db()
    assert one.state == "same"
    assert (
        visitor.get("/desk/names/").status_code
        == visitor.post(f"/desk/names/{one.pk}/decide/").status_code
        == 404
    )
