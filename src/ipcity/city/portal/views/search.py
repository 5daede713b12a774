"""The list of records for a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ipcity.base.errors import BadQuery, NotReady
from ipcity.city.directory.spoken import said
from ipcity.city.portal import engine, facets
from ipcity.city.portal.address import DEEPEST, LONGEST_QUERY, PAGE_SIZE, Asked, asked, hidden_parts
from ipcity.city.portal.words import REALMS, SORTS, SUGGESTED
from ipcity.city.portal.yearly import known_to
from ipcity.city.tables.given import text as text_of
from ipcity.city.tables.pages import pages
from ipcity.search import LocalIndex, by_family, offers, search_or_nearest, suggest
from ipcity.search.base import CHOICES, Result

EXPORT_FORMS = ("csv", "xlsx", "jsonl", "parquet", "ris", "bib")  # made by the room above, at /exports/now/


def search(request: HttpRequest) -> HttpResponseBase:
    one = asked(request.GET)
    context: dict[str, Any] = {"here": "search", "wide": True, "asked": one, "loaded": engine.loaded()}
    context["carried"] = hidden_parts(one, but=("q",))
    try:
        index = engine.index()
        result, families = _found(index, one)
    except BadQuery as unread:
        context["wrong"] = _wrong(one.query, unread)
        return render(request, "portal/search.html", context, status=unread.status)
    except NotReady as missing:
        context["missing"] = missing.message
        return render(request, "portal/search.html", context, status=missing.status)
    context["invented"] = _invented(index, one, result)
    return render(
        request,
        "portal/search.html",
        context | _listed(one, result, families) | _nearest(index, one, result),
    )


def _found(index: LocalIndex, one: Asked) -> tuple[Result, int | None]:
    """The page, and how many families there are where they are the lines of the list and few enough to be counted."""
    options: dict[str, Any] = {"sort": one.sort, "offset": one.offset, "limit": PAGE_SIZE, "facets": CHOICES}
    if one.families:
        grouped = by_family(index, one.query, one.filters, **options)
        if grouped.result.total:
            return grouped.result, grouped.groups
    return search_or_nearest(index, one.query, one.filters, **options), None


@require_safe
def suggestions(request: HttpRequest) -> HttpResponseBase:
    """Completions of what is being typed, as a fragment; none while there is no index."""
    text = text_of(request.GET, "q", LONGEST_QUERY)
    try:
        found = suggest(engine.index(), text)
    except NotReady:
        found = []
    listed = [Completion(one.text, str(SUGGESTED[one.sort]), one.query, one.count) for one in found]
    answer = render(request, "ipc/suggestions.html", {"suggestions": listed})
    answer["Cache-Control"] = "private, max-age=60"
    return answer


@dataclass(frozen=True)
class Completion:
    text: str
    sort: str
    query: str
    count: int | None


def _nearest(index: LocalIndex, one: Asked, result: Result) -> dict[str, Any]:
    """What would find something, each as the address that asks it; nothing where the query found something."""
    if result.instead is None:
        return {}
    found = offers(index, one.query, one.filters)
    ways = [(said(offer.label), offer.query, offer.total, one.rewritten(offer.query).url) for offer in found]
    return {"ways": ways, "near": result.instead}


def _listed(one: Asked, result: Result, families: int | None) -> dict[str, Any]:
    last = min(-(-(families or result.total) // PAGE_SIZE), DEEPEST // PAGE_SIZE)
    return {
        "result": result,
        "families": families,
        "lines": [(word, one.by_family(on).url, on == one.families) for on, word in _lines()],
        "groups": facets.groups(one, result.facets),
        "years": facets.year_bars(one, result.facets.get("year", [])),
        "chips": facets.chips(one),
        "status_days": _status_days(),
        "narrowed": len(facets.chips(one)) + bool(one.realm),
        "year_parts": hidden_parts(one, but=("year_from", "year_to")),
        "sorts": [(str(word), one.sorted_by(name).url, name == one.sort) for name, word in SORTS.items()],
        "realms": [(str(word), one.in_realm(name).url, name == one.realm) for name, word in _realms()],
        "pages": pages(min(one.page, max(last, 1)), last, lambda number: one.at_page(number).url),
        "exports": [
            (form, f"/exports/now/{form}?{urlencode(one.at_page(1).parts)}") for form in EXPORT_FORMS
        ],
        "bare": one.bare().url,
    }


def _status_days() -> str:
    """A count of legal states holds as of the days of its records, none of them later than the data."""
    last = max(filter(None, (known_to(realm) for realm in REALMS)), default=None)
    return gettext("状态截至各记录的数据日，最晚 %(day)s。") % {"day": last.isoformat()} if last else ""


def _invented(index: LocalIndex, one: Asked, result: Result) -> int:
    """How many of a mixed list are invented; 0 when the list is not mixed."""
    if one.realm:
        return 0
    found = index.search(one.query, one.in_realm("sample").filters, limit=0, facets=()).total
    return found if found < result.total else 0


def _lines() -> list[tuple[bool, str]]:
    return [(False, gettext("逐件")), (True, gettext("按同族"))]


def _realms() -> list[tuple[str, Any]]:
    return [("", gettext("全部")), *REALMS.items()]


def _wrong(query: str, unread: BadQuery) -> dict[str, object]:
    """The query cut at the token that does not fit; the message itself says where and what was expected."""
    start = min(max(unread.at, 0), len(query))
    end = start + 1
    while end < len(query) and not (query[end].isspace() or query[end] in "()（）"):
        end += 1
    return {
        "before": query[:start],
        "token": query[start:end] or "\u3000",
        "after": query[end:],
        "message": unread.message,
        "place": start + 1,
    }
