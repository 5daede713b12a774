"""Choices beside a query, which narrow it: facets, years, realm, industries."""

from __future__ import annotations

from collections.abc import Callable

import tantivy
from tantivy import Occur, Query

from ipcity.search.base import INDUSTRY, Filters
from ipcity.search.strings import any_of
from ipcity.search.symbols import chosen_terms


class Narrowing:
    def __init__(self, schema: tantivy.Schema, industry: Callable[[str], Query]) -> None:
        """`industry`: the query of a saved definition by its id; nothing for one that is no more."""
        self._schema, self._industry = schema, industry

    def narrowed(self, query: Query, filters: Filters, without: str | None = None) -> Query:
        """`without` leaves one facet's own choice out."""
        narrow: list[tuple[Occur, Query]] = []
        for facet, chosen in filters.include.items():
            if facet != without and chosen:
                narrow.append((Occur.Must, any_of([self.choice(facet, value) for value in chosen])))
        for facet, refused in filters.exclude.items():
            if facet != without:
                narrow += [(Occur.MustNot, self.choice(facet, value)) for value in refused]
        if (filters.year_from or filters.year_to) and without != "year":
            years = (filters.year_from or 1, filters.year_to or 9999)
            narrow.append(
                (Occur.Must, Query.range_query(self._schema, "year", tantivy.FieldType.Integer, *years))
            )
        if filters.realm:
            narrow.append((Occur.Must, self._term("realm", filters.realm)))
        quiet = [(occur, Query.boost_query(Query.const_score_query(one, 1.0), 0.0)) for occur, one in narrow]
        return Query.boolean_query([(Occur.Must, query), *quiet]) if quiet else query

    def choice(self, facet: str, value: str) -> Query:
        if facet == "year":
            return Query.term_query(self._schema, "year", int(value))
        if facet == INDUSTRY:
            return self._industry(value)
        if facet == "area":
            return self._term("areas", value)
        if facet == "class":
            return any_of([self._term("classes", one) for one in chosen_terms(value)])
        return self._term(facet, value)

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "basic")
