"""The calculator of deadlines: an event and its day; every duty that follows, with its last day and the steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ipcity.base.errors import IpcityError
from ipcity.city.lawbook.asking import Form
from ipcity.city.lawbook.words import choices, event_word
from ipcity.law.answers import Due
from ipcity.law.book import complete_to, version
from ipcity.law.deadlines import by_notice, deadline, due, events, rules_for
from ipcity.law.deadlines import deadlines as all_rules
from ipcity.law.delivery import CHANNELS, delivered
from ipcity.law.pages import Deadline


@dataclass(frozen=True)
class Duty:
    """One duty with its rule; `error` where the book refuses, with the reason."""

    rule: str
    page: Deadline
    due: Due | None = None
    error: str = ""


def deadlines(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    found: dict[str, Any] = {}
    if form.is_ready:
        try:
            found = _answer(form)
        except IpcityError as refused:
            form.errors["event"] = refused.message
    context = {
        "here": "law",
        "tab": "deadlines",
        "form": form,
        "events": sorted(((code, event_word(code)) for code in _askable()), key=lambda one: one[1]),
        "rights": [one for one in choices("rights") if one[0] in _rights()],
        "channels": choices("channels"),
        "version": version(),
        "complete_to": complete_to(),
        **found,
    }
    return render(request, "lawbook/deadlines.html", context, status=400 if form.errors else 200)


def _askable() -> Iterable[str]:
    """Delivery is asked by its own field, not as an event."""
    return (code for code in events() if not code.startswith("notice-"))


def _rights() -> set[str]:
    return {right for name in all_rules() for right in deadline(name).applies.right}


def _form(request: HttpRequest) -> Form:
    given = request.GET
    form = Form(is_asked=bool(given.get("event") or given.get("code") or given.get("on")))
    form.take_word(given, "event", list(_askable()))
    form.take_word(given, "right", _rights())
    form.take_word(given, "channel", CHANNELS)
    form.words["code"] = given.get("code", "")[:20].strip()
    for tick in ("extended", "provisional"):
        form.words[tick] = "1" if given.get(tick) else ""
    form.take_day(given, "on", needed=True)
    for name in ("filing", "priority", "acceptance-received"):
        form.take_day(given, name, needed=False)
    if form.is_asked and not form.words["event"] and not form.words["code"]:
        form.errors["event"] = gettext("请选一个事件，或者填写通知书代码。")
    return form


def _answer(form: Form) -> dict[str, Any]:
    on, right = form.known("on"), form.words["right"] or None
    arrived = delivered(form.words["channel"], on) if form.words["channel"] else None
    begin = arrived.on if arrived else on
    if code := form.words["code"]:
        rules: tuple[str, ...] = (by_notice(code, right=right),)
    else:
        rules = _rules(form.words["event"], begin, right)
    duties = [_duty(rule, begin, form) for rule in rules]
    duties.sort(key=lambda one: (one.due is None, one.due.on if one.due else date.max))
    return {"arrived": arrived, "begin": begin, "duties": duties, "answered": True}


def _rules(event: str, begin: date, right: str | None) -> tuple[str, ...]:
    """Where no right is named, those of every right: one duty may have several periods, and none may hide another."""
    rights = {one for name in events()[event] for one in deadline(name).applies.right}
    asked: Iterable[str | None] = [right] if right or not rights else sorted(rights)
    return tuple(dict.fromkeys(name for one in asked for name in rules_for(event, begin, right=one)))


def _duty(rule: str, begin: date, form: Form) -> Duty:
    """An extension that a rule does not know is no reason to refuse the others."""
    others = {name: day for name in ("filing", "priority", "acceptance-received") if (day := form.day(name))}
    page = deadline(rule)
    extended = bool(form.words["extended"]) and page.extension is not None
    try:
        found = due(rule, begin, dates=others, extended=extended, provisional=bool(form.words["provisional"]))
    except IpcityError as refused:
        return Duty(rule, page, error=refused.message)
    return Duty(rule, page, found)
