"""Questions: mine, shared with me, by a link; what is new in a search. Whoever may not see a thing finds nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import pyarrow as pa
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from ipcity.base.errors import NotFound
from ipcity.city.collections.models import Collection, SavedSearch, Share
from ipcity.city.directory.queries import acting_units
from ipcity.city.portal import engine
from ipcity.records import Record
from ipcity.records.decided import shown

_NEWS = """
select v.record_id, min(v.seq) as first, max(v.seq) as last
from versions v semi join wanted using (record_id) group by 1 having max(v.seq) > ? order by last desc, v.record_id
"""


Thing = TypeVar("Thing")


@dataclass(frozen=True)
class News:
    """`is_new`: the record was not in the data before; else it changed."""

    record_id: str
    is_new: bool
    version: int


def _shared(user: User) -> Q:
    with_me = Q(person=user) | Q(unit__in=[unit.pk for unit in acting_units(user)])
    return with_me & Q(revoked_at=None)


def searches_of(user: User) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(owner=user)


def collections_of(user: User) -> QuerySet[Collection]:
    return Collection.objects.filter(owner=user)


def shared_collections(user: User) -> QuerySet[Collection]:
    shares = Share.objects.filter(_shared(user), collection__isnull=False).values("collection")
    return Collection.objects.filter(pk__in=shares).exclude(owner=user).select_related("owner")


def shared_searches(user: User) -> QuerySet[SavedSearch]:
    shares = Share.objects.filter(_shared(user), search__isnull=False).values("search")
    return SavedSearch.objects.filter(pk__in=shares).exclude(owner=user).select_related("owner")


def my_search(user: User, pk: int) -> SavedSearch:
    return _there(searches_of(user).filter(pk=pk).first(), pk)


def my_collection(user: User, pk: int) -> Collection:
    return _there(collections_of(user).filter(pk=pk).first(), pk)


def readable_collection(user: User, pk: int) -> Collection:
    return _there(
        collections_of(user).filter(pk=pk).first() or shared_collections(user).filter(pk=pk).first(), pk
    )


def by_link(key: str) -> Share:
    """A live share by its link. Raises NotFound for one that was taken back, as for one that never was."""
    found = Share.objects.filter(link_key=key, revoked_at=None).select_related(
        "collection__owner", "search__owner"
    )
    return _there(found.exclude(link_key="").first(), key)


def by_feed(key: str) -> SavedSearch:
    return _there(
        SavedSearch.objects.filter(feed_key=key).exclude(feed_key="").select_related("owner").first(), key
    )


def news_of(one: SavedSearch, since: int) -> list[News]:
    """Records of the search that came or changed after a version of the data, the newest first."""
    index = engine.index()
    ids = index.matching(one.query, one.choices).record_ids
    view = engine.lake().at(index.lake_version)
    with view.connection() as db:
        db.register("wanted", pa.table({"record_id": pa.array(ids, pa.string())}))
        rows = db.execute(_NEWS, [since]).fetchall()
    return [News(record_id, first > since, last) for record_id, first, last in rows]


def records_of(record_ids: list[str]) -> dict[str, Record]:
    """As they may be shown; unknown ids are left out."""
    return {one.record_id: shown(one) for one in engine.lake().at().by_ids(record_ids)}


def _there(found: Thing | None, key: object) -> Thing:
    if found is None:
        raise NotFound("没有找到，或您无权查看。", path=str(key))
    return found
