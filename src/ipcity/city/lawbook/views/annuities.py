"""The calculator of annuities: one right, one day; a table, its reasons, and the same as a file."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ipcity.base.errors import IpcityError
from ipcity.city.lawbook.asking import Form
from ipcity.city.lawbook.schedule import sheet_of
from ipcity.city.lawbook.sheets import as_csv, as_xlsx
from ipcity.city.lawbook.words import choices
from ipcity.city.tables.given import chosen
from ipcity.law.annuities import Request
from ipcity.law.annuities import annuities as schedule_of
from ipcity.law.annuities.request import BOUNDARIES, REDUCTIONS
from ipcity.law.book import complete_to, version
from ipcity.law.term import RIGHTS

FIELDS = (
    "kind",
    "filed",
    "granted",
    "reduction",
    "open_licence_from",
    "open_licence_to",
    "as_of",
    "boundary",
)
FORMATS = {"csv": as_csv, "xlsx": as_xlsx}


def annuities(request: HttpRequest) -> HttpResponse:
    form, sheet = _form(request), None
    form_of_file = chosen(request.GET, "format", FORMATS)
    if form.is_ready:
        try:
            sheet = sheet_of(schedule_of(_request(form)))
        except IpcityError as refused:
            form.errors[refused.path if refused.path in FIELDS else ""] = refused.message
    if sheet is not None and (write := FORMATS.get(form_of_file)):
        return write(sheet, _name(form), _permalink(form))
    context = {
        "here": "law",
        "tab": "annuities",
        "form": form,
        "sheet": sheet,
        "version": version(),
        "complete_to": complete_to(),
        "late_all": chosen(request.GET, "late", ("all",)) == "all",
        "permalink": _permalink(form),
        "kinds": [one for one in choices("rights") if one[0] in RIGHTS],
        "reductions": [str(one) for one in REDUCTIONS],
        "boundaries": BOUNDARIES,
    }
    return render(request, "lawbook/annuities.html", context, status=400 if form.errors else 200)


def _form(request: HttpRequest) -> Form:
    given = request.GET
    form = Form(is_asked=any(given.get(name) for name in ("filed", "granted", "open_licence_from")))
    form.take_word(given, "kind", RIGHTS, "invention")
    form.take_word(given, "reduction", [str(one) for one in REDUCTIONS])
    form.take_word(given, "boundary", BOUNDARIES)
    form.take_day(given, "filed", needed=True)
    form.take_day(given, "granted", needed=True)
    form.take_day(given, "open_licence_from", needed=False)
    form.take_day(given, "open_licence_to", needed=False)
    form.take_day(given, "as_of", needed=True, default=timezone.localdate().isoformat())
    return form


def _request(form: Form) -> Request:
    return Request(
        kind=form.words["kind"] or "invention",
        filed=form.known("filed"),
        granted=form.known("granted"),
        as_of=form.known("as_of"),
        reduction=int(form.words["reduction"]) if form.words["reduction"] else None,
        open_licence_from=form.day("open_licence_from"),
        open_licence_to=form.day("open_licence_to"),
        boundary=form.words["boundary"] or None,
    )


def _permalink(form: Form) -> str:
    """The same question with every day written in full, so that the answer of today can be asked again tomorrow."""
    if not form.is_ready:
        return ""
    days = {name: one.day.isoformat() for name, one in form.days.items() if one.day}
    return "?" + urlencode({name: value for name, value in (form.words | days).items() if value})


def _name(form: Form) -> str:
    return f"annuities-{form.words['kind']}-{form.known('filed')}-{form.known('as_of')}"
