"""Search: a query in words, exact totals, facets; and record sets that can be run again.

`open_index` reads, `update_index` brings the index to the lake's version. The index is derived: it may be deleted
at any time and is built again from the lake.
"""

from __future__ import annotations

from ipcity.search.base import FACETS, SORTS, FacetValue, Filters, Hit, Index, Instead, RecordSet, Result
from ipcity.search.build import open_index, refresh_records, update_index
from ipcity.search.compare import compare
from ipcity.search.grouping import Grouped, by_family
from ipcity.search.local import LocalIndex
from ipcity.search.nearby import Nearby, build_nearby, open_nearby
from ipcity.search.nearest import did_you_mean, offers, search_or_nearest
from ipcity.search.similar import Similar, similar_to_record, similar_to_text
from ipcity.search.suggest import Suggestion, suggest

__all__ = [
    "FACETS",
    "SORTS",
    "FacetValue",
    "Filters",
    "Grouped",
    "Hit",
    "Index",
    "Instead",
    "LocalIndex",
    "Nearby",
    "RecordSet",
    "Result",
    "Similar",
    "Suggestion",
    "build_nearby",
    "by_family",
    "compare",
    "did_you_mean",
    "offers",
    "open_index",
    "open_nearby",
    "refresh_records",
    "search_or_nearest",
    "similar_to_record",
    "similar_to_text",
    "suggest",
    "update_index",
]
