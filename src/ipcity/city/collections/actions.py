"""Acts of a person on what is kept: searches and collections. Each ends in the trail where others are concerned."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from ipcity.base.errors import BadInput
from ipcity.city.collections.models import Collection, Entry, SavedSearch, new_key
from ipcity.city.collections.queries import records_of
from ipcity.city.portal import engine
from ipcity.search import Filters

MOST = 500  # searches, and collections, of one person
BIGGEST = 10_000  # records of a collection


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not 0 < len(name) <= 120:
        raise BadInput("请写一个名称，最多 120 个字。", path="name")
    return name


@transaction.atomic
def save_search(
    *, owner: User, name: str, query: str, filters: Filters, sort: str, address: str, watched: bool = False
) -> SavedSearch:
    """Saved as it stands: what is there now counts as seen. Raises BadQuery for a query that cannot be read."""
    version = engine.index().search(query, filters, limit=0, facets=()).lake_version
    if SavedSearch.objects.filter(owner=owner).count() >= MOST:
        raise BadInput(f"每人最多保存 {MOST} 个检索。请先删除不用的。", path="name")
    try:
        with transaction.atomic():
            return SavedSearch.objects.create(
                owner=owner, name=_name(name), query=query, filters=msgspec.to_builtins(filters), sort=sort,
                address=address, watched=watched, seen_version=version, checked_version=version,
            )  # fmt: skip
    except IntegrityError:
        raise BadInput("您已有同名的检索。请换一个名称。", path="name") from None


def watch(one: SavedSearch, *, watched: bool) -> None:
    """News are told from now on; what is there already is not."""
    version = engine.lake().version or 0
    SavedSearch.objects.filter(pk=one.pk).update(watched=watched, checked_version=version)


def mark_seen(one: SavedSearch) -> None:
    version = engine.lake().version or 0
    SavedSearch.objects.filter(pk=one.pk).update(seen_version=version, checked_version=version, news=0)


def set_feed(one: SavedSearch, *, wanted: bool) -> str:
    """A new address each time: the old one is dead at once."""
    key = new_key() if wanted else ""
    SavedSearch.objects.filter(pk=one.pk).update(feed_key=key)
    return key


@transaction.atomic
def make_collection(*, owner: User, name: str, about: str = "") -> Collection:
    if Collection.objects.filter(owner=owner).count() >= MOST:
        raise BadInput(f"每人最多建 {MOST} 个收藏夹。请先删除不用的。", path="name")
    try:
        with transaction.atomic():
            return Collection.objects.create(owner=owner, name=_name(name), about=about.strip()[:2000])
    except IntegrityError:
        raise BadInput("您已有同名的收藏夹。请换一个名称。", path="name") from None


@transaction.atomic
def add(collection: Collection, record_ids: Sequence[str], *, by: User, note: str = "") -> int:
    """At the end; how many were added. Those already there stay where they are; unknown ones are refused."""
    wanted = list(dict.fromkeys(record_ids))
    known = records_of(wanted)
    if missing := [one for one in wanted if one not in known]:
        raise BadInput(f"没有编号为“{missing[0]}”的记录。", path="record_id")
    there = set(collection.entries.values_list("record_id", flat=True))
    fresh = [one for one in wanted if one not in there]
    if len(there) + len(fresh) > BIGGEST:
        raise BadInput(f"一个收藏夹最多 {BIGGEST:,} 件。请另建一个。", path="record_id")
    last = collection.entries.aggregate(last=Max("position"))["last"] or 0
    Entry.objects.bulk_create(
        Entry(collection=collection, record_id=one, note=note.strip()[:2000], position=last + at, added_by=by)
        for at, one in enumerate(fresh, 1)
    )
    _touch(collection)
    return len(fresh)


def remove(collection: Collection, record_id: str) -> None:
    collection.entries.filter(record_id=record_id).delete()
    _touch(collection)


def annotate(collection: Collection, record_id: str, note: str) -> None:
    collection.entries.filter(record_id=record_id).update(note=note.strip()[:2000])
    _touch(collection)


@transaction.atomic
def move(collection: Collection, record_id: str, *, up: bool) -> None:
    """One place up or down; at the end nothing happens."""
    entries = list(collection.entries.select_for_update())
    at = next((at for at, one in enumerate(entries) if one.record_id == record_id), None)
    to = None if at is None else at - 1 if up else at + 1
    if at is None or to is None or not 0 <= to < len(entries):
        return
    entries[at], entries[to] = entries[to], entries[at]
    for position, one in enumerate(entries, 1):
        one.position = position
    Entry.objects.bulk_update(entries, ["position"])
    _touch(collection)


def _touch(collection: Collection) -> None:
    Collection.objects.filter(pk=collection.pk).update(changed_at=timezone.now())
