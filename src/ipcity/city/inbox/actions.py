"""Acts of the inbox: put an item, settle it, let it fall away; tell a person; read; choose how to be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from ipcity.base.errors import BadInput
from ipcity.base.text import fold
from ipcity.city.directory.models import Unit
from ipcity.city.directory.queries import people_of_unit, roles_of
from ipcity.city.inbox.choices import Sent, State, Way
from ipcity.city.inbox.kinds import Kind, Text, known_kinds
from ipcity.city.inbox.models import Delivery, Item, Notice, Preference

DEFAULT_WAYS = (Way.MAIL.value,)


def put(
    kind: Kind,
    *,
    subject: str,
    title: Text,
    address: str,
    person: User | None = None,
    unit: Unit | None = None,
    role: str = "",
    due_on: date | None = None,
) -> Item:
    """The thing waits from now on; put again, the open item takes the new words and day. Those concerned are told
    when it is new or its day has moved."""
    if (person is None) == (unit is None):
        raise ValueError("an item is for a person or for a unit")
    identity: dict[str, Any] = {
        "kind": kind.code,
        "subject": subject,
        "person": person,
        "unit": unit,
        "role": role,
    }
    words = {
        "kind_title": kind.title,
        "title": title,
        "address": _inside(address),
        "due_on": due_on,
        "search": _search(title),
    }
    before = Item.objects.filter(**identity, state=State.OPEN).first()
    try:
        with transaction.atomic():
            item, created = Item.objects.update_or_create(**identity, state=State.OPEN, defaults=words)
    except IntegrityError:  # put by somebody else at the same moment
        item, created = Item.objects.get(**identity, state=State.OPEN), False
    if created or (before is not None and before.due_on != due_on):
        for one in _concerned(item):
            tell(one, kind, subject=subject, title=title, address=address)
    return item


def settle(kind: Kind, *, subject: str, by: User | None) -> int:
    """Done: all open items of that kind about the subject, whoever they were for. How many; again settles none."""
    return _end(kind, subject, State.DONE, by)


def withdraw(kind: Kind, *, subject: str) -> int:
    """No longer to be done by anybody."""
    return _end(kind, subject, State.GONE, None)


def tell(person: User, kind: Kind, *, subject: str, title: Text, address: str = "") -> Notice | None:
    """A notice in the list, and out by the ways that the person has chosen. None when the same was told today, or the
    person does not want to hear of this kind."""
    wanted = preference_of(person)
    if kind.code in wanted.muted or not person.is_active:
        return None
    notice, created = Notice.objects.get_or_create(
        person=person, kind=kind.code, subject=subject, day=timezone.localdate(),
        defaults={"title": title, "address": _inside(address) if address else "", "search": _search(title)},
    )  # fmt: skip
    if not created:
        return None
    Delivery.objects.bulk_create([Delivery(notice=notice, way=way) for way in wanted.ways])
    return notice


def read(person: User, notices: Iterable[int] | None = None) -> int:
    """Some, or all, of one's own. How many were unread."""
    mine = Notice.objects.filter(person=person, read_at=None)
    if notices is not None:
        mine = mine.filter(pk__in=list(notices))
    return mine.update(read_at=timezone.now())


def choose(person: User, *, ways: Sequence[str], muted: Sequence[str]) -> Preference:
    kinds = {kind.code for kind in known_kinds()}
    if wrong := [way for way in ways if way not in Way.values] + [
        code for code in muted if code not in kinds
    ]:
        raise BadInput(f"没有“{wrong[0]}”这个选项。请在页面上重新选择。")
    chosen = {"ways": sorted(set(ways)), "muted": sorted(set(muted))}
    return Preference.objects.update_or_create(person=person, defaults=chosen)[0]


def preference_of(person: User) -> Preference:
    found = Preference.objects.filter(person=person).first()
    return found or Preference(person=person, ways=list(DEFAULT_WAYS), muted=[])


def send_again(delivery: Delivery) -> None:
    """By hand, after it was given up."""
    Delivery.objects.filter(pk=delivery.pk, state=Sent.GIVEN_UP).update(
        state=Sent.WAITING, attempts=0, due_at=timezone.now(), error=""
    )


def _end(kind: Kind, subject: str, state: State, by: User | None) -> int:
    waiting = Item.objects.filter(kind=kind.code, subject=subject, state=State.OPEN)
    return waiting.update(state=state, done_at=timezone.now(), done_by=by)


def _concerned(item: Item) -> list[User]:
    """The person, or everybody who holds a post of the unit today, in the role where one is named."""
    if item.person is not None:
        return [item.person]
    people = {one.person.user for one in people_of_unit(item.unit) if one.person.user} if item.unit else set()
    return [
        user
        for user in sorted(people, key=lambda user: user.pk)
        if not item.role or item.role in roles_of(user)
    ]


def _inside(address: str) -> str:
    """Items and notices lead to pages of this house and nowhere else."""
    if not address.startswith("/") or address.startswith(("//", "/\\")):
        raise ValueError(f"not an address of this house: {address!r}")
    return address


def _search(title: Text) -> str:
    return fold(" ".join(title.values()))[:700]
