"""Signing in through the very pages: refusals look alike, second factors hold, sessions end, nothing secret is kept."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from ipcity.city.directory import demo
from ipcity.city.trail.models import Entry

pytestmark = pytest.mark.django_db
WORD = "canary-9f31-word"
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def _quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def liu() -> User:
    return User.objects.create_user("liu", email="liu@example.com", password=WORD)


def client(address: str = "10.1.2.3") -> Client:
    return Client(SERVER_NAME="localhost", REMOTE_ADDR=address)


def sign_in(browser: Client, name: str = "liu", word: str = WORD):
    return browser.post(LOGIN, {"login": name, "password": word})


def acts() -> list[str]:
    return list(Entry.objects.filter(chain="security").order_by("seq").values_list("act", flat=True))


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def code_for(secret: str) -> str:
    """Of this half minute: the one before would be too old as soon as the next begins."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_by_name_and_by_mail_address(liu) -> None:
    for name in ("liu", "liu@example.com"):
        browser = client()
        assert sign_in(browser, name).headers["Location"] == "/" and is_in(browser)
        browser.post("/account/logout/")
        assert not is_in(browser)
    assert acts() == ["signin.done", "signin.ended"] * 2
    assert Entry.objects.filter(chain="security").first().actor == f"user:{liu.pk}"


def refusal(name: str, word: str, address: str = "10.1.2.3") -> str:
    answer = sign_in(client(address), name, word)
    body = answer.content.decode().replace(name, "")
    return f"{answer.status_code} " + re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", body)


def test_every_refusal_is_the_same_page(liu) -> None:
    demo.open_demo_accounts()
    User.objects.create_user("gone", password=WORD, is_active=False)
    demo_word = demo.planned_accounts()[0].password
    wrong = refusal("liu", "not-it")
    assert "用户名或口令不对" in wrong and wrong.startswith("200 ")
    assert refusal("nobody", WORD) == wrong
    assert refusal("gone", WORD) == wrong
    assert refusal("officer", demo_word) == wrong
    assert acts() == ["signin.refused"] * 4


def test_demo_accounts_open_on_this_machine() -> None:
    demo.open_demo_accounts()
    browser = client("127.0.0.1")
    sign_in(browser, "officer", demo.planned_accounts()[0].password)
    assert is_in(browser)


def test_what_was_typed_as_a_name_is_not_kept() -> None:
    sign_in(client(), "my-secret-word-typed-in-the-wrong-box", "x")
    entry = Entry.objects.get(act="signin.refused")
    assert entry.subject == "user:unknown" and entry.details == {}


def test_too_many_attempts_are_stopped(liu) -> None:
    browser = client()
    said = [sign_in(browser, "liu", "not-it").content.decode() for _ in range(6)]
    assert "错误次数太多" not in said[4] and "错误次数太多" in said[5]
    assert "错误次数太多" in sign_in(browser).content.decode() and not is_in(browser)


def test_nobody_signs_up() -> None:
    there = {"username": "eve", "password1": WORD, "password2": WORD}
    assert client().get("/account/signup/").status_code == 404
    assert client().post("/account/signup/", there).status_code == 404
    assert not User.objects.exists()


def activate(browser: Client) -> str:
    """Goes through the pages to an authenticator; returns its secret."""
    sign_in(browser)
    answer = browser.get("/account/second/app/activate/")
    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    browser.post("/account/reauthenticate/", {"password": WORD})
    page = browser.get("/account/second/app/activate/").content.decode()
    secret = re.search(r'ipc-mono">([A-Z2-7]{16,})<', page)[1]
    assert browser.post("/account/second/app/activate/", {"code": code_for(secret)}).status_code == 302
    return secret


def test_a_second_factor_is_asked_and_holds(liu) -> None:
    secret = activate(client())
    browser = client()
    assert sign_in(browser).headers["Location"] == "/account/second/authenticate/" and not is_in(browser)
    refused = browser.post("/account/second/authenticate/", {"code": "000000"})
    assert "验证码不对" in refused.content.decode() and not is_in(browser)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    browser.post("/account/second/authenticate/", {"code": codes[0]})
    assert is_in(browser)
    again = client()
    sign_in(again)
    again.post("/account/second/authenticate/", {"code": codes[0]})
    assert not is_in(again)  # each code once
    assert acts()[:3] == ["signin.done", "security.second_factor_added", "security.second_factor_added"]
    assert "signin.second_factor_refused" in acts()
    kept = " ".join(f"{one.subject} {one.actor} {one.details}" for one in Entry.objects.all())
    stored = " ".join(str(one.data) for one in Authenticator.objects.all())
    assert not any(canary in kept for canary in (WORD, secret, "liu", *codes))
    assert secret not in stored and not any(code in stored for code in codes)


