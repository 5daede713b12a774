"""Who may see jobs: the system administrator all, everybody else the ones that he asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponseBase

from ipcity.city.directory.queries import may
from ipcity.city.jobs.models import Job

MANAGE = "jobs.manage"

View = Callable[..., HttpResponseBase]


def is_administrator(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and may(user, MANAGE)


def may_see(request: HttpRequest, job: Job) -> bool:
    mine = request.user.is_authenticated and job.asked_by == request.user.get_username()
    return mine or is_administrator(request)


def administrator_only(view: View) -> View:
    """Others learn nothing, not even that there is such a page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_administrator(request):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
