"""The contract of search, small enough that a cluster can stand behind it.

A query is text in one language (see `syntax.py`). `search` answers a page of it, `matching` all of it. Totals
are exact. Facet counts are those of the query *before* that facet's own choice, so that a reader can change it.
"""

from __future__ import annotations

from typing import Any, Protocol

import msgspec

FACETS = ("realm", "kind", "right_type", "office", "year", "applicant", "class", "area", "zone", "status")
INDUSTRY = "industry"  # counted where asked for: each saved definition is a query of its own
CHOICES = (*FACETS, INDUSTRY)
SORTS = ("relevance", "newest", "oldest", "cited")


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """Choices beside the query. Include lists are alternatives of one facet; different facets narrow together."""

    include: dict[str, tuple[str, ...]] = {}
    exclude: dict[str, tuple[str, ...]] = {}
    year_from: int | None = None
    year_to: int | None = None
    realm: str | None = None


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list. `marks` are (start, end) spans of `title` and `snippet` to highlight."""

    record_id: str
    kind: str
    right_type: str
    title: str
    score: float
    number: str  # as people cite it: CN106564189B
    holders: list[str]
    status: str
    status_as_of: str  # the last day that the data behind the status speak of
    published: str
    main_class: str
    area: str | None
    zone: str | None
    realm: str
    snippet: str
    title_marks: list[tuple[int, int]]
    snippet_marks: list[tuple[int, int]]
    office: str = ""
    family: str | None = None  # the number of its family; records of one family are one invention
    members: int = 1  # of the family among the records found, where a list is grouped by family


class FacetValue(msgspec.Struct, frozen=True, kw_only=True):
    value: str
    count: int


class Instead(msgspec.Struct, frozen=True, kw_only=True):
    """A query that finds something where the one asked finds nothing. `made`: spelling, fewer, any."""

    query: str
    total: int
    made: str
    label: dict[str, str]  # {zh, en}


class Result(msgspec.Struct, frozen=True, kw_only=True):
    total: int
    lake_version: int
    hits: list[Hit]
    facets: dict[str, list[FacetValue]]
    understood: list[str] = []  # what was read into the words: “威海” 也作地点: 威海市
    seconds: float = 0.0
    instead: Instead | None = None  # the hits are those of this query; `total` is 0, that of the query asked

    def as_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


class RecordSet(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen query at a version of the lake: it can be run again and gives the same records."""

    query: str
    filters: Filters
    lake_version: int
    record_ids: list[str]


class Index(Protocol):
    """An index over the latest records at one version of the lake."""

    @property
    def lake_version(self) -> int: ...

    def search(
        self, query: str, filters: Filters = ..., *, sort: str = "relevance", offset: int = 0, limit: int = 20,
        facets: tuple[str, ...] = FACETS,
    ) -> Result: ...  # fmt: skip

    def matching(self, query: str, filters: Filters = ...) -> RecordSet: ...
