"""One saved search: its news, and what its owner does with it. And its feed, for whoever knows the address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from ipcity.city.collections import actions, queries, sharing
from ipcity.city.collections.feed import feed_of
from ipcity.city.collections.models import SavedSearch
from ipcity.city.collections.views.asking import person, tried
from ipcity.city.directory.queries import acting_units
from ipcity.city.portal import engine
from ipcity.city.portal.rights import right_of

SHOWN = 100


@require_GET
def news(request: HttpRequest, pk: int) -> HttpResponse:
    """What came or changed since its owner last said “seen”."""
    one = queries.my_search(person(request), pk)
    found = queries.news_of(one, one.seen_version)
    known = queries.records_of([item.record_id for item in found[:SHOWN]])
    rows = [(item, right_of(known[item.record_id])) for item in found[:SHOWN] if item.record_id in known]
    context: dict[str, Any] = {
        "here": "collections", "one": one, "rows": rows, "total": len(found), "version": engine.loaded().version,
        "shares": one.shares.filter(revoked_at=None).select_related("person", "unit"), "units": acting_units(request.user),
    }  # fmt: skip
    return render(request, "collections/news.html", context)


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponseBase:
    one = queries.my_search(person(request), pk)
    verb = request.POST.get("act", "")
    if verb == "delete":
        one.delete()
        return redirect("collections:home")
    tried(request, lambda: _do(request, one, verb))
    return redirect("collections:news", pk)


def _do(request: HttpRequest, one: SavedSearch, verb: str) -> None:
    match verb:
        case "seen":
            actions.mark_seen(one)
        case "watch" | "unwatch":
            actions.watch(one, watched=verb == "watch")
        case "feed" | "unfeed":
            actions.set_feed(one, wanted=verb == "feed")
        case "share":
            form = request.POST
            sharing.share(
                one, by=person(request), username=form.get("username", ""), unit=form.get("unit", ""),
                link=bool(form.get("link")),
            )  # fmt: skip


@require_GET
def feed(request: HttpRequest, key: str) -> HttpResponse:
    return feed_of(request, queries.by_feed(key))


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Of a collection or a search; back to where one was."""
    sharing.revoke(pk, by=person(request))
    tried(request, lambda: None, gettext("分享已收回。"))
    back = request.POST.get("back", "")
    return redirect(back if back.startswith("/desk/saved/") else "collections:home")
