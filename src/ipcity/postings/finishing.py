"""What is worked out of a segment's lists when they are whole: values to be counted, and sets of frequent terms."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
from pyroaring import BitMap

from ipcity.postings import files
from ipcity.postings.keys import WordKeys, read_words
from ipcity.postings.lists import Lists
from ipcity.postings.packing import Counts, Numbers, distinct, kept
from ipcity.postings.schema import FIELD_BITS, Schema
from ipcity.postings.sets import set_of

_FREQUENT = 1 / 16  # of the documents; the set of such a term takes a bit a document
_MANY = 4_096  # places; a set of fewer is put together as fast as it is read
_AT_ONCE = 4_000_000  # places


def finish(folder: Path, schema: Schema, size: int) -> None:
    keys, lists = read_words(folder, "keywords"), Lists(folder, "keywords")
    for field in schema.counted:
        _write_values(folder, field, *span_of(keys, schema, field), lists, size)
    for family in schema.families:
        if family.pairs:  # words rank, and then their places are wanted
            slots = files.load(folder, f"{family.name}.slots")
            fields = len(family.fields)
            _write_frequent(
                folder, family.name, Lists(folder, family.name), size, fields, slots, family.block
            )
    _write_frequent(folder, "keywords", lists, size)


def span_of(keys: WordKeys, schema: Schema, field: str) -> tuple[int, int]:
    return keys.span(chr(schema.keywords.index(field) + 1))


def spread(counts: Counts, at_once: int = _AT_ONCE) -> list[tuple[int, int]]:
    """Ranges of lists that hold about so many places each."""
    steps = np.cumsum(counts) // at_once
    bounds = [0, *(np.flatnonzero(np.diff(steps)) + 1).tolist(), len(counts)]
    return [(low, high) for low, high in itertools.pairwise(bounds) if high > low]


def _write_values(folder: Path, field: str, low: int, high: int, lists: Lists, size: int) -> None:
    """Of each document, which of the field's terms it has; the transposed lists. Where each has one, without sizes."""
    counts = lists.counts(low, high) if high > low else np.empty(0, np.int64)
    documents = lists.between(low, high) if high > low else np.empty(0, np.uint32)
    order = np.argsort(documents, kind="stable")
    kind = np.min_scalar_type(max(high - low - 1, 0))
    files.save(folder, f"values.{field}", np.repeat(np.arange(high - low, dtype=kind), counts)[order])
    each = np.bincount(documents, minlength=size)
    files.save(folder, f"values.{field}.sizes", each[:0] if (each == 1).all() else files.narrow(each))


def _write_frequent(
    folder: Path,
    name: str,
    lists: Lists,
    size: int,
    fields: int = 1,
    slots: Numbers | None = None,
    block: int = 0,
) -> None:
    terms: list[int] = []
    of_field: list[int] = []
    sets: list[bytes] = []
    counts = lists.counts(0, len(lists)) if len(lists) else np.empty(0, np.int64)
    for term in np.flatnonzero(counts > max(size * _FREQUENT, _MANY)).tolist():
        for field, found in enumerate(_documents(lists.at(term), slots, block, fields)):
            terms.append(term)
            of_field.append(field)
            sets.append(found.serialize())
    files.save(folder, f"{name}.frequent", np.array([terms, of_field], np.uint32).reshape(2, -1))
    files.save(folder, f"{name}.frequent_ends", np.cumsum([*map(len, sets)], dtype=np.uint64))
    out = files.Growing(folder, f"{name}.frequent_sets")
    out.add(b"".join(sets))
    out.close()


def _documents(places: Numbers, slots: Numbers | None, block: int, fields: int) -> list[BitMap]:
    if slots is None:
        return [set_of(places)]
    found = distinct(slots[places >> block])
    of_field = found & np.uint32((1 << FIELD_BITS) - 1)
    return [set_of(kept(found, of_field == field) >> np.uint32(FIELD_BITS)) for field in range(fields)]
