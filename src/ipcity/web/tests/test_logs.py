"""Canaries: words that must never reach a log are sent in by every way we know, and looked for in the lines."""

from __future__ import annotations

import io
import json
import logging
import logging.config

import pytest
import structlog
from django.contrib.auth.models import User
from django.test import Client

from ipcity.web.logs import logging_settings

CANARIES = {
    "password": "Canary-pass-7Q",
    "token": "tok3n-canary-9931",
    "name": "金丝雀某某",
    "search": "金丝雀检索词",
    "address": "203.0.113.77",
    "mail": "canary@example.org",
    "path": "金丝雀路径",
}


@pytest.fixture
def lines():
    """All that is logged, at the most talkative level, through the handler of real use."""
    plain = logging_settings(debug=False, level="DEBUG")
    out = io.StringIO()
    plain["handlers"]["stderr"]["stream"] = out
    kept = logging.getLogger().handlers[:], logging.getLogger().level
    logging.config.dictConfig(plain)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    logging.getLogger().handlers[:], level = kept
    logging.getLogger().setLevel(level)


def _no_canary(lines):
    text = json.dumps(lines, ensure_ascii=False)
    assert lines and not [name for name, word in CANARIES.items() if word in text], text


def test_messages_keep_their_form_and_lose_what_was_filled_in(lines):
    foreign, ours = logging.getLogger("django.security"), logging.getLogger("ipcity.jobs")
    foreign.warning("Forbidden (%s): %s", CANARIES["name"], CANARIES["path"])
    ours.info("job %s %s %s in %.1f s", 12, "jobs.self_check", CANARIES["name"], 0.25)
    got = lines()
    _no_canary(got)
    assert got[0]["event"] == "Forbidden (…): …"
    assert got[1]["event"] == "job 12 jobs.self_check … in 0.25 s"


def test_an_error_is_its_class_and_its_places(lines):
    try:
        raise ValueError(f"Key (email)=({CANARIES['mail']}) already exists")
    except ValueError as error:
        logging.getLogger("x").exception("broken: %s", error)
    got = lines()[0]
    _no_canary([got])
    assert got["error"] == "ValueError" and got["event"] == "broken: ValueError"
    assert any("test_logs.py" in place for place in got["at"])


def test_only_listed_fields_are_kept(lines):
    log = structlog.stdlib.get_logger("ipcity.x")
    log.warning("told", status=200, name=CANARIES["name"], user=CANARIES["mail"], q=CANARIES["search"])
    got = lines()[0]
    assert (got["event"], got["status"], got["dropped"]) == ("told", 200, 3)
    _no_canary([got])


@pytest.mark.parametrize(
    "text",
    [f"from {CANARIES['address']}", f"to {CANARIES['mail']}", f"GET /search?q={CANARIES['search']}", "13800138000",
     "110101199003078515", f"token={CANARIES['token']}", f"password: {CANARIES['password']}", "fe80::1:2"],
)  # fmt: skip
def test_what_looks_telling_is_blackened_even_in_a_fixed_text(lines, text):
    logging.getLogger("ipcity.x").warning(text)
    got = lines()[0]["event"]
    assert "…" in got
    assert not any(word in got for word in (*CANARIES.values(), "13800138000", "110101199003078515", "fe80"))


@pytest.mark.django_db
def test_visits_of_all_kinds_leave_no_canary(lines, monkeypatch):
    User.objects.create_user(CANARIES["mail"], first_name=CANARIES["name"])
    here = {"REMOTE_ADDR": CANARIES["address"], "HTTP_X_FORWARDED_FOR": CANARIES["address"]}
    visitor = Client(raise_request_exception=False, **here)
    visitor.get("/search", {"q": CANARIES["search"], "token": CANARIES["token"]})
    visitor.get(f"/{CANARIES['path']}/", {"code": CANARIES["token"]})
    visitor.get("/", headers={"host": CANARIES["address"], "cookie": f"sessionid={CANARIES['token']}"})
    form = {"login": CANARIES["mail"], "username": CANARIES["name"], "password": CANARIES["password"]}
    visitor.post("/account/login/", form)
    Client(enforce_csrf_checks=True, **here).post("/account/login/", form)
    monkeypatch.setattr("ipcity.city.portal.engine.loaded", _break)
    assert visitor.get("/help/", {"q": CANARIES["search"]}).status_code == 500
    got = lines()
    _no_canary(got)
    answered = [line for line in got if line["logger"] == "ipcity.request"]
    assert {(line["view"], line["status"]) for line in answered} >= {("portal:help", 500), ("unmatched", 404)}
    assert any(line.get("error") == "RuntimeError" for line in got)


def _break():
    raise RuntimeError(f"{CANARIES['name']} {CANARIES['search']}")
