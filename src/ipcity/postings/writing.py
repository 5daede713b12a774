"""Documents → a segment. They are gathered in arrays, sorted once and written; nothing is kept of a text itself.

Not for more than some ten thousand documents at a time: larger segments are made by joining (`joining.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain, count
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ipcity.postings import files
from ipcity.postings.coded import save_coded
from ipcity.postings.finishing import finish
from ipcity.postings.held import HeldWriter
from ipcity.postings.keys import write_words
from ipcity.postings.lists import ListsWriter
from ipcity.postings.packing import Counts, Numbers, kept
from ipcity.postings.schema import FIELD_BITS, Family, Schema
from ipcity.postings.stored import StoredWriter

_PLACE_BITS = np.uint64(32)
_PAIR_BITS = np.uint64(21)
Ids = npt.NDArray[np.uint64]


class _Vocabulary(defaultdict[str, int]):
    """Term → its number, in the order of appearance."""

    def __init__(self) -> None:
        super().__init__(count().__next__)

    def numbers(self, terms: Sequence[str]) -> Numbers:
        return np.fromiter(map(self.__getitem__, terms), np.uint32, len(terms))


class _Texts:
    """Of one family: where its texts lie, and what stands at each place."""

    def __init__(self, family: Family) -> None:
        self.family, self.next = family, 0
        self.slots: list[Numbers] = []  # of each block
        self.parts: list[tuple[Numbers, ...]] = []  # (terms, places), or of pairs (first, second, places)
        self.lengths: list[tuple[Numbers, Numbers]] = []  # slots, lengths
        self.words = _Vocabulary()

    def places(self, slots: Numbers, lengths: Counts) -> Numbers:
        """Room for texts that are not empty; the places of all that stands in them, text after text."""
        block = self.family.block
        blocks = -(-lengths >> block)
        starts = (np.concatenate([[0], np.cumsum(blocks)])[:-1] << block) + self.next
        self.next += int(blocks.sum()) << block
        self.slots.append(np.repeat(slots, blocks).astype(np.uint32))
        if self.family.ranked:
            self.lengths.append((slots, lengths.astype(np.uint32)))
        within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return (np.repeat(starts, lengths) + within).astype(np.uint32)


class SegmentWriter:
    def __init__(self, folder: Path, schema: Schema) -> None:
        folder.mkdir(parents=True)
        self.folder, self.schema, self.size = folder, schema, 0
        self._texts = {family.name: _Texts(family) for family in schema.families}
        self._keywords = {name: _Vocabulary() for name in schema.keywords}
        self._stands: dict[str, list[tuple[Numbers, Numbers]]] = {name: [] for name in schema.keywords}
        self._numbers: dict[str, list[npt.NDArray[np.int32]]] = {name: [] for name in schema.numbers}
        self._states: list[list[tuple[int, str]]] = []
        self._stored = StoredWriter(folder)

    def add_pairs(
        self, family: str, slots: Numbers, codes: Numbers, ends: npt.NDArray[np.bool_], end: int
    ) -> None:
        """Texts one after another, each followed by an end, which is no character of it; `end` stands for it in the last
        pair. `slots`: document and field of each text, which `slot` makes."""
        texts, bounds = self._texts[family], np.flatnonzero(ends)
        lengths = np.diff(bounds, prepend=-1) - 1
        inside = ~ends
        after = np.where(ends[1:], np.uint32(end), codes[1:])[inside[:-1]]
        some = lengths > 0
        texts.parts.append((codes[inside], after, texts.places(slots[some], lengths[some])))

    def add_words(self, family: str, slots: Numbers, words: Sequence[Sequence[str]]) -> None:
        """The words of each text in their order."""
        texts = self._texts[family]
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        some = lengths > 0
        terms = texts.words.numbers([*chain.from_iterable(words)])
        texts.parts.append((terms, texts.places(slots[some], lengths[some])))

    def add_keywords(self, field: str, values: Sequence[Collection[str]]) -> None:
        """The values of each further document."""
        documents = np.repeat(
            np.arange(self.size, self.size + len(values), dtype=np.uint32), [len(one) for one in values]
        )
        self._stands[field].append((self._keywords[field].numbers([*chain.from_iterable(values)]), documents))

    def add_numbers(self, field: str, values: Sequence[int]) -> None:
        self._numbers[field].append(np.array(values, np.int32))

    def add_documents(
        self, ids: Sequence[str], cards: Sequence[bytes], states: Sequence[list[tuple[int, str]]]
    ) -> None:
        """Last of what is said of these documents: they count from now on."""
        self._stored.add(ids, cards)
        self._states += states
        self.size += len(ids)

    def slot(self, document: int, field: int) -> int:
        """Of the `document`-th of those that follow."""
        return (self.size + document) << FIELD_BITS | field

    def close(self, *, alone: bool = True) -> None:
        """What is not `alone` is to be joined with others soon: it lacks what only a reader needs, and is not flushed."""
        for texts in self._texts.values():
            self._write_texts(texts)
        self._write_keywords()
        for name, parts in self._numbers.items():
            save_coded(self.folder, f"number.{name}", np.concatenate([*parts, np.empty(0, np.int32)]))
        self._write_states()
        self._stored.close()
        files.save(self.folder, "size", np.array([self.size], np.int64))
        if alone:
            finish(self.folder, self.schema, self.size)
            files.flush(self.folder)

    def _write_texts(self, texts: _Texts) -> None:
        family = texts.family
        slots = np.concatenate([*texts.slots, np.empty(0, np.uint32)])
        files.save(self.folder, f"{family.name}.slots", slots)
        if family.pairs:
            keys, values, counts = _sorted_pairs(texts.parts)
            files.save(self.folder, f"{family.name}.pairs", keys)
        else:
            terms, values, counts = _sorted_words([*texts.words], texts.parts)
            write_words(self.folder, family.name, terms)
        out = ListsWriter(self.folder, family.name)
        out.add(values, counts)
        out.close()
        if family.ranked:
            held = HeldWriter(family)
            held.add(slots, values, counts)
            held.close(self.folder)
            lengths = np.zeros((self.size, len(family.fields)), np.uint16)
            for slot, length in texts.lengths:
                lengths[slot >> FIELD_BITS, slot & (2**FIELD_BITS - 1)] = np.minimum(length, 65_535)
            files.save(self.folder, f"{family.name}.lengths", lengths)

    def _write_keywords(self) -> None:
        terms: list[bytes] = []
        parts: list[tuple[Numbers, ...]] = []
        for at, name in enumerate(self.schema.keywords):
            parts += [
                (numbers + np.uint32(len(terms)), documents) for numbers, documents in self._stands[name]
            ]
            terms += [
                bytes([at + 1]) + term.encode("utf-8", "surrogatepass") for term in self._keywords[name]
            ]
        sorted_terms, values, counts = _sorted_words(terms, parts)
        write_words(self.folder, "keywords", sorted_terms)
        out = ListsWriter(self.folder, "keywords")
        out.add(values, counts)
        out.close()

    def _write_states(self) -> None:
        names = sorted({state for one in self._states for _, state in one})
        number = {name: at for at, name in enumerate(names)}
        files.save(self.folder, "states.sizes", files.narrow(np.array([*map(len, self._states)], np.int64)))
        save_coded(
            self.folder, "states.day", np.array([day for one in self._states for day, _ in one], np.uint32)
        )
        files.save(
            self.folder,
            "states.state",
            np.array([number[s] for one in self._states for _, s in one], np.uint8),
        )
        files.save(self.folder, "states.names", np.array(names, "U40"))


def _sorted_pairs(parts: list[tuple[Numbers, ...]]) -> tuple[Ids, Numbers, Counts]:
    """Characters are numbered among those that occur, so that a pair and its place fit one sortable number."""
    if not parts:
        return np.empty(0, np.uint64), np.empty(0, np.uint32), np.empty(0, np.int64)
    first, second, places = (np.concatenate(one) for one in zip(*parts, strict=True))
    occurs = np.zeros(0x110000, bool)
    occurs[first] = occurs[second] = True
    alphabet = np.flatnonzero(occurs).astype(np.uint64)
    number = np.cumsum(occurs, dtype=np.uint64) - np.uint64(1)
    size = np.uint64(len(alphabet))
    keys, values, counts = _grouped(number[first] * size + number[second], places)
    return alphabet[keys // size] << _PAIR_BITS | alphabet[keys % size], values, counts


def _sorted_words(
    terms: Sequence[str] | Sequence[bytes], parts: list[tuple[Numbers, ...]]
) -> tuple[pa.LargeBinaryArray, Numbers, Counts]:
    written = [one.encode("utf-8", "surrogatepass") if isinstance(one, str) else one for one in terms]
    array = pa.array(written, pa.large_binary())
    order = pc.sort_indices(array)
    rank = np.empty(len(written), np.uint64)
    rank[order.to_numpy()] = np.arange(len(written), dtype=np.uint64)
    if not parts:
        return array, np.empty(0, np.uint32), np.empty(0, np.int64)
    numbers, places = (np.concatenate(one) for one in zip(*parts, strict=True))
    _, values, counts = _grouped(rank[numbers], places)
    return array.take(order), values, counts


def _grouped(keys: Ids, places: Numbers) -> tuple[Ids, Numbers, Counts]:
    """The keys that occur, in order; their places, ascending, none twice; and how many each has."""
    both = keys << _PLACE_BITS | places
    both.sort()  # `unique` would hash, and take ten times as long
    new = np.ones(len(both), bool)
    np.not_equal(both[1:], both[:-1], out=new[1:])
    both = kept(both, new)
    keys = both >> _PLACE_BITS
    begins = np.flatnonzero(np.diff(keys, prepend=~np.uint64(0))) if len(keys) else np.empty(0, np.int64)
    return keys[begins], (both & np.uint64(0xFFFFFFFF)).astype(np.uint32), np.diff(begins, append=len(keys))
