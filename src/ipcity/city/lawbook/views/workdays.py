"""Working days: the n-th after a day, with the year's arrangement from which it was counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ipcity.base.errors import IpcityError
from ipcity.city.lawbook.asking import Form, number_of
from ipcity.law.book import complete_to, version
from ipcity.law.workdays import add_working_days, calendar, holiday_name, is_working_day, years

MOST = 5000


def workdays(request: HttpRequest) -> HttpResponse:
    given = request.GET
    form = Form(is_asked=bool(given.get("from") or given.get("n")))
    form.take_day(given, "from", needed=True)
    form.take_number(given, "n", 0, MOST)
    form.words["provisional"] = "1" if given.get("provisional") else ""
    found: dict[str, Any] = {}
    if form.is_ready:
        try:
            found = _answer(form)
        except IpcityError as refused:
            form.errors["from"] = refused.message
    first, last = years()
    start = form.day("from") or timezone.localdate()
    shown = found.get("shown") or [min(max(start.year, first), last)]
    context = {
        "here": "law",
        "tab": "workdays",
        "form": form,
        "first": first,
        "last": last,
        "calendars": [(year, calendar(year)) for year in shown],
        "version": version(),
        "complete_to": complete_to(),
        **found,
    }
    return render(request, "lawbook/workdays.html", context, status=400 if form.errors else 200)


def _answer(form: Form) -> dict[str, Any]:
    start, count = form.known("from"), number_of(form.words["n"], 0, MOST) or 0
    reached = add_working_days(start, count, provisional=bool(form.words["provisional"]))
    return {
        "start": start,
        "count": count,
        "reached": reached,
        "calendar_days": (reached.day - start).days,
        "start_free": not is_working_day(start, provisional=True),
        "holiday": holiday_name(start),
        "shown": _shown(start, reached.day),
    }


def _shown(start: date, end: date) -> list[int]:
    """The years on the way; of a long way the first two and the last."""
    crossed = list(range(start.year, end.year + 1))
    return crossed if len(crossed) <= 3 else [*crossed[:2], crossed[-1]]
