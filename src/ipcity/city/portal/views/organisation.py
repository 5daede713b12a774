"""One organisation: all rights that it holds."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from ipcity.city.directory.spoken import said
from ipcity.city.portal import charts, engine, yearly
from ipcity.city.portal.address import Asked
from ipcity.city.portal.organisations import LONGEST, Organisation, address_of
from ipcity.city.portal.organisations import organisation as found_organisation
from ipcity.city.portal.overview import overview
from ipcity.city.portal.rights import COLUMNS
from ipcity.city.tables.columns import state_of
from ipcity.city.tables.sheet import taken_away
from ipcity.city.tables.table import table
from ipcity.records import normal_name
from ipcity.records.decided import organisation_of


def organisation(request: HttpRequest, key: str) -> HttpResponseBase:
    if key != normal_name(key) and len(key) <= LONGEST and (address := address_of(key)):
        return HttpResponsePermanentRedirect(address)
    if (decided := organisation_of(key)) and decided.key != key:
        return HttpResponseRedirect(address_of(decided.key))  # a decision can be undone
    one = found_organisation(key)
    base = Asked(include=tuple(("applicant", name) for name in one.names))
    here = base.in_realm(one.realm)
    years = yearly.timeline(
        one.rights,
        lambda year: replace(here, query=f"申请日={year} OR 授权日={year}").url,
        yearly.known_to(one.realm),
    )
    if file := charts.taken_away(request.GET, years, _origin(one)):
        return file
    if file := taken_away(request.GET, "ipcity-organisation", one.rights, COLUMNS, _origin(one)):
        return file
    context = {
        "here": "search",
        "wide": True,
        "one": one,
        "counted": overview(base, one.realm),
        "years": years,
        "table": table("rights", one.rights, COLUMNS, state_of(request.GET, COLUMNS), path=one.address),
        "partners": one.partners[:10],
        "known_to": max((right.status_as_of for right in one.rights), default=""),
        "loaded": engine.loaded(),
    }
    return render(request, "portal/organisation.html", context)


def _origin(one: Organisation) -> list[str]:
    covered = "；".join(said(label) for label in engine.loaded().labels)
    return [gettext("权利人：%(name)s") % {"name": one.key}, f"v{one.version}", covered]
