"""What happened: entries of the trail that a person may see.

His own acts, and acts upon what is his: items that reach him, batches of the registers that he fills, jobs that he
asked for, himself. Not the acts of others upon others; those are the auditor's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils import timezone

from ipcity.base.files import read_yaml
from ipcity.city.directory.models import Person
from ipcity.city.inbox.models import Item
from ipcity.city.inbox.queries import reach
from ipcity.city.jobs.models import Job
from ipcity.city.registers.models import Batch
from ipcity.city.trail.models import Entry

Text = dict[str, str]
MOST_SUBJECTS = 500  # the latest of each sort


@dataclass(frozen=True)
class Line:
    entry: Entry
    act: Text
    who: str
    is_mine: bool


def entries_for(user: User, registers: Iterable[str], *, only_mine: bool = False) -> QuerySet[Entry]:
    """`registers`: codes of the registers that the person may fill."""
    me = f"user:{user.pk}"
    mine = Q(actor=me)
    if not only_mine:
        mine |= Q(subject__in=[me, *_items(user), *_batches(registers), *_jobs(user)])
    return Entry.objects.filter(mine).order_by("-at", "-id")


def lines(found: Iterable[Entry], user: User) -> list[Line]:
    entries = list(found)
    names = _names({entry.actor for entry in entries})
    me = f"user:{user.pk}"
    return [Line(one, act_text(one.act), names.get(one.actor, one.actor), one.actor == me) for one in entries]


def act_text(act: str) -> Text:
    return _acts().get(act, {"zh": act, "en": act})


@cache
def _acts() -> dict[str, Text]:
    book: dict[str, Text] = read_yaml(Path(__file__).with_name("data") / "acts.yaml")
    return book


def _names(keys: set[str]) -> dict[str, str]:
    ids = [int(key.removeprefix("user:")) for key in keys if key.startswith("user:") and key[5:].isdigit()]
    people = dict(Person.objects.filter(user__in=ids).values_list("user_id", "name"))
    users = User.objects.in_bulk(ids)
    return {
        f"user:{pk}": people.get(pk) or user.get_full_name() or user.username for pk, user in users.items()
    }


def _items(user: User) -> list[str]:
    found = Item.objects.filter(reach(user, timezone.localdate())).order_by("-id")
    return list(dict.fromkeys(found.values_list("subject", flat=True)[:MOST_SUBJECTS]))


def _batches(registers: Iterable[str]) -> list[str]:
    found = Batch.objects.filter(register__in=list(registers)).order_by("-id")
    return [f"batch:{pk}" for pk in found.values_list("pk", flat=True)[:MOST_SUBJECTS]]


def _jobs(user: User) -> list[str]:
    found = Job.objects.filter(asked_by=user.get_username()).order_by("-id")
    return [f"job:{pk}" for pk in found.values_list("pk", flat=True)[:MOST_SUBJECTS]]
