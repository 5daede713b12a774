"""Inviting a firm, accepting an invitation, verifying a firm."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ipcity.city.directory.actions import (
    accept,
    cancel_invitation,
    invite_firm,
    open_invitation,
    verify_organisation,
)
from ipcity.city.directory.links import absolute
from ipcity.city.directory.models import Invitation, Organisation
from ipcity.city.directory.refusals import NotYours
from ipcity.city.directory.views.asking import me, tried

KEPT = (
    "ipcity_invitation"  # the token in the session, so that it stands in no address that a page could tell on
)


def invitations(request: HttpRequest) -> HttpResponse:
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = tried(lambda: _invite(request))
        if not errors:
            return HttpResponseRedirect(reverse("directory:invitations"))
    now = timezone.now()
    rows = list(Invitation.objects.exclude(credit_code="").select_related("invited_by")[:200])
    context = {
        "open": [one for one in rows if one.is_open(now)],
        "waiting": Organisation.objects.filter(verified_at__isnull=True),
        "verified": Organisation.objects.filter(verified_at__isnull=False).order_by("-verified_at")[:50],
        "form": request.POST,
        "errors": errors,
    }
    return render(request, "directory/invitations.html", context, status=409 if errors else 200)


def _invite(request: HttpRequest) -> None:
    form = request.POST
    made, token = invite_firm(
        mail=form.get("mail", ""),
        credit_code=form.get("credit_code", ""),
        name=form.get("name", ""),
        by=me(request),
    )
    send_link(request, made, token)


def send_link(request: HttpRequest, made: Invitation, token: str) -> None:
    link = absolute(reverse("directory:invitation", args=[token]), request)
    body = render_to_string("directory/mail/invitation.txt", {"invitation": made, "link": link})
    send_mail(gettext("知城：邀请您开设账号"), body, settings.DEFAULT_FROM_EMAIL, [made.mail])
    messages.success(request, gettext("邀请已发出，链接七天内有效，用一次即失效。"))


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = Invitation.objects.filter(pk=pk).exclude(credit_code="").first()
    if found is None:
        raise Http404(pk)
    cancel_invitation(invitation=found, by=me(request))
    messages.success(request, gettext("邀请已取消，链接不能再用。"))
    return HttpResponseRedirect(reverse("directory:invitations"))


@require_POST
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    found = Organisation.objects.filter(pk=pk).first()
    if found is None:
        raise Http404(pk)
    verify_organisation(organisation=found, by=me(request))
    messages.success(request, gettext("已核验，对方现在可以办理企业事项。"))
    return HttpResponseRedirect(reverse("directory:invitations"))


@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The address of the mail: keeps the token aside and goes on to the form. A wrong one is not told apart here."""
    request.session[KEPT] = token
    return HttpResponseRedirect(reverse("directory:invitation-form"))


@never_cache
def form(request: HttpRequest) -> HttpResponse:
    token = str(request.session.get(KEPT, ""))
    try:
        found = open_invitation(token)
    except NotYours:
        return render(request, "directory/invitation_over.html", status=404)
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = tried(lambda: _accept(request, token))
        if not errors:
            del request.session[KEPT]
            messages.success(request, gettext("账号已开设，请登录。"))
            return HttpResponseRedirect(reverse("account_login"))
    context = {"invitation": found, "form": request.POST, "errors": errors}
    return render(request, "directory/invitation.html", context, status=409 if errors else 200)


def _accept(request: HttpRequest, token: str) -> None:
    form = request.POST
    accept(
        token=token,
        name=form.get("name", ""),
        username=form.get("username", ""),
        password=form.get("password", ""),
    )
