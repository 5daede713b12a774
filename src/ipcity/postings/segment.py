"""One segment, opened: the answers of its own documents, by their numbers in it. What is read often is kept by the
searcher above, not here."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from ipcity.postings import files
from ipcity.postings.coded import Coded
from ipcity.postings.finishing import span_of
from ipcity.postings.keys import Keys, PairKeys, WordKeys, read_words
from ipcity.postings.lists import Lists
from ipcity.postings.packing import Numbers, distinct, kept
from ipcity.postings.schema import Family, Schema
from ipcity.postings.sets import set_of
from ipcity.postings.stored import Stored

_NONE = np.empty(0, np.uint32)


class Frequent:
    """Sets of terms that stand in many documents: (term, field) → documents."""

    def __init__(self, folder: Path, name: str) -> None:
        terms, ends = (
            files.load(folder, f"{name}.frequent"),
            files.load(folder, f"{name}.frequent_ends").tolist(),
        )
        self._sets = files.mapped(folder, f"{name}.frequent_sets")
        self._where = dict(
            zip(map(tuple, terms.T.tolist()), zip([0, *ends], ends, strict=False), strict=True)
        )

    def of(self, term: int, field: int = 0) -> BitMap | None:
        found = self._where.get((term, field))
        return BitMap.deserialize(bytes(self._sets[found[0] : found[1]])) if found else None


class Texts:
    """The lists of a family."""

    def __init__(self, folder: Path, family: Family) -> None:
        self.family = family
        self.keys: Keys = (
            PairKeys(files.load(folder, f"{family.name}.pairs"))
            if family.pairs
            else read_words(folder, family.name)
        )
        self.lists = Lists(folder, family.name)
        self.frequent = Frequent(folder, family.name) if family.pairs else None
        self.slots = files.load(folder, f"{family.name}.slots")
        if family.ranked:  # field by field: words of each document; documents that hold each term
            self.lengths: npt.NDArray[np.uint16] = files.load(folder, f"{family.name}.lengths")
            self.held: npt.NDArray[np.uint32] = files.load(folder, f"{family.name}.held")

    def run(self, parts: tuple[tuple[int, str], ...], open_ended: tuple[int, ...]) -> Numbers:
        """Places at which the first part would stand, with all at their distances; the rarest are joined first."""
        known: list[tuple[int, int, int]] = []  # places, step, term
        lists: list[tuple[Numbers, int]] = []
        for at, (step, term) in enumerate(parts):
            if at in open_ended:
                low, high = self.keys.span(term)
                lists.append((np.sort(self.lists.between(low, high)) if high > low else _NONE, step))
                continue
            number = self.keys.find(term)
            if number < 0:
                return _NONE
            known.append((self.lists.count(number), step, number))
        if self.family.pairs and not open_ended:
            known = _cover(known)
        lists += [(self.lists.at(number), step) for _, step, number in known]
        lists.sort(key=lambda one: len(one[0]))
        places = _back(*lists[0])
        for others, step in lists[1:]:
            if not len(places):
                break
            places = _both(places, _back(others, step))
        return self._within_a_text(places, parts[-1][0]) if len(lists) > 1 else places

    def _within_a_text(self, places: Numbers, last: int) -> Numbers:
        """Where a place between two parts is not looked at, they might stand in two texts: those that end in another block."""
        block, size = np.uint32(self.family.block), 1 << self.family.block
        far = np.flatnonzero((places & np.uint32(size - 1)) >= np.uint32(max(size - last, 0)))
        begin = places.take(far)
        end = (begin + np.uint32(last)) >> block
        apart = far[self.slots.take(begin >> block) != self.slots.take(end)]
        return np.delete(places, apart) if len(apart) else places

    def texts_of(self, places: Numbers) -> Numbers:
        """Slots in which places lie, each once."""
        return distinct(self.slots.take(places >> np.uint32(self.family.block)))


def _cover(pairs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of pairs side by side, those with fewest places in which each character stands: ab, cd for abcd."""
    if len(pairs) < 3 or any(after[1] - before[1] != 1 for before, after in pairwise(pairs)):
        return pairs
    best: list[tuple[int, list[tuple[int, int, int]]]] = [(0, []), (pairs[0][0], pairs[:1])]
    for one in pairs[
        1:
    ]:  # `best[n]`: the characters up to the n-th pair's last are covered, and that pair is chosen
        cost, chosen = min(best[-2:] if len(best) > 2 else best[-1:], key=lambda way: way[0])
        best.append((cost + one[0], [*chosen, one]))
    return best[-1][1]