def test_without_a_second_look_a_factor_is_not_taken_away(liu) -> None:
    secret = activate(client())
    thief = client()
    sign_in(thief)
    thief.post("/account/second/authenticate/", {"code": code_for(secret)})
    if not is_in(
        thief
    ):  # a code is taken once; the one just used for activation may still be the current one
        codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
        thief.post("/account/second/authenticate/", {"code": codes[0]})
    assert is_in(thief)
    for address in ("/account/second/app/deactivate/", "/account/second/codes/generate/"):
        assert "reauthenticate" in thief.post(address).headers["Location"]
    assert Authenticator.objects.filter(type="totp").exists()


def test_sessions_are_listed_and_ended(liu) -> None:
    here, there = client(), client("10.9.9.9")
    sign_in(here), sign_in(there)
    page = here.get("/account/sessions/").content.decode()
    assert "10.9.9.9" in page and "就是这一次" in page
    other = UserSession.objects.get(ip="10.9.9.9")
    stranger = User.objects.create_user("eve", password=WORD)
    eve = client()
    eve.force_login(stranger)
    assert eve.post(reverse("usersessions_end", args=[other.pk])).status_code == 404
    here.post(reverse("usersessions_end", args=[other.pk]))
    assert there.get("/account/sessions/").status_code == 302 and is_in(here)
    assert acts()[-1] == "signin.session_ended"


def test_passkey_sign_in_offers_a_challenge() -> None:
    answer = client().get("/account/second/keys/login/", headers={"Accept": "application/json"})
    assert len(answer.json()["request_options"]["publicKey"]["challenge"]) >= 22  # 16 bytes or more


@pytest.mark.parametrize("forged", ['{"id": "x"}', "{}", "[]", "7", '{"id": "eA", "rawId": "eA"}', "no json"])
def test_a_forged_passkey_is_refused_in_words(liu, forged) -> None:
    browser = client()
    browser.get("/account/second/keys/login/", headers={"Accept": "application/json"})
    answer = browser.post("/account/second/keys/login/", {"credential": forged}, follow=True)
    assert answer.redirect_chain[0][0].startswith(LOGIN) and not is_in(browser)
    if forged not in ("no json", "{}", "[]"):  # those say nothing, and nothing is what happens
        assert "验证码不对" in answer.content.decode() and acts() == ["signin.key_refused"]


def test_a_password_reset_does_not_say_who_exists(liu, mailoutbox) -> None:
    for address in ("liu@example.com", "nobody@example.com"):
        assert client().post("/account/password/reset/", {"email": address}).status_code == 302
    assert [one.to for one in mailoutbox] == [["liu@example.com"]]
    link = re.search(r"http://localhost(/\S+)", mailoutbox[0].body)[1]
    browser = client()
    form = browser.get(link, follow=True)
    new = "another-long-word-77"
    browser.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in(client(), word=new).headers["Location"] == "/"
    assert "重设过" not in browser.get(link, follow=True).content.decode()
    assert "已用过" in client().get(link, follow=True).content.decode()


def test_unified_sign_in_is_off_until_the_environment_names_it() -> None:
    assert client().get("/account/unified/unified/login/").status_code == 404


def test_pages_of_signing_in_keep_to_the_content_policy(liu) -> None:
    browser = client()
    pages = [browser.get(LOGIN)]
    activate(browser)
    for name in ("mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_view_recovery_codes",
                 "usersessions_list", "account_change_password", "account_logout"):  # fmt: skip
        pages.append(browser.get(reverse(name)))
    for page in pages:
        body = page.content.decode()
        assert page.status_code == 200 and "Content-Security-Policy" in page.headers
        assert not re.search(r"<[^>]+ (style|on\w+)=", body)
        inline = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", body)
        assert inline == []
