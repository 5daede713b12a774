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
from ipcity.city.portal.tests.working import (
    FACTORS,
    KEYS,
    alike,
    batches,
    keep,
    object_to,
    passkey,
    say_again,
    second_factor,
    token,
    without_passkeys,
    without_second_factor,
)

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
VISITOR = ""
HALF = "firm, with the password alone"
HOLDER = "enforcer"  # who has a passkey
EVERYONE = (VISITOR, *(one.username for one in planned_accounts()))
RULE = "/law/rules/cn/patent/annuity/design/"
# Where no link leads: forms, steps of signing in, what a person makes
ALSO = {
    VISITOR: (
        "/account/password/reset/done/",
        "/account/invitation/",
        "/account/inactive/",
        "/compare",
        "/object/",
        "/object/track/",
    ),
    "officer": (RULE, "/account/reauthenticate/", "/desk/registers/typed-figures/"),
    "sysadmin": (RULE, f"{RULE}correct/", "/desk/jobs/"),
    "analyst": ("/industry/new/", "/industry/robots/edit/"),
}
# Pages as they are when nothing is there, when something is wrong, or in the midst of work
STATES = {
    VISITOR: ("/search?q=碳纤维 AND", "/search?q=碳纤维&year_from=abc", "/search?q=\"此词决不存在\"", "/search?page=400",
              "/compare?r=x", "/records/none", "/no/such/page", "/law/workdays/?from=x", "/api/", "/sources/"),
    "mayor": ("/desk/", "/desk/exports/", "/desk/saved/", "/account/tokens/", "/desk/notices/?unread=1"),
    "officer": ("/desk/?state=done", "/desk/?q=没有这样的事", "/desk/?page=99", "/desk/search/?q=决不存在",
                "/desk/names/?state=same", "/desk/saved/searches/new/?q=碳纤维"),
    "sysadmin": ("/desk/jobs/?state=cancelled", "/desk/registers/units/", "/people/persons/?find=没有这个人"),
    "auditor": ("/people/trail/?since=abc", "/people/trail/?act=none"),
    "firm": tuple(f"{FACTORS}{step}" for step in ("", "app/deactivate/", "codes/", "codes/generate/", "keys/", "keys/add/",
                                                  "reauthenticate/")),
    HALF: (f"{FACTORS}authenticate/",),
}  # fmt: skip
# Pages that only answer a form, lead on, are files or fragments, or are steps that need another house
NEVER_PAGES = re.compile(
    r"set_language|metrics|account_logout|.*-(json|csv|glance|end|cancel|verify|withdraw|decide|invite|act|revoke)"
    r"|jobs:(check|cancel|retry)|portal:(account|robots|favicon|healthz|readyz|plan|design|rows|suggestions|understood|sign-in)"
    r"|registers:(act|export|template|upload|marked)|work:(notice|news|read-all|figure-check)"
    r"|directory:(invitation|propose)|openid_.*|socialaccount_.*|usersessions_end"
    r"|account_(inactive|set_password|reset_password_from_key.*|reset_password_done)"
    r"|mfa_(activate_totp|download_recovery_codes|login_webauthn)"
    r"|api:v1:\S*|assets:decide|collections:(save-search|make-collection|feed)|exports:(now|order|file)"
    r"|intake:template"
)


@pytest.fixture(scope="module")
def people(browser: Browser, served: str) -> Iterator[dict[str, tuple[BrowserContext, list[str]]]]:
    """Everybody at their own browser, signed in; and a little work done, so that its pages exist."""
    found = {}
    for name in EVERYONE:
        found[name] = browser.new_context(
            base_url=served, viewport=PHONE, locale="zh-CN", reduced_motion="reduce"
        )
        if name:
            sign_in(found[name].request, name)
    made = _work({name: one.request for name, one in found.items()})
    passkey(browser, served, HOLDER)
    say_again(found[HOLDER].request, HOLDER)  # changing a key asks for the password once more
    made[HOLDER] = [
        KEYS,
        f"{KEYS}reauthenticate/",
        *re.findall(rf"{KEYS}\d+/\w+/", found[HOLDER].request.get(KEYS).text()),
    ]
    found[HALF] = browser.new_context(
        base_url=served, viewport=PHONE, locale="zh-CN", reduced_motion="reduce"
    )
    sign_in(found[HALF].request, "firm")
    yield {name: (one, [*made.get(name, ()), *STATES.get(name, ())]) for name, one in found.items()}
    without_second_factor(found["firm"].request, "firm")
    without_passkeys(found[HOLDER].request, HOLDER)
    for one in found.values():
        one.close()


def _work(people: dict[str, APIRequestContext]) -> dict[str, list[str]]:
    """A job, things kept and shared, uploads right and wrong, an objection, an authenticator, names found alike: the
    pages that came of it."""
    post(people["sysadmin"], "/desk/jobs/check/", {}, token(people["sysadmin"], "/desk/jobs/"))
    record = re.search(r'href="/records/([\w.-]+)"', people[VISITOR].get("/search?q=碳纤维").text())
    assert record
    object_to(people[VISITOR], record[1])
    second_factor(people["firm"], "firm")
    objections = people["officer"].get("/desk/objections/").text()
    return {
        "analyst": keep(people["analyst"], record[1]),
        "sysadmin": batches(people["sysadmin"]),
        "officer": [*re.findall(r"/desk/objections/\d+/", objections)[:1], alike(people["officer"])],
    }


def test_all_pages_for_all_people(people: dict[str, tuple[BrowserContext, list[str]]]) -> None:
    walk, faults = Walk(), []
    for name, (context, states) in people.items():
        walk.go(name, context.request, ALSO.get(name, ()))
        walk.look_at(name, context.request, states)
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


def test_english_pages_hold_chinese_only_where_it_is_marked(
    people: dict[str, tuple[BrowserContext, list[str]]],
) -> None:
    walk = Walk(language="en")
    for name, (context, states) in people.items():
        walk.go(name, context.request, ALSO.get(name, ()))
        walk.look_at(name, context.request, states)
    assert sorted(set(walk.unmarked)) == []
