"""Objections: the public form and its tracking, and the officers' pages."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ipcity.base.errors import BadInput, NotFound
from ipcity.base.settings import settings
from ipcity.city.assets import objections
from ipcity.city.assets.models import Objection
from ipcity.city.assets.views.asking import me, tried
from ipcity.lake import open_lake

PER_HOUR = 10  # requests, and looks at a tracking page, from one address
FIELDS = ("record_id", "name", "wish", "reason", "contact", "new_name", "new_address")


@never_cache
def form(request: HttpRequest) -> HttpResponse:
    """The form, or the number and code of what was just handed in, shown once."""
    given = {
        name: (request.POST.get(name) or request.GET.get(name, ""))[:1000].replace("\0", "")
        for name in FIELDS
    }
    context: dict[str, Any] = {"given": given, "wishes": objections.WISHES}
    if request.method != "POST":
        return render(request, "assets/object.html", context)
    try:
        _not_too_often(request)
        made, code = objections.object_to(**given)
    except BadInput as refused:
        return render(
            request,
            "assets/object.html",
            context | {"error": refused.message, "field": refused.path},
            status=400,
        )
    return render(request, "assets/objected.html", {"made": made, "code": code})


@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """By POST alone: number and code stand in no address and no log."""
    if request.method != "POST":
        return render(request, "assets/track.html")
    try:
        _not_too_often(request)
        found = objections.tracked(request.POST.get("number", "")[:40], request.POST.get("code", "")[:40])
    except (NotFound, BadInput) as refused:
        return render(request, "assets/track.html", {"error": refused.message}, status=refused.status)
    return render(request, "assets/track.html", {"one": found})


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    rows = Objection.objects.select_related("proposed_by", "decided_by")
    waiting = [one for one in rows if one.state in ("open", "proposed")]
    ended = [one for one in rows if one.state not in ("open", "proposed")][:200]
    return render(
        request, "assets/objections.html", {"here": "objections", "waiting": waiting, "ended": ended}
    )


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    one = _objection(pk)
    found = open_lake(settings().lake_dir).at().by_ids([one.record_id])
    party = next((p for p in found[0].parties if p.name_norm == one.name_norm), None) if found else None
    context = {
        "here": "objections", "one": one, "record": found[0] if found else None, "party": party,
        "mine": one.proposed_by_id == me(request).pk,
    }  # fmt: skip
    return render(request, "assets/objection.html", context)


@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponseBase:
    one, given = _objection(pk), request.POST
    by, why = me(request), given.get("why", "")
    acts = {
        "grant": lambda: objections.propose(one, by=by, grant=True, why=why),
        "refuse": lambda: objections.propose(one, by=by, grant=False, why=why),
        "agree": lambda: objections.decide(one, by=by, agree=True, answer=why),
        "return": lambda: objections.decide(one, by=by, agree=False, answer=why),
        "lift": lambda: objections.lift(one, by=by, why=why),
    }
    verb = acts.get(given.get("act", ""))
    if verb is None:
        raise Http404(pk)
    tried(request, verb, gettext("已办。"))
    return redirect("assets:objection", pk)


def _objection(pk: int) -> Objection:
    found = Objection.objects.select_related("proposed_by", "decided_by").filter(pk=pk).first()
    if found is None:
        raise Http404(pk)
    return found


def _not_too_often(request: HttpRequest) -> None:
    key = f"objection-from-{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, 3600)
    if cache.incr(key) > PER_HOUR:
        raise BadInput("提交或查询过于频繁，请一小时后再试，或到窗口办理。")
