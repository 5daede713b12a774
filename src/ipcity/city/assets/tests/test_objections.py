"""A person asks, two officers decide, and it is so at once: in the record, the index, and whatever leaves the house."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from ipcity.base.errors import BadInput, NotFound
from ipcity.city.assets import objections
from ipcity.city.assets.models import Objection
from ipcity.city.directory.refusals import Refused
from ipcity.lake import open_lake
from ipcity.records import decided
from ipcity.search import open_index

RECORD = "patent-cn-pub-100000099"
ASKED = {
    "record_id": RECORD,
    "name": "于海生",
    "wish": "withhold-name",
    "reason": "与本人无关",
    "contact": "13900000000",
}


def test_from_the_request_to_the_effect_and_back(home, officers, django_capture_on_commit_callbacks) -> None:
    one, code = objections.object_to(**ASKED)
    assert objections.tracked(one.number, code.lower()) == one and code not in one.code_digest
    objections.propose(one, by=officers[0], grant=True, why="身份已核实")
    with pytest.raises(Refused, match="另一位"):
        objections.decide(one, by=officers[0], agree=True, answer="同意")
    with django_capture_on_commit_callbacks(execute=True):
        objections.decide(one, by=officers[1], agree=True, answer="已隐去")
    lake = open_lake(home / "lake").at()
    hidden = decided.shown(lake.record(RECORD))
    assert {p.name for p in hidden.parties} == {decided.WITHHELD} and "于海生" not in str(hidden.as_dict())
    assert lake.record(RECORD).parties[0].name == "于海生"  # the lake stays as published
    assert (
        decided.shown(lake.record("patent-cn-pub-100000001")).parties[1].name == "于海生"
    )  # only where he asked
    with django_capture_on_commit_callbacks(execute=True):
        objections.lift(one, by=officers[0], why="本人要求恢复")
    assert decided.shown(lake.record(RECORD)).parties[0].name == "于海生"


def test_the_name_is_not_found_any_more_at_once(home, officers, django_capture_on_commit_callbacks) -> None:
    assert RECORD in open_index(home / "index").matching("于海生").record_ids
    one, _ = objections.object_to(**ASKED)
    objections.propose(one, by=officers[0], grant=True, why="核实")
    with django_capture_on_commit_callbacks(execute=True):
        objections.decide(one, by=officers[1], agree=True, answer="已隐去")
    index = open_index(home / "index")
    assert RECORD not in index.matching("于海生").record_ids
    hit = next(hit for hit in index.search("装置", limit=50).hits if hit.record_id == RECORD)
    assert hit.holders == [decided.WITHHELD]


def test_a_correction_shows_the_new_words_and_no_street(
    home, officers, django_capture_on_commit_callbacks
) -> None:
    one, _ = objections.object_to(
        **ASKED | {"wish": "correct", "new_name": "于海升", "new_address": "山东省威海市文登区泽库镇2号"}
    )
    objections.propose(one, by=officers[0], grant=True, why="核实")
    with django_capture_on_commit_callbacks(execute=True):
        objections.decide(one, by=officers[1], agree=True, answer="已更正")
    party = decided.shown(open_lake(home / "lake").at().record(RECORD)).parties[0]
    assert (party.name, party.address) == ("于海升", "山东省威海市")


@pytest.mark.parametrize(
    "wrong",
    [{"name": "威海华兴机械有限公司", "record_id": "patent-cn-pub-100000006"}, {"name": "丛日升"}, {"record_id": "none"},
     {"wish": "erase"}, {"reason": " "}, {"contact": ""}, {"wish": "correct"}],
)  # fmt: skip
def test_what_cannot_be_asked(home, wrong) -> None:
    with pytest.raises(BadInput):
        objections.object_to(**ASKED | wrong)


def test_a_wrong_code_is_told_like_a_wrong_number(home) -> None:
    one, code = objections.object_to(**ASKED)
    for number, given in ((one.number, "X" * 12), ("YY2026-0", code)):
        with pytest.raises(NotFound, match="受理号和查询码"):
            objections.tracked(number, given)


def test_refusing_also_takes_two_and_hides_nothing(home, officers) -> None:
    one, _ = objections.object_to(**ASKED)
    objections.propose(one, by=officers[0], grant=False, why="同名不同人")
    objections.decide(one, by=officers[1], agree=False, answer="请补充核实")
    one.refresh_from_db()
    assert one.state == "open"
    objections.propose(one, by=officers[1], grant=False, why="同名不同人")
    objections.decide(one, by=officers[0], agree=True, answer="经核实不是本人")
    assert Objection.objects.get().state == "refused" and decided.withheld() == {}


def test_the_pages_from_both_sides(home, officers) -> None:
    cache.clear()
    visitor = Client(SERVER_NAME="localhost")
    assert "个人信息异议" in visitor.get("/object/", {"record_id": RECORD}).content.decode()
    assert visitor.post("/object/", ASKED | {"name": "别人"}).status_code == 400
    page = visitor.post("/object/", ASKED).content.decode()
    one = Objection.objects.get()
    code = page.split("<b>")[1].split("</b>")[0]
    assert "已受理" in visitor.post("/object/track/", {"number": one.number, "code": code}).content.decode()
    assert visitor.post("/object/track/", {"number": one.number, "code": "ABC"}).status_code == 404
    first, second = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    first.force_login(officers[0].user)
    second.force_login(officers[1].user)
    assert one.number in first.get("/desk/objections/").content.decode()
    first.post(f"/desk/objections/{one.pk}/act/", {"act": "grant", "why": "核实"})
    assert "另一位经办人" in first.get(f"/desk/objections/{one.pk}/").content.decode()
    second.post(f"/desk/objections/{one.pk}/act/", {"act": "agree", "why": "已隐去"})
    assert Objection.objects.get().state == "granted"
    assert visitor.get("/desk/objections/").status_code == 404


def test_strangers_cannot_try_codes_without_end(home) -> None:
    cache.clear()
    visitor = Client(SERVER_NAME="localhost")
    answers = [
        visitor.post("/object/track/", {"number": "YY2026-000001", "code": str(n)}).status_code
        for n in range(12)
    ]
    assert answers.count(404) == 10 and answers[-1] == 400
    cache.clear()
