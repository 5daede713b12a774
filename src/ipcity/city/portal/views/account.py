"""What waits for me."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ipcity.city.directory.demo import role_of, unit_code_of
from ipcity.city.directory.models import Unit
from ipcity.city.plan import queries as plans


@login_required
def account(request: HttpRequest) -> HttpResponse:
    code = unit_code_of(request.user)  # type: ignore[arg-type]  # login_required
    plan = plans.default_plan()
    on = plan.as_of if plan is not None and plan.as_of else timezone.localdate()
    return render(
        request,
        "portal/account.html",
        {
            "role": role_of(request.user),  # type: ignore[arg-type]  # login_required
            "unit": Unit.objects.filter(code=code).first() if code else None,
            "tasks": plans.tasks_of_unit(code, on) if code else [],
            "on": on,
        },
    )
