"""From the invitation of a firm to its verification; every bad form has its sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone

from ipcity.city.directory.actions import (
    accept,
    cancel_invitation,
    invite_firm,
    invite_staff,
    open_invitation,
    verify_organisation,
)
from ipcity.city.directory.cast import enlist
from ipcity.city.directory.models import Invitation, Organisation, Person
from ipcity.city.directory.queries import organisations_of, roles_of
from ipcity.city.directory.refusals import NotYours, Refused
from ipcity.city.trail.models import Entry

pytestmark = pytest.mark.django_db
CODE = "91371000MA3C12345G"  # invented; its last character by GB 32100-2015: the sum of value × 3^place is 0 mod 31
OTHER = "91110000600037341L"
NAME, WORD = "威海样例渔具有限公司", "a-long-canary-word-5"


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def officer() -> Person:
    return Person.objects.get(user=enlist("officer-a", "officer"))


def invite(officer: Person, **change: str) -> tuple[Invitation, str]:
    asked = {"mail": "ip@firm.example", "credit_code": CODE, "name": NAME} | change
    return invite_firm(by=officer, **asked)


def join(token: str, **change: str) -> User:
    return accept(token=token, **({"name": "王工", "username": "firm-wang", "password": WORD} | change))


def test_the_codes_of_these_tests_are_right() -> None:
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for code in (CODE, OTHER):
        body = sum(signs.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
        assert (body + signs.index(code[17])) % 31 == 0


def test_from_invitation_to_verification(officer) -> None:
    _made, token = invite(officer, credit_code="9137 1000 ma3c-12345G")
    assert token not in str(Invitation.objects.values().get()) and len(token) >= 40
    user = join(token)
    firm = Organisation.objects.get()
    assert (firm.credit_code, firm.name, firm.verified_at) == (CODE, NAME, None)
    assert user.check_password(WORD) and organisations_of(user) == [firm] and roles_of(user) == frozenset()
    assert user.emailaddress_set.get().verified
    verify_organisation(organisation=firm, by=officer)
    assert roles_of(user) == {"firm"} and (firm.verified_by, firm.verified_at is None) == (officer, False)
    with pytest.raises(Refused, match="已经核验"):
        verify_organisation(organisation=firm, by=officer)
    assert firm.names.get().name == NAME
    kept = " ".join(f"{one.subject} {one.actor} {one.details}" for one in Entry.objects.all())
    assert not any(canary in kept for canary in (token, WORD, "ip@firm.example", "王工"))
    assert "directory.firm.verified" in Entry.objects.values_list("act", flat=True)


@pytest.mark.parametrize(
    ("change", "field", "word"),
    [
        ({"credit_code": ""}, "credit_code", "十八位"),
        ({"credit_code": "12345"}, "credit_code", "不像"),
        ({"credit_code": "9.13701E+17"}, "credit_code", "科学记数"),
        ({"credit_code": CODE[:-1] + "E"}, "credit_code", "校验不对"),
        ({"credit_code": "91371000MA3S12345G"}, "credit_code", "不像"),
        ({"credit_code": "91371000MA31C2345G"}, "credit_code", "校验不对"),  # two characters exchanged
        ({"mail": "not an address"}, "mail", "邮箱"),
        ({"mail": ""}, "mail", "邮箱"),
        ({"name": "渔具"}, "name", "全称"),
    ],
)
def test_a_bad_invitation_is_explained_at_its_field(officer, change, field, word) -> None:
    with pytest.raises(Refused, match=word) as refused:
        invite(officer, **change)
    assert refused.value.field == field and not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "word"),
    [
        ({"username": "x"}, "username", "三个以上"),
        ({"username": "a b c"}, "username", "三个以上"),
        ({"username": "OFFICER-A"}, "username", "已有人用"),
        ({"password": "12345678"}, "password", "数字|常见|密码"),
        ({"password": "short"}, "password", "8|短"),
        ({"name": " "}, "name", "姓名"),
    ],
)
def test_a_bad_account_is_explained_and_the_link_stays_good(officer, change, field, word) -> None:
    _, token = invite(officer)
    with pytest.raises(Refused, match=word) as refused:
        join(token, **change)
    assert refused.value.field == field and not User.objects.filter(username="firm-wang").exists()
    assert join(token).username == "firm-wang"


def test_a_link_works_once_and_not_for_ever(officer) -> None:
    made, token = invite(officer)
    join(token)
    _, late = invite(officer, credit_code=OTHER)
    Invitation.objects.filter(credit_code=OTHER).update(expires_at=timezone.now() - timedelta(seconds=1))
    for dead in (token, late, "", "made-up", made.digest):
        with pytest.raises(NotYours):
            open_invitation(dead)
        with pytest.raises(NotYours):
            join(dead, username="second-try")
    invite(officer, credit_code=OTHER)  # an expired one stands in nobody's way


def test_a_cancelled_link_is_dead(officer) -> None:
    made, token = invite(officer)
    cancel_invitation(invitation=made, by=officer)
    with pytest.raises(NotYours):
        open_invitation(token)
    with pytest.raises(Refused, match="已被接受、取消或过期"):
        cancel_invitation(invitation=made, by=officer)
    invite(officer)


def test_one_open_invitation_for_a_firm_and_none_for_a_verified_one(officer) -> None:
    _, token = invite(officer)
    with pytest.raises(Refused, match="已有一份邀请"):
        invite(officer, mail="other@firm.example")
    join(token)
    verify_organisation(organisation=Organisation.objects.get(), by=officer)
    with pytest.raises(Refused, match="已经核验"):
        invite(officer)


def test_who_may_not_invite_learns_nothing() -> None:
    stranger = Person.objects.get(user=enlist("firm-x", "firm"))
    with pytest.raises(NotYours):
        invite(stranger)
    with pytest.raises(NotYours):
        verify_organisation(organisation=Organisation(credit_code=CODE, name=NAME), by=stranger)


def test_staff_are_invited_and_the_newest_link_counts() -> None:
    admin = Person.objects.get(user=enlist("sys", "system-admin"))
    liu = Person.objects.create(name="刘工", mail="liu@city.example")
    _, first = invite_staff(person=liu, by=admin)
    _, second = invite_staff(person=liu, by=admin)
    with pytest.raises(NotYours):
        open_invitation(first)
    user = join(second, name="", username="liu-gong")
    liu.refresh_from_db()
    assert liu.user == user and not Person.objects.exclude(pk__in=[liu.pk, admin.pk]).exists()
    assert Person.objects.filter(invitations__person=F("pk")).exists()
    with pytest.raises(Refused, match="已有账号"):
        invite_staff(person=liu, by=admin)
