"""Demo accounts open from this machine and from nowhere else."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, User
from django.test import RequestFactory

from ipcity.city.directory import demo
from ipcity.city.directory.actions import load_units

pytestmark = pytest.mark.django_db
BACKEND = "ipcity.city.directory.signin.backend.HouseBackend"


@pytest.fixture(autouse=True)
def _own_backend(settings):
    settings.AUTHENTICATION_BACKENDS = [BACKEND]
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # the real one is slow by design


NAMES = [
    "mayor", "office", "officer", "analyst", "district", "enforcer", "firm", "sysadmin", "secadmin", "auditor",
]  # fmt: skip


def sign_in(username="officer", password=None, **traits):
    request = RequestFactory().get(
        "/", **{"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1:8000", **traits}
    )
    return authenticate(request, username=username, password=password or demo.planned_accounts()[0].password)


def test_without_the_sample_city_there_are_none():
    assert demo.demo_accounts() == []
    assert not demo.are_installed() and not demo.are_open()
    assert sign_in() is None


def test_all_open_from_loopback():
    opened = demo.open_demo_accounts()
    assert [account.username for account in opened] == NAMES
    assert all(sign_in(account.username) is not None for account in opened)
    assert sign_in(HTTP_HOST="localhost:8000") is not None
    assert sign_in(REMOTE_ADDR="::1", HTTP_HOST="[::1]:8000") is not None


@pytest.mark.parametrize(
    "traits",
    [
        {"REMOTE_ADDR": "10.1.2.3"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "10.1.2.3"},
        {"HTTP_VIA": "1.1 gate"},
    ],
)
def test_from_elsewhere_or_through_a_proxy_it_is_like_a_wrong_password(traits):
    demo.open_demo_accounts()
    assert sign_in(**traits) is None


def test_under_a_public_name_it_is_refused(settings):
    settings.ALLOWED_HOSTS = ["ip.example.gov.cn"]
    demo.open_demo_accounts()
    assert sign_in(HTTP_HOST="ip.example.gov.cn") is None


def test_other_accounts_sign_in_from_anywhere():
    User.objects.create_user("liu", password="a-long-secret")
    assert sign_in("liu", "a-long-secret", REMOTE_ADDR="10.1.2.3") is not None


def test_opening_twice_changes_nothing_and_a_persons_own_account_is_left_alone():
    own = User.objects.create_user("mayor", password="mine")
    demo.open_demo_accounts()
    before = list(User.objects.order_by("pk").values_list("username", "password"))
    assert len(demo.open_demo_accounts()) == len(NAMES) - 1 and demo.are_open()
    assert list(User.objects.order_by("pk").values_list("username", "password")) == before
    own.refresh_from_db()
    assert own.check_password("mine") and not own.groups.exists()


def test_closed_accounts_sign_nobody_in_and_open_again():
    demo.open_demo_accounts()
    assert demo.close_demo_accounts() == len(NAMES)
    assert sign_in() is None and demo.demo_accounts() == [] and demo.are_installed()
    demo.open_demo_accounts()
    assert sign_in() is not None


def test_role_and_unit_of_a_person():
    load_units()
    demo.open_demo_accounts()
    officer, firm = User.objects.get(username="officer"), User.objects.get(username="firm")
    assert (demo.role_of(officer), demo.unit_code_of(officer)) == ("officer", "cnipa_city")
    assert (demo.role_of(firm), demo.unit_code_of(firm)) == ("firm", None)


def test_accounts_of_an_earlier_version_become_people():
    mark = Group.objects.create(name=demo.MARK)
    old = User.objects.create(username="officer")
    old.groups.add(mark)
    demo.open_demo_accounts()
    assert demo.role_of(old) == "officer" and demo.are_open()


def test_the_three_administrators_are_three_persons():
    demo.open_demo_accounts()
    kinds = {
        name: demo.role_of(User.objects.get(username=name)) for name in ("sysadmin", "secadmin", "auditor")
    }
    assert sorted(kinds.values()) == ["audit-admin", "security-admin", "system-admin"]
