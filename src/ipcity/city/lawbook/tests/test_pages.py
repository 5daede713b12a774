"""The public pages: what they answer, what they say of bad input, what they never do."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client

from ipcity.city.lawbook import words
from ipcity.law.book import names, page
from ipcity.law.deadlines import events

PICTURE = {
    "kind": "invention",
    "filed": "2016年11月9日",
    "granted": "2018/8/17",
    "reduction": "85",
    "as_of": "20191012",
}


def body(client: Client, address: str, status: int = 200, **given: str) -> str:
    response = client.get(address, given)
    assert response.status_code == status, response.status_code
    return response.content.decode()


def test_every_rule_has_a_page_in_both_languages(visitor: Client) -> None:
    visitor.cookies["django_language"] = "en"
    for number, name in enumerate(names()):
        if number == len(names()) // 2:
            visitor.cookies["django_language"] = "zh-hans"
        assert visitor.get(f"/law/rules/{name}/").status_code == 200, name


@pytest.mark.parametrize("path", ["cn/nothing", "../about", "cn/patent/../patent/term/design", "about"])
def test_a_path_that_is_no_rule_is_not_there(visitor: Client, path: str) -> None:
    assert visitor.get(f"/law/rules/{path}/").status_code == 404


def test_the_rulebook_can_be_narrowed(visitor: Client) -> None:
    text = body(visitor, "/law/", q="优先权", field="patent", topic="deadline")
    assert (
        "cn/patent/due/priority" in text
        and "cn/trademark" not in text
        and "cn/patent/fees/priority" not in text
    )
    doubtful = body(visitor, "/law/", mark="MEMORY")
    assert "未核实" in doubtful and "cn/patent/fees/publication" not in doubtful
    assert "没有这样的规则" in body(visitor, "/law/", q="此词决不存在")


def test_the_list_gives_the_value_of_the_day_asked(visitor: Client) -> None:
    # 300 yuan a class from 2017-04-01 (cn/trademark/fees/register), 600 before
    assert "600 元" in body(visitor, "/law/", q="trademark/fees/register", on="2017年3月31日")
    assert "600 元" not in body(visitor, "/law/", q="trademark/fees/register", on="2017-04-01")


def test_a_rule_shows_its_history_sources_and_cases(visitor: Client) -> None:
    text = body(visitor, "/law/rules/cn/trademark/fees/register/")
    for piece in (
        "1,000 元",
        "2017-04-01",
        "计价格〔1995〕2404号",
        "未核实",
        "书收录至 2025-04，此后未核对",
        "一致",
    ):
        assert piece in text, piece
    assert "不一致" not in text


def test_a_period_shows_what_it_is_counted_from(visitor: Client) -> None:
    text = body(visitor, "/law/rules/cn/patent/due/priority_copy/")
    assert "16 个月，自优先权日起" in text and "顺延到其后第一个工作日" in text


def test_the_schedule_of_the_record_picture(visitor: Client) -> None:
    """2019-11-09 was a Saturday; 85 % off 1,200 is 180; late fees on the full 1,200: 0, 60, … 300."""
    text = body(visitor, "/law/calculator/annuities/", **PICTURE)
    for piece in ("2019-11-11 周一", "原 2019-11-09 周六，顺延", "180.00", "480.00", "标准额 25%，其后终止", "2036-11-09", "剩 30 天",
                  "读作 2016 年 11 月 9 日，周三", "随授权登记"):  # fmt: skip
        assert piece in text, piece


def test_the_permanent_address_asks_the_same_again(visitor: Client) -> None:
    text = body(visitor, "/law/calculator/annuities/", **PICTURE)
    address = (
        "?kind=invention&amp;reduction=85&amp;filed=2016-11-09&amp;granted=2018-08-17&amp;as_of=2019-10-12"
    )
    assert f'href="{address}"' in text
    again = visitor.get("/law/calculator/annuities/" + address.replace("&amp;", "&")).content.decode()
    assert again.count("<tr") == text.count("<tr")


def test_bad_days_are_told_at_their_fields_and_nothing_is_lost(visitor: Client) -> None:
    text = body(visitor, "/law/calculator/annuities/", 400, filed="x", granted="2018-02-30", as_of="3.4.2019")
    assert text.count('aria-invalid="true"') == 3 and 'value="2018-02-30"' in text and "有几处需要改" in text
    assert text.index("autofocus") < text.index('name="granted"')


def test_a_grant_before_its_filing_is_told_at_the_grant(visitor: Client) -> None:
    text = body(visitor, "/law/calculator/annuities/", 400, filed="2018-01-01", granted="2017-01-01")
    assert (
        "早于申请日" in text
        and 'name="granted" value="2017-01-01" autocomplete="off" aria-invalid="true"' in text
    )


def test_the_schedule_as_csv(visitor: Client) -> None:
    response = visitor.get("/law/calculator/annuities/", {**PICTURE, "format": "csv"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    fourth = next(row for row in rows if row and row[0] == "4")
    assert fourth[1:5] == ["2019-11-09", "2019-11-11", "1200", "180"]
    assert sum(bool(row) and row[0] == "4" for row in rows) == 7, "the year and its six late months"
    assert any("此后的法律变动未核对" in cell for row in rows for cell in row)


def test_the_schedule_as_workbook(visitor: Client, tmp_path: Path) -> None:
    response = visitor.get("/law/calculator/annuities/", {**PICTURE, "format": "xlsx"})
    with zipfile.ZipFile(io.BytesIO(response.content)) as book:
        assert b"<v>1200</v>" in book.read("xl/worksheets/sheet1.xml") and book.testzip() is None


def test_a_reply_counts_from_the_presumed_delivery(visitor: Client) -> None:
    """15 days after 2024-03-01 is 2024-03-16; four months later 2024-07-16, a Tuesday."""
    text = body(visitor, "/law/calculator/deadlines/", event="first-report-notified", on="2024-03-01", channel="paper",
                right="invention")  # fmt: skip
    assert "2024-03-16" in text and "2024-07-16" in text and "周二" in text


def test_without_a_right_every_period_of_the_event_is_shown(visitor: Client) -> None:
    text = body(visitor, "/law/calculator/deadlines/", event="first-report-notified", on="2024-03-04")
    assert "2024-07-04" in text and "2024-05-06" in text, (
        "four months, and two months moved from Saturday 4 May"
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"on": "2024-01-01"}, "请选一个事件"),
        ({"event": "nothing", "on": "2024-01-01"}, "不在可选的范围内"),
        ({"code": "999999", "on": "2024-01-01"}, "未收录"),
        ({"event": "filed", "on": "昨天"}, "读不出日期"),
    ],
)
def test_a_bad_question_about_a_deadline(visitor: Client, given: dict[str, str], sentence: str) -> None:
    assert sentence in body(visitor, "/law/calculator/deadlines/", 400, **given)


def test_numbers_are_told_apart(visitor: Client) -> None:
    text = visitor.post(
        "/law/numbers/", {"text": "201710601862.3\n201710601862.4\n2.01711E+12\n<b>x</b>"}
    ).content.decode()
    assert "校验位正确" in text and "应为 201710601862.3" in text and "不作猜测" in text
    assert "<b>x</b>" not in text and "&lt;b&gt;x" in text


def test_working_days_of_a_week_with_a_holiday(visitor: Client) -> None:
    """After Friday 27 Sep 2019: 29 (moved), 30, then 8, 9, 10, 11, 12 (moved), 14, 15, 16 October."""
    text = body(visitor, "/law/workdays/", **{"from": "2019-09-27", "n": "10"})
    assert "2019-10-16" in text and "2019-10-12" in text


def test_a_year_without_an_arrangement_is_refused_and_may_be_allowed(visitor: Client) -> None:
    assert "没有 2040 年的节假日安排" in body(
        visitor, "/law/workdays/", 400, **{"from": "2040-03-01", "n": "3"}
    )
    assert "暂定" in body(visitor, "/law/workdays/", **{"from": "2040-03-01", "n": "3", "provisional": "1"})
    assert "之间的整数" in body(visitor, "/law/workdays/", 400, **{"from": "2020-03-01", "n": "-3"})


def test_every_event_and_field_of_the_book_has_its_words() -> None:
    tables = words.tables()
    assert sorted(code for code in events() if code not in tables["events"]) == []
    assert {name.split("/")[1] for name in names()} <= set(tables["fields"])
    units = {page(name)["unit"] for name in names() if page(name)["kind"] == "parameter"}
    assert units <= set(tables["units"])


def test_every_word_is_in_both_languages() -> None:
    for name, table in words.tables().items():
        for code, entry in table.items():
            assert "zh" in entry and "en" in entry, (name, code)
