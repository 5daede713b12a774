"""A day as people write it. The expected days were written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from ipcity.city.lawbook.typed import typed_day

DAY = date(2019, 9, 30)


@pytest.mark.parametrize(
    "text",
    [
        "2019-09-30", "2019/9/30", "2019.9.30", "20190930", "2019年9月30日", " 2019 年 9 月 30 日 ", "２０１９－０９－３０",
        "2019 9 30", "30 September 2019", "30 Sep. 2019", "September 30, 2019", "Sep 30 2019", "30.9.2019", "9/30/2019",
        "二〇一九年九月三十日",
    ],
)  # fmt: skip
def test_any_way_of_writing_one_day(text: str) -> None:
    assert typed_day(text).day == DAY


def test_chinese_numerals_of_two_and_three_signs() -> None:
    assert typed_day("二零二四年十二月二十九日").day == date(2024, 12, 29)
    assert typed_day("二〇二〇年十月十日").day == date(2020, 10, 10)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("2019-02-30", "不是一个存在的日期"), ("31 November 2019", "不是一个存在的日期"), ("2019年9月", "缺少日"), ("2019", "缺少日"),
        ("3.4.2019", "两个日期"), ("下周一", "读不出日期"), ("30/09/19", "读不出日期"), ("30 Foo 2019", "月份"), ("", "请填写日期"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_what_to_write(text: str, word: str) -> None:
    found = typed_day(text)
    assert found.day is None and word in found.error and found.text == text


def test_the_same_number_for_day_and_month_is_not_in_doubt() -> None:
    assert typed_day("5.5.2020").day == date(2020, 5, 5)


def test_an_empty_field_that_is_not_needed_is_no_error() -> None:
    assert typed_day("", needed=False).error == ""
