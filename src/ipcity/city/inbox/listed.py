"""A long list of items, of which a page is shown: counted and put in order by index alone, then only the page is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import overload

from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from ipcity.city.inbox.models import Item

_NEVER = Value(date.max, output_field=DateField())  # what has no day comes last


class Listed(Sequence[Item]):
    """The items of several questions that share none, the one due first in front.

    `days`, where the caller knows it: how many there are on each day. A page is then sought among its own days.
    """

    def __init__(
        self, parts: Sequence[QuerySet[Item]], days: Mapping[date | None, int] | None = None
    ) -> None:
        self._parts, self._days = parts, days

    def __len__(self) -> int:
        if self._days is not None:
            return sum(self._days.values())
        return sum(part.count() for part in self._parts)

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> list[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | list[Item]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        first, last = at.start or 0, len(self) if at.stop is None else at.stop
        parts, skipped = self._parts, 0
        if self._days is not None:
            within, skipped = _days_of(self._days, first, last)
            parts = [part.filter(within) for part in parts]
        return self._read(self._keys(parts, first - skipped, last - skipped))

    @staticmethod
    def _keys(parts: Sequence[QuerySet[Item]], first: int, last: int) -> list[int]:
        one, *others = (
            part.order_by().annotate(due=Coalesce(F("due_on"), _NEVER)).values_list("due", "pk")
            for part in parts
        )
        return [key for _, key in one.union(*others, all=True).order_by("due", "pk")[first:last]]

    @staticmethod
    def _read(keys: list[int]) -> list[Item]:
        # not joined: there are many items of few units
        found = Item.objects.prefetch_related("unit", "person", "done_by").in_bulk(keys)
        return [found[key] for key in keys if key in found]


def _days_of(days: Mapping[date | None, int], first: int, last: int) -> tuple[Q, int]:
    """The days on which the items from `first` to before `last` are due, and how many come before those days."""
    before, skipped = 0, 0
    wanted: list[date | None] = []
    for day in sorted(days, key=lambda one: one or date.max):
        if before < last and before + days[day] > first:
            skipped = skipped if wanted else before
            wanted.append(day)
        before += days[day]
    dated = [day for day in wanted if day]
    found = Q(due_on__range=(dated[0], dated[-1])) if dated else Q(pk__in=())
    return (found | Q(due_on=None) if None in wanted else found), skipped