def _back(places: Numbers, step: int) -> Numbers:
    """What would lie before the beginning of all is left out."""
    return places[places.searchsorted(step) :] - np.uint32(step) if step else places


def _both(few: Numbers, many: Numbers) -> Numbers:
    """Of ascending numbers."""
    if len(few) == len(many) and np.array_equal(few, many):  # pairs of one word
        return few
    if len(few) * 64 < len(many):  # looking up costs more than laying side by side, but for very few
        at = np.searchsorted(many, few)
        at[at == len(many)] = 0
        return kept(few, many.take(at) == few)
    both: Numbers = np.concatenate([few, many])
    both.sort(kind="stable")
    return kept(both[:-1], both[1:] == both[:-1])


def _ends(folder: Path, name: str) -> Numbers:
    return np.cumsum(files.load(folder, name), dtype=np.uint32)


class Segment:
    """All files are opened at once: a segment that is replaced is deleted, and whoever has it open reads on."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        self.folder, self.schema = folder, schema
        self.size = int(files.load(folder, "size")[0])
        self.texts = {family.name: Texts(folder, family) for family in schema.families}
        self.keys: WordKeys = read_words(folder, "keywords")
        self._keywords, self._frequent = Lists(folder, "keywords"), Frequent(folder, "keywords")
        self.stored = Stored(folder)
        self._numbers = {name: Coded(folder, f"number.{name}") for name in schema.numbers}
        self._values = {
            name: (files.load(folder, f"values.{name}"), _ends(folder, f"values.{name}.sizes"))
            for name in schema.counted
        }
        self._owners: dict[str, Numbers] = {}
        self._spans = {name: span_of(self.keys, schema, name) for name in schema.keywords}
        # where each document's states end; the day from which each holds; which it is; their names
        self.states = (
            _ends(folder, "states.sizes"), Coded(folder, "states.day"),
            files.load(folder, "states.state"), files.load(folder, "states.names").tolist(),
        )  # fmt: skip

    def number(self, field: str) -> Coded:
        return self._numbers[field]

    def values(self, field: str) -> tuple[npt.NDArray[np.unsignedinteger], Numbers]:
        """The terms of a counted field, document after document, and where each document ends (nothing: one each)."""
        return self._values[field]

    def owners(self, field: str) -> Numbers:
        """The document of each value of a counted field."""
        if field not in self._owners:
            sizes = np.diff(self._values[field][1], prepend=np.uint32(0))
            self._owners[field] = np.repeat(np.arange(self.size, dtype=np.uint32), sizes)
        return self._owners[field]

    def span(self, field: str, prefix: str = "") -> tuple[int, int]:
        """The places of a keyword's values in the dictionary, of all or of those that begin so."""
        if not prefix:
            return self._spans[field]
        return self.keys.span(chr(self.schema.keywords.index(field) + 1) + prefix)

    def keyword_at(self, field: str, value: str) -> int:
        """Its place in the dictionary; -1 where it is not."""
        return self.keys.find(chr(self.schema.keywords.index(field) + 1) + value, *self._spans[field])

    def keyword(self, field: str, value: str) -> BitMap:
        at = self.keyword_at(field, value)
        if at < 0:
            return BitMap()
        frequent = self._frequent.of(at)
        return frequent if frequent is not None else set_of(self._keywords.at(at))

    def keywords_beginning(self, field: str, prefix: str) -> BitMap:
        low, high = self.span(field, prefix)
        return set_of(distinct(np.sort(self._keywords.between(low, high)))) if high > low else BitMap()

    def counts(self, low: int, high: int) -> list[int]:
        """Documents of each keyword."""
        return list(self._keywords.counts(low, high).tolist()) if high > low else []
