"""One's own exports, saved searches and collections. Another's are not there."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Path as FromPath
from ninja import Router, Status

from ipcity.city.api.doors import Bearer
from ipcity.city.api.models import Scope
from ipcity.city.api.problems import Problem
from ipcity.city.api.routes.figures import BIGGEST_ID
from ipcity.city.api.routes.search import REFUSALS
from ipcity.city.api.shapes.asked import Wanted, plain, wanted
from ipcity.city.api.shapes.own import (
    CollectionAsked,
    CollectionOut,
    EntryAsked,
    EntryOut,
    ExportAsked,
    ExportOut,
    NewsOut,
    OneList,
    SearchAsked,
    SearchKept,
)  # fmt: skip
from ipcity.city.collections import actions, queries
from ipcity.city.collections.models import SavedSearch
from ipcity.city.exports.actions import order
from ipcity.city.exports.jobs import make_export
from ipcity.city.exports.models import Export
from ipcity.city.exports.sending import send
from ipcity.city.exports.writers import WRITERS

router = Router(tags=["own"])
Id = Annotated[int, FromPath(ge=1, le=BIGGEST_ID)]
MINE = {400: Problem, 404: Problem, **REFUSALS}
READS, WRITES, EXPORTS = Bearer(Scope.SAVED_READ), Bearer(Scope.SAVED_WRITE), Bearer(Scope.EXPORT)


@router.get("/exports", auth=EXPORTS, response={200: list[ExportOut], **REFUSALS}, url_name="exports",
            operation_id="exports", summary="我的导出 / My exports")  # fmt: skip
def exports(request: HttpRequest) -> list[dict[str, Any]]:
    """The latest hundred."""
    return [one.as_dict() for one in Export.objects.filter(owner=_me(request))[:100]]


@router.post("/exports", auth=EXPORTS, response={202: ExportOut, **MINE}, url_name="exports",
             operation_id="orderExport", summary="导出全部结果 / Export all results")  # fmt: skip
def order_export(request: HttpRequest, asked: ExportAsked) -> Status[dict[str, Any]]:
    """Made in the background, without a cap, within each source's terms. Ask for it again until `state` is ready."""
    one = _wanted(asked)
    made = order(
        owner=_me(request), known=make_export, form=str(asked.form.value), query=one.query, filters=one.filters,
        language=asked.language, title=one.query,
    )  # fmt: skip
    return Status(202, made.as_dict())


@router.get("/exports/{pk}", auth=EXPORTS, response={200: ExportOut, **MINE}, url_name="export",
            operation_id="export", summary="一个导出 / One export")  # fmt: skip
def export(request: HttpRequest, pk: Id) -> dict[str, Any]:
    return _export(request, pk).as_dict()


@router.get("/exports/{pk}/file", auth=EXPORTS, response={404: Problem, **REFUSALS}, url_name="export-file",
            operation_id="exportFile", summary="下载 / Download",
            openapi_extra={"responses": {200: {"description": "the file"}, 206: {"description": "a part of it"},
                                         416: {"description": "beyond its end"}}})  # fmt: skip
def export_file(request: HttpRequest, pk: Id) -> HttpResponseBase:
    """The file; with `Range` from any byte on."""
    found = _export(request, pk)
    if not found.is_here:
        raise Http404(pk)
    return send(request, found.path, name=found.file_name, mime=WRITERS[found.form].mime, digest=found.digest)


@router.get("/searches", auth=READS, response={200: list[SearchKept], **REFUSALS}, url_name="searches",
            operation_id="searches", summary="保存的检索 / Saved searches")  # fmt: skip
def searches(request: HttpRequest) -> list[SavedSearch]:
    return list(queries.searches_of(_me(request)))


@router.post("/searches", auth=WRITES, response={201: SearchKept, **MINE}, url_name="searches",
             operation_id="saveSearch", summary="保存检索 / Save a search")  # fmt: skip
def save_search(request: HttpRequest, asked: SearchAsked) -> Status[SavedSearch]:
    """What is there now counts as seen; with `watched`, news are told."""
    one = _wanted(asked)
    made = actions.save_search(
        owner=_me(request), name=asked.name, query=one.query, filters=one.filters, sort=one.sort,
        address="/search?" + urlencode(_parts(one)), watched=asked.watched,
    )  # fmt: skip
    return Status(201, made)


@router.get("/searches/{pk}/news", auth=READS, response={200: list[NewsOut], **MINE}, url_name="search-news",
            operation_id="searchNews", summary="新结果 / News")  # fmt: skip
def search_news(request: HttpRequest, pk: Id) -> list[queries.News]:
    """Records that came or changed since the data version last seen, at most a thousand."""
    one = queries.my_search(_me(request), pk)
    return queries.news_of(one, one.seen_version)[:1000]


@router.delete("/searches/{pk}", auth=WRITES, response={204: None, **MINE}, url_name="saved-search",
               operation_id="deleteSearch", summary="删除 / Delete")  # fmt: skip
def delete_search(request: HttpRequest, pk: Id) -> Status[None]:
    queries.my_search(_me(request), pk).delete()
    return Status(204, None)


@router.get("/collections", auth=READS, response={200: list[CollectionOut], **REFUSALS}, url_name="collections",
            operation_id="collections", summary="收藏夹 / Collections")  # fmt: skip
def collections(request: HttpRequest) -> list[Any]:
    return list(queries.collections_of(_me(request)))


@router.post("/collections", auth=WRITES, response={201: CollectionOut, **MINE}, url_name="collections",
             operation_id="makeCollection", summary="建收藏夹 / Make a collection")  # fmt: skip
def make_collection(request: HttpRequest, asked: CollectionAsked) -> Status[Any]:
    return Status(201, actions.make_collection(owner=_me(request), name=asked.name, about=asked.about))


@router.get("/collections/{pk}/records", auth=READS, response={200: list[EntryOut], **MINE}, url_name="entries",
            operation_id="entries", summary="收藏夹里的记录 / Records of a collection")  # fmt: skip
def entries(request: HttpRequest, pk: Id) -> list[Any]:
    """Also of a collection that was shared with you."""
    return list(queries.readable_collection(_me(request), pk).entries.all())


@router.post("/collections/{pk}/records", auth=WRITES, response={204: None, **MINE}, url_name="entries",
             operation_id="addEntry", summary="加入记录 / Add a record")  # fmt: skip
def add_entry(request: HttpRequest, pk: Id, asked: EntryAsked) -> Status[None]:
    user = _me(request)
    actions.add(queries.my_collection(user, pk), [asked.record_id], by=user, note=asked.note)
    return Status(204, None)


def _me(request: HttpRequest) -> User:
    owner: User = request.auth.owner  # type: ignore[attr-defined]  # every address here asks for a token
    return owner


def _export(request: HttpRequest, pk: int) -> Export:
    found = Export.objects.filter(owner=_me(request), pk=pk).first()
    if found is None:
        raise Http404(pk)
    return found


def _wanted(asked: OneList) -> Wanted:
    return wanted(asked, plain(asked.include), plain(asked.exclude))


def _parts(one: Wanted) -> list[tuple[str, str]]:
    """The same list as an address of the search page."""
    said = [("q", one.query)]
    said += [(f"f.{name}", value) for name, values in one.filters.include.items() for value in values]
    said += [(f"x.{name}", value) for name, values in one.filters.exclude.items() for value in values]
    said += [("year_from", str(one.filters.year_from or "")), ("year_to", str(one.filters.year_to or ""))]
    return [(name, value) for name, value in [*said, ("realm", one.filters.realm or "")] if value]
