"""Proposals that wait for a second pair of eyes."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ipcity.city.directory.actions import approve, reject, withdraw_proposal
from ipcity.city.directory.actions.proposals import EFFECTS
from ipcity.city.directory.models import Person, Post, Proposal, RoleGrant
from ipcity.city.directory.queries import may
from ipcity.city.directory.roles import roles
from ipcity.city.directory.views.asking import me


def proposals(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = [_row(one) for one in Proposal.objects.select_related("proposed_by", "decided_by")[:100]]
    context = {
        "open": [row for row in rows if row["proposal"].is_open(now)],
        "done": [row for row in rows if not row["proposal"].is_open(now)],
        "may_decide": may(request.user, "grant.approve"),
        "me": me(request),
    }
    return render(request, "directory/proposals.html", context)


def _row(one: Proposal) -> dict[str, Any]:
    payload = one.payload
    grant = RoleGrant.objects.filter(pk=payload["grant"]).first() if "grant" in payload else None
    person = Person.objects.filter(pk=payload.get("person") or (grant and grant.person_id) or 0).first()
    post = Post.objects.filter(pk=payload.get("post") or (grant and grant.post_id) or 0).first()
    code = payload.get("role") or (grant.role if grant else "")
    return {
        "proposal": one,
        "act": EFFECTS[one.act].title if one.act in EFFECTS else one.act,
        "role": roles().get(code),
        "to": person or post or one.subject,
    }


@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    found = _proposal(pk)
    answer = request.POST.get("answer", "")
    if request.POST.get("decision") == "approve":
        approve(proposal=found, by=me(request), answer=answer)
        messages.success(request, gettext("已同意，已生效。"))
    else:
        reject(proposal=found, by=me(request), answer=answer)
        messages.success(request, gettext("已退回。"))
    return HttpResponseRedirect(reverse("directory:proposals"))


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    withdraw_proposal(proposal=_proposal(pk), by=me(request))
    messages.success(request, gettext("提议已撤回。"))
    return HttpResponseRedirect(reverse("directory:proposals"))


def _proposal(pk: int) -> Proposal:
    found = Proposal.objects.filter(pk=pk).select_related("proposed_by").first()
    if found is None:
        raise Http404(pk)
    return found
