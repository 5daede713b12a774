"""Giving and withdrawing roles. Only an approved proposal, a verification or the founding of the house comes here."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from ipcity.city.directory.actions.trace import trace
from ipcity.city.directory.models import Person, Post, RoleGrant
from ipcity.city.directory.refusals import Refused
from ipcity.city.directory.roles import role, roles


@transaction.atomic
def grant(
    *,
    code: str,
    by: Person | None,
    person: Person | None = None,
    post: Post | None = None,
    since: date | None = None,
    until: date | None = None,
) -> RoleGrant:
    """Gives a role to a person or a post. The table itself keeps the three administrators apart."""
    wanted = role(code)
    if (person is None) == (post is None):
        raise Refused("角色要给一个人或一个岗位，只能选一个。", field="person")
    if wanted.is_administrator and person is None:
        raise Refused("管理员角色只给人，不给岗位：换人时要重新授权。", field="post")
    if person is not None and wanted.is_administrator:
        _apart(person, code)
    try:
        with transaction.atomic():
            made = RoleGrant.objects.create(
                role=code, person=person, post=post, valid_from=since, valid_to=until
            )
    except IntegrityError:
        raise Refused("一个人不能兼任两种管理员，或日期先后不对。请核对。", field="role") from None
    to = person.key if person is not None else f"post:{post.pk}" if post is not None else ""
    trace("role.given", f"grant:{made.pk}", by, role=code, to=to)
    return made


def _apart(person: Person, code: str) -> None:
    for held in RoleGrant.objects.filter(person=person, withdrawn_at__isnull=True):
        if held.role in roles() and role(held.role).is_administrator:
            has, wants = role(held.role).title["zh"], role(code).title["zh"]
            same = (
                "不必再给"
                if held.role == code
                else f"不能兼任{wants}。系统、安全、审计三员必须分开，请另选一人"
            )
            raise Refused(f"{person.name}已是{has}，{same}。", field="person")


@transaction.atomic
def withdraw(*, grant: RoleGrant, by: Person | None) -> RoleGrant:
    """Ends a grant at once."""
    now = timezone.now()
    if RoleGrant.objects.filter(pk=grant.pk, withdrawn_at__isnull=True).update(withdrawn_at=now) != 1:
        raise Refused("这项角色已经收回。", field="grant")
    grant.withdrawn_at = now
    trace("role.withdrawn", f"grant:{grant.pk}", by, role=grant.role)
    return grant
