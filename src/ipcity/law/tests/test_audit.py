"""The audit finds what is wrong with a page: each test makes one mistake in the operator's folder."""

from __future__ import annotations

import pytest

from ipcity.law.audit import problems, unused
from ipcity.law.book import forget
from ipcity.law.check import case_problems, main

GOOD = """kind: parameter
description: {zh: 试验费, en: Trial fee}
unit: currency-CNY
values:
  2020-01-01: {value: 10, mark: MEMORY, reference: memory}
"""
DUE = """kind: deadline
description: {zh: 试验期限, en: Trial deadline}
when: {event: trial}
then: {obligation: act}
after: {days: 3}
in_force: {FORCE}
mark: MEMORY
reference: memory
"""
CALENDAR = """kind: calendar
description: {zh: 2027 年, en: Year 2027}
year: 2027
mark: MEMORY
reference: memory
holidays: [{name: {zh: 元旦, en: New Year}, from: 2027-01-01, to: HOLIDAY_END}]
working_days: [WORKED]
"""


def write(own_home, name, text):
    path = own_home / "book" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    forget()


def test_the_bundled_book_is_clean(capsys):
    assert main() == 0
    assert "in all" in capsys.readouterr().out
    assert list(problems()) == []


def test_no_source_is_named_in_vain():
    assert list(unused()) == []


def test_a_rule_without_a_case(own_home):
    write(own_home, "cn/trial/fee", GOOD)
    assert list(problems()) == []
    assert list(case_problems()) == ["cn/trial/fee: no case works it through"]
    assert main() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (GOOD.replace("reference: memory", "reference: nobody"), "source nobody is not named"),
        (GOOD.replace(", reference: memory", ""), "not in its form"),
        (GOOD.replace("unit:", "unity:"), "not in its form"),
        (GOOD.replace("MEMORY", "SURE"), "not in its form"),
        (GOOD.replace("parameter", "parametre"), "unknown kind"),
        (GOOD + "  2020-01-01: {value: 11, mark: MEMORY, reference: memory}\n", "written twice"),
        (
            GOOD.replace("value: 10", "value: [{from: 1, to: 3, value: 5}, {from: 5, to: 6, value: 6}]"),
            "gap or overlap",
        ),
        (
            GOOD.replace("value: 10", "value: [{from: 1, to: 3, value: 5}, {from: 3, to: 6, value: 6}]"),
            "gap or overlap",
        ),
        (GOOD.replace("value: 10", "value: [{from: 2, to: 3, value: 5}]"), "brackets begin at 2"),
        (GOOD.replace("value: 10", "value: [{from: 1, to: 0, value: 5}]"), "ends before it begins"),
        (DUE.replace("FORCE", "from: 2020-01-01, to: 2019-01-01"), "before it begins"),
        (CALENDAR.replace("HOLIDAY_END", "2026-12-31").replace("WORKED", ""), "is no period of the year"),
        (CALENDAR.replace("HOLIDAY_END", "2027-01-03").replace("WORKED", "2027-01-02"), "is no weekend day"),
        (CALENDAR.replace("HOLIDAY_END", "2027-01-03").replace("WORKED", "2027-01-05"), "is no weekend day"),
    ],
)
def test_a_wrong_page_is_named(own_home, wrong, said):
    write(own_home, "cn/trial/page", wrong)
    found = [one for one in problems() if "trial" in one or "2027" in one]
    assert found and any(said in one for one in found), found


def test_two_versions_of_a_deadline_may_leave_no_day_between(own_home):
    write(own_home, "cn/trial/old", DUE.replace("FORCE", "from: 2020-01-01, to: 2020-12-31"))
    write(own_home, "cn/trial/new", DUE.replace("FORCE", "from: 2021-01-01"))
    assert list(problems()) == []
    write(own_home, "cn/trial/new", DUE.replace("FORCE", "from: 2021-01-02"))
    assert any("gap or overlap" in one for one in problems())
    write(own_home, "cn/trial/new", DUE.replace("FORCE", "from: 2020-06-01"))
    assert any("gap or overlap" in one for one in problems())
