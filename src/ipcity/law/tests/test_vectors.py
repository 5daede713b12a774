"""The recomputed examples of the handbook, read from the handbook's own file, so that none is left out."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
import yaml

from ipcity.law.annuities import Request, annuities
from ipcity.law.annuities.late import windows
from ipcity.law.deadlines import due
from ipcity.law.delivery import due_after_notice
from ipcity.law.identifiers import identify
from ipcity.law.numbers import check_digit
from ipcity.law.term import expiry
from ipcity.law.wording import average_growth, comparison
from ipcity.law.workdays import next_working_day
from ipcity.testing import shared_path

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def vectors():
    return yaml.safe_load(shared_path("domain/test_vectors.yaml").read_text(encoding="utf-8"))


def test_check_digits(vectors):
    for one in vectors["application_check_digits"]:
        assert check_digit(one["number"]) == one["check"], one
    for one in vectors["uscc"]:
        assert (identify(one["code"]).readings[0].check == "right") == one["valid"], one


def test_annuities(vectors):
    for one in vectors["annuities"]:
        if "grant" not in one:
            continue
        found = annuities(Request(one["right"], one["filing"], one["grant"], one["grant"])).rows
        assert (found[0].year, found[0].full) == (one["grant_annuity_year"], one["grant_year_fee"]), one
        following = found[1]
        said = (following.year, following.anniversary, following.full)
        assert said == (one["next_year"], one["next_anniversary"], one["next_fee"]), one


def test_late_fee(vectors):
    wanted = vectors["late_fee"]
    day = date(2023, 5, 15)
    found = windows(day, day, day, "none")
    full = Decimal(wanted["full_annuity"])
    assert [(a, b, p, full * p / 100) for a, b, p, _ in found] == [
        (one["from"], one["to"], one["rate_percent"], one["late_fee"]) for one in wanted["windows"]
    ]


def test_days(vectors):
    shift = vectors["holiday_shift"]
    assert next_working_day(shift["due_nominal"]).day == shift["due_effective"]
    for one in vectors["pct"]:
        assert due("cn/patent/due/pct_national_phase", one["priority"]).nominal == one["m30"]
        assert due("cn/patent/due/pct_national_phase_late", one["priority"]).nominal == one["m32"]
    for one in vectors["priority"]:
        last = due("cn/patent/due/priority", one["first_filing"]).nominal
        assert last == one["m12"]
        assert due("cn/patent/due/priority_restoration", last).nominal == one["restore_until"]
    for one in vectors["oa_first_invention"]:
        channel = one["delivery"].removesuffix("_before_2024-01-20")
        found = due_after_notice("cn/patent/due/oa_first_invention", one["issued"], channel)
        assert found.nominal == one["due"], one
    for one in vectors["term_end"]:
        assert expiry(one["right"], one["filing"]).on == one["expiry_day"]


def test_trademarks(vectors):
    for one in vectors["trademark"]:
        ends = due("cn/trademark/due/term", one["registered"]).on
        assert ends == one["expires"]
        assert due("cn/trademark/due/renewal", ends).opens == one["renewal_opens"]
        assert due("cn/trademark/due/grace", ends).on == one["grace_ends"]


def test_words_and_growth(vectors):
    for one in vectors["comparators"]:
        found = comparison(one["text"])
        assert (found.op, found.value) == (one["op"], one["value"]), one
    for one in vectors["growth"]:
        rate = average_growth(Decimal(one["base"]), Decimal(one["end"]), one["years"])
        assert rate.quantize(Decimal("0.01"), ROUND_HALF_UP) == Decimal(str(one["cagr_percent"])), one


def test_every_topic_of_the_file_is_tested_here(vectors):
    assert set(vectors) == {
        "application_check_digits", "uscc", "annuities", "late_fee", "holiday_shift", "trademark", "pct", "priority",
        "oa_first_invention", "growth", "comparators", "term_end",
    }  # fmt: skip
