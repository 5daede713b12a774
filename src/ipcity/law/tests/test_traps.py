"""The twenty traps that cost most (../shared/domain/handbook.md, section 0), each as a test. Expected values by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ipcity.base.files import read_yaml
from ipcity.law.annuities import Request, annuities
from ipcity.law.book import BOOK, page
from ipcity.law.deadlines import due, rules_for
from ipcity.law.delivery import delivered
from ipcity.law.highvalue import high_value_groups
from ipcity.law.parameters import figure
from ipcity.law.policies import may_pay
from ipcity.law.status import state_on
from ipcity.law.term import expiry
from ipcity.law.wording import average_growth, comparison


def rows(kind, filed, granted, as_of, **other):
    return {row.year: row for row in annuities(Request(kind, filed, granted, as_of, **other)).rows}


def test_trap_01_the_annuity_year_counts_from_the_actual_filing_day():
    found = rows("invention", date(1997, 6, 3), date(2001, 8, 1), date(2002, 1, 1))
    assert min(found) == 5 and found[6].anniversary == date(2002, 6, 3)


def test_trap_02_the_due_day_is_the_anniversary_february_and_holidays_included():
    found = rows("invention", date(2016, 2, 29), date(2019, 5, 10), date(2020, 1, 1))
    assert (found[5].anniversary, found[5].pay_by) == (date(2020, 2, 29), date(2020, 3, 2))
    assert (found[6].anniversary, found[6].pay_by) == (date(2021, 2, 28), date(2021, 3, 1))


def test_trap_03_the_grant_year_fee_goes_with_registration_and_can_never_lapse_a_right():
    first = rows("invention", date(2016, 5, 20), date(2019, 8, 1), date(2030, 1, 1))[4]
    assert (first.state, first.pay_by, first.surcharges) == ("paid_at_registration", None, ())
    assert due("cn/patent/due/grant_registration", date(2024, 3, 11)).nominal == date(2024, 5, 11)


def test_trap_04_the_late_fee_counts_on_the_full_annuity_and_the_end_goes_back():
    row = rows(
        "invention", date(2018, 5, 15), date(2021, 6, 1), date(2024, 1, 1), reduction=85, boundary="none"
    )[6]
    assert row.payable == Decimal(180)
    assert [one.amount for one in row.surcharges] == [0, 60, 120, 180, 240, 300]
    assert row.surcharges[-1].last == date(2023, 11, 15) and row.state == "lapsed_if_unpaid"


def test_trap_05_the_reduction_runs_from_the_year_of_grant():
    found = rows("invention", date(2016, 5, 20), date(2019, 8, 1), date(2024, 1, 1), reduction=85)
    assert [year for year, row in found.items() if row.payable != row.full] == list(range(4, 14))


def test_trap_06_eighty_five_and_seventy_changed_their_meaning_in_2016():
    old, new = date(2016, 8, 31), date(2016, 9, 1)
    before = "cn/patent/reduction/rate/before_2016"
    assert figure(f"{before}/person", old).value == 85 and figure(f"{before}/entity", old).value == 70
    assert figure("cn/patent/reduction/rate/single", new).value == 85
    assert figure("cn/patent/reduction/rate/joint", new).value == 70


def test_trap_07_the_income_limits_changed_on_2019_07_01():
    assert figure("cn/patent/reduction/income/person", date(2019, 6, 30)).value == 3500
    assert figure("cn/patent/reduction/income/person", date(2019, 7, 1)).value == 5000
    assert figure("cn/patent/reduction/income/enterprise", date(2019, 7, 1)).value == 1_000_000


def test_trap_08_electronic_notices_have_no_fifteen_days_since_2024_01_20():
    assert delivered("electronic", date(2024, 1, 20)).on == date(2024, 1, 20)
    assert delivered("electronic", date(2024, 1, 19)).on == date(2024, 2, 3)
    assert delivered("paper", date(2024, 1, 20)).on == date(2024, 2, 4)


def test_trap_09_filing_date_means_priority_in_the_law_and_the_actual_day_for_the_term():
    filed, priority = date(2021, 5, 20), date(2020, 6, 10)
    assert due("cn/patent/due/exam_request", filed, dates={"priority": priority}).nominal == date(2023, 6, 10)
    assert expiry("invention", filed).on == date(2041, 5, 20)


def test_trap_10_a_trademark_ends_the_day_before_a_patent_on_the_anniversary():
    assert due("cn/trademark/due/term", date(2010, 3, 21)).on == date(2020, 3, 20)
    assert expiry("utility_model", date(1999, 9, 6)).on == date(2009, 9, 6)


def test_trap_11_counterfeit_cases_follow_market_regulation_since_2019_04_01():
    rule = rules_for("counterfeit-case-filed", date(2019, 4, 1))
    assert rule == ("cn/enforcement/counterfeit/decide",)
    assert due(*rule, date(2019, 4, 1)).on == date(2019, 6, 30)
    assert rules_for("counterfeit-case-filed", date(2019, 3, 31)) == (
        "cn/enforcement/counterfeit/decide_before_2019",
    )
    assert due("cn/enforcement/dispute/conclude", date(2019, 4, 1)).on == date(2019, 7, 1)


def test_trap_12_above_includes_the_number_exceeding_does_not():
    assert (comparison("达到12件以上").op, comparison("超过80%").op) == (">=", ">")


def test_trap_13_average_growth_is_compound():
    assert round(average_growth(Decimal(1000), Decimal(1300), 3), 2) == Decimal("9.14")


def test_trap_14_satisfaction_is_a_score_and_no_percentage():
    assert figure("cn/statistics/satisfaction_unit", date(2018, 12, 31)).value == "score_0_100"


def test_trap_15_a_high_value_invention_counts_once_and_more_than_ten_years_is_strict():
    filed = date(2008, 5, 20)
    exactly = high_value_groups(filed=filed, on=date(2018, 5, 20), facts={"strategic", "prize"})
    assert exactly == {"strategic", "prize"}
    assert high_value_groups(filed=filed, on=date(2018, 5, 21), facts=set()) == {"long_kept"}


def test_trap_16_revised_statistics_stand_as_versions():
    share = page("cn/statistics/patent_intensive_share")["entries"]["2022"]
    assert (share["value"], share["revised"]) == ("12.71", "12.60")


def test_trap_17_offices_have_dated_successors():
    successors = page("cn/offices/successors")["entries"]
    assert {successors[one]["to"] for one in ("工商局", "质监局", "知识产权局")} == {"市场监管局"}
    assert successors["工商局"]["from"] == date(2019, 1, 1)


def test_trap_18_famous_marks_cannot_be_measured_after_the_schemes_ended():
    assert may_pay("famous-mark", date(2018, 6, 30)).allowed
    assert not may_pay("famous-mark", date(2019, 6, 30)).allowed


def test_trap_19_old_certificates_end_with_2025():
    assert may_pay("gbt29490-2013-certificate", date(2025, 12, 31)).allowed
    assert not may_pay("gbt29490-2013-certificate", date(2026, 1, 1)).allowed
    assert due("cn/certification/gbt29490_2023", date(2024, 6, 1)).on == date(2027, 6, 1)


def test_trap_20_yaml_words_stay_words(tmp_path):
    file = tmp_path / "words.yaml"
    file.write_text("{no: 1, on: yes, off: NO}", encoding="utf-8")
    assert read_yaml(file) == {"no": 1, "on": "yes", "off": "NO"}
    assert not any(isinstance(key, bool) for path in BOOK.rglob("*.yaml") for key in _keys(read_yaml(path)))


def _keys(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from _keys(value)
    elif isinstance(node, list):
        for one in node:
            yield from _keys(one)


def test_beside_the_traps_a_lapse_counts_from_the_due_day():
    class Lapse:
        code, on, effective = "CF01", "2016-10-19", "2016-03-15"

    assert not state_on(
        "invention", {"filed": "2010-03-15", "granted": "2013-05-22"}, [Lapse()], date(2016, 4, 1)
    ).live
