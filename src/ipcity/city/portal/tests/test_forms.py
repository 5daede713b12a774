"""Clocks, and what forms understand, against values worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from ipcity.city.portal.clocks import Clock
from ipcity.city.portal.patterns import PATTERNS, address, credit, day, money

SATURDAY_AT_WORK = date(2019, 10, 12)  # a Saturday on which China worked, after the National Day holiday


def clock(due: date, **given: object) -> Clock:
    return Clock("办理", date(2019, 9, 12), due, SATURDAY_AT_WORK, **given)  # type: ignore[arg-type]


def test_a_clock_counts_the_working_days_that_are_left() -> None:
    # 14, 15, 16, 17, 18 October are Monday to Friday
    assert (clock(date(2019, 10, 18)).word, clock(date(2019, 10, 18)).state) == ("剩 5 个工作日", "warn")
    assert (clock(date(2019, 10, 21)).word, clock(date(2019, 10, 21)).state) == ("剩 6 个工作日", "ok")
    assert clock(date(2019, 10, 13)).word == "剩 0 个工作日"


def test_late_paused_and_closed_clocks() -> None:
    late = clock(date(2019, 9, 30))
    assert (late.word, late.state, late.due_at) == ("已逾期 12 天", "bad", 60.0)  # 18 of 30 days
    paused = clock(date(2019, 10, 22), pauses=((date(2019, 9, 22), None),))
    assert (paused.word, paused.state, paused.gaps) == ("暂停中", "off", [(25.0, 50.0)])
    assert clock(date(2019, 10, 10), done=date(2019, 10, 10)).word == "已结，按期"
    assert clock(date(2019, 10, 10), done=date(2019, 10, 11)).word == "已结，逾期 1 天"
    assert clock(date(2019, 10, 22), done=date(2019, 9, 22)).today_at is None


def test_a_year_without_a_calendar_is_counted_in_days() -> None:
    far = Clock("办理", date(2090, 1, 1), date(2090, 1, 31), date(2090, 1, 1))
    assert far.word == "剩 30 个工作日"


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("125000", "125000.00"), ("125,000.5", "125000.50"), ("12.5万", "125000.00"), ("12.5 万元", "125000.00"),
        ("￥1.2亿元", "120000000.00"), ("３千元", "3000.00"), ("人民币 8 元", "8.00"), ("0", "0.00"),
    ],
)  # fmt: skip
def test_money_is_read_in_any_usual_way(text: str, yuan: str) -> None:
    assert money(text).value == yuan


@pytest.mark.parametrize("text", ["12万5", "十二万", "1e5", "-5", "12.345", "1.2.3", "万", "99999999999999"])
def test_money_that_is_doubtful_is_asked_back(text: str) -> None:
    found = money(text)
    assert found.value is None and text[:3] in found.said


def test_large_amounts_are_said_in_ten_thousands_too() -> None:
    assert money("53700万").said == "537,000,000.00 元，合 53,700 万元"
    assert money("9999").said == "9,999.00 元"


def test_days_codes_and_addresses() -> None:
    assert day("2019年10月12日").said == "2019-10-12 星期六"
    assert day("2019-02-30").value is None and day("2019-10").value is None
    assert credit("９１１１００００６０００３７３４１L").value == "91110000600037341L"
    assert credit("91110000600037341M").value is None  # a check character changed by hand
    found = address("264200 山东省威海市环翠区某路1号")
    assert found.value == "371002" and "环翠区" in found.said and "264200" in found.said
    assert address("某大厦 3 层").value is None


@pytest.mark.django_db
def test_the_page_says_what_it_understood_and_takes_forms_only(client: Client) -> None:
    assert client.post("/understood/money/", {"text": "12.5万"}).json() == {
        "said": "125,000.00 元，合 12.5 万元",
        "right": True,
    }
    assert client.post("/understood/money/", {"text": " "}).json()["said"] == ""
    assert client.get("/understood/money/").status_code == 404
    assert client.post("/understood/nothing/", {"text": "x"}).status_code == 404
    for name in PATTERNS:
        for text in ("\x00", "＝" * 500, "<script>", "１" * 300):
            assert client.post(f"/understood/{name}/", {"text": text}).status_code == 200, (name, text[:9])
