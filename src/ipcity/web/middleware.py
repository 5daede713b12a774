"""The one place where the house's errors become pages and status codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from ipcity.base.errors import IpcityError
from ipcity.city.portal.views.errors import explained
from ipcity.city.tables.given import check

API = "api:v1"
GetResponse = Callable[[HttpRequest], HttpResponse]


class ExplainedErrors:
    """An `IpcityError` raised by any view answers with its own sentence and status; others stay Django's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Comes after the gate: what is shut is not there, however badly it is asked for. The API checks for itself."""
        if request.resolver_match and request.resolver_match.namespace == API:
            return None
        try:
            check(request.GET, path=request.path_info)
        except IpcityError as refused:
            return explained(request, refused)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return explained(request, error) if isinstance(error, IpcityError) else None
