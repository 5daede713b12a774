"""What the index counts for a place or a class: totals, years, holders. Every count is a link to exactly its rows.

Real and invented records are never added up: one realm is shown, the other named beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ipcity.city.portal import engine, yearly
from ipcity.city.portal.address import Asked
from ipcity.city.portal.charts import Chart
from ipcity.city.portal.facet_words import facet_word
from ipcity.city.portal.facets import page_of
from ipcity.city.portal.words import status_mark
from ipcity.records import is_natural_person
from ipcity.search.base import FacetValue, Result

TOP = 10
_FACETS = ("right_type", "year", "applicant", "class", "area", "zone", "status")


@dataclass(frozen=True)
class Share:
    """A line of a ranking: its own page, and the search that gives the count."""

    word: str
    page: str
    count: int
    rows: str
    share: float  # of the largest, per cent
    mark: str = ""


@dataclass(frozen=True)
class Overview:
    realm: str
    total: int
    rows: str
    other: int  # records of the other realm, not counted here
    other_rows: str
    version: int
    kinds: tuple[Share, ...]
    states: tuple[Share, ...]
    holders: tuple[Share, ...]
    persons_left_out: bool
    symbols: tuple[Share, ...]
    areas: tuple[Share, ...]
    zones: tuple[Share, ...]
    years: Chart | None
    known_to: date | None  # no legal state is known beyond


def overview(base: Asked, wish: str = "") -> Overview:
    """`base` is the search of all its records; `wish` the realm asked for, else real ones where there are any."""
    index = engine.index()
    counts = {
        realm: index.search(base.query, base.in_realm(realm).filters, limit=0, facets=()).total
        for realm in ("real", "sample")
    }
    realm = wish if counts.get(wish) else ("real" if counts["real"] else "sample")
    other = "sample" if realm == "real" else "real"
    one = base.in_realm(realm)
    result = index.search(base.query, one.filters, limit=0, facets=_FACETS)
    names = result.facets["applicant"]
    return Overview(
        realm=realm, total=result.total, rows=one.url, other=counts[other], other_rows=base.in_realm(other).url,
        version=result.lake_version, kinds=_shares(one, "right_type", result), states=_shares(one, "status", result),
        holders=_shares(one, "applicant", result), persons_left_out=any(is_natural_person(n.value) for n in names),
        symbols=_shares(one, "class", result), areas=_shares(one, "area", result), zones=_shares(one, "zone", result),
        years=_years(one, result.facets["year"], realm), known_to=yearly.known_to(realm),
    )  # fmt: skip


def _shares(one: Asked, facet: str, result: Result) -> tuple[Share, ...]:
    """The first ten; persons are left out by name."""
    found: Sequence[FacetValue] = result.facets[facet]
    if facet == "applicant":
        found = [entry for entry in found if not is_natural_person(entry.value)]
    counts = [(entry.value, entry.count) for entry in found[:TOP]]
    if facet == "area":
        counts = _areas(one, [value for value, _ in counts])
    most = max((count for _, count in counts), default=1)
    return tuple(_share(one, facet, value, count, most) for value, count in counts)


def _areas(one: Asked, codes: list[str]) -> list[tuple[str, int]]:
    """With all that lies in them, as the search that opens them does; the facet counts first holders alone."""
    asked = ((code, one.toggled("area", code)) for code in codes)
    counted = [
        (code, engine.index().search(it.query, it.filters, limit=0, facets=()).total) for code, it in asked
    ]
    return sorted(counted, key=lambda pair: -pair[1])


def _share(one: Asked, facet: str, value: str, count: int, most: int) -> Share:
    return Share(
        facet_word(facet, value), page_of(facet, value), count,
        one.toggled(facet, value).url, round(100 * count / most, 2), status_mark(value) if facet == "status" else "",
    )  # fmt: skip


def _years(one: Asked, counted: Sequence[FacetValue], realm: str) -> Chart | None:
    numbers: Mapping[int, int] = {int(entry.value): entry.count for entry in counted if entry.value.isdigit()}
    return yearly.bars(
        numbers, lambda year: replace(one, year_from=year, year_to=year).url, yearly.known_to(realm)
    )
