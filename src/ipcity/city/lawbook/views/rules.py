"""The rulebook: the list of rules, and one rule with its history, sources and cases."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ipcity.city.lawbook.library import MARKS, Wish, field_choices, groups
from ipcity.city.lawbook.queries import corrections_of
from ipcity.city.lawbook.reading import rule_of
from ipcity.city.lawbook.typed import typed_day
from ipcity.city.lawbook.values import flat, shown_span
from ipcity.city.lawbook.words import choices, event_word
from ipcity.city.tables.given import text as text_of
from ipcity.law.book import complete_to, version
from ipcity.law.deadlines import deadline
from ipcity.law.pages import Calendar, shaped
from ipcity.law.tables import versions

_OF_FRAME = {"kind", "description", "mark", "reference", "values", "note", "kinds_reference"}


def rules(request: HttpRequest) -> HttpResponse:
    given = request.GET
    wish = Wish(*(text_of(given, name, 100) for name in ("q", "field", "topic", "mark")))
    asked = typed_day(given.get("on", "")[:100] or timezone.localdate().isoformat())
    on = asked.day or timezone.localdate()
    rights, others = field_choices()
    found = groups(wish, on)
    context = {
        "here": "law",
        "tab": "rules",
        "wish": wish,
        "asked": asked,
        "on": on,
        "groups": found,
        "total": sum(len(group.lines) for group in found),
        "doubtful": sum(line.mark == "MEMORY" for group in found for line in group.lines),
        "rights": rights,
        "others": others,
        "topics": choices("topics"),
        "marks": MARKS,
        "version": version(),
        "complete_to": complete_to(),
    }
    return render(request, "lawbook/rules.html", context, status=400 if asked.error else 200)


def rule(request: HttpRequest, path: str) -> HttpResponse:
    found = rule_of(path, timezone.localdate())
    context = {
        "here": "law",
        "tab": "rules",
        "rule": found,
        "version": version(),
        "complete_to": complete_to(),
        **corrections_of(path, request.user),
        **_by_kind(path, found.content),
    }
    return render(request, "lawbook/rule.html", context)


def _by_kind(path: str, content: dict[str, Any]) -> dict[str, Any]:
    kind = content["kind"]
    if kind == "deadline":
        return _deadline(path)
    if kind == "calendar":
        return {"table": shaped(content, Calendar)}
    if kind == "table":
        return {"file": content, "installed": versions(path.rsplit("/", 1)[1])}
    if kind == "parameter":
        return {}
    return {"entries": list(_entries(content))}


def _deadline(path: str) -> dict[str, Any]:
    one = deadline(path)
    return {
        "deadline": one,
        "event": event_word(one.when.event),
        "after": shown_span(one.after),
        "or_after": shown_span(one.or_after),
        "extension": shown_span(one.extension),
        "opens": shown_span(one.opens),
    }


def _entries(content: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Name, text, mark: of the entries of a list, of everything else on the page where it has none."""
    own = {key: value for key, value in content.items() if key not in _OF_FRAME}
    listed = own.pop("entries", None)
    rows = list(own.items()) + (list(listed.items()) if isinstance(listed, dict) else [])
    return [
        (str(name), flat(node), node.get("mark", "") if isinstance(node, dict) else "") for name, node in rows
    ]
