"""The living page of components; only in development, else not there."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ipcity.city.portal import charts
from ipcity.city.portal import design as examples
from ipcity.city.portal import design_forms as forms
from ipcity.city.tables.sheet import taken_away


def design(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404("design")
    if file := charts.taken_away(request.GET, examples.years(), ["/design/", "", ""]):
        return file  # type: ignore[return-value]
    if file := taken_away(
        request.GET, "ipcity-design", examples.holders(), examples.COLUMNS, ["/design/", "", ""]
    ):
        return file  # type: ignore[return-value]  # a file is a response too
    context = {
        "wide": True,
        "colours": examples.COLOURS,
        "series": examples.SERIES,
        "sizes": examples.SIZES,
        "states": examples.STATES,
        "gauges": examples.gauges(),
        "table": examples.example_table(request.GET),
        "empty_table": examples.empty_table(),
        "years": examples.years(),
        "shares": examples.shares(),
        "pages": examples.paging(),
        "loaded": examples.loaded(),
        "clocks": forms.clocks(),
        "parties": forms.parties(),
        "patterns": forms.patterns(),
        "titles": forms.titles(),
        "marks": [(0, 2)],
    }
    return render(request, "design/page.html", context)
