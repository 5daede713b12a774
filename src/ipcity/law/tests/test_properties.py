"""What must hold for all days and numbers, tried on many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipcity.law.annuities import Request, annuities
from ipcity.law.checks import organisation_code, uscc
from ipcity.law.deadlines import deadline, deadlines, due
from ipcity.law.identifiers import identify
from ipcity.law.numbers import ApplicationNumber, check_digit, read_application_number
from ipcity.law.spans import add_months, full_years
from ipcity.law.workdays import add_working_days, is_working_day, next_working_day, working_days_between

DAYS = st.dates(date(2004, 1, 1), date(2026, 6, 30))
KINDS = st.sampled_from(["invention", "utility_model", "design"])
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(DAYS)
def test_a_shift_is_never_earlier_ends_on_a_working_day_and_shifts_once(day):
    moved = next_working_day(day).day
    assert moved >= day and is_working_day(moved)
    assert next_working_day(moved).day == moved
    assert not any(is_working_day(day + timedelta(n)) for n in range((moved - day).days))


@given(DAYS, st.integers(0, 60))
def test_counting_working_days_forth_and_back_agrees(day, count):
    reached = add_working_days(day, count).day
    assert working_days_between(day, reached) == count
    assert add_working_days(day, count + 1).day > reached


@given(DAYS, st.integers(0, 240), st.integers(0, 240))
def test_months_grow_and_never_leave_their_month(day, fewer, more):
    assert add_months(day, fewer) <= add_months(day, fewer + more)
    reached = add_months(day, fewer)
    assert (reached.year * 12 + reached.month) - (day.year * 12 + day.month) == fewer
    assert reached.day == day.day or (reached + timedelta(1)).day == 1


@given(DAYS, st.integers(0, 9000))
def test_full_years_are_those_of_counting_one_by_one(begin, days):
    day, years = begin + timedelta(days), 0
    while add_months(begin, 12 * (years + 1)) <= day:
        years += 1
    assert full_years(begin, day) == years


@pytest.mark.parametrize("name", deadlines())
@settings(max_examples=25, deadline=None)
@given(start=st.dates(date(2021, 11, 15), date(2024, 6, 1)), later=st.integers(0, 40))
def test_due_days_are_monotone_and_never_before_the_nominal_day(name, start, later):
    rule = deadline(name)
    begin, end = rule.in_force.begin or start, rule.in_force.end or date.max
    first, second = max(begin, start), max(begin, start) + timedelta(later)
    if second > end:
        return
    known = {"priority": date(2021, 1, 31), "filing": date(2021, 9, 30)}
    one = due(name, first, dates=known, provisional=True)
    two = due(name, second, dates=known, provisional=True)
    assert one.nominal <= one.on <= two.on
    assert one.steps and one.version and one.complete_to


@settings(max_examples=60, deadline=None)
@given(
    KINDS,
    st.dates(date(1993, 1, 1), date(2024, 1, 1)),
    st.integers(0, 3000),
    st.sampled_from([None, 70, 85]),
    DAYS,
)
def test_a_schedule_is_whole_and_in_order(kind, filed, wait, reduction, as_of):
    rows = annuities(Request(kind, filed, filed + timedelta(wait), as_of, reduction=reduction)).rows
    assert [row.year for row in rows] == list(range(rows[0].year, rows[0].year + len(rows)))
    assert [row.state for row in rows].count("paid_at_registration") == 1
    order = ["paid_at_registration", "lapsed_if_unpaid", "in_grace", "due", "future"]
    assert [order.index(row.state) for row in rows] == sorted(order.index(row.state) for row in rows)
    for row in rows[1:]:
        assert row.pay_by is not None and row.pay_by >= row.anniversary
        if row.full is not None and row.payable is not None:
            assert 0 < row.payable <= row.full
        for before, after in zip(row.surcharges, row.surcharges[1:], strict=False):
            assert after.first == before.last + timedelta(1) and after.amount > before.amount


@given(st.integers(2004, 2030), st.sampled_from("12389"), st.integers(0, 9_999_999))
def test_normal_forms_are_idempotent_and_only_one_check_digit_is_right(year, kind, serial):
    digits = f"{year}{kind}{serial:07}"
    right = check_digit(digits)
    first = identify(f"ZL {digits[:4]} {digits[4]} {digits[5:]}.{right}").readings[0]
    assert identify(first.normal).readings[0].normal == first.normal
    accepted = [
        one for one in "0123456789X" if isinstance(read_application_number(digits + one), ApplicationNumber)
    ]
    assert accepted == [right]


@given(st.text(_LETTERS, min_size=9, max_size=9), st.integers(0, 999_999))
def test_a_credit_code_has_one_right_last_character(tail, area):
    body = f"91{area:06}{tail}"
    right = uscc(body)
    found = identify(body + right).readings
    assert found and found[0].normal == body + right and found[0].check == "right"
    assert uscc(body) in _LETTERS


@given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=8, max_size=8))
def test_an_organisation_code_reads_back(body):
    code = f"{body}-{organisation_code(body)}"
    assert any(one.kind == "organisation_code" and one.check == "right" for one in identify(code).readings)


@given(st.text(max_size=40))
def test_any_text_is_answered(text):
    found = identify(text)
    assert bool(found.readings) != bool(found.why)
