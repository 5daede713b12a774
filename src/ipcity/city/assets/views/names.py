"""The queue of names, and one pair with its evidence side by side."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from ipcity.base.settings import settings
from ipcity.city.assets import matching
from ipcity.city.assets.gathering import holder
from ipcity.city.assets.models import Candidate, Says
from ipcity.city.assets.names import parts, signs
from ipcity.city.assets.scoring import Holder
from ipcity.city.assets.views.asking import me, tried
from ipcity.city.tables.given import chosen, page_of
from ipcity.city.tables.given import text as text_of
from ipcity.lake import open_lake
from ipcity.records.decided import names_of
from ipcity.records.places import area_name

PAGE_ROWS = 50
STATES = ("open", "same", "different")


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """The address is the state: `?state=same&q=光威&page=2`."""
    state = chosen(request.GET, "state", STATES, "open")
    text = text_of(request.GET, "q", 100)
    found = Candidate.objects.filter(state=state)
    if text:
        found = found.filter(one_name__contains=text) | found.filter(other_name__contains=text)
    counts = dict(Candidate.objects.order_by().values_list("state").annotate(Count("pk")))
    page = page_of(request.GET, found, PAGE_ROWS)
    context = {
        "here": "names", "page": page, "state": state, "text": text, "signs": signs()["signs"],
        "rows": [(one, _told(one.signs)) for one in page.object_list],
        "states": [(name, counts.get(name, 0), name == state) for name in STATES],
    }  # fmt: skip
    return render(request, "assets/queue.html", context)


@require_GET
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    one = _candidate(pk)
    view = open_lake(settings().lake_dir).at()
    sides = [
        _side(holder(view, norm, one.realm), norm, name)
        for norm, name in ((one.one, one.one_name), (one.other, one.other_name))
    ]
    context = {
        "here": "names", "one": one, "sides": sides, "signs": _told(one.signs),
        "decisions": one.decisions.select_related("by"), "version": view.version,
    }  # fmt: skip
    return render(request, "assets/pair.html", context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    one, form = _candidate(pk), request.POST
    acts = {Says.SAME: matching.confirm, Says.DIFFERENT: matching.reject, Says.UNDONE: matching.undo}
    act = acts.get(form.get("says", ""))  # type: ignore[call-overload]
    if act is None:
        raise Http404(pk)
    done = tried(
        request,
        lambda: act(one, by=me(request), why=form.get("why", "")),
        gettext("决定已记下，随时可以撤销。"),
    )
    return (
        redirect("assets:queue") if done and form.get("says") != Says.UNDONE else redirect("assets:pair", pk)
    )


def _candidate(pk: int) -> Candidate:
    found = Candidate.objects.filter(pk=pk).first()
    if found is None:
        raise Http404(pk)
    return found


def _told(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The signs of a score with their words."""
    known = signs()["signs"]
    return [
        one | {"words": {"zh": known[one["code"]]["zh"], "en": known[one["code"]]["en"]}}
        for one in found
        if one["code"] in known
    ]


def _side(found: Holder | None, norm: str, name: str) -> dict[str, Any]:
    """What one of the two names stands for, part by part."""
    known = parts(norm)
    return {
        "name": name, "norm": norm, "region_word": area_name(known.region)["zh"] if known.region else "", "query": f'申请人="{name}"', "core": known.core, "form": known.form,
        "rights": found.rights if found else 0, "areas": sorted(found.areas) if found else [],
        "addresses": sorted(found.addresses) if found else [], "inventors": sorted(found.inventors)[:20] if found else [],
        "credit_code": found.credit_code if found else "", "joined": sorted(names_of(norm) - {norm}),
    }  # fmt: skip
