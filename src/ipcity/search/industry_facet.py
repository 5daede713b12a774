"""How many records of a query belong to each industry: hit sets joined with those of the saved definitions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pyroaring import BitMap

from ipcity.base.recent import Recent
from ipcity.search.base import INDUSTRY, FacetValue, Filters
from ipcity.search.industries import definitions

MOST = 300_000  # records of a narrowed query; beyond them only the whole of the data is counted
_members: Recent[BitMap] = Recent(
    200
)  # of definitions, by index, version and query; doc numbers hold in one version

HitSet = Callable[[str, Filters], BitMap]


def industries_counted(
    hit_set: HitSet, index: tuple[Path, int], query: str, filters: Filters, total: int
) -> list[FacetValue]:
    """Counts before the choice of industries itself; none beyond `MOST` records of a narrowed query, and no zeros."""
    without = Filters(
        include={name: values for name, values in filters.include.items() if name != INDUSTRY},
        exclude={name: values for name, values in filters.exclude.items() if name != INDUSTRY},
        year_from=filters.year_from, year_to=filters.year_to, realm=filters.realm,
    )  # fmt: skip
    everything = not query.strip() and without == Filters()
    if total > MOST and not everything:
        return []
    found = None if everything else hit_set(query, without)
    counts = []
    for key, one in definitions().items():
        members = _members.get((*index, one.query), lambda asked=one.query: hit_set(asked, Filters()))  # type: ignore[misc]
        counts.append(
            FacetValue(
                value=key, count=len(members) if found is None else found.intersection_cardinality(members)
            )
        )
    return sorted((one for one in counts if one.count), key=lambda one: (-one.count, one.value))


def without_industry(facets: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in facets if one != INDUSTRY)
