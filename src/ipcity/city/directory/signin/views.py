"""allauth's pages with what the house adds: demo accounts on the sign-in page, ending one session."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ipcity.city.directory.demo import comes_from_this_machine, demo_accounts
from ipcity.city.directory.signin.receivers import key_of
from ipcity.city.trail.actions import record
from ipcity.city.trail.models import SECURITY


class Login(LoginView):  # type: ignore[misc]  # allauth carries no types
    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """The demo accounts are told to nobody but a person at this very machine."""
        known = demo_accounts() if comes_from_this_machine(self.request) else []
        context: dict[str, Any] = super().get_context_data(demo_accounts=known, **given)
        return context


class Sessions(ListUserSessionsView):  # type: ignore[misc]  # allauth carries no types
    def form_valid(self, form: Any) -> HttpResponseBase:
        _note_ended(self.request, which="others")
        answer: HttpResponseBase = super().form_valid(form)
        return answer


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends one of one's own sessions; somebody else's is not there."""
    one = UserSession.objects.filter(pk=pk, user_id=request.user.pk).first()
    if one is None or one.session_key == request.session.session_key:
        raise Http404(pk)
    one.end()
    _note_ended(request, which="one")
    messages.success(request, gettext("这次登录已结束。"))
    return HttpResponseRedirect(reverse("usersessions_list"))


def _note_ended(request: HttpRequest, *, which: str) -> None:
    me = key_of(request.user)
    record("signin.session_ended", subject=me, actor=me, details={"which": which}, chain=SECURITY)


def nowhere(request: HttpRequest, **_: Any) -> HttpResponse:
    """Addresses that allauth must be able to name and this house does not have."""
    raise Http404(request.path)


def slow_down(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "account/slow_down.html", status=429)
