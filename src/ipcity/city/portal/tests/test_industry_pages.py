"""Industries: counts equal to a count by hand, definitions edited by the analyst alone, with their history."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from ipcity.city.directory.cast import enlist
from ipcity.city.plan.models import Plan
from ipcity.city.portal import engine, industries
from ipcity.city.portal.defining import draft_of, read_draft
from ipcity.city.trail.models import Entry
from ipcity.records.industries import definitions, history, industries_of, store

pytestmark = pytest.mark.django_db
ROBOTS = {
    "zh": "机器人",
    "en": "Robots",
    "rules": "B25J\n| 机器人 机械手",
    "document": "假想文件",
    "reason": "试",
    "seen": "0",
}


@pytest.fixture
def own_definitions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Edits of a test stay its own; the data folder is shared by all."""
    monkeypatch.setattr(store, "folder", lambda: tmp_path / "industries")


@pytest.fixture
def analyst() -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(enlist("analyst", "analyst", unit="cnipa_city"))
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_every_industry_counts_what_its_definition_says(visitor: Client, city: Plan) -> None:
    held = [key for one in engine.lake().at().records() for key in industries_of(one)]
    lines = {line.key: line.total for line in industries.all_lines("sample")}
    assert lines == {key: held.count(key) for key in definitions()} and sum(lines.values()) > 100
    page = text(visitor, reverse("portal:industries"))
    assert all(f'href="/industry/{key}/"' in page for key in definitions())


def test_an_industry_shows_its_definition_source_and_newest_rights(visitor: Client, city: Plan) -> None:
    page = text(visitor, "/industry/marine_equipment/")
    assert "威政办字〔2018〕23号" in page and "IPC=B63" in page and "定义未核实" in page
    days = re.findall(r"<dt>公开日</dt><dd>([\d-]+)</dd>", page)
    assert days and days == sorted(days, reverse=True)
    assert "修改定义" not in page
    text(visitor, "/industry/nothing/", 404)


def test_without_data_the_pages_stand_and_count_nothing(visitor: Client, empty_city: Path) -> None:
    assert "海洋装备" in text(visitor, "/industry/")


def test_the_analyst_edits_and_what_was_stays_in_the_history(
    city: Plan, own_definitions: None, analyst: Client
) -> None:
    assert "B25J" in text(analyst, "/industry/robots/edit/")
    answer = analyst.post("/industry/robots/edit/", ROBOTS)
    assert answer.status_code == 302 and answer.headers["Location"] == "/industry/robots/"
    assert [one.number for one in history("robots")] == [0, 1]
    assert "第 1 版" in text(analyst, "/industry/robots/")
    assert Entry.objects.filter(act="industry.define", subject="industry:robots").count() == 1
    stale = analyst.post("/industry/robots/edit/", ROBOTS)
    assert stale.status_code == 400 and "已被别人改过" in stale.content.decode()


def test_a_wrong_definition_comes_back_with_what_was_typed(
    city: Plan, own_definitions: None, analyst: Client
) -> None:
    answer = analyst.post(
        "/industry/new/", {**ROBOTS, "key": "kites", "zh": "风筝", "rules": "不是分类", "seen": "-1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 400 and "不是分类号" in page and 'value="风筝"' in page
    good = {
        **ROBOTS,
        "key": "kites",
        "zh": "风筝",
        "en": "Kites",
        "rules": "A63H27/08 ｜ 风筝，纸鸢",
        "seen": "-1",
    }
    assert analyst.post("/industry/new/", good).status_code == 302
    assert definitions()["kites"].rules[0].words == ("风筝", "纸鸢")
    assert analyst.post("/industry/new/", {**good, "on": "昨天", "key": "other"}).status_code == 400


@pytest.mark.parametrize("role", ["officer", "mayor"])
def test_nobody_else_edits(city: Plan, own_definitions: None, role: str) -> None:
    client = Client(SERVER_NAME="localhost")
    client.force_login(enlist(role, role, unit="cnipa_city"))
    assert client.get("/industry/robots/edit/").status_code == 404
    assert client.post("/industry/robots/edit/", ROBOTS).status_code == 404
    assert Client(SERVER_NAME="localhost").post("/industry/robots/edit/", ROBOTS).status_code in (302, 404)
    assert len(history("robots")) == 1


def test_the_form_writes_back_what_it_read() -> None:
    for key, one in definitions().items():
        draft = draft_of(key)
        plain = draft.plain()
        assert tuple((tuple(rule["classes"]), tuple(rule["words"])) for rule in plain["rules"]) == tuple(
            (rule.classes, rule.words) for rule in one.rules
        )
        assert read_draft(_posted(draft)) == draft


def _posted(draft: object) -> dict[str, str]:
    return {name: str(value) for name, value in vars(draft).items() if name != "retired"}
