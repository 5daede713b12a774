"""Pages with data, without, and where nothing is: each answers in words."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.test import Client

from ipcity.city.directory.cast import enlist
from ipcity.city.directory.demo import open_demo_accounts, planned_accounts
from ipcity.city.indicators.models import Snapshot
from ipcity.city.plan.models import Plan
from ipcity.city.portal import engine

pytestmark = pytest.mark.django_db
PER_10K = "/plan/sample/indicators/invention_in_force_per_10k/"


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def any_record(**equal: str) -> str:
    return next(engine.lake().at().records(**equal)).record_id


def test_home_counts_what_is_loaded(visitor: Client, city: Plan) -> None:
    found = text(visitor, "/")
    assert f"全部 <span>{engine.index().search('').total:,}</span>" in found
    assert found.count('class="ipc-column"') == 15
    assert "看全部 15 项目标与 21 项任务" in found


def test_home_without_anything_is_a_page(visitor: Client, empty_city: object) -> None:
    found = text(visitor, "/")
    assert "还没有装载记录" in found and "还没有导入规划" in found


def test_record_shows_what_it_holds(visitor: Client, city: Plan) -> None:
    found = engine.lake().at().record(any_record(right_type="invention", status="granted"))
    shown = text(visitor, f"/records/{found.record_id}")
    assert found.name in shown and "样例" in shown
    assert all(party.name in shown for party in found.parties)
    assert found.sources[0].place in shown
    assert 'role="img"' in shown


def test_record_as_json_is_the_whole_record(visitor: Client, city: Plan) -> None:
    record_id = any_record()
    plain = json.loads(text(visitor, f"/records/{record_id}.json"))
    assert plain == json.loads(json.dumps(engine.lake().at().record(record_id).as_dict()))


def test_unknown_things_share_one_page(visitor: Client, city: Plan) -> None:
    bodies = [
        text(visitor, address, 404)
        for address in (
            "/records/none",
            "/no/such",
            "/plan/none/",
            "/plan/sample/tasks/99/",
            "/indicators/snapshots/99999/rows/",
        )
    ]
    assert all("没有找到这个页面" in body for body in bodies)


def test_plan_shows_board_and_clauses(visitor: Client, city: Plan) -> None:
    assert visitor.get("/plan/").headers["Location"] == "/plan/sample/"
    found = text(visitor, "/plan/sample/")
    assert found.count('class="ipc-board-row ipc-target"') == 15
    assert found.count("ipc-task-link") == 24
    assert "力争 ≥ 12" in found
    assert "原市知识产权局" in found or "原市" in found


def test_a_target_without_indicator_has_neither_number_nor_colour(visitor: Client, city: Plan) -> None:
    found = text(visitor, "/plan/sample/")
    row = found.split('id="T03"')[1].split("</li>")[0]
    assert 'data-state="none"' in row and "无记录" in row and "ipc-gauge-nothing" in row
    assert "ipc-num" not in row and "ipc-gauge-value" not in row


def test_plan_page_without_a_plan(visitor: Client, empty_city: object) -> None:
    assert "ipcity plan import" in text(visitor, "/plan/")


@pytest.mark.parametrize("num", ["1", "17", "21", "G1", "G3"])
def test_tasks_open(visitor: Client, city: Plan, num: str) -> None:
    assert f"任务 {num}" in text(visitor, f"/plan/sample/tasks/{num}/")


def test_a_number_opens_in_two_clicks_to_exactly_its_rows(visitor: Client, city: Plan) -> None:
    figure = text(visitor, PER_10K)
    one = Snapshot.objects.get(code="invention_in_force_per_10k")
    assert f"打开 {one.numerator:,} 行" in figure and "填报" in figure
    rows = text(visitor, f"/indicators/snapshots/{one.pk}/rows/")
    assert f"{one.numerator:,} 行" in rows
    answer = visitor.get(f"/indicators/snapshots/{one.pk}/rows/", {"format": "csv"})
    table = list(csv.reader(io.StringIO(b"".join(answer).decode().removeprefix("\ufeff"))))
    assert [row[0] for row in table[1:]] == one.record_ids
    assert len(table) - 1 == one.numerator


def test_the_last_page_of_rows_and_beyond(visitor: Client, city: Plan) -> None:
    text(visitor, PER_10K)
    one = Snapshot.objects.get(code="invention_in_force_per_10k")
    address = f"/indicators/snapshots/{one.pk}/rows/?page="
    said = re.search(r"到第 ([\d,]+) 页为止", text(visitor, f"{address}99999", 400))
    assert said
    last = text(visitor, address + said[1].replace(",", ""))
    assert f">{one.numerator:,}</td>" in last


def test_an_indicator_that_cannot_be_computed_says_why(visitor: Client, city: Plan) -> None:
    Plan.objects.filter(pk=city.pk).update(realm="real")
    found = text(visitor, PER_10K)
    assert "不可计算" in found and "ipc-figure-open" not in found and "ipc-chart" not in found


def test_healthz_and_readyz(visitor: Client, city: Plan) -> None:
    assert text(visitor, "/healthz") == "ok\n"
    ready = json.loads(text(visitor, "/readyz"))
    assert ready["ready"] and ready["lake"]["version"] == ready["index"]["version"] == 1


def test_readyz_names_what_is_missing(visitor: Client, empty_city: object) -> None:
    ready = json.loads(text(visitor, "/readyz", 503))
    assert not ready["ready"] and len(ready["missing"]) == 2
    assert text(visitor, "/healthz") == "ok\n"


def test_login_refuses_in_one_sentence_and_keeps_the_name(visitor: Client, city: Plan) -> None:
    answer = visitor.post("/account/login/", {"login": "nobody-here", "password": "x"})
    found = answer.content.decode()
    assert "用户名或口令不对" in found and 'value="nobody-here"' in found


def test_account_needs_sign_in_and_leads_to_the_one_page_of_the_account(visitor: Client, city: Plan) -> None:
    assert visitor.get("/account/").headers["Location"].startswith("/account/login/")
    visitor.force_login(enlist("officer-a", "officer", unit="sti"))
    assert visitor.get("/account/").headers["Location"] == "/account/me/"


def test_demo_accounts_are_told_to_this_machine_only(visitor: Client, city: Plan) -> None:
    open_demo_accounts()
    secret = planned_accounts()[0].password
    assert secret in text(visitor, "/account/login/")
    assert secret not in visitor.get("/account/login/", REMOTE_ADDR="10.1.2.3").content.decode()
    assert secret not in visitor.get("/account/login/", HTTP_X_FORWARDED_FOR="10.1.2.3").content.decode()


def test_language_switch_is_remembered(visitor: Client, city: Plan) -> None:
    visitor.post("/i18n/setlang/", {"language": "en", "next": "/help/"})
    found = text(visitor, "/help/")
    assert 'lang="en"' in found and "How to search" in found
    assert "怎么检索" not in found


def test_pages_keep_to_the_content_policy(visitor: Client, city: Plan) -> None:
    addresses = (
        "/",
        "/search?q=海",
        "/plan/sample/",
        PER_10K,
        "/help/",
        "/account/login/",
        f"/records/{any_record()}",
    )
    for address in addresses:
        found = text(visitor, address)
        assert " style=" not in found and "<style" not in found and " onclick=" not in found, address
        assert "<script>" not in found, address
        assert "//cdn" not in found and "http://" not in found.replace("http://www.w3.org", "")


def test_the_glance_of_a_number_says_what_its_page_says(visitor: Client, city: Plan) -> None:
    text(visitor, PER_10K)
    one = Snapshot.objects.get(code="invention_in_force_per_10k")
    shown = text(visitor, f"{PER_10K}glance/")
    assert f"打开 {one.numerator:,} 行" in shown and "<html" not in shown and " style=" not in shown
    assert shown.count("<li>") == 3 and f"v{one.lake_version}" in shown
    assert f"打开 {one.numerator:,} 行" in text(visitor, f"/indicators/snapshots/{one.pk}/glance/")


def test_a_period_not_yet_over_is_not_compared(visitor: Client, city: Plan) -> None:
    assert "较上期" not in text(visitor, "/plan/sample/indicators/invention_grants/glance/")


def test_the_glance_of_what_cannot_be_computed_has_no_number(visitor: Client, city: Plan) -> None:
    Plan.objects.filter(pk=city.pk).update(realm="real")
    shown = text(visitor, f"{PER_10K}glance/")
    assert "不可计算" in shown and "打开" not in shown
    assert "没有找到这个页面" in text(visitor, "/plan/none/indicators/x/glance/", 404)


def test_rows_are_sorted_as_a_whole(visitor: Client, city: Plan) -> None:
    text(visitor, PER_10K)
    one = Snapshot.objects.get(code="invention_in_force_per_10k")
    latest = max(record.dates["granted"] for record in engine.lake().at().by_ids(one.record_ids))
    first = (
        text(visitor, f"/indicators/snapshots/{one.pk}/rows/?sort=-granted")
        .split("<tbody>")[1]
        .split("</tr>")[0]
    )
    assert latest in first
