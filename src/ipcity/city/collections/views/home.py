"""The first page of what is kept, and saving a search."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from ipcity.city.collections import actions, queries
from ipcity.city.collections.views.asking import person, tried
from ipcity.city.portal import engine
from ipcity.city.portal.address import asked


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    user = person(request)
    context = {
        "here": "collections",
        "searches": queries.searches_of(user),
        "collections": queries.collections_of(user).annotate(size=Count("entries")),
        "shared_collections": queries.shared_collections(user).annotate(size=Count("entries")),
        "shared_searches": queries.shared_searches(user),
    }
    return render(request, "collections/home.html", context)


@require_GET
def new_search(request: HttpRequest) -> HttpResponse:
    """The form before saving: what is saved, and under which name."""
    one = asked(request.GET)
    total = engine.index().search(one.query, one.filters, limit=0, facets=()).total
    context = {"here": "collections", "asked": one.at_page(1), "total": total}
    return render(request, "collections/new_search.html", context)


@require_POST
def save_search(request: HttpRequest) -> HttpResponseBase:
    one = asked(request.POST).at_page(1)
    form = request.POST
    saved = tried(
        request,
        lambda: actions.save_search(
            owner=person(request), name=form.get("name", ""), query=one.query, filters=one.filters, sort=one.sort,
            address=one.url, watched=bool(form.get("watched")),
        ),
        gettext("检索已保存。"),
    )  # fmt: skip
    return redirect("collections:home") if saved else redirect(one.url)


@require_POST
def make_collection(request: HttpRequest) -> HttpResponseBase:
    form = request.POST
    tried(
        request,
        lambda: actions.make_collection(
            owner=person(request), name=form.get("name", ""), about=form.get("about", "")
        ),
        gettext("收藏夹已建好。"),
    )
    return redirect("collections:home")
