"""Industries: all of them, one, and the form in which an analyst edits its definition."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from ipcity.base.errors import IpcityError, NotFound
from ipcity.city.directory.queries import person_of, roles_of
from ipcity.city.directory.spoken import said
from ipcity.city.portal import charts, engine, industries
from ipcity.city.portal.address import Asked
from ipcity.city.portal.defining import Draft, draft_of, read_draft
from ipcity.city.portal.overview import overview
from ipcity.city.portal.words import REALMS
from ipcity.city.tables.given import chosen
from ipcity.city.trail.actions import record as note
from ipcity.records.industries import definitions, history, save

EDITORS = frozenset({"analyst"})


def all_industries(request: HttpRequest) -> HttpResponseBase:
    realm = overview(Asked(), chosen(request.GET, "realm", REALMS)).realm if engine.lake().version else "real"
    context = {
        "here": "search",
        "lines": industries.all_lines(realm),
        "realm": realm,
        "loaded": engine.loaded(),
        "may_edit": _may_edit(request),
    }
    return render(request, "portal/industries.html", context)


def industry(request: HttpRequest, key: str) -> HttpResponseBase:
    if key not in definitions():
        raise NotFound("没有这个产业。全部产业见产业一览。", path=key)
    one, versions = definitions()[key], history(key)
    counted = overview(industries.asked(key), chosen(request.GET, "realm", REALMS))
    covered = "；".join(said(label) for label in engine.loaded().labels)
    if file := charts.taken_away(
        request.GET, counted.years, [key, counted.realm, f"v{counted.version}", covered]
    ):
        return file
    context = {
        "here": "search",
        "key": key,
        "one": one,
        "name": said(one.name),
        "parts": industries.parts(one),
        "barred": industries.barred(one),
        "versions": tuple(reversed(versions)),
        "counted": counted,
        "newest": industries.newest(key, counted.realm),
        "loaded": engine.loaded(),
        "may_edit": _may_edit(request),
    }
    return render(request, "portal/industry.html", context)


def edit(request: HttpRequest, key: str = "") -> HttpResponseBase:
    """Saving makes a further version; the one that was counted by stays in the history."""
    if key and key not in definitions():
        raise NotFound("没有这个产业。全部产业见产业一览。", path=key)
    draft = read_draft(request.POST) if request.method == "POST" else draft_of(key)
    error = ""
    if request.method == "POST":
        try:
            return _saved(request, key or draft.key, draft)
        except IpcityError as wrong:
            error = wrong.message
    context = {"here": "search", "key": key, "draft": draft, "error": error, "loaded": engine.loaded()}
    return render(request, "portal/industry_edit.html", context, status=400 if error else 200)


def _saved(request: HttpRequest, key: str, draft: Draft) -> HttpResponseBase:
    person = person_of(request.user)
    version = save(key, draft.plain(), by=str(person or request.user), reason=draft.reason, seen=draft.seen)
    note(
        "industry.define", subject=f"industry:{key}", actor=f"user:{request.user.pk}",
        details={"version": version.number},
    )  # fmt: skip
    messages.success(request, gettext("已保存为第 %(n)s 版。") % {"n": version.number})
    address = reverse("portal:industries") if draft.retired else reverse("portal:industry", args=[key])
    return HttpResponseRedirect(address)


def _may_edit(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and EDITORS & roles_of(request.user))
