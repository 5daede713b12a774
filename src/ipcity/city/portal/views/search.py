"""The list of records for a query."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ipcity.base.errors import BadQuery, NotReady
from ipcity.city.portal import engine, export, facets
from ipcity.city.portal.address import DEEPEST, PAGE_SIZE, Asked, asked, hidden_parts
from ipcity.city.portal.pages import pages
from ipcity.city.portal.words import REALMS, RIGHT_TYPES, SORTS, place_word, said, status_word
from ipcity.city.portal.yearly import known_to
from ipcity.search import Index
from ipcity.search.base import Hit, Result


def search(request: HttpRequest) -> HttpResponseBase:
    one = asked(request.GET)
    context: dict[str, Any] = {"here": "search", "wide": True, "asked": one, "loaded": engine.loaded()}
    context["carried"] = hidden_parts(one, but=("q",))
    try:
        index = engine.index()
        if request.GET.get("format") == "csv":
            return _csv(index, one)
        result = index.search(one.query, one.filters, sort=one.sort, offset=one.offset, limit=PAGE_SIZE)
    except BadQuery as unread:
        context["wrong"] = _wrong(one.query, unread)
        return render(request, "portal/search.html", context, status=unread.status)
    except NotReady as missing:
        context["missing"] = missing.message
        return render(request, "portal/search.html", context, status=missing.status)
    context["invented"] = _invented(index, one, result)
    return render(request, "portal/search.html", context | _listed(one, result))


def _listed(one: Asked, result: Result) -> dict[str, Any]:
    last = min(-(-result.total // PAGE_SIZE), DEEPEST // PAGE_SIZE)
    return {
        "result": result,
        "groups": facets.groups(one, result.facets),
        "years": facets.year_bars(one, result.facets.get("year", [])),
        "chips": facets.chips(one),
        "status_days": _status_days(),
        "narrowed": len(facets.chips(one)) + bool(one.realm),
        "year_parts": hidden_parts(one, but=("year_from", "year_to")),
        "sorts": [(str(word), one.sorted_by(name).url, name == one.sort) for name, word in SORTS.items()],
        "realms": [(str(word), one.in_realm(name).url, name == one.realm) for name, word in _realms()],
        "pages": pages(min(one.page, max(last, 1)), last, lambda number: one.at_page(number).url),
        "csv": one.at_page(1).url + "&format=csv",
        "bare": one.bare().url,
    }


def _status_days() -> str:
    """A count of legal states holds as of the days of its records, none of them later than the data."""
    last = max(filter(None, (known_to(realm) for realm in REALMS)), default=None)
    return gettext("状态截至各记录的数据日，最晚 %(day)s。") % {"day": last.isoformat()} if last else ""


def _invented(index: Index, one: Asked, result: Result) -> int:
    """How many of a mixed list are invented; 0 when the list is not mixed."""
    if one.realm:
        return 0
    found = index.search(one.query, one.in_realm("sample").filters, limit=0, facets=()).total
    return found if found < result.total else 0


def _realms() -> list[tuple[str, Any]]:
    return [("", gettext("全部")), *REALMS.items()]


def _wrong(query: str, unread: BadQuery) -> dict[str, object]:
    """The query cut at the token that does not fit; the message itself says where and what was expected."""
    start = min(max(unread.at, 0), len(query))
    end = start + 1
    while end < len(query) and not (query[end].isspace() or query[end] in "()（）"):
        end += 1
    return {
        "before": query[:start],
        "token": query[start:end] or "\u3000",
        "after": query[end:],
        "message": unread.message,
    }


def _csv(index: Index, one: Asked) -> StreamingHttpResponse:
    heads = [
        gettext("编号"), gettext("号码"), gettext("名称"), gettext("种类"), gettext("权利人或申请人"),
        gettext("法律状态"), gettext("公开日"), gettext("主分类"), gettext("地点"), gettext("数据性质"), gettext("地址"),
    ]  # fmt: skip
    index.search(one.query, one.filters, limit=0, facets=())  # a wrong query must fail before the file begins
    return export.download("ipcity-search.csv", heads + export.origin_heads(), _rows(index, one))


def _rows(index: Index, one: Asked) -> Iterator[list[str]]:
    covered = "；".join(said(label) for label in engine.loaded().labels)
    offset, total = 0, 1
    while offset < total:
        result = index.search(
            one.query, one.filters, sort=one.sort, offset=offset, limit=export.BATCH, facets=()
        )
        if not result.hits:
            return
        total, offset = result.total, offset + len(result.hits)
        origin = [one.query or one.url, f"v{result.lake_version}", covered]
        yield from (_row(hit) + origin for hit in result.hits)


def _row(hit: Hit) -> list[str]:
    return [
        hit.record_id, hit.number, hit.title, str(RIGHT_TYPES.get(hit.right_type, hit.right_type)),
        "；".join(hit.holders), status_word(hit.status), hit.published, hit.main_class,
        place_word(hit.area, hit.zone), str(REALMS.get(hit.realm, hit.realm)), f"/records/{hit.record_id}",
    ]  # fmt: skip
