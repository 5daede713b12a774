"""Proposing a correction. Who may is the matrix's word first and the directory's again in the act."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from ipcity.city.directory.queries import may, person_of
from ipcity.city.directory.refusals import Refused
from ipcity.city.lawbook.actions import propose_correction
from ipcity.city.lawbook.asking import Form
from ipcity.city.lawbook.correcting import NEW, correcting_form, wanted
from ipcity.city.lawbook.words import choices, in_language
from ipcity.law.book import complete_to, names, page, sources, version


def correct(request: HttpRequest, path: str) -> HttpResponse:
    person = person_of(request.user)
    if person is None or not may(person, "grant.propose"):
        raise Http404(path)
    if path not in names() or page(path)["kind"] != "parameter":
        raise Http404(path)
    form = correcting_form(request.POST, path, is_asked=request.method == "POST")
    if form.is_ready:
        try:
            propose_correction(wanted=wanted(form, path), reason=form.words["reason"], by=person)
        except Refused as refused:
            form.errors[""] = refused.message
        else:
            messages.success(request, gettext("更正已提出，等第二人复核；复核之前规则不变。"))
            return HttpResponseRedirect(reverse("lawbook:rule", args=[path]))
    return render(request, "lawbook/correct.html", _context(form, path), status=400 if form.errors else 200)


def _context(form: Form, path: str) -> dict[str, object]:
    content = page(path)
    return {
        "here": "law",
        "tab": "rules",
        "form": form,
        "path": path,
        "title": in_language(content["description"]),
        "unit": content.get("unit", ""),
        "by_brackets": isinstance(next(iter(content["values"].values()))["value"], list),
        "sources": sorted((one, str(known.get("title", one))) for one, known in sources().items()),
        "new": NEW,
        "authorities": choices("authorities"),
        "version": version(),
        "complete_to": complete_to(),
    }
