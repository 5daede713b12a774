"""The first three administrators of a new house: nobody is there yet who could propose or approve.

Each becomes a person with one role and a one-time link; from then on roles change by proposals alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from ipcity.city.directory.actions import grant, invite_staff, withdraw
from ipcity.city.directory.models import Invitation, Person, RoleGrant
from ipcity.city.directory.models.grant import ADMINISTRATORS
from ipcity.city.directory.refusals import Refused


@transaction.atomic
def found(names: Mapping[str, str]) -> dict[str, str]:
    """Role → token of the link. Only for roles that nobody holds; three names, three different persons."""
    if set(names) != set(ADMINISTRATORS) or len(set(names.values())) != len(ADMINISTRATORS):
        raise Refused("系统、安全、审计三员要写三个不同的人。")
    held = RoleGrant.objects.filter(
        role__in=ADMINISTRATORS, withdrawn_at__isnull=True, person__user__is_active=True
    )
    if held.exclude(person__user__groups__name="demo").exists():
        raise Refused("已有管理员。增减管理员请由系统管理员提出、安全管理员复核。")
    _forget_unused()
    tokens = {}
    for code, name in names.items():
        person = Person.objects.create(name=name)
        grant(code=code, person=person, by=None)
        tokens[code] = invite_staff(person=person, by=None)[1]
    return tokens


def _forget_unused() -> None:
    """An earlier founding whose links nobody has used yet: its roles and links end."""
    for held in RoleGrant.objects.filter(
        role__in=ADMINISTRATORS, withdrawn_at__isnull=True, person__user=None
    ):
        withdraw(grant=held, by=None)
        Invitation.objects.filter(person=held.person, used_at=None).update(cancelled_at=timezone.now())
