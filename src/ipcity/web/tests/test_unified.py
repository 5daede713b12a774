"""A province's unified sign-in, walked through against a provider on loopback: who comes in, and who does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.test import Client

from ipcity.city.directory import demo
from ipcity.city.directory.tests.provider import CLIENT, OTHER, SECRET, Provider
from ipcity.city.trail.models import Entry
from ipcity.web.signin import Oidc, oidc_providers

pytestmark = pytest.mark.django_db
LOGIN = "/account/unified/unified/login/"


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    cache.clear()
    one = Provider({"sub": "370-1", "email": "liu@example.com", "email_verified": True, "name": "刘"})
    server = one.start()
    settings.SOCIALACCOUNT_PROVIDERS = oidc_providers(
        Oidc(issuer=one.issuer, client_id=CLIENT, client_secret=SECRET)
    )
    yield one
    server.shutdown()
    server.server_close()


@pytest.fixture
def liu() -> User:
    return User.objects.create_user("liu", email="liu@example.com", password=None)


def browser() -> Client:
    return Client(SERVER_NAME="localhost", REMOTE_ADDR="10.1.2.3")


def sent_back(one: Client) -> str:
    """Goes to the provider and comes back to its door: the address of the callback."""
    there = one.get(LOGIN)
    assert there.status_code == 302
    answer = requests.get(there.headers["Location"], allow_redirects=False, timeout=5)
    return answer.headers["Location"].removeprefix("http://localhost")


def is_in(one: Client) -> bool:
    return "_auth_user_id" in one.session


def test_who_is_known_by_a_verified_address_comes_in_and_is_known_again(provider, liu) -> None:
    page = browser().get("/account/login/").content.decode()
    assert "用统一身份认证登录" in page and LOGIN in page
    first = browser()
    assert first.get(sent_back(first)).headers["Location"] == "/"
    assert first.session["_auth_user_id"] == str(liu.pk)
    assert provider.seen == [
        "/.well-known/openid-configuration", "/authorize",
        "/.well-known/openid-configuration", "/token", "/jwks", "/userinfo",
    ]  # fmt: skip
    liu.email = "new@example.com"  # from now on it is the provider's own number that counts
    liu.save()
    EmailAddress.objects.filter(user=liu).delete()
    again = browser()
    again.get(sent_back(again))
    assert again.session["_auth_user_id"] == str(liu.pk)
    assert SocialAccount.objects.get().uid == "370-1" and not SocialToken.objects.exists()
    assert [one.act for one in Entry.objects.filter(chain="security")] == ["signin.done"] * 2


def test_a_state_that_this_browser_did_not_bring_is_refused(provider, liu) -> None:
    victim, thief = browser(), browser()
    stolen = sent_back(thief)
    assert "没有成功" in victim.get(stolen).content.decode() and not is_in(victim)
    mine = sent_back(victim)
    assert "没有成功" in victim.get(mine.replace("state=", "state=x")).content.decode() and not is_in(victim)
    assert "/token" not in provider.seen, "the code is not even asked about"


@pytest.mark.parametrize("change", [
    {"email": "nobody@example.com"}, {"email": "liu@example.com", "email_verified": False}, {"email": ""},
])  # fmt: skip
def test_who_is_not_known_is_not_let_in_and_gets_no_account(provider, liu, change) -> None:
    provider.person |= change
    one = browser()
    page = one.get(sent_back(one), follow=True).content.decode()
    assert not is_in(one) and User.objects.count() == 1 and not SocialAccount.objects.exists()
    assert "不能登录" in page and "找本单位管理员" in page


@pytest.mark.parametrize("lie", [
    {"iss": "https://else.example"}, {"iss": None}, {"aud": "another"}, {"aud": None}, {"azp": "another"},
    {"exp": 1}, {"exp": None}, {"iat": 4_000_000_000}, {"nonce": "of another attempt"}, {"nonce": None}, {"sub": "370-2"},
])  # fmt: skip
def test_a_token_for_somebody_else_or_another_time_is_refused(provider, liu, lie) -> None:
    provider.claims = lie
    refused(browser())


@pytest.mark.parametrize("made", [
    {"key": OTHER}, {"kid": "two"}, {"key": OTHER, "kid": None}, {"key": None, "algorithm": "none"},
    {"key": SECRET * 2, "algorithm": "HS256"}, {"key": OTHER, "algorithm": "PS256"},
])  # fmt: skip
def test_a_token_that_the_provider_has_not_signed_is_refused(provider, liu, made) -> None:
    vars(provider).update(made)
    refused(browser())


def test_a_key_without_a_name_will_do_where_it_is_the_only_one(provider, liu) -> None:
    provider.kid = None
    one = browser()
    one.get(sent_back(one))
    assert is_in(one)


def test_userinfo_about_somebody_else_is_refused(provider, liu) -> None:
    provider.about = {"sub": "370-2"}
    refused(browser())


def refused(one: Client) -> None:
    assert "没有成功" in one.get(sent_back(one)).content.decode() and not is_in(one)
    assert not SocialAccount.objects.exists()


def test_a_wrong_secret_a_code_used_twice_and_a_refusal_of_the_provider(provider, liu, settings) -> None:
    one = browser()
    back = sent_back(one)
    provider.codes.clear()
    assert "没有成功" in one.get(back).content.decode() and not is_in(one)
    state = back.split("state=")[1]
    callback = back.split("?")[0]
    answer = one.get(f"{callback}?error=access_denied&state={state}", follow=True)
    assert "没有成功" in answer.content.decode() and not is_in(one)
    settings.SOCIALACCOUNT_PROVIDERS = oidc_providers(
        Oidc(issuer=provider.issuer, client_id=CLIENT, client_secret="wrong")
    )
    assert "没有成功" in one.get(sent_back(one)).content.decode() and not is_in(one)


def test_an_ended_account_and_a_demo_account_from_elsewhere_stay_out(provider, liu) -> None:
    liu.is_active = False
    liu.save()
    one = browser()
    one.get(sent_back(one))
    assert not is_in(one)
    liu.is_active = True
    liu.save()
    liu.groups.add(Group.objects.get_or_create(name=demo.MARK)[0])
    one.get(sent_back(one))
    assert not is_in(one)


def test_a_second_factor_is_asked_here_too(provider, liu) -> None:
    Authenticator.objects.create(user=liu, type="totp", data={"secret": "x"})
    one = browser()
    assert one.get(sent_back(one)).headers["Location"] == "/account/second/authenticate/"
    assert not is_in(one)
