"""Pages for what went wrong, all in one look: what happened, why, and two ways on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ipcity.base.errors import IpcityError


def explained(request: HttpRequest, error: IpcityError) -> HttpResponse:
    """The page of one of the house's own errors; “not there” has one page whatever the reason."""
    if error.status == 404:
        return not_found(request)
    context = {"message": error.message, "code": error.code, "waiting": error.status == 503}
    if error.path and error.path in request.GET:
        context["without"] = _without(request, error.path)
    return render(request, "portal/error.html", context, status=error.status)


def _without(request: HttpRequest, name: str) -> str:
    """The same address without a parameter that could not be read."""
    kept = request.GET.copy()
    kept.pop(name, None)
    return f"{request.path}?{kept.urlencode()}" if kept else request.path


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "portal/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "portal/error.html", {"code": "bad-input"}, status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours. It reads neither database nor lake: they may be the fault."""
    return render(request, "portal/broken.html", status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token does not fit: the page lay open too long, or cookies are off. `reason` is for the log."""
    return render(request, "portal/form_expired.html", status=403)
