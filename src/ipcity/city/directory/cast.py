"""A person with an account, a post and roles in one call: for the demo accounts, and the cast of tests."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ipcity.city.directory.models import Appointment, Person, Post, RoleGrant, Unit
from ipcity.city.directory.roles import role


@transaction.atomic
def enlist(
    username: str, *codes: str, unit: str = "", name: str = "", title: str = "", name_en: str = ""
) -> User:
    """A new account has no password yet. Roles of work go to the post where there is a unit, others to the person."""
    user, is_new = User.objects.get_or_create(username=username, defaults={"first_name": name})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    person = Person.objects.create(user=user, name=name or username, name_en=name_en)
    post = _post(unit, title or name or username, name_en)
    if post is not None:
        Appointment.objects.create(person=person, post=post)
    for code in codes:
        to_post = post is not None and role(code).kind == "work"
        RoleGrant.objects.get_or_create(
            role=code, person=None if to_post else person, post=post if to_post else None, withdrawn_at=None
        )
    return user


def _post(unit: str, title: str, title_en: str) -> Post | None:
    found = Unit.objects.filter(code=unit).first() if unit else None
    if found is None:
        return None
    return Post.objects.get_or_create(unit=found, title=title, defaults={"title_en": title_en})[0]
