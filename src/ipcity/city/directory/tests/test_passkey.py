"""A passkey in a real browser with a virtual authenticator: added, signed out, signed in without a password."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.cache import cache
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "canary-9f31-word"
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def liu(monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs in this very thread
    cache.clear()
    return User.objects.create_user("liu", email="liu@example.com", password=WORD)


@pytest.fixture
def page(live_server, browser: Browser) -> Iterator[Page]:
    """A browser with a device that holds keys and says yes; passkeys are bound to a name, hence localhost."""
    base = live_server.url.replace("127.0.0.1", "localhost")
    one = browser.new_context(base_url=base, locale="zh-CN").new_page()
    device = one.context.new_cdp_session(one)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield one
    one.context.close()


def sign_in(page: Page) -> None:
    page.goto("/account/login/")
    page.fill("#id_login", "liu")
    page.fill("#id_password", WORD)
    page.click("form[action='/account/login/'] button.ipc-button-main")
    page.wait_for_url("**/")


def test_added_then_signed_in_with_it_alone(live_server, liu, page) -> None:
    sign_in(page)
    page.goto("/account/second/keys/add/")
    page.fill("#id_password", WORD)  # a sensitive act: the password once more
    page.click("main button.ipc-button-main")
    page.wait_for_url("**/keys/add/")
    page.fill("input[name=name]", "办公室电脑")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/keys/add/" not in url)
    key = Authenticator.objects.get(user=liu, type="webauthn")
    assert key.wrap().is_passwordless
    page.goto("/account/logout/")
    page.click("main button.ipc-button-main, main form button")
    page.goto("/account/me/")
    assert "/account/login/" in page.url
    page.click("#passkey_login")
    page.wait_for_url(f"{live_server.url.replace('127.0.0.1', 'localhost')}/account/me/")
    assert "liu" in page.content()
    key.refresh_from_db()
    assert key.last_used_at is not None
