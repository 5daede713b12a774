"""The pages of people as people use them: invited, verified, appointed, proposed and approved, lent, watched."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from ipcity.city.directory.actions import load_units
from ipcity.city.directory.cast import enlist
from ipcity.city.directory.founding import found
from ipcity.city.directory.models import Organisation, Person, Post, Proposal
from ipcity.city.directory.queries import roles_of
from ipcity.city.directory.refusals import Refused
from ipcity.city.trail.actions import record
from ipcity.city.trail.models import Entry

pytestmark = pytest.mark.django_db
WORD = "a-long-canary-word-5"
CODE = "91371000MA3C12345G"


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    load_units()


def person(name: str, *codes: str, unit: str = "") -> tuple[Client, Person]:
    user = enlist(name, *codes, unit=unit)
    user.set_password(WORD)
    user.save()
    client = Client(SERVER_NAME="localhost")
    client.post("/account/login/", {"login": name, "password": WORD})
    return client, Person.objects.get(user=user)


def sure(client: Client) -> Client:
    """Has just written the password again."""
    client.post("/account/reauthenticate/", {"password": WORD})
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_a_firm_from_the_officers_page_to_its_own(mailoutbox) -> None:
    officer, _ = person("officer-a", "officer", unit="cnipa_city")
    bad = officer.post("/people/firms/", {"credit_code": "123", "name": "渔", "mail": "x"})
    assert bad.status_code == 409 and "不像统一社会信用代码" in text(bad) and 'value="123"' in text(bad)
    given = {"credit_code": CODE, "name": "威海样例渔具有限公司", "mail": "ip@firm.example"}
    assert officer.post("/people/firms/", given).status_code == 302
    link = re.search(r"http://localhost(/account/invitations/[\w-]+/)", mailoutbox[0].body)[1]
    firm = Client(SERVER_NAME="localhost")
    page = firm.get(link, follow=True)
    assert CODE in text(page) and link.split("/")[-2] not in text(page)
    account = {"name": "王工", "username": "firm-wang", "password": "123"}
    assert firm.post("/account/invitation/", account).status_code == 409
    assert (
        firm.post("/account/invitation/", account | {"password": WORD}).headers["Location"]
        == "/account/login/"
    )
    assert Client(SERVER_NAME="localhost").get(link, follow=True).status_code == 404
    firm.post("/account/login/", {"login": "firm-wang", "password": WORD})
    assert "待核验" in text(firm.get("/account/me/"))
    assert firm.post(f"/people/firms/{Organisation.objects.get().pk}/verify/").status_code == 404
    officer.post(f"/people/firms/{Organisation.objects.get().pk}/verify/")
    assert "已核验" in text(firm.get("/account/me/"))


def test_a_role_by_two_persons_who_confirm_themselves() -> None:
    system, _ = person("sys", "system-admin")
    security, _ = person("sec", "security-admin")
    _, liu = person("liu")
    wish = {"act": "role.give", "role": "audit-admin", "person": liu.pk, "reason": "新任"}
    assert "reauthenticate" in system.post("/people/propose/", wish).headers["Location"]
    assert not Proposal.objects.exists()
    assert sure(system).post("/people/propose/", wish).headers["Location"] == "/people/proposals/"
    one = Proposal.objects.get()
    assert "新任" in text(security.get("/people/proposals/"))
    decide = f"/people/proposals/{one.pk}/decide/"
    assert sure(system).post(decide, {"decision": "approve"}).status_code == 404
    assert "reauthenticate" in security.post(decide, {"decision": "approve"}).headers["Location"]
    assert sure(security).post(decide, {"decision": "approve"}).status_code == 302
    assert roles_of(liu) == {"audit-admin"}
    again = security.post(decide, {"decision": "approve"})
    assert again.status_code == 409 and "已经办完" in text(again)


@pytest.mark.parametrize(
    "wish",
    [{}, {"act": "role.give"}, {"act": "role.give", "role": "none", "person": "1"}, {"act": "x", "person": "1"},
     {"act": "role.give", "role": "analyst", "person": "1; drop"}, {"act": "account.end", "grant": "1"}],
)  # fmt: skip
def test_a_crooked_proposal_is_a_sentence_and_no_crash(wish) -> None:
    system, _ = person("sys", "system-admin")
    answer = sure(system).post("/people/propose/", wish | {"reason": "试"})
    assert answer.status_code in (400, 409) and not Proposal.objects.exists()


def test_people_posts_and_appointments_by_the_system_administrator(mailoutbox) -> None:
    system, _ = person("sys", "system-admin")
    system.post("/people/persons/", {"name": "刘工", "mail": "liu@city.example", "phone": ""})
    assert system.post("/people/persons/", {"name": " "}).status_code == 409
    liu = Person.objects.get(name="刘工")
    system.post("/people/posts/", {"unit": "sti", "title": "科长"})
    assert "已有岗位" in text(system.post("/people/posts/", {"unit": "sti", "title": "科长"}))
    post = Post.objects.get(title="科长")
    bad = system.post(f"/people/persons/{liu.pk}/", {"post": post.pk, "since": "昨天"})
    assert bad.status_code == 409 and "日期写法不对" in text(bad)
    system.post(f"/people/persons/{liu.pk}/", {"post": post.pk, "since": "2019.1.7"})
    appointment = liu.appointments.get()
    assert str(appointment.valid_from) == "2019-01-07"
    system.post(f"/people/appointments/{appointment.pk}/end/")
    assert liu.appointments.get().valid_to == timezone.localdate()
    sure(system).post(f"/people/persons/{liu.pk}/invite/")
    assert mailoutbox[0].to == ["liu@city.example"]
    for path in ("/people/persons/?q=刘", f"/people/persons/{liu.pk}/", "/people/posts/"):
        assert "刘工" in text(system.get(path)), path


def test_lending_by_the_page_and_the_people_of_the_unit() -> None:
    liu_page, liu = person("liu", "officer", unit="sti")
    wang_page, wang = person("wang", "analyst", unit="sti")
    assert "wang" in text(liu_page.get("/people/unit/"))
    today = timezone.localdate()
    wish = {
        "taker": wang.pk,
        "roles": ["officer"],
        "since": today,
        "until": today + timedelta(days=3),
        "reason": "",
    }
    refused = liu_page.post("/people/delegations/", wish)
    assert refused.status_code == 409 and "请写原因" in text(refused)
    liu_page.post("/people/delegations/", wish | {"reason": "出差"})
    assert roles_of(wang) == {"officer", "analyst"}
    assert "liu委托" in text(wang_page.get("/account/me/")) and "出差" in text(
        wang_page.get("/people/delegations/")
    )
    wang_page.post(f"/people/delegations/{liu.given.get().pk}/end/")
    assert roles_of(wang) == {"analyst"}


def test_the_auditor_filters_verifies_and_takes_away() -> None:
    auditor, _ = person("audit", "audit-admin")
    record("=cmd.test", subject="x:1", actor="system")
    assert "signin.done" not in text(auditor.get("/people/trail/?chain=main"))
    assert "登录" in text(auditor.get("/people/trail/?act=signin."))
    for wild in ("/people/trail/?since=昨天", "/people/trail/?page=x", "/people/trail/csv/?since=昨天"):
        assert auditor.get(wild).status_code == 400
    assert "审计记录完整" in text(auditor.post("/people/trail/verify/"))
    lines = b"".join(auditor.get("/people/trail/csv/?chain=main")).decode().splitlines()
    assert any("'=cmd.test" in line for line in lines)
    assert {"trail.verified", "trail.exported"} <= set(Entry.objects.values_list("act", flat=True))


def test_the_security_administrator_sees_signins_and_nothing_else() -> None:
    security, _ = person("sec", "security-admin")
    record("directory.firm.invited", subject="canary:1", actor="system")
    assert "canary" not in text(security.get("/people/security/"))
    assert "登录" in text(security.get("/people/security/?act=signin.done"))
    assert "directory:trail" in text(security.get("/people/matrix/"))


def test_a_house_is_founded_once_with_three_persons() -> None:
    names = {"system-admin": "甲", "security-admin": "乙", "audit-admin": "丙"}
    with pytest.raises(Refused, match="三个不同"):
        found(names | {"audit-admin": "甲"})
    lost = found(names)
    tokens = found(names)  # the first links were lost: they and their roles are over
    page = Client(SERVER_NAME="localhost")
    page.get(f"/account/invitations/{tokens['system-admin']}/")
    page.post("/account/invitation/", {"username": "first-admin", "password": WORD})
    assert (
        Client(SERVER_NAME="localhost")
        .get(f"/account/invitations/{lost['audit-admin']}/", follow=True)
        .status_code
        == 404
    )
    assert roles_of(User.objects.get(username="first-admin")) == {"system-admin"}
    with pytest.raises(Refused, match="已有管理员"):
        found(names)
