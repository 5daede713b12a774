"""Counting days: the first day is not counted; months end on the day of the same number, or on the month's last."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from ipcity.base.days import add_years
from ipcity.law.pages import Span


def add_months(day: date, months: int) -> date:
    """2020-08-31 and 30 months → 2023-02-28. Negative months count back."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_span(day: date, span: Span) -> date:
    """Years, months and days of the span; working days need a calendar and are counted elsewhere."""
    moved = add_months(add_years(day, span.years), span.months)
    return moved + timedelta(days=span.days + -(-span.hours // 24))


def full_years(begin: date, day: date) -> int:
    """Anniversaries passed on that day; the anniversary itself counts as passed."""
    years = day.year - begin.year
    return years if add_years(begin, years) <= day else years - 1


def said_span(span: Span) -> tuple[str, str]:
    """`4 个月`, `4 months`."""
    parts = (
        (span.years, "年", "years"),
        (span.months, "个月", "months"),
        (span.days, "日", "days"),
        (span.working_days, "个工作日", "working days"),
        (span.hours, "小时", "hours"),
    )
    used = [(f"{count} {zh}", f"{count} {en}") for count, zh, en in parts if count]
    if not used:
        return "当日", "the same day"
    return "".join(zh for zh, _ in used), " ".join(en for _, en in used)
