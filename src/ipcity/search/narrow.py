"""Choices beside a query, which narrow it: facets, years, realm, industries."""

from __future__ import annotations

from collections.abc import Callable

from ipcity.postings import Bool, Fixed, Query, Span, Term, any_of
from ipcity.search.base import INDUSTRY, Filters
from ipcity.search.symbols import chosen_terms


class Narrowing:
    def __init__(self, industry: Callable[[str], Query]) -> None:
        """`industry`: the query of a saved definition by its id; nothing for one that is no more."""
        self._industry = industry

    def narrowed(self, query: Query, filters: Filters, without: str | None = None) -> Query:
        """`without` leaves one facet's own choice out."""
        wanted: list[Query] = []
        refused: list[Query] = []
        for facet, chosen in filters.include.items():
            if facet != without and chosen:
                wanted.append(any_of([self.choice(facet, value) for value in chosen]))
        for facet, values in filters.exclude.items():
            if facet != without:
                refused += [self.choice(facet, value) for value in values]
        if (filters.year_from or filters.year_to) and without != "year":
            years = (filters.year_from or 1, filters.year_to or 9999)
            wanted.append(Span("year", *years))
        if filters.realm:
            wanted.append(Term("realm", filters.realm))
        if not wanted and not refused:
            return query
        return Bool(must=(query, *(Fixed(one, 0.0) for one in wanted)), never=(*refused,))

    def choice(self, facet: str, value: str) -> Query:
        if facet == "year":
            return Span("year", int(value), int(value))
        if facet == INDUSTRY:
            return self._industry(value)
        if facet == "area":
            return Term("areas", value)
        if facet == "class":
            return any_of([Term("classes", one) for one in chosen_terms(value)])
        return Term(facet, value)
