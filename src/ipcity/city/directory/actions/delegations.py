"""Lending roles to a colleague for a time, and ending that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from ipcity.city.directory.actions.trace import trace
from ipcity.city.directory.models import Delegation, Person
from ipcity.city.directory.queries import held_by
from ipcity.city.directory.refusals import NotYours, Refused, demand
from ipcity.city.directory.roles import role

LONGEST = 366  # days; a longer absence is a new appointment


def lendable(person: Person) -> list[str]:
    """The roles that the person holds by themselves and may lend."""
    own = (held.role for held in held_by(person) if held.lent_by is None)
    return [code for code in dict.fromkeys(own) if role(code).delegable]


@transaction.atomic
def delegate(
    *, giver: Person, taker: Person, codes: Sequence[str], since: date, until: date, reason: str
) -> Delegation:
    """Lends roles for a while. Only what one holds oneself can be lent, never an administrator's role."""
    demand(giver, "delegate")
    if giver.pk == taker.pk:
        raise Refused("不能委托给自己。", field="taker")
    if taker.user is None or not taker.user.is_active:
        raise Refused(f"{taker.name}没有可用的账号，不能接受委托。", field="taker")
    if not codes or not set(codes) <= set(lendable(giver)):
        raise Refused("请选要委托的角色；只能委托自己现有、且允许委托的角色。", field="roles")
    if until < since or (until - since).days > LONGEST:
        raise Refused(f"止日要在起日之后，最长 {LONGEST} 天。", field="until")
    if until < timezone.localdate():
        raise Refused("止日已经过去。", field="until")
    if not reason.strip():
        raise Refused("请写原因，如“出差”。", field="reason")
    made = Delegation.objects.create(
        giver=giver,
        taker=taker,
        roles=sorted(set(codes)),
        valid_from=since,
        valid_to=until,
        reason=reason.strip(),
    )
    trace("delegation.made", f"delegation:{made.pk}", giver, to=taker.key, roles=made.roles)
    return made


@transaction.atomic
def revoke_delegation(*, delegation: Delegation, by: Person) -> Delegation:
    """The giver takes it back, or the taker hands it back."""
    if by.pk not in (delegation.giver_id, delegation.taker_id):
        raise NotYours
    rows = Delegation.objects.filter(pk=delegation.pk, revoked_at__isnull=True)
    if rows.update(revoked_at=timezone.now()) != 1:
        raise Refused("这项委托已经结束。")
    delegation.refresh_from_db()
    trace("delegation.ended", f"delegation:{delegation.pk}", by)
    return delegation
