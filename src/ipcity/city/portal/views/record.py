"""One record."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ipcity.base.days import last_day
from ipcity.base.errors import NotFound
from ipcity.city.plan import queries as plans
from ipcity.city.portal import engine, portrait, words
from ipcity.city.portal.lifeline import life_line
from ipcity.city.portal.rights import right_of
from ipcity.records import kind_of
from ipcity.records.decided import shown
from ipcity.records.record import Record

_STEPS = 5  # redirects followed; more would be a circle


def record(request: HttpRequest, record_id: str) -> HttpResponseBase:
    one = shown(engine.record(record_id))
    if one.redirect or one.record_id != record_id:
        return HttpResponsePermanentRedirect(reverse("portal:record", args=[_target(one).record_id]))
    today = _today(one)
    return render(request, "portal/record.html", _context(one, today))


def record_json(request: HttpRequest, record_id: str) -> HttpResponseBase:
    one = shown(engine.record(record_id))
    if one.redirect or one.record_id != record_id:
        return HttpResponsePermanentRedirect(reverse("portal:record-json", args=[_target(one).record_id]))
    return JsonResponse(one.as_dict(), json_dumps_params={"ensure_ascii": False})


def _target(one: Record) -> Record:
    for _ in range(_STEPS):
        if not one.redirect:
            return one
        one = engine.record(one.redirect)
    raise NotFound("这条记录的合并指向没有终点。请向系统管理员报告该编号。", path=one.record_id)


def _today(one: Record) -> date:
    """An invented right lives on the day of its invented city; a real one today."""
    if one.realm == "sample":
        plan = next((plan for plan in plans.plans() if plan.realm == "sample" and plan.as_of), None)
        if plan is not None and plan.as_of is not None:
            return plan.as_of
    return timezone.localdate()


def _known_to(one: Record, today: date) -> date:
    """Up to which day the data can tell the state: complete legal events reach further than the last event."""
    same = (one.realm, one.office, one.kind, one.right_type, "legal-events")
    days = [
        stated.to
        for stated in engine.loaded().coverage
        if stated.complete
        and (stated.realm, stated.office, stated.kind, stated.right_type, stated.content) == same
    ]
    return min(max((last_day(day) for day in [*days, one.status_as_of] if day), default=today), today)


def _context(one: Record, today: date) -> dict[str, object]:
    known_to = _known_to(one, today)
    return {
        "here": "search",
        "record": one,
        "kind": kind_of(one.kind),
        "kind_word": words.KINDS[one.kind],
        "today": today,
        "number": portrait.main_number(one),
        "zl": portrait.zl_number(one),
        "days": portrait.key_days(one),
        "has_state": right_of(one).has_state,
        "life": life_line(one, today, known_to),
        "known_to": known_to if known_to < today else None,
        "parties": portrait.party_lines(one),
        "numbers": portrait.number_lines(one),
        "classes": portrait.class_lines(one),
        "events": portrait.event_lines(one),
        "flags": portrait.flags(one, today),
        "origins": portrait.origins(one),
        "loaded": engine.loaded(),
    }
