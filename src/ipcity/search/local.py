"""The index on one machine. Readers see a whole version of the lake or the one before, never half."""

from __future__ import annotations

import math
import time
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
from pyroaring import BitMap

from ipcity.base.recent import Recent
from ipcity.postings import OneOf, Query, Searcher, Store
from ipcity.search.base import FACETS, INDUSTRY, SORTS, FacetValue, Filters, Hit, RecordSet, Result
from ipcity.search.compile import Compiler
from ipcity.search.highlight import needles_of, snippet, spans
from ipcity.search.industry_facet import industries_counted, without_industry
from ipcity.search.lexicon import Lexicon
from ipcity.search.lines import Lines
from ipcity.search.schema import SCHEMA, Card
from ipcity.search.syntax import parse

_KEPT = 512  # answers to queries asked again: the next page, another order
_TOGETHER = 100  # hits that are put in order at once: pages that follow need no further look
_SIZE = {"year": 60, "area": 60}  # values of a facet
_DEFAULT_SIZE = 20
_ORDER = {"newest": ("published", True), "oldest": ("published", False), "cited": ("cited", True)}
Found = list[tuple[float, int]]  # score, document


class LocalIndex:
    """One look at an index folder: what is committed later needs a further one (`open_index`). What it keeps for questions
    asked again lives as long as it does. Safe for threads."""

    def __init__(self, folder: Path, before: LocalIndex | None = None) -> None:
        """`before`: an earlier look, whose open files serve again. Raises FileNotFoundError where none was built."""
        self.folder = folder
        same: Store | None = before.store if before is not None and before.folder == folder else None
        self.store: Store = Store(folder, SCHEMA, same)
        self._searcher = Searcher(self.store)
        # normal name → other names of the holder, given from outside
        self.aliases: dict[str, list[str]] = before.aliases if before is not None else {}
        self._version = int(self.store.about["lake_version"])
        self.lexicon = Lexicon(self._searcher, self.aliases)
        self._facets_kept: Recent[dict[str, list[FacetValue]]] = Recent(_KEPT)
        self._pages_kept: Recent[Found] = Recent(_KEPT)

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
        compiler = Compiler(self.lexicon)
        asked = compiler.query(parse(query))
        narrowed = compiler.filtered(asked, filters)
        found = self._searcher.matching(narrowed)
        page = self._page(narrowed, found, sort, offset, limit) if limit else []
        counted = self._facets_kept.get(
            (
                asked,
                msgspec.json.encode(filters),
                facets,
            ),  # as it is read today: tables of synonyms may be edited
            lambda: self._facets(compiler, asked, found, filters, without_industry(facets)),
        )
        return Result(
            total=len(found),
            lake_version=self._version,
            hits=self._hits(page, compiler.marks, sort),
            facets=counted | self._industries(query, filters, facets, len(found)),
            understood=list(dict.fromkeys(compiler.understood)),
            seconds=round(time.perf_counter() - began, 4),
        )

    def lines(self, query: str, filters: Filters, sort: str, most: int) -> Lines:
        """The first `most` records in order, with no more read of each than its family."""
        compiler = Compiler(self.lexicon)
        asked = compiler.filtered(compiler.query(parse(query)), filters)
        found = self._ordered(asked, self._searcher.matching(asked), sort, most)
        families = self._searcher.value_of([document for _, document in found], "family_id")
        names = [
            family or self._searcher.id(document)
            for family, (_, document) in zip(families, found, strict=True)
        ]
        return Lines(names, lambda at: self._hits([found[at]], compiler.marks, sort)[0])

    def matching(self, query: str, filters: Filters = Filters()) -> RecordSet:  # noqa: B008 (frozen)
        """All records of a query, in the order of their ids."""
        found = self._searcher.ids().take(pa.array(self.hit_set(query, filters).to_array(), pa.uint32()))
        ids = found.take(pc.sort_indices(found)).to_pylist()
        return RecordSet(query=query, filters=filters, lake_version=self._version, record_ids=ids)

    def hit_set(self, query: str, filters: Filters = Filters()) -> BitMap:  # noqa: B008 (frozen)
        """The numbers of all documents of a query, not to be changed; its length is the exact total. Its conditions are
        kept, so a further combination of them costs microseconds. Numbers mean something in this version alone."""
        compiler = Compiler(self.lexicon)
        return self._searcher.matching(compiler.filtered(compiler.query(parse(query)), filters))

    def best(self, query: Query, limit: int) -> list[str]:
        """The ids of the best records of a query made elsewhere, the best first."""
        found = self._searcher.first(query, self._searcher.matching(query), limit)
        return [self._searcher.id(document) for _, document in found]

    def citing(self, numbers: list[str]) -> int:
        """How many records cite one of these numbers (folded forms, as the index keeps them)."""
        return len(self._searcher.matching(OneOf("cites", tuple(numbers))))

    def rarity(self, word: str) -> float:
        """How few abstracts and titles hold a word (its inverse document frequency); 0 where none does."""
        held = sum(self._searcher.held(field, word) for field in ("title_words", "text_words"))
        return math.log(1 + self.count() / held) if held else 0.0

    def count(self) -> int:
        return self.store.living

    def _page(self, query: Query, found: BitMap, sort: str, offset: int, limit: int) -> Found:
        most = -(-(offset + limit) // _TOGETHER) * _TOGETHER
        kept = self._pages_kept.get((query, sort, most), lambda: self._ordered(query, found, sort, most))
        return kept[offset : offset + limit]

    def _ordered(self, query: Query, found: BitMap, sort: str, most: int) -> Found:
        if sort not in _ORDER:
            return self._searcher.first(query, found, most)
        field, descending = _ORDER[sort]
        return [(0.0, document) for document in self._searcher.ordered(found, field, most, descending)]

    def _hits(self, page: Found, marks: list[str], sort: str) -> list[Hit]:
        needles = needles_of(marks)
        return [self._hit(score, document, needles, sort) for score, document in page]

    def _hit(self, score: float, document: int, marks: tuple[str, ...], sort: str) -> Hit:
        card = _cards.decode(self._searcher.card(document))
        piece, piece_marks = snippet(card.abstract, marks)
        return Hit(
            record_id=self._searcher.id(document), kind=card.kind, right_type=card.right_type, title=card.title,
            score=round(float(score), 4) if sort not in _ORDER else 0.0,
            number=card.number, holders=card.holders, status=card.status, status_as_of=card.status_as_of, published=card.published,
            main_class=card.main_class, area=card.area, zone=card.zone, realm=card.realm, office=card.office, family=card.family,
            snippet=piece, snippet_marks=piece_marks, title_marks=spans(card.title, marks),
        )  # fmt: skip

    def _facets(
        self, compiler: Compiler, asked: Query, found: BitMap, filters: Filters, facets: tuple[str, ...]
    ) -> dict[str, list[FacetValue]]:
        """Those with a choice of their own are counted without it, each by itself; the rest in one go."""
        chosen = {*filters.include, *filters.exclude}
        if filters.year_from or filters.year_to:
            chosen.add("year")
        counted = self._counted(found, [facet for facet in facets if facet not in chosen])
        for facet in facets:
            if facet in chosen:
                wider = self._searcher.matching(compiler.filtered(asked, filters, without=facet))
                counted |= self._counted(wider, [facet])
        return {facet: counted[facet] for facet in facets}

    def _industries(
        self, query: str, filters: Filters, facets: tuple[str, ...], total: int
    ) -> dict[str, list[FacetValue]]:
        if INDUSTRY not in facets:
            return {}
        here = (self.folder, self._version)
        return {INDUSTRY: industries_counted(self.hit_set, here, query, filters, total)}

    def _counted(self, found: BitMap, facets: list[str]) -> dict[str, list[FacetValue]]:
        sizes = {facet: _SIZE.get(facet, _DEFAULT_SIZE) for facet in facets}
        counted = self._searcher.counted(found, sizes) if facets else {}
        return {
            facet: [FacetValue(value=value, count=count) for value, count in values if value not in ("0", "")]
            for facet, values in counted.items()
        }


_cards = msgspec.json.Decoder(Card)
assert set(_ORDER) < set(SORTS)
