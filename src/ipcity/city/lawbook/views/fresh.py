"""The book as it is now: another process may have taken up a correction since this one read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from ipcity.law.book import refresh

View = Callable[..., HttpResponse]


def fresh(view: View) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refresh()
        return view(request, *args, **kwargs)

    return asked
