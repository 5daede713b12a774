"""An administrator without a second factor is led to the pages where it is set up, and nowhere else."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client

from ipcity.city.directory import demo
from ipcity.city.directory.cast import enlist

pytestmark = pytest.mark.django_db
SET_UP = "/account/second/"
ME = "/account/me/"
THREE = ("system-admin", "security-admin", "audit-admin")


@pytest.fixture(autouse=True)
def forced(settings) -> None:
    settings.SECOND_FACTOR_FOR = frozenset({"administrator"})


def signed_in(user, address: str = "10.1.2.3") -> Client:
    client = Client(SERVER_NAME="localhost", REMOTE_ADDR=address)
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", THREE)
def test_each_of_the_three_must_have_one(role) -> None:
    user = enlist("chief", role)
    client = signed_in(user)
    for path in (ME, "/desk/", "/people/trail/", "/account/sessions/"):
        answer = client.get(path)
        assert answer.status_code in (302, 404) and answer.headers.get("Location", SET_UP) == SET_UP, path
    assert client.post("/people/proposals/").headers.get("Location", SET_UP) == SET_UP
    page = client.get(ME, follow=True)
    assert page.redirect_chain == [(SET_UP, 302)] and "必须先启用" in page.content.decode()
    assert client.get("/help/").status_code == 200
    Authenticator.objects.create(user=user, type="recovery_codes", data={})
    assert client.get(ME).status_code == 302, "codes alone are no second factor"
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    assert client.get(ME).status_code == 200


def test_others_are_asked_for_nothing() -> None:
    assert signed_in(enlist("officer-a", "officer")).get(ME).status_code == 200


def test_demo_accounts_are_let_off_at_this_machine_only() -> None:
    user = enlist("sysadmin", "system-admin")
    assert signed_in(user, "127.0.0.1").get(ME).status_code == 302
    user.groups.add(Group.objects.get_or_create(name=demo.MARK)[0])
    assert signed_in(user, "127.0.0.1").get(ME).status_code == 200
    assert signed_in(user).get(ME).status_code == 302
