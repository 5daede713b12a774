"""Questions to the inbox; reads only. Nobody's items are found by anybody else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ipcity.base.once import answered
from ipcity.base.text import fold
from ipcity.city.directory.models import Unit
from ipcity.city.directory.queries import acting_units, carried_by, roles_of
from ipcity.city.directory.unchanged import unchanged
from ipcity.city.inbox.choices import State
from ipcity.city.inbox.kinds import find
from ipcity.city.inbox.listed import Listed
from ipcity.city.inbox.models import Item, Notice

SOON_DAYS = 7
DUE = ("overdue", "soon", "later", "none")
Heaps = dict[str, dict[date | None, int]]  # open items of a kind → that are due on a day → how many


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
    alone, units = _parts(user, on)
    return alone | units


def _parts(user: User, on: date) -> tuple[Q, Q]:
    """For himself, and for his units: no item is both, and each by itself is answered from an index alone."""
    return Q(person=user), Q(unit__in=_units(user, on), role__in=_roles(user, on))


def _units(user: User, on: date) -> set[int]:
    return unchanged(
        ("inbox.units", user.pk, on),
        lambda: {one.pk for unit in units_of(user, on) for one in carried_by(unit.code, on)},
    )


def _roles(user: User, on: date) -> list[str]:
    return ["", *sorted(roles_of(user, on))]


def items(user: User, asked: Asked, on: date | None = None) -> Listed:
    """Where the counts of the page say already how many items each day has, the list does not count them again."""
    day = on or timezone.localdate()
    narrowed = _narrowed(user, asked, day)
    found = [Item.objects.filter(part, narrowed) for part in _parts(user, day)]
    if asked.state != State.OPEN or asked.unit or asked.text:
        return Listed(found)
    heaps = tally(user, day)
    kinds = [kind for kind in heaps if asked.kind in ("", kind)]
    days = _days(heaps[kind] for kind in kinds)
    if asked.due:
        days = {due_on: count for due_on, count in days.items() if _due_word(due_on, day) == asked.due}
    return Listed(
        [part.filter(kind__in=kinds) for part in found], days
    )  # days stand behind kinds in the indexes


def _days(heaps: Iterable[dict[date | None, int]]) -> dict[date | None, int]:
    """How many are due on each day, of all these heaps."""
    found: defaultdict[date | None, int] = defaultdict(int)
    for one in heaps:
        for due_on, count in one.items():
            found[due_on] += count
    return found


def _narrowed(user: User, asked: Asked, day: date) -> Q:
    found = Q()
    if asked.state in State.values:
        found &= Q(state=asked.state)
    if asked.kind:
        found &= Q(kind=asked.kind)
    if asked.unit:
        found &= _for(user, asked.unit, day)
    if asked.due in DUE:
        found &= _due(asked.due, day)
    for word in fold(asked.text).split():
        found &= Q(search__contains=word)
    return found


def open_count(user: User, on: date | None = None) -> int:
    """Where the page has not counted the heaps, open items are counted alone: a quarter of the work."""
    day = on or timezone.localdate()
    if answered(_heaps(user, day)) is not None:
        return sum(_days(tally(user, day).values()).values())
    return unchanged(
        ("inbox.open", user.pk, day),
        lambda: sum(Item.objects.filter(part, state=State.OPEN).count() for part in _parts(user, day)),
    )


def kind_counts(user: User, on: date | None = None) -> list[tuple[str, dict[str, str], int]]:
    """(code, title, how many are open), the most first."""
    counted = Counter({kind: sum(days.values()) for kind, days in tally(user, on).items()})
    return [(code, _title(code), count) for code, count in counted.most_common()]


def _title(code: str) -> dict[str, str]:
    """A kind of a room that is no longer here has still its items, which say what they are."""
    known = find(code)
    return known.title if known is not None else _title_in_items(code)


@lru_cache(maxsize=200)
def _title_in_items(code: str) -> dict[str, str]:
    """A code means one thing for ever, so its words are looked up once."""
    its = Item.objects.filter(kind=code).order_by("subject")
    return next(iter(its.values_list("kind_title", flat=True)[:1]), {"zh": code})


def due_counts(user: User, on: date | None = None) -> dict[str, int]:
    day = on or timezone.localdate()
    counted: Counter[str] = Counter()
    for due_on, count in _days(tally(user, day).values()).items():
        counted[_due_word(due_on, day)] += count
    return {due: counted[due] for due in DUE}


def tally(user: User, on: date | None = None) -> Heaps:
    """How many open items there are in each heap: one walk along an index, from which all counts of a page come."""
    day = on or timezone.localdate()
    return unchanged(_heaps(user, day), lambda: _tally(user, day))


def _heaps(user: User, day: date) -> tuple[str, int, date]:
    return ("inbox.tally", user.pk, day)


def _tally(user: User, day: date) -> Heaps:
    """In the order of the indexes, roles and all, so that nothing is sorted; the roles are looked at here."""
    units, roles = _units(user, day), {*_roles(user, day)}
    found: defaultdict[str, defaultdict[Any, int]] = defaultdict(lambda: defaultdict(int))
    opened = Item.objects.filter(state=State.OPEN).order_by()
    mine = opened.filter(person=user).values("kind", "due_on").annotate(count=Count("*"))
    for kind, due_on, count in _plain_rows(mine.values_list("kind", "due_on", "count")):
        found[kind][due_on] += count
    ours = opened.filter(unit__in=units).values("unit", "state", "role", "kind", "due_on")
    counted = ours.annotate(count=Count("*")).values_list("role", "kind", "due_on", "count")
    for role, kind, due_on, count in _plain_rows(counted):
        if role in roles:
            found[kind][due_on] += count
    return {kind: {_day(due_on): count for due_on, count in days.items()} for kind, days in found.items()}


def _plain_rows(asked: QuerySet[Any, Any]) -> list[Any]:
    """As the database gives them, which for a thousand rows is half the time."""
    try:
        sql, words = asked.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, words)
        found: list[Any] = cursor.fetchall()
    return found


@lru_cache(maxsize=2_000)
def _day(written: str | date | None) -> date | None:
    """SQLite keeps days as text."""
    return date.fromisoformat(written) if isinstance(written, str) else written


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
    return unchanged(("inbox.unread", user.pk), Notice.objects.filter(person=user, read_at=None).count)


def _for(user: User, unit: str, on: date) -> Q:
    return Q(person=user) if unit == "me" else Q(unit__in=[one.pk for one in carried_by(unit, on)])


def _due(due: str, on: date) -> Q:
    if due == "overdue":
        return Q(due_on__lt=on)
    if due == "soon":
        return Q(due_on__gte=on, due_on__lte=on + timedelta(days=SOON_DAYS))
    return Q(due_on__isnull=True) if due == "none" else Q(due_on__gt=on + timedelta(days=SOON_DAYS))


def _due_word(due_on: date | None, on: date) -> str:
    """Which of DUE a day is; says the same as `_due`."""
    if due_on is None:
        return "none"
    if due_on < on:
        return "overdue"
    return "soon" if due_on <= on + timedelta(days=SOON_DAYS) else "later"
