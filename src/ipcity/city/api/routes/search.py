"""Searching and single records."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query as FromAddress
from ninja import Router

from ipcity.base.errors import BadInput
from ipcity.city.api.cursor import cursor_at, offset_of
from ipcity.city.api.doors import BearerOrNobody, token_of
from ipcity.city.api.models import Scope
from ipcity.city.api.problems import Problem
from ipcity.city.api.routes.standing import provenance
from ipcity.city.api.shapes.asked import Search, SearchLine, Wanted
from ipcity.city.api.shapes.found import HitOut, RecordOut, SearchOut
from ipcity.city.portal import engine
from ipcity.city.portal.address import DEEPEST
from ipcity.records.decided import shown, withheld
from ipcity.search import LocalIndex, by_family
from ipcity.search.base import Hit, Result

router = Router(tags=["search"], auth=BearerOrNobody(Scope.READ))
REFUSALS = {401: Problem, 403: Problem, 422: Problem, 429: Problem, 503: Problem}
LONGEST = 200


@router.get(
    "/search", response={200: SearchOut, 400: Problem, 409: Problem, **REFUSALS}, url_name="search",
    operation_id="search", summary="检索 / Search",
)  # fmt: skip
def search(request: HttpRequest, asked: FromAddress[SearchLine]) -> dict[str, Any]:
    """One page of a list, its exact total, and the facets asked for. Go on with `next_cursor` until it is null."""
    return _answer(request, asked.wanted)


@router.post(
    "/search", response={200: SearchOut, 400: Problem, 409: Problem, **REFUSALS}, url_name="search",
    operation_id="searchByBody", summary="检索（请求体） / Search by body",
)  # fmt: skip
def search_by_body(request: HttpRequest, asked: Search) -> dict[str, Any]:
    """The same, for queries and choices too long for an address."""
    return _answer(request, asked.wanted)


@router.get(
    "/records/{path:number}", response={200: RecordOut, 404: Problem, **REFUSALS}, url_name="record",
    operation_id="record", summary="一件记录 / One record",
)  # fmt: skip
def record(request: HttpRequest, number: str) -> dict[str, Any]:
    """By its id or any of its numbers, however it is written: `CN106564189B`, `ZL 2016 1 0984321.9`."""
    view = engine.lake().at()
    found = view.named(number[:LONGEST])
    for _ in range(5):
        if not found.redirect:
            break
        found = view.record(found.redirect)
    return shown(found).as_dict() | {"lake_version": view.version}


def _answer(request: HttpRequest, wanted: Wanted) -> dict[str, Any]:
    index = engine.index()
    offset = offset_of(wanted, index.lake_version)
    if offset + wanted.limit > DEEPEST and token_of(request) is None:
        raise BadInput(
            f"不带令牌只能翻到第 {DEEPEST:,} 条。请在账号页生成令牌后继续，或缩小检索范围。", path="cursor"
        )
    result, families = _found(index, wanted, offset)
    reached = offset + len(result.hits)
    more = reached < (families or result.total) and bool(result.hits)
    return {
        "total": result.total,
        "families": families,
        "hits": _hits(result),
        "facets": result.facets,
        "understood": result.understood,
        "next_cursor": cursor_at(wanted, result.lake_version, reached) if more else None,
        **provenance(wanted.filters.realm or "real", result.lake_version),
    }


def _found(index: LocalIndex, wanted: Wanted, offset: int) -> tuple[Result, int | None]:
    """The page, and how many families its list has where it is one of families."""
    options: dict[str, Any] = {
        "sort": wanted.sort, "offset": offset, "limit": wanted.limit, "facets": wanted.facets,
    }  # fmt: skip
    if wanted.families:
        grouped = by_family(index, wanted.query, wanted.filters, **options)
        return grouped.result, grouped.groups
    return index.search(wanted.query, wanted.filters, **options), None


def _hits(result: Result) -> list[HitOut]:
    """Where a person objected, the line is made from the record as it may be shown."""
    objected = withheld().keys() & {hit.record_id for hit in result.hits}
    if not objected:
        return [HitOut.model_validate(hit) for hit in result.hits]
    known = {one.record_id: shown(one) for one in engine.lake().at().by_ids(sorted(objected))}
    return [_hit(hit, [p.name for p in known[hit.record_id].holders] if hit.record_id in known else None)
            for hit in result.hits]  # fmt: skip


def _hit(hit: Hit, holders: list[str] | None) -> HitOut:
    plain = HitOut.model_validate(hit)
    return plain if holders is None else plain.model_copy(update={"holders": holders})
