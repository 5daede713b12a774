"""Two small files that browsers and crawlers ask for at the root."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static

ROBOTS = """User-agent: *
Disallow: /search
Disallow: /account/
Disallow: /i18n/
Disallow: /*?format=
Disallow: /*?sort=
"""


def robots(request: HttpRequest) -> HttpResponse:
    """Records, places and plans may be found; the endless lists and whatever needs an account are left alone."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask without reading the page."""
    return HttpResponseRedirect(static("ipcity/favicon.ico"))
