"""Organisations, places, classes, sources and coverage."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest
from ninja import Query as FromAddress
from ninja import Router

from ipcity.city.api.doors import BearerOrNobody
from ipcity.city.api.models import Scope
from ipcity.city.api.problems import Problem
from ipcity.city.api.routes.search import LONGEST, REFUSALS
from ipcity.city.api.routes.standing import provenance
from ipcity.city.api.shapes.asked import Asked, Realm, realm_or_default
from ipcity.city.api.shapes.facts import ClassOut, CoverageAnswer, OrganisationOut, PlaceOut, SourceOut
from ipcity.city.portal import classes, engine, places
from ipcity.city.portal.organisations import organisation as found_organisation
from ipcity.records import normal_name
from ipcity.records.decided import organisation_of
from ipcity.search import Filters
from ipcity.sources.registry import all_sources

router = Router(tags=["facts"], auth=BearerOrNobody(Scope.READ))
MISSING = {404: Problem, **REFUSALS}
_OF_SOURCE = """
select s.source as name, count(distinct record_id) as n
from (select record_id, unnest(sources) as s from records where redirect is null) group by 1
"""


class InRealm(Asked):
    realm: Realm | None = None


@router.get(
    "/organisations/{path:key}", response={200: OrganisationOut, **MISSING}, url_name="organisation",
    operation_id="organisation", summary="单位 / Organisation",
)  # fmt: skip
def organisation(request: HttpRequest, key: str) -> dict[str, Any]:
    """By name. Natural persons are not here, whatever they hold."""
    norm = normal_name(key[:LONGEST])
    decided = organisation_of(norm)
    one = found_organisation(norm)
    return {
        "key": one.key,
        "name": one.name,
        "names": list(one.names),
        "credit_code": decided.credit_code if decided else "",
        "rights": len(one.rights),
        "by_type": _counts(Counter(right.right_type for right in one.rights)),
        "by_status": _counts(Counter(right.status for right in one.rights)),
        "partners": [{"value": name, "count": count} for name, _, count in one.partners],
        "query": " OR ".join(f'申请人="{name}"' for name in one.names),
        **provenance(one.realm, one.version),
    }


@router.get(
    "/places/{code}", response={200: PlaceOut, **MISSING}, url_name="place", operation_id="place",
    summary="地点 / Place",
)  # fmt: skip
def place(request: HttpRequest, code: str, asked: FromAddress[InRealm]) -> dict[str, Any]:
    """By its six digits, or the id of a functional area. Functional areas overlap districts: never add the two."""
    one, realm = places.spot(code[:LONGEST]), realm_or_default(asked.realm)
    return {
        "code": one.code,
        "kind": one.kind,
        "name": one.name,
        "rights": _count(one.query, realm),
        "above": [_ref(link) for link in one.above],
        "below": [_ref(link) for link in one.below],
        "zones": [_ref(link) for link in one.zones],
        "query": one.query,
        **provenance(realm),
    }


@router.get(
    "/classes/{path:symbol}", response={200: ClassOut, **MISSING}, url_name="class", operation_id="classSymbol",
    summary="分类 / Class",
)  # fmt: skip
def class_symbol(request: HttpRequest, symbol: str, asked: FromAddress[InRealm]) -> dict[str, Any]:
    """An IPC symbol of any depth, or a Locarno class, with the next level down as far as the data hold any."""
    one, realm = classes.class_of(classes.clean(symbol[:LONGEST])), realm_or_default(asked.realm)
    return {
        "symbol": one.symbol,
        "scheme": one.scheme,
        "title": one.title,
        "rights": _count(one.query, realm),
        "above": one.above,
        "below": classes.below(one.symbol, realm),
        "query": one.query,
        **provenance(realm),
    }


@router.get(
    "/sources", response={200: list[SourceOut], **REFUSALS}, url_name="sources", operation_id="sources",
    summary="来源与使用条款 / Sources and terms",
)  # fmt: skip
def sources(request: HttpRequest) -> list[dict[str, Any]]:
    """Who published what this house can read, on which terms, and how many loaded records speak from it."""
    loaded: dict[str, int] = {}
    if engine.lake().version is not None:
        table = engine.lake().at().sql(_OF_SOURCE)
        loaded = dict(zip(table["name"].to_pylist(), table["n"].to_pylist(), strict=True))
    known = [one.passport for one in all_sources()]
    return [
        {
            "name": one.name, "title": one.title, "publisher": one.publisher, "terms": one.terms.name,
            "export": one.terms.export, "realm": one.realm, "kind": one.kind, "records": loaded.get(one.name, 0),
        }
        for one in known
    ]  # fmt: skip


@router.get(
    "/coverage", response={200: CoverageAnswer, **REFUSALS}, url_name="coverage", operation_id="coverage",
    summary="数据覆盖 / Coverage",
)  # fmt: skip
def coverage(request: HttpRequest) -> dict[str, Any]:
    """What the loaded data can speak about, as each load declared it."""
    loaded = engine.loaded()
    stated = [
        {
            "source": one.source, "realm": one.realm, "office": one.office, "kind": one.kind,
            "right_type": one.right_type, "content": one.content, "area": one.area, "begins": one.from_,
            "ends": one.to, "complete": one.complete, "label": one.label,
        }
        for one in loaded.coverage
    ]  # fmt: skip
    return {"lake_version": loaded.version, "loaded_at": loaded.loaded_at, "coverage": stated}


def _count(query: str, realm: str) -> int:
    return int(engine.index().search(query, Filters(realm=realm), limit=0, facets=()).total)


def _ref(link: places.PlaceLink) -> dict[str, str]:
    return {"name": link.name, "query": link.query}


def _counts(counter: Counter[str]) -> list[dict[str, Any]]:
    return [{"value": value, "count": count} for value, count in counter.most_common()]
