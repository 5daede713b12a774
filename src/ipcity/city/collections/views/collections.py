"""One collection: its records in their order, with notes; adding, sharing, taking away; and its page by a link."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from ipcity.city.collections import actions, queries, sharing
from ipcity.city.collections.models import Collection, Entry
from ipcity.city.collections.views.asking import person, tried
from ipcity.city.directory.queries import acting_units
from ipcity.city.exports.actions import order
from ipcity.city.exports.jobs import make_export
from ipcity.city.exports.writers import WRITERS
from ipcity.city.portal import engine
from ipcity.city.portal.rights import Right, right_of
from ipcity.search import Filters

SHOWN = 500


@require_GET
def collection(request: HttpRequest, pk: int) -> HttpResponse:
    user = person(request)
    one = queries.readable_collection(user, pk)
    context: dict[str, Any] = {
        "here": "collections", "one": one, "rows": rows_of(one), "mine": one.owner_id == user.pk,
        "forms": list(WRITERS), "units": acting_units(user),
        "shares": one.shares.filter(revoked_at=None).select_related("person", "unit"),
    }  # fmt: skip
    return render(request, "collections/collection.html", context)


def rows_of(one: Collection) -> list[tuple[Entry, Right | None]]:
    """A record that the data no longer hold stays in the list, with its note."""
    entries = list(one.entries.all()[:SHOWN])
    known = queries.records_of([entry.record_id for entry in entries])
    return [
        (entry, right_of(known[entry.record_id]) if entry.record_id in known else None) for entry in entries
    ]


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponseBase:
    one = queries.my_collection(person(request), pk)
    verb = request.POST.get("act", "")
    if verb == "delete":
        one.delete()
        return redirect("collections:home")
    done = tried(request, lambda: _do(request, one, verb))
    if verb == "export" and done:
        return redirect("exports:list")
    return redirect("collections:collection", pk)


def _do(request: HttpRequest, one: Collection, verb: str) -> None:
    form = request.POST
    record_id = form.get("record_id", "")
    match verb:
        case "remove":
            actions.remove(one, record_id)
        case "up" | "down":
            actions.move(one, record_id, up=verb == "up")
        case "note":
            actions.annotate(one, record_id, form.get("note", ""))
        case "share":
            sharing.share(
                one, by=person(request), username=form.get("username", ""), unit=form.get("unit", ""),
                link=bool(form.get("link")),
            )  # fmt: skip
        case "export":
            _export(request, one)


def _export(request: HttpRequest, one: Collection) -> None:
    language = "en" if (get_language() or "").startswith("en") else "zh"
    order(
        owner=person(request), known=make_export, form=request.POST.get("form", ""), query="", filters=Filters(),
        language=language, title=one.name, ids=list(one.entries.values_list("record_id", flat=True)),
    )  # fmt: skip


def add(request: HttpRequest) -> HttpResponseBase:
    """From the page of a record: into which collection, with which note."""
    user = person(request)
    given = request.POST if request.method == "POST" else request.GET
    record = queries.records_of([given.get("record", "")]).get(given.get("record", ""))
    if record is None:
        return redirect("collections:home")
    if request.method == "POST" and tried(
        request, lambda: _add(request, record.record_id), gettext("已加入收藏夹。")
    ):
        return redirect("portal:record", record.record_id)
    context = {"here": "collections", "right": right_of(record), "collections": queries.collections_of(user)}
    return render(request, "collections/add.html", context)


def _add(request: HttpRequest, record_id: str) -> None:
    user, form = person(request), request.POST
    chosen = form.get("collection", "")
    if chosen.isdigit():
        one = queries.my_collection(user, int(chosen))
    else:
        one = actions.make_collection(owner=user, name=form.get("name", ""))
    actions.add(one, [record_id], by=user, note=form.get("note", ""))


@require_GET
def by_link(request: HttpRequest, key: str) -> HttpResponseBase:
    """Whoever holds the link reads; a saved search opens as the search it is."""
    found = queries.by_link(key)
    if found.search is not None:
        return redirect(found.search.address)
    assert found.collection is not None
    context = {
        "here": "search",
        "one": found.collection,
        "rows": rows_of(found.collection),
        "loaded": engine.loaded(),
    }
    return render(request, "collections/by_link.html", context)
