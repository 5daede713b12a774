"""One place, and one class: what they are, and what the data count there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import render

from ipcity.city.directory.spoken import said
from ipcity.city.portal import charts, classes, engine, places
from ipcity.city.portal.address import Asked
from ipcity.city.portal.overview import Overview, overview
from ipcity.city.portal.words import REALMS
from ipcity.city.tables.given import chosen


def place(request: HttpRequest, code: str) -> HttpResponseBase:
    one = places.spot(code)
    base = Asked(include=(("zone", one.code),)) if one.zone else Asked(query=one.query)
    counted = overview(base, chosen(request.GET, "realm", REALMS))
    if file := charts.taken_away(request.GET, counted.years, _origin(one.code, counted)):
        return file
    context = {
        "here": "search",
        "one": one,
        "kind": places.KINDS[one.kind],
        "counted": counted,
        "loaded": engine.loaded(),
    }
    return render(request, "portal/place.html", context)


def class_page(request: HttpRequest, symbol: str) -> HttpResponseBase:
    clean = classes.clean(symbol)
    if clean != symbol:
        return HttpResponsePermanentRedirect(classes.address_of(clean))
    one = classes.class_of(clean)
    counted = overview(Asked(query=one.query), chosen(request.GET, "realm", REALMS))
    if file := charts.taken_away(request.GET, counted.years, _origin(clean, counted)):
        return file
    below = classes.below(clean, counted.realm)
    context = {
        "here": "search",
        "one": one,
        "below": below,
        "unused": classes.without_rights(clean, below),
        "counted": counted,
        "loaded": engine.loaded(),
    }
    return render(request, "portal/class.html", context)


def _origin(what: str, counted: Overview) -> list[str]:
    covered = "；".join(said(label) for label in engine.loaded().labels)
    return [f"{what} {counted.realm}", f"v{counted.version}", covered]
