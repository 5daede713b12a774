"""Who holds which role on a day, by what, for which unit. A day is an argument; today is only its default."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from ipcity.city.directory.models import (
    Appointment,
    Delegation,
    Organisation,
    Person,
    Proposal,
    RoleGrant,
    Unit,
)
from ipcity.city.directory.models.proposal import State
from ipcity.city.directory.queries.units import carried_by, current
from ipcity.city.directory.roles import roles
from ipcity.city.directory.unchanged import unchanged

Someone = AbstractBaseUser | AnonymousUser | Person | None


@dataclass(frozen=True)
class Held:
    """One way in which a role is held: by oneself, by a post, or lent by another person."""

    role: str
    unit: Unit | None = None
    post: str = ""
    lent_by: Person | None = None


def person_of(user: Someone) -> Person | None:
    if user is None or isinstance(user, Person):
        return user
    if not user.pk or not user.is_active:
        return None
    asks = Person.objects.filter(user_id=user.pk).select_related("user")
    return unchanged(("person_of", user.pk), asks.first)


def held_by(user: Someone, on: date | None = None) -> list[Held]:
    """Every way in which the person holds a role on the day. What was lent cannot be lent on."""
    person, day = person_of(user), on or timezone.localdate()
    if person is None or not _may_act(person):
        return []
    return unchanged(("held_by", person.pk, day), lambda: _held(person, day))


def _held(person: Person, day: date) -> list[Held]:
    lent = (
        Delegation.objects.on(day)
        .filter(_not_before("revoked_at", day), taker=person)
        .select_related("giver__user")
    )
    return [*_own(person, day), *(held for one in lent for held in _lent(one, day))]


def _own(person: Person, day: date) -> Iterator[Held]:
    posts = {one.post_id: one.post for one in _appointments(person, day)}
    grants = RoleGrant.objects.on(day).filter(_not_before("withdrawn_at", day))
    for grant in grants.filter(Q(person=person) | Q(post__in=posts)).order_by("id"):
        post = posts.get(grant.post_id) if grant.post_id else None
        if grant.role in roles():
            yield Held(grant.role, post.unit if post else None, post.title if post else "")


def _appointments(person: Person, day: date) -> list[Appointment]:
    """Those to posts that there are on that day."""
    mine = Appointment.objects.on(day).filter(person=person).select_related("post__unit__successor")
    return unchanged(
        ("appointments", person.pk, day), lambda: [one for one in mine if one.post.is_valid(day)]
    )


def _lent(one: Delegation, day: date) -> Iterator[Held]:
    """Only what the giver still holds, and only what may be lent."""
    if not _may_act(one.giver):
        return
    for held in _own(one.giver, day):
        if held.role in one.roles and roles()[held.role].delegable:
            yield Held(held.role, held.unit, held.post, one.giver)


def _may_act(person: Person) -> bool:
    return person.user is None or person.user.is_active


def _not_before(field: str, day: date) -> Q:
    """Not ended, or ended after that day. What ends today has ended today."""
    midnight = timezone.make_aware(datetime.combine(day, time.max))
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gt": midnight})


def roles_of(user: Someone, on: date | None = None) -> frozenset[str]:
    return frozenset(held.role for held in held_by(user, on))


def acting_units(user: Someone, on: date | None = None) -> list[Unit]:
    """The units for which the person acts on the day, each at the end of its line of successors."""
    person, day = person_of(user), on or timezone.localdate()
    if person is None or not _may_act(person):
        return []
    return unchanged(("acting_units", person.pk, day), lambda: _acting(person, day))


def _acting(person: Person, day: date) -> list[Unit]:
    units = [one.post.unit for one in _appointments(person, day)]
    units += [held.unit for held in held_by(person, day) if held.lent_by and held.unit]
    return list({now.pk: now for now in (current(unit, day) for unit in units)}.values())


def people_of_unit(unit: Unit, on: date | None = None) -> QuerySet[Appointment]:
    """Who holds posts on the day in the unit, or in a unit whose duties it carries."""
    day = on or timezone.localdate()
    units = carried_by(unit.code, day)
    found: QuerySet[Appointment] = Appointment.objects.on(day).filter(post__unit__in=units)
    return found.select_related("person__user", "post__unit").order_by(
        "post__unit_id", "post_id", "is_substitute"
    )


def may(user: Someone, permission: str, obj: Any = None, on: date | None = None) -> bool:
    """May the person do this, with this thing, on this day? A thing of a unit asks that the person acts for it."""
    day = on or timezone.localdate()
    if not any(permission in roles()[held.role].may for held in held_by(user, day)):
        return False
    unit = obj if isinstance(obj, Unit) else getattr(obj, "unit", None)
    return unit is None or current(unit, day) in acting_units(user, day)


def organisations_of(user: Someone, on: date | None = None) -> list[Organisation]:
    person, day = person_of(user), on or timezone.localdate()
    if person is None:
        return []
    members = person.organisations.on(day).select_related("organisation")
    return [one.organisation for one in members]


def administrators() -> dict[str, Person]:
    """Those in office now, by role; a role may be held by several persons, the first is named."""
    grants = RoleGrant.objects.filter(role__endswith="-admin", withdrawn_at__isnull=True).select_related(
        "person"
    )
    return {one.role: one.person for one in reversed(grants) if one.person}


def open_proposals(user: Someone) -> list[Proposal]:
    """Waiting, not expired, and not one's own."""
    person = person_of(user)
    waiting = Proposal.objects.filter(state=State.WAITING, expires_at__gt=timezone.now())
    return list(waiting.exclude(proposed_by=person).select_related("proposed_by")) if person else []
