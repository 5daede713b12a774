"""The tables of working days against a second source, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ipcity.law.workdays import CalendarMissing, is_working_day, next_working_day, years

second = pytest.importorskip("chinese_calendar", reason="the package chinesecalendar is not installed")
# The notice for 2006 (国办发明电〔2005〕35号) moved the Saturday 2005-12-31; the package has it free.
KNOWN_DIFFERENCES = {date(2005, 12, 31)}


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_day_agrees_with_the_second_source(year):
    days = [date(year, 1, 1) + timedelta(n) for n in range(366)]
    ours = {day: is_working_day(day) for day in days if day.year == year}
    theirs = {day: second.is_workday(day) for day in ours}
    assert {day for day in ours if ours[day] != theirs[day]} <= KNOWN_DIFFERENCES


def test_years_without_a_table_are_refused_or_marked():
    assert years() == (2004, 2026)
    for day in (date(2003, 6, 2), date(2027, 1, 4)):
        with pytest.raises(CalendarMissing):
            is_working_day(day)
        assert next_working_day(day, provisional=True).provisional
