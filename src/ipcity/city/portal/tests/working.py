"""A little of everybody's work, done through the forms of the pages, so that the pages of work in hand can be walked.

What it made is told by address; nothing is asserted of it here, the tests of the rooms do that.
"""

from __future__ import annotations

import re
import time
from urllib.parse import urljoin

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import APIRequestContext, Browser

from ipcity.city.directory.demo import planned_accounts
from ipcity.city.portal.tests.walking import post
from ipcity.city.registers.tests.builders import ROW, book

Asked = APIRequestContext
FACTORS = "/account/second/"
ADDED = f"{FACTORS}app/activate/"
UNITS = "/desk/registers/units/"
KEYS = f"{FACTORS}keys/"
PAIRS_SECONDS = 150  # the round that looks for alike names comes every minute
# A device that holds keys and says yes
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def token(request: Asked, address: str) -> str:
    found = re.search(r'csrfmiddlewaretoken" value="([^"]+)', request.get(address).text())
    return found[1] if found else ""


def send(request: Asked, seen: str, to: str, /, **given: str) -> str:
    """A form filled in on one page and sent to another address: where it led."""
    return urljoin("/", post(request, to, given, token(request, seen)).split("//", 1)[1].partition("/")[2])


def keep(request: Asked, record: str) -> list[str]:
    """A saved search, a collection with a link to it, exports, a token: the pages that show them."""
    send(
        request,
        "/desk/saved/searches/new/?q=碳纤维",
        "/desk/saved/searches/save/",
        q="碳纤维",
        name="碳纤维动态",
    )
    send(request, "/desk/saved/", "/desk/saved/collections/make/", name="本周要看", about="")
    home = request.get("/desk/saved/").text()
    mine = re.findall(r"/desk/saved/(?:collections|searches)/\d+/", home)
    one = next(address for address in mine if "collections" in address)
    send(request, f"/desk/saved/add/?record={record}", "/desk/saved/add/", record=record,
         collection=one.split("/")[-2], note="先看权利要求")  # fmt: skip
    send(request, one, f"{one}act/", act="share", link="1")
    send(request, "/desk/saved/", "/desk/exports/order/", form="csv", q="碳纤维")
    send(request, "/account/tokens/", "/account/tokens/", name="统计脚本", scopes="read", days="30")
    shared = re.search(r"/shared/[\w-]+/", request.get(one).text())
    return [*dict.fromkeys(mine), f"/desk/saved/add/?record={record}", *([shared[0]] if shared else [])]


def upload(request: Asked, address: str, content: bytes) -> str:
    """The page of the batch, or of the refusal."""
    sent = request.post(
        f"{address}upload/",
        headers={"Referer": urljoin(request.get("/help/").url, "/")},
        multipart={
            "csrfmiddlewaretoken": token(request, address),
            "file": {"name": "填报.xlsx", "mimeType": "application/octet-stream", "buffer": content},
        },
    )
    return urljoin("/", sent.url.split("//", 1)[1].partition("/")[2])


def batches(administrator: Asked) -> list[str]:
    """A table that waits to be confirmed, and one with faults in its cells."""
    wrong = ["", "x" * 300, "没有的类别", "37", "昨天", "1900-13-01", "nobody", "也许"]
    return [upload(administrator, UNITS, book(rows)) for rows in ([ROW], [wrong, ROW, ROW])]


def object_to(visitor: Asked, record: str) -> None:
    """A person who stands in the record asks for his name to be put right."""
    parties = visitor.get(f"/records/{record}.json").json()["parties"]
    name = next(one["name"] for one in parties if one["natural"])
    send(visitor, "/object/", "/object/", record_id=record, name=name, wish="correct", reason="姓名写错了",
         contact="13800000000", new_name="王晓明", new_address="")  # fmt: skip


def second_factor(request: Asked, username: str) -> str:
    """An authenticator for this account: its secret."""
    say_again(request, username)
    page = request.get(ADDED).text()  # every look at it makes a new secret
    found = (
        re.search(r'csrfmiddlewaretoken" value="([^"]+)', page),
        re.search(r'ipc-mono">([A-Z2-7]+)<', page),
    )
    assert found[0] and found[1], "no secret on the page of the authenticator"
    post(request, ADDED, {"code": code_of(found[1][1])}, found[0][1])
    return found[1][1]


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def say_again(request: Asked, username: str) -> None:
    """The password once more: a sensitive act follows."""
    word = word_of(username)
    where = f"/account/reauthenticate/?next={FACTORS}"
    send(request, where, where, password=word, next=FACTORS)


def without_second_factor(request: Asked, username: str) -> None:
    say_again(request, username)
    send(request, f"{FACTORS}app/deactivate/", f"{FACTORS}app/deactivate/")


def word_of(username: str) -> str:
    return next(one.password for one in planned_accounts() if one.username == username)


def passkey(browser: Browser, served: str, username: str) -> None:
    """A passkey for this account, from a device of its own. Keys are bound to a name, hence localhost."""
    base = served.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=base, locale="zh-CN")
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    page.goto("/account/login/")
    page.fill("#id_login", username)
    page.fill("#id_password", word_of(username))
    page.click("form[action='/account/login/'] button.ipc-button-main")
    page.wait_for_url("**/")
    page.goto(f"{KEYS}add/")
    page.fill("#id_password", word_of(username))
    page.click("main button.ipc-button-main")
    page.wait_for_url("**/keys/add/")
    page.fill("input[name=name]", "办公室电脑")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: "/keys/add/" not in url)
    context.close()


def without_passkeys(request: Asked, username: str) -> None:
    """The demo accounts are left as they were: the next to sign in has no device."""
    say_again(request, username)
    for address in set(re.findall(rf"{KEYS}\d+/remove/", request.get(KEYS).text())):
        send(request, address, address)


def alike(clerk: Asked) -> str:
    """A pair of names that a machine found alike: the sample city has one, found by a round of the jobs."""
    until = time.monotonic() + PAIRS_SECONDS
    while not (found := re.search(r"/desk/names/\d+/", clerk.get("/desk/names/").text())):
        assert time.monotonic() < until, "the sample city's alike names were not found"
        time.sleep(1)
    return found[0]
