"""Segments → one that answers the same, with the same numbers: the documents of each follow those of the one before.

Lists of a term are laid end to end, some million places at a time; only the dictionaries are held whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ipcity.postings import files
from ipcity.postings.coded import Coded, save_coded
from ipcity.postings.finishing import finish, spread
from ipcity.postings.held import HeldWriter
from ipcity.postings.keys import PairKeys, read_words, write_words
from ipcity.postings.lists import Lists, ListsWriter
from ipcity.postings.packing import Counts, Numbers
from ipcity.postings.schema import FIELD_BITS, Family, Schema
from ipcity.postings.stored import Stored, StoredWriter

MOST_PLACES = 2**32 - 2**20


@dataclass(frozen=True)
class _Part:
    """The lists of one segment: which term of the joined dictionary each is, and what its places are moved by."""

    lists: Lists
    term: npt.NDArray[np.int64]
    counts: Counts
    moved: int


def join(parts: Sequence[Path], folder: Path, schema: Schema) -> None:
    """`parts`: folders of segments, in the order of their documents."""
    folder.mkdir(parents=True)
    sizes = [int(files.load(part, "size")[0]) for part in parts]
    begins = np.concatenate([[0], np.cumsum(sizes)]).tolist()
    for family in schema.families:
        _join_texts(parts, begins, folder, family)
    _join_keywords(parts, begins, folder)
    for name in schema.numbers:
        save_coded(folder, f"number.{name}", _numbers(parts, f"number.{name}"))
    _join_states(parts, folder)
    stored = StoredWriter(folder)
    for part in parts:
        one = Stored(part)
        stored.copy(one, [text.encode() for text in one.ids().to_pylist()])
    stored.close()
    files.save(folder, "size", np.array([begins[-1]], np.int64))
    finish(folder, schema, begins[-1])
    files.flush(folder)


def fits(parts: Sequence[Path], schema: Schema) -> bool:
    """Places are numbers of 32 bits: beyond them segments stay apart."""
    return all(
        sum(len(files.load(part, f"{one.name}.slots")) for part in parts) << one.block < MOST_PLACES
        for one in schema.families
    )


def _laid(parts: Sequence[Path], name: str) -> npt.NDArray[np.generic]:
    return np.concatenate([files.load(part, name) for part in parts])


def _numbers(parts: Sequence[Path], name: str) -> npt.NDArray[np.generic]:
    return np.concatenate([Coded(part, name).all() for part in parts])


def _join_texts(parts: Sequence[Path], begins: list[int], folder: Path, family: Family) -> None:
    each = [files.load(part, f"{family.name}.slots") for part in parts]
    slots = np.concatenate(
        [one + np.uint32(begin << FIELD_BITS) for one, begin in zip(each, begins, strict=False)]
    )
    files.save(folder, f"{family.name}.slots", slots)
    moved = np.concatenate([[0], np.cumsum([len(one) << family.block for one in each])]).tolist()
    lists = [Lists(part, family.name) for part in parts]
    if family.pairs:
        terms = _join_pairs(
            [PairKeys(files.load(part, f"{family.name}.pairs")).codes for part in parts], folder, family
        )
    else:
        terms = _join_words(parts, folder, family.name)
    held = HeldWriter(family) if family.ranked else None
    out = ListsWriter(folder, family.name)
    for values, counts in _joined(_parts(lists, terms, moved)):
        out.add(values, counts)
        if held:
            held.add(slots, values, counts)
    out.close()
    if held:
        held.close(folder)
        files.save(folder, f"{family.name}.lengths", _laid(parts, f"{family.name}.lengths"))


def _join_keywords(parts: Sequence[Path], begins: list[int], folder: Path) -> None:
    lists = [Lists(part, "keywords") for part in parts]
    out = ListsWriter(folder, "keywords")
    for values, counts in _joined(_parts(lists, _join_words(parts, folder, "keywords"), begins)):
        out.add(values, counts)
    out.close()


def _join_pairs(
    codes: list[npt.NDArray[np.uint64]], folder: Path, family: Family
) -> list[npt.NDArray[np.int64]]:
    every = np.unique(np.concatenate(codes))
    files.save(folder, f"{family.name}.pairs", every)
    return [np.searchsorted(every, one) for one in codes]


def _join_words(parts: Sequence[Path], folder: Path, name: str) -> list[npt.NDArray[np.int64]]:
    arrays = [read_words(part, name).arrow() for part in parts]
    coded = pa.concat_arrays(arrays).dictionary_encode()
    order = pc.sort_indices(coded.dictionary)
    write_words(folder, name, coded.dictionary.take(order))
    rank = np.empty(len(order), np.int64)
    rank[order.to_numpy()] = np.arange(len(order))
    every = rank[coded.indices.to_numpy()]
    return np.split(every, np.cumsum([len(one) for one in arrays])[:-1])


def _parts(lists: list[Lists], terms: list[npt.NDArray[np.int64]], moved: list[int]) -> list[_Part]:
    return [
        _Part(one, term, one.counts(0, len(one)) if len(one) else np.empty(0, np.int64), by)
        for one, term, by in zip(lists, terms, moved, strict=False)
    ]


def _joined(parts: list[_Part]) -> Iterator[tuple[Numbers, Counts]]:
    size = max((int(part.term[-1]) + 1 for part in parts if len(part.term)), default=0)
    counts = np.zeros(size, np.int64)
    for part in parts:
        counts[part.term] += part.counts
    for low, high in spread(counts):
        yield _range(parts, counts[low:high], low, high), counts[low:high]


def _range(parts: list[_Part], counts: Counts, low: int, high: int) -> Numbers:
    out = np.empty(int(counts.sum()), np.uint32)
    free = np.cumsum(counts) - counts  # where the next place of each term goes
    for part in parts:
        begin, end = np.searchsorted(part.term, [low, high]).tolist()
        if begin == end:
            continue
        term, own = part.term[begin:end] - low, part.counts[begin:end]
        values = part.lists.between(begin, end)
        at = np.repeat(free[term] - (np.cumsum(own) - own), own) + np.arange(len(values))
        out[at] = values + np.uint32(part.moved)
        free[term] += own
    return out


def _join_states(parts: Sequence[Path], folder: Path) -> None:
    names = [files.load(part, "states.names").tolist() for part in parts]
    every = sorted({name for one in names for name in one})
    states = [np.empty(0, np.uint8)]
    for part, own in zip(parts, names, strict=True):
        known = np.array([every.index(name) for name in own], np.uint8)
        state = files.load(part, "states.state")
        states.append(known[state] if len(state) else state)
    files.save(folder, "states.sizes", _laid(parts, "states.sizes"))
    save_coded(folder, "states.day", _numbers(parts, "states.day"))
    files.save(folder, "states.state", np.concatenate(states))
    files.save(folder, "states.names", np.array(every, "U40"))
