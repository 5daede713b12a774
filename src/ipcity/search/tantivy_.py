"""The index on one machine: tantivy. Readers see a whole version of the lake or the one before, never half."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import tantivy
from pyroaring import BitMap
from tantivy import Query

from ipcity.base.errors import NotReady
from ipcity.search.base import FACETS, INDUSTRY, SORTS, FacetValue, Filters, Hit, RecordSet, Result
from ipcity.search.compile import Compiler
from ipcity.search.counting import counted
from ipcity.search.highlight import snippet, spans
from ipcity.search.hits import HitSets
from ipcity.search.ids import Extent, read_ids, record_ids
from ipcity.search.industry_facet import industries_counted, without_industry
from ipcity.search.lexicon import Lexicon
from ipcity.search.lines import Lines, name_of
from ipcity.search.recent import Recent
from ipcity.search.schema import META, Card
from ipcity.search.syntax import parse

_FACETS_KEPT = 512  # of queries asked again: the next page, another order
_ORDER = {
    "newest": ("published", tantivy.Order.Desc),
    "oldest": ("published", tantivy.Order.Asc),
    "cited": ("cited", tantivy.Order.Desc),
}


class TantivyIndex:
    """A reader of one index folder. `refresh` sees what was committed since; cheap enough for every request."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index = tantivy.Index.open(str(folder))
        self._index.config_reader("manual", 1)
        self._version = -1
        self.aliases: dict[str, list[str]] = {}  # normal name → other names of the holder, given from outside
        self.refresh()

    def refresh(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()
        found = self._searcher.search(Query.term_query(self._index.schema, "record_id", META), 1).hits
        if not found:
            raise NotReady("检索库尚未建好。请先运行 ipcity load。", path=str(self.folder))
        about = self._searcher.doc(found[0][1])
        version = int(about["lake_version"][0])
        if version != self._version:
            self._version, self.lexicon = version, Lexicon(self._searcher, self.schema, self.aliases)
            self.extent = Extent(int(about["ids"][0]), int(about["ids_size"][0]))
            self._ids: pa.LargeStringArray | None = None
            self._hits = HitSets(self._searcher, self._new_compiler)
            self._facets_kept: Recent[dict[str, list[FacetValue]]] = Recent(_FACETS_KEPT)

    def _new_compiler(self) -> Compiler:
        return Compiler(self._index.schema, self.lexicon)

    @property
    def lake_version(self) -> int:
        return self._version

    def search(
        self,
        query: str,
        filters: Filters = Filters(),  # noqa: B008 (frozen)
        *,
        sort: str = "relevance",
        offset: int = 0,
        limit: int = 20,
        facets: tuple[str, ...] = FACETS,
    ) -> Result:
        """A page of hits, the exact total, and the facets. Raises BadQuery."""
        began = time.perf_counter()
        compiler = self._new_compiler()
        asked = compiler.query(parse(query))
        narrowed = compiler.filtered(asked, filters)
        found = self._searcher.search(narrowed, max(limit, 1), count=True, offset=offset, **_order(sort))
        hits = [self._hit(score, address, compiler.marks, sort) for score, address in found.hits[:limit]]
        return Result(
            total=_total(found),
            lake_version=self._version,
            hits=hits,
            facets=self._facets_kept.get(
                msgspec.json.encode([query, filters, facets]),
                lambda: self._facets(compiler, asked, narrowed, filters, without_industry(facets)),
            )
            | self._industries(query, filters, facets, _total(found)),
            understood=list(dict.fromkeys(compiler.understood)),
            seconds=round(time.perf_counter() - began, 4),
        )

    def lines(self, query: str, filters: Filters, sort: str, most: int) -> Lines:
        """The first `most` records in order, with no more read of each than its family."""
        compiler = self._new_compiler()
        asked = compiler.filtered(compiler.query(parse(query)), filters)
        found = self._searcher.search(asked, most, count=False, **_order(sort)).hits
        return Lines([name_of(self._searcher.doc(address)) for _, address in found], lambda at: self._hit(
            *found[at], compiler.marks, sort))  # fmt: skip

    def matching(self, query: str, filters: Filters = Filters()) -> RecordSet:  # noqa: B008 (frozen)
        """All records of a query, in the order of their ids."""
        found = np.asarray(self.hit_set(query, filters).to_array())
        if self._ids is None:
            self._ids = read_ids(self.folder, self.extent)
        ids = record_ids(self._ids, found)
        return RecordSet(query=query, filters=filters, lake_version=self._version, record_ids=ids)

    def hit_set(self, query: str, filters: Filters = Filters()) -> BitMap:  # noqa: B008 (frozen)
        """The numbers of all documents of a query, not to be changed; its length is the exact total. Its conditions are
        kept, so a further combination of them costs microseconds. Numbers mean something in this version alone."""
        return self._hits.of(parse(query), filters)

    @property
    def schema(self) -> tantivy.Schema:
        return self._index.schema

    def best(self, query: Query, limit: int) -> list[str]:
        """The ids of the best records of a query made elsewhere, the best first."""
        found = self._searcher.search(query, limit, count=False).hits
        return [str(self._searcher.doc(address)["record_id"][0]) for _, address in found]

    def citing(self, numbers: list[str]) -> int:
        """How many records cite one of these numbers (folded forms, as the index keeps them)."""
        cites = Query.term_set_query(self._index.schema, "cites", numbers)
        return _total(self._searcher.search(cites, 1)) if numbers else 0

    def rarity(self, word: str) -> float:
        """How few abstracts and titles hold a word (its inverse document frequency); 0 where none does."""
        held = sum(self._searcher.doc_freq(field, word) for field in ("title_words", "text_words"))
        return math.log(1 + self.count() / held) if held else 0.0

    def count(self) -> int:
        return self._searcher.num_docs - 1

    def _hit(self, score: float, address: tantivy.DocAddress, marks: list[str], sort: str) -> Hit:
        stored = self._searcher.doc(address)
        card = msgspec.json.decode(bytes(stored["card"][0]), type=Card)
        piece, piece_marks = snippet(card.abstract, marks)
        return Hit(
            record_id=str(stored["record_id"][0]), kind=card.kind, right_type=card.right_type, title=card.title,
            score=round(float(score), 4) if sort not in _ORDER else 0.0,
            number=card.number, holders=card.holders, status=card.status, status_as_of=card.status_as_of, published=card.published,
            main_class=card.main_class, area=card.area, zone=card.zone, realm=card.realm, office=card.office, family=card.family,
            snippet=piece, snippet_marks=piece_marks, title_marks=spans(card.title, marks),
        )  # fmt: skip

    def _facets(
        self, compiler: Compiler, asked: Query, narrowed: Query, filters: Filters, facets: tuple[str, ...]
    ) -> dict[str, list[FacetValue]]:
        """Those with a choice of their own are counted without it, each by itself; the rest in one go."""
        chosen = {*filters.include, *filters.exclude}
        if filters.year_from or filters.year_to:
            chosen.add("year")
        plain = [facet for facet in facets if facet not in chosen]
        counted = self._counted(narrowed, plain)
        for facet in facets:
            if facet in chosen:
                counted |= self._counted(compiler.filtered(asked, filters, without=facet), [facet])
        return {facet: counted[facet] for facet in facets}

    def _industries(
        self, query: str, filters: Filters, facets: tuple[str, ...], total: int
    ) -> dict[str, list[FacetValue]]:
        if INDUSTRY not in facets:
            return {}
        here = (self.folder, self._version)
        return {INDUSTRY: industries_counted(self.hit_set, here, query, filters, total)}

    def _counted(self, query: Query, facets: list[str]) -> dict[str, list[FacetValue]]:
        return counted(self._searcher, query, facets)


def _order(sort: str) -> dict[str, Any]:
    return dict(zip(("order_by_field", "order"), _ORDER[sort], strict=True)) if sort in _ORDER else {}


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count or 0)  # type: ignore[attr-defined]  # there, but not in the package's stubs


assert set(_ORDER) < set(SORTS)
