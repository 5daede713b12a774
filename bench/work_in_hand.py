"""Invented work for the mayor's unit, in the house of IPCITY_HOME. Wake Django before this is imported."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from ipcity.city.inbox.models import Item
from ipcity.city.inbox.queries import units_of

KINDS = {"request": "请示件", "dispatch": "督办件", "reply": "答复件"}
AT_ONCE = 2_000


def fill(rows: int) -> None:
    """Half of it done. Due days lie from a month ago to a year ahead, the same for every run."""
    mayor = User.objects.get(username="mayor")
    unit, today = units_of(mayor)[0], timezone.localdate()
    already = Item.objects.filter(subject__startswith="bench:").count()
    names = list(KINDS.items())
    for first in range(already, rows, AT_ONCE):
        made = []
        for number in range(first, min(first + AT_ONCE, rows)):
            code, word = names[number % len(names)]
            title = {"zh": f"第 {number:,} 号{word}", "en": f"Paper {number:,}"}
            made.append(
                Item(
                    kind=code, kind_title={"zh": word, "en": code}, subject=f"bench:{number}", title=title,
                    address="/desk/tasks/", unit=unit, due_on=today + timedelta(days=number * 7 % 395 - 30),
                    state="done" if number % 2 else "open", search=" ".join(title.values()).lower(),
                    done_at=timezone.now() if number % 2 else None,
                )
            )  # fmt: skip
        Item.objects.bulk_create(made)
    if connection.vendor == "postgresql":
        # what the server would do by itself within a minute, in the midst of the walk
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE inbox_item")
