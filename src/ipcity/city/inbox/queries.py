"""Questions to the inbox; reads only. Nobody's items are found by anybody else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone

from ipcity.base.text import fold
from ipcity.city.directory.models import Unit
from ipcity.city.directory.queries import acting_units, carried_by, roles_of
from ipcity.city.inbox.choices import State
from ipcity.city.inbox.models import Item, Notice

SOON_DAYS = 7
DUE = ("overdue", "soon", "later", "none")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A filter of the inbox, as its address says it; empty words ask for all."""

    kind: str = ""
    due: str = ""
    unit: str = ""  # a code, or "me" for what is for the person alone
    state: str = State.OPEN
    text: str = ""


def reach(user: User, on: date) -> Q:
    """What is for this person on that day: himself, and the units he acts for, in the roles that he holds. What was
    put for a unit that has merged reaches those who carry on its duties."""
    known: dict[date, Q] = user.__dict__.setdefault("_ipcity_reach", {})  # a page asks for it a dozen times
    if on not in known:
        units = {one.pk for unit in units_of(user, on) for one in carried_by(unit.code, on)}
        known[on] = Q(person=user) | Q(unit__in=units, role__in=["", *roles_of(user, on)])
    return known[on]


def items(user: User, asked: Asked, on: date | None = None) -> QuerySet[Item]:
    day = on or timezone.localdate()
    found = Item.objects.filter(reach(user, day)).select_related("unit", "person", "done_by")
    if asked.state in State.values:
        found = found.filter(state=asked.state)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.unit:
        found = found.filter(_for(user, asked.unit, day))
    if asked.due in DUE:
        found = found.filter(_due(asked.due, day))
    for word in fold(asked.text).split():
        found = found.filter(search__contains=word)
    return found


def open_count(user: User, on: date | None = None) -> int:
    return items(user, Asked(), on).count()


def kind_counts(user: User, on: date | None = None) -> list[tuple[str, dict[str, str], int]]:
    """(code, title, how many are open), the most first."""
    rows = list(items(user, Asked(), on).values_list("kind", "kind_title"))
    titles: dict[str, dict[str, str]] = dict(rows)
    return [(code, titles[code], count) for code, count in Counter(code for code, _ in rows).most_common()]


def due_counts(user: User, on: date | None = None) -> dict[str, int]:
    day = on or timezone.localdate()
    return {due: items(user, Asked(due=due), day).count() for due in DUE}


def units_of(user: User, on: date | None = None) -> list[Unit]:
    return acting_units(user, on or timezone.localdate())


def notices(user: User, *, text: str = "", unread: bool = False) -> QuerySet[Notice]:
    found = Notice.objects.filter(person=user)
    if unread:
        found = found.filter(read_at=None)
    for word in fold(text).split():
        found = found.filter(search__contains=word)
    return found


def unread_count(user: User) -> int:
    return Notice.objects.filter(person=user, read_at=None).count()


def _for(user: User, unit: str, on: date) -> Q:
    return Q(person=user) if unit == "me" else Q(unit__in=[one.pk for one in carried_by(unit, on)])


def _due(due: str, on: date) -> Q:
    if due == "overdue":
        return Q(due_on__lt=on)
    if due == "soon":
        return Q(due_on__gte=on, due_on__lte=on + timedelta(days=SOON_DAYS))
    return Q(due_on__isnull=True) if due == "none" else Q(due_on__gt=on + timedelta(days=SOON_DAYS))
