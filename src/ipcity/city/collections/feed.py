"""The Atom feed of a saved search (RFC 4287): the latest that came or changed, under an address nobody can guess."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from ipcity.city.collections.models import SavedSearch
from ipcity.city.collections.queries import News, news_of, records_of
from ipcity.city.portal import engine

MOST = 50


def feed_of(request: HttpRequest, one: SavedSearch) -> HttpResponse:
    latest = news_of(one, 0)[:MOST]
    known = records_of([item.record_id for item in latest])
    days = {load.version: datetime.fromisoformat(load.loaded_at) for load in engine.lake().loads()}
    here = request.build_absolute_uri(request.path)
    feed = Atom1Feed(
        title=one.name, link=request.build_absolute_uri(one.address), description=one.query, language="zh-CN",
        feed_url=here, feed_guid=here,
    )  # fmt: skip
    for item in latest:
        if item.record_id in known:
            _add(request, feed, item, known[item.record_id].name, days.get(item.version))
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add(request: HttpRequest, feed: Atom1Feed, item: News, title: str, on: datetime | None) -> None:
    address = request.build_absolute_uri(reverse("portal:record", args=[item.record_id]))
    feed.add_item(
        title=title or item.record_id, link=address, description=item.record_id,
        unique_id=f"{address}#v{item.version}", pubdate=on, updateddate=on,
    )  # fmt: skip
