"""My account, the people of my unit, and what I lend to colleagues."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ipcity.city.directory.actions import delegate, revoke_delegation
from ipcity.city.directory.actions.delegations import lendable
from ipcity.city.directory.models import Delegation, Person
from ipcity.city.directory.queries import (
    acting_units,
    held_by,
    may,
    organisations_of,
    people_of_unit,
    person_of,
    roles_of,
)
from ipcity.city.directory.roles import role
from ipcity.city.directory.views.asking import day, me, needed, tried


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who am I here, what do I hold and by what, and the ways to my security."""
    person = person_of(request.user)
    context = {
        "person": person,
        "held": [(held, role(held.role)) for held in held_by(person)],
        "units": acting_units(person),
        "organisations": organisations_of(person),
        "may_lend": may(person, "delegate"),
    }
    return render(request, "directory/me.html", context)


def unit(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    groups = [(one, _with_roles(list(people_of_unit(one, today)))) for one in acting_units(request.user)]
    return render(request, "directory/unit.html", {"groups": groups, "on": today})


def _with_roles(rows: list) -> list:  # type: ignore[type-arg]
    return [(one, [role(code) for code in sorted(roles_of(one.person))]) for one in rows]


def delegations(request: HttpRequest) -> HttpResponse:
    mine, form = me(request), request.POST
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = tried(lambda: _delegate(request, mine))
        if not errors:
            messages.success(request, gettext("委托已生效，双方随时可以结束。"))
            return HttpResponseRedirect(reverse("directory:delegations"))
    context = {
        "given": mine.given.select_related("taker"),
        "taken": mine.taken.select_related("giver"),
        "colleagues": _colleagues(mine),
        "lendable": [role(code) for code in lendable(mine)],
        "chosen": form.getlist("roles"),
        "form": form,
        "errors": errors,
        "today": timezone.localdate(),
    }
    return render(request, "directory/delegations.html", context, status=409 if errors else 200)


def _delegate(request: HttpRequest, mine: Person) -> None:
    form = request.POST
    taker = next((one for one in _colleagues(mine) if str(one.pk) == form.get("taker")), None)
    delegate(
        giver=mine,
        taker=needed(taker, gettext("请选本单位的一位同事。"), "taker"),
        codes=form.getlist("roles"),
        since=needed(day(form.get("since", ""), "since"), gettext("请写起日。"), "since"),
        until=needed(day(form.get("until", ""), "until"), gettext("请写止日。"), "until"),
        reason=form.get("reason", ""),
    )


def _colleagues(mine: Person) -> list[Person]:
    found = {one.person_id: one.person for unit in acting_units(mine) for one in people_of_unit(unit)}
    return [one for one in found.values() if one.pk != mine.pk and one.user_id]


@require_POST
def end_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    found = Delegation.objects.filter(pk=pk).first()
    if found is None:
        raise Http404(pk)
    revoke_delegation(delegation=found, by=me(request))
    messages.success(request, gettext("委托已结束。"))
    return HttpResponseRedirect(reverse("directory:delegations"))
