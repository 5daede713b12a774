"""Signing in, signing out, and who I am."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ipcity.city.directory.demo import comes_from_this_machine, demo_accounts, role_of, unit_code_of
from ipcity.city.directory.models import Unit
from ipcity.city.plan import queries as plans


class Login(LoginView):
    template_name = "portal/login.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """The demo accounts are told to nobody but a person at this very machine."""
        known = demo_accounts() if comes_from_this_machine(self.request) else []
        return super().get_context_data(demo_accounts=known, **given)


class Logout(LogoutView):
    pass


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
