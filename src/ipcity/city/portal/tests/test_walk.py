"""All pages, as each person sees them: accessible, no wider than a phone, and in English where English is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import APIRequestContext, Browser, BrowserContext

from ipcity.city.directory.demo import planned_accounts
from ipcity.city.directory.matrix import NOBODY, pages
from ipcity.city.portal.tests.walking import Walk, post, sign_in

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
VISITOR = ""
EVERYONE = (VISITOR, *(one.username for one in planned_accounts()))
RULE = "/law/rules/cn/patent/annuity/design/"
# Where no link leads: forms, steps of signing in, what a person makes
ALSO = {
    VISITOR: ("/account/password/reset/done/", "/account/invitation/", "/account/inactive/", "/compare"),
    "officer": (RULE, "/account/reauthenticate/", "/desk/registers/typed-figures/"),
    "sysadmin": (RULE, f"{RULE}correct/", "/desk/jobs/"),
    "analyst": ("/industry/new/", "/industry/robots/edit/"),
}
# Pages that only answer a form, lead on, are files or fragments, or are steps that need a device or another house
NEVER_PAGES = re.compile(
    r"set_language|metrics|account_logout|.*-(json|csv|glance|end|cancel|verify|withdraw|decide|invite)|jobs:(check|cancel|retry)"
    r"|portal:(robots|favicon|healthz|readyz|plan|design|rows|suggestions)|registers:(act|batch|export|template|upload|marked)"
    r"|portal:(understood|sign-in|account)|work:(notice|news|read-all|figure-check)|directory:(invitation|propose)|openid_.*|socialaccount_.*|usersessions_end|mfa_.*"
    r"|account_(inactive|set_password|reset_password_from_key.*|reset_password_done)|(api|assets|collections|exports|intake)\S*"
)


@pytest.fixture(scope="module")
def people(browser: Browser, served: str) -> Iterator[dict[str, BrowserContext]]:
    """Everybody at their own browser, signed in; and a little work done, so that its pages exist."""
    found = {}
    for name in EVERYONE:
        found[name] = browser.new_context(
            base_url=served, viewport=PHONE, locale="zh-CN", reduced_motion="reduce"
        )
        if name:
            sign_in(found[name].request, name)
    _work(found["sysadmin"].request, found["officer"].request)
    yield found
    for one in found.values():
        one.close()


def _work(sysadmin: APIRequestContext, officer: APIRequestContext) -> None:
    """A background job, and an upload that is checked and waits."""
    token = _token(sysadmin, "/desk/jobs/")
    post(sysadmin, "/desk/jobs/check/", {}, token)
    listed = officer.get("/desk/registers/").text()
    register = re.search(r'href="(/desk/registers/[\w-]+/)"', listed)
    assert register, listed[:300]


def _token(request: APIRequestContext, address: str) -> str:
    found = re.search(r'csrfmiddlewaretoken" value="([^"]+)', request.get(address).text())
    return found[1] if found else ""


def test_all_pages_for_all_people(people: dict[str, BrowserContext]) -> None:
    walk, faults = Walk(), []
    for name, context in people.items():
        walk.go(name, context.request, ALSO.get(name, ()))
        page = context.new_page()
        for address in walk.kept.get(name, []):
            page.goto(address)
            found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            faults += [f"{name} {address}: {one['id']} {one['nodes'][0]['html'][:160]}" for one in found]
            wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            faults += [f"{name} {address}: wider by {wider} px"] if wider > 0 else []
        page.close()
    assert faults == []
    unseen = {
        name for name, one in pages().items() if name not in walk.names and not NEVER_PAGES.fullmatch(name)
    }
    assert {name for name in unseen if pages()[name].roles != frozenset()} == set(), NOBODY


def test_english_pages_hold_chinese_only_where_it_is_marked(people: dict[str, BrowserContext]) -> None:
    walk = Walk(language="en")
    for name, context in people.items():
        walk.go(name, context.request, ALSO.get(name, ()))
    assert sorted(set(walk.unmarked)) == []
