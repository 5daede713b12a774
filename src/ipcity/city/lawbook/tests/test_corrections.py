"""Corrections: proposed by one, approved by another, then a dated value more and never one less."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ipcity.base.errors import BadInput
from ipcity.city.directory.actions import approve, reject
from ipcity.city.directory.cast import enlist
from ipcity.city.directory.models import Proposal
from ipcity.city.directory.queries import person_of
from ipcity.city.directory.refusals import NotYours, Refused
from ipcity.city.lawbook.models import Correction
from ipcity.city.trail.models import Entry
from ipcity.law.parameters import amount

RULE = "cn/patent/fees/priority"
ADDRESS = f"/law/rules/{RULE}/correct/"
GIVEN = {
    "begins": "2027年1月1日",
    "value": "100",
    "mark": "MEMORY",
    "reference": "memory",
    "reason": "收费公告改为一百元",
}


@pytest.fixture
def proposer() -> User:
    return enlist("keeper", "system-admin", name="甲")


@pytest.fixture
def approver() -> User:
    return enlist("guard", "security-admin", name="乙")


def as_(user: User) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def proposed(user: User, **changes: str) -> Proposal:
    response = as_(user).post(ADDRESS, GIVEN | changes)
    assert response.status_code == 302, response.content.decode()
    return Proposal.objects.get()


def test_nothing_changes_before_the_second_person(proposer: User, own_law: Path) -> None:
    proposed(proposer)
    assert str(amount(RULE, date(2027, 1, 1)).money) == "80" and not list(own_law.glob("corrections/*.yaml"))
    assert "等第二人复核的更正" in as_(proposer).get(f"/law/rules/{RULE}/").content.decode()


def test_an_approved_value_holds_from_its_day_and_the_old_one_before(
    proposer: User, approver: User, visitor: Client, own_law: Path
) -> None:
    approve(proposal=proposed(proposer), by=person_of(approver))
    assert str(amount(RULE, date(2026, 12, 31)).money) == "80"
    assert str(amount(RULE, date(2027, 1, 1)).money) == "100"
    text = visitor.get(f"/law/rules/{RULE}/").content.decode()
    for piece in ("100 元", "80 元", "2027-01-01", "收费公告改为一百元", "甲提出，乙复核"):
        assert piece in text, piece
    assert len(list(own_law.glob("corrections/*.yaml"))) == 1
    entry = Entry.objects.get(act="lawbook.corrected")
    assert entry.subject == f"rule:{RULE}" and entry.actor == f"user:{approver.pk}"


def test_a_value_of_the_same_day_stays_and_says_that_it_was_corrected(
    proposer: User, approver: User, visitor: Client
) -> None:
    approve(proposal=proposed(proposer, begins="2001-03-01", value="85"), by=person_of(approver))
    text = visitor.get(f"/law/rules/{RULE}/").content.decode()
    assert "已被更正" in text and "80 元" in text and "85 元" in text


def test_a_new_source_is_shown_with_its_title(proposer: User, approver: User, visitor: Client) -> None:
    new = {"reference": "new", "source_id": "notice-2026-12", "source_title": "关于收费的公告（2026 年第 12 号）", "authority": "notice",
           "mark": "VERIFIED"}  # fmt: skip
    approve(proposal=proposed(proposer, **new), by=person_of(approver))
    assert "关于收费的公告（2026 年第 12 号）" in visitor.get(f"/law/rules/{RULE}/").content.decode()


def test_one_person_is_not_two(proposer: User) -> None:
    with pytest.raises((NotYours, Refused)):
        approve(proposal=proposed(proposer), by=person_of(proposer))
    assert not Correction.objects.exists()


def test_a_rejected_one_leaves_the_book_alone(proposer: User, approver: User, own_law: Path) -> None:
    reject(proposal=proposed(proposer), by=person_of(approver), answer="没有出处")
    assert not Correction.objects.exists() and not own_law.exists()


def test_what_the_law_refuses_undoes_the_decision_too(proposer: User, approver: User) -> None:
    one = proposed(proposer)
    Proposal.objects.filter(pk=one.pk).update(payload={**one.payload, "reference": "no-such-source"})
    one.refresh_from_db()
    with pytest.raises(BadInput):
        approve(proposal=one, by=person_of(approver))
    one.refresh_from_db()
    assert (
        one.state == "waiting"
        and not Correction.objects.exists()
        and not Entry.objects.filter(act="lawbook.corrected")
    )


def test_a_row_is_never_changed_or_taken_away(proposer: User, approver: User) -> None:
    approve(proposal=proposed(proposer), by=person_of(approver))
    kept = Correction.objects.get()
    kept.value = 1
    with pytest.raises(BadInput):
        kept.save()
    with pytest.raises(BadInput):
        kept.delete()


@pytest.mark.parametrize("role", ["", "officer", "office", "firm", "security-admin", "audit-admin"])
def test_nobody_else_finds_the_form(role: str) -> None:
    client = (
        as_(enlist("someone", *filter(None, [role]), name="丙")) if role else Client(SERVER_NAME="localhost")
    )
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, GIVEN).status_code == 404 and not Proposal.objects.exists()
    assert "提出更正" not in client.get(f"/law/rules/{RULE}/").content.decode()


def test_a_rule_that_is_no_figure_has_no_form(proposer: User) -> None:
    for path in ("cn/patent/due/priority", "cn/nothing", "../about"):
        assert as_(proposer).get(f"/law/rules/{path}/correct/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": " "}, "请写理由"),
        ({"begins": "2027年1月"}, "缺少日"),
        ({"value": "一百"}, "不是可用的数"),
        ({"value": "-5"}, "不是可用的数"),
        ({"value": "NaN"}, "不是可用的数"),
        ({"mark": "VERIFIED"}, "不能标为已核实"),
        ({"reference": ""}, "请选出处"),
        ({"reference": "new", "source_id": "Bad Id", "source_title": ""}, "请写出处的全名"),
    ],
)
def test_a_wrong_field_is_told_and_nothing_waits(
    proposer: User, changes: dict[str, str], sentence: str
) -> None:
    response = as_(proposer).post(ADDRESS, GIVEN | changes)
    assert (
        response.status_code == 400
        and sentence in response.content.decode()
        and not Proposal.objects.exists()
    )


def test_two_on_the_same_value_cannot_wait(proposer: User) -> None:
    proposed(proposer)
    response = as_(proposer).post(ADDRESS, GIVEN)
    assert response.status_code == 400 and Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1-3: 900\n5-20: 1200", "没有接上"),
        ("1-3 = 900", "读不出一档"),
        ("", "每行一档"),
        ("3-1: 5", "没有接上"),
    ],
)
def test_brackets_must_meet(proposer: User, text: str, sentence: str) -> None:
    address = "/law/rules/cn/patent/annuity/invention/correct/"
    assert sentence in as_(proposer).post(address, GIVEN | {"value": text}).content.decode()


def test_brackets_as_they_stand_can_be_sent_back(proposer: User, approver: User) -> None:
    address = "/law/rules/cn/patent/annuity/utility_model/correct/"
    assert "1-3: 600" in as_(proposer).get(address).content.decode()
    as_(proposer).post(address, GIVEN | {"value": "1-3：650\n4—5 900\n6-10: 1,200"})
    approve(proposal=Proposal.objects.get(), by=person_of(approver))
    assert str(amount("cn/patent/annuity/utility_model", date(2027, 1, 1), at=3).money) == "650"
    assert str(amount("cn/patent/annuity/utility_model", date(2026, 12, 31), at=3).money) == "600"


def test_a_rule_can_cease(proposer: User, approver: User, visitor: Client) -> None:
    approve(proposal=proposed(proposer, ceased="1"), by=person_of(approver))
    assert "不再适用" in visitor.get(f"/law/rules/{RULE}/").content.decode()
