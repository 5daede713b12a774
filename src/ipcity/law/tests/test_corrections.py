"""A change of law is one file and one case; a correction is a new dated value and never an edit."""

from __future__ import annotations

from datetime import date

import pytest

from ipcity.base.errors import BadInput, NotFound
from ipcity.law.audit import problems
from ipcity.law.book import forget, own_folder, page, refresh, version
from ipcity.law.casebook import cases
from ipcity.law.corrections import Correction, add_page, correct
from ipcity.law.deadlines import due, rules_for
from ipcity.law.parameters import amount
from ipcity.law.proving import prove
from ipcity.law.rules import explain, history, rules
from ipcity.law.workdays import is_working_day

RULE = "cn/trademark/fees/renew"
LAW = """rule: cn/trademark/fees/renew
from: 2027-01-01
value: 400
mark: MEMORY
reference: invented-2027
source: {title: 试验用的收费文件, authority: notice}
reason: 新收费标准
by: 管理员
made_on: 2026-12-01
"""
CASE = """reader: amount
rule: cn/trademark/fees/renew
cases:
  - {as_of: 2026-12-31, expect: "500", by_hand: the day before}
  - {as_of: 2027-01-01, expect: "400", by_hand: the first day of the invented notice}
"""


def a_correction(**other):
    given = {
        "rule": RULE,
        "begins": date(2027, 1, 1),
        "value": 400,
        "reference": "invented-2027",
        "reason": "新收费标准",
        "by": "管理员",
        "made_on": date(2026, 12, 1),
        "source": {"title": "试验用的收费文件", "authority": "notice"},
    }
    return Correction(**{**given, **other})


def test_a_change_of_law_is_one_file_and_one_case(own_home):
    before = version()
    for folder, name, text in (("corrections", "00001-2026-12-01", LAW), ("cases", "renewal", CASE)):
        (own_home / folder).mkdir(parents=True)
        (own_home / folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    forget()
    mine = [case for case in cases() if case["id"].startswith("renewal#")]
    assert [prove(case).right for case in mine] == [True, True]
    assert version() != before


def test_the_written_file_does_the_same_and_the_history_shows_it(own_home):
    correct(a_correction())
    assert str(amount(RULE, date(2027, 1, 1)).money) == "400"
    assert str(amount(RULE, date(2026, 12, 31)).money) == "500"
    assert history(RULE)[-1]["reason"] == "新收费标准"
    texts = {one["id"]: one.get("title") for one in explain(RULE)["source_texts"]}
    assert texts["invented-2027"] == "试验用的收费文件"


def test_a_corrected_value_stays_in_the_history_as_replaced(own_home):
    correct(a_correction(begins=date(2019, 7, 1), value=480))
    correct(a_correction(begins=date(2019, 7, 1), value=490, reason="再核"))
    assert str(amount(RULE, date(2020, 1, 1)).money) == "490"
    of_that_day = [(one["value"], one["replaced"]) for one in history(RULE) if one["from"] == "2019-07-01"]
    assert of_that_day == [(490, False), (500, True), (480, True)] or sorted(of_that_day) == [
        (480, True),
        (490, False),
        (500, True),
    ]


def test_a_rule_can_cease(own_home):
    correct(a_correction(value=None))
    with pytest.raises(NotFound):
        amount(RULE, date(2027, 1, 1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": " "},
        {"by": ""},
        {"source": None},
        {"mark": "SURE"},
        {"value": [{"from": 1, "to": 2, "value": 3}]},
        {"rule": "cn/patent/due/priority"},
    ],
)
def test_what_cannot_stand_is_refused(own_home, wrong):
    with pytest.raises(BadInput):
        correct(a_correction(**wrong))
    assert not list((own_home / "corrections").glob("*.yaml"))


def test_the_list_of_rules_has_title_mark_sources_and_cases():
    line = next(one for one in rules() if one["path"] == RULE)
    assert (line["kind"], line["mark"], line["cases"] > 0) == ("parameter", "MEMORY", True)
    assert line["sources"] == ["tm-fees-1995", "tm-fees-2017", "tm-fees-2019"]


SIGNED = {"reason": "新规定施行", "by": "管理员", "made_on": date(2026, 12, 1)}
YEAR = {
    "kind": "calendar",
    "description": {"zh": "2027 年（试验）", "en": "2027, invented"},
    "year": 2027,
    "mark": "MEMORY",
    "reference": "memory",
    "holidays": [
        {"name": {"zh": "元旦", "en": "New Year"}, "from": date(2027, 1, 1), "to": date(2027, 1, 3)}
    ],
    "working_days": [date(2027, 1, 9)],
}


def test_next_years_calendar_is_one_page(own_home):
    add_page("cn/calendar/2027", YEAR, **SIGNED)
    assert is_working_day(date(2027, 1, 4)) and is_working_day(date(2027, 1, 9))
    assert list(problems()) == []


def test_a_new_limit_takes_over_from_its_day(own_home):
    old = page("cn/enforcement/dispute/conclude")
    new = {
        **old,
        "after": {"days": 45},
        "in_force": {"from": date(2025, 2, 1)},
        "mark": "MEMORY",
        "reference": "memory",
    }
    add_page("cn/enforcement/dispute/conclude_2025", new, **SIGNED)
    assert rules_for("dispute-accepted", date(2025, 1, 31)) == ("cn/enforcement/dispute/conclude",)
    (rule,) = rules_for("dispute-accepted", date(2025, 2, 1))
    assert due(rule, date(2025, 2, 1)).on == date(2025, 3, 18)
    assert list(problems()) == []


def test_a_calendar_changed_during_the_year_keeps_the_bundled_page_readable(own_home):
    changed = {**page("cn/calendar/2026"), "working_days": []}
    add_page("cn/calendar/2026", changed, **SIGNED)
    assert not is_working_day(date(2026, 1, 4))
    assert "2026-01-04" in explain("cn/calendar/2026")["replaces"]["working_days"]
    with pytest.raises(BadInput):
        add_page("cn/calendar/2026", changed, **SIGNED)


@pytest.mark.parametrize(
    ("name", "content", "signed"),
    [
        ("cn/calendar/2027", {**YEAR, "kind": "parameter"}, SIGNED),
        ("../2027", YEAR, SIGNED),
        ("cn/calendar/2027", {**YEAR, "reference": "nobody"}, SIGNED),
        ("cn/calendar/2027", {**YEAR, "more": 1}, SIGNED),
        ("cn/calendar/2027", YEAR, {**SIGNED, "reason": ""}),
    ],
)
def test_a_page_that_cannot_stand_is_refused(own_home, name, content, signed):
    with pytest.raises(BadInput):
        add_page(name, content, **signed)
    assert not (own_folder() / "book").exists()


def test_a_running_process_notices_what_another_one_changed(own_home):
    refresh()
    assert str(amount(RULE, date(2027, 1, 1)).money) == "500"
    (own_home / "corrections").mkdir(parents=True)
    (own_home / "corrections" / "00001-2026-12-01.yaml").write_text(LAW, encoding="utf-8")
    assert str(amount(RULE, date(2027, 1, 1)).money) == "500"
    (own_home / "CHANGED").write_text("by another process", encoding="utf-8")
    refresh()
    assert str(amount(RULE, date(2027, 1, 1)).money) == "400"
