"""Invented work for the sample city, so that its pages are seen as officers see them. Nobody is written to: no mail leaves.

It is laid out once, by the day on which the city was made; the demo persons see it age as real work does.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ipcity.base.files import read_yaml
from ipcity.base.text import fold
from ipcity.city.directory.demo import MARK
from ipcity.city.directory.models import Unit
from ipcity.city.inbox.choices import State
from ipcity.city.inbox.models import Item, Notice

BOOK = Path(__file__).with_name("sample_work.yaml")
SUBJECT = "sample:"


def is_laid_out() -> bool:
    return Item.objects.filter(subject__startswith=SUBJECT).exists()


@transaction.atomic
def lay_out() -> int:
    """How many items wait or are done. What is for a name that a real person has taken is left out."""
    book, now = read_yaml(BOOK), timezone.now()
    people = User.objects.filter(groups__name=MARK).in_bulk(field_name="username")
    units = Unit.objects.in_bulk(field_name="code")
    for number, one in enumerate(book["items"], 1):
        name = str(one["for"])
        if name.startswith("@"):
            whom: dict[str, Any] = {"person": people.get(name[1:])}
        else:
            whom = {"unit": units.get(name), "role": one.get("role", "")}
        if any(whom.values()):
            _put(number, one, book["kinds"][one["kind"]], whom, now)
    oldest_first = sorted(book["notices"], key=lambda one: -int(one["ago"]))
    for number, one in enumerate(oldest_first, 1):
        if one["to"] in people:
            _tell(number, one, people[one["to"]], now)
    return Item.objects.filter(subject__startswith=SUBJECT).count()


def _put(number: int, one: dict[str, Any], kind: dict[str, str], whom: dict[str, Any], now: datetime) -> None:
    done = one.get("done")
    day = timezone.localdate(now)
    Item.objects.create(
        **whom, **_words(number, one), kind_title=kind, state=State.OPEN if done is None else State.DONE,
        due_on=_office_day(day, one["due"]) if "due" in one else None,
        done_at=None if done is None else now - timedelta(days=done),
    )  # fmt: skip


def _office_day(today: date, days: int) -> date:
    """No office sets a Saturday or Sunday: what is late was due on the Friday before, the rest on the Monday after."""
    due = today + timedelta(days=days)
    beyond = max(due.weekday() - 4, 0)
    return due - timedelta(days=beyond) if days < 0 else due + timedelta(days=3 - beyond if beyond else 0)


def _tell(number: int, one: dict[str, Any], person: User, now: datetime) -> None:
    at = now - timedelta(days=one["ago"])
    told = Notice.objects.create(
        person=person, **_words(number, one), day=timezone.localdate(at), read_at=at if one.get("read") else None
    )  # fmt: skip
    Notice.objects.filter(pk=told.pk).update(created_at=at)


def _words(number: int, one: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": one["kind"], "subject": f"{SUBJECT}{number}", "title": one["title"], "address": one["address"],
        "search": fold(" ".join(one["title"].values())),
    }  # fmt: skip
