"""Finding records on shelves: the last version of each, by id, by key, or of all that a later load wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec
import numpy as np
import numpy.typing as npt

from ipcity.lake.hashes import NONE, Hashes, hashes_of
from ipcity.lake.shelf import Found
from ipcity.records import Record, keys_of

_decoder = msgspec.json.Decoder(Record)
_Places = npt.NDArray[np.int64]
_Place = tuple[int, int, int]  # version, shelf, row


class Finder:
    """`shelves`: of two that hold one record under one version the later counts, as chunks of a load do."""

    def __init__(self, shelves: Sequence[Found]) -> None:
        self._shelves = shelves

    def by_ids(self, record_ids: list[str]) -> dict[str, Record]:
        asked = hashes_of(record_ids)
        versions = self._versions(np.unique(asked))
        last = dict(zip(versions, self._read([places[-1] for places in versions.values()]), strict=True))
        found: dict[str, Record] = {}
        for one, record_id in zip(asked.tolist(), record_ids, strict=True):
            if (record := last.get(one)) and record.record_id != record_id:
                record = next(
                    (other for other in self._older(versions[one]) if other.record_id == record_id), None
                )
            if record:
                found[record_id] = record
        return found

    def by_keys(self, keys: list[str]) -> dict[str, Record]:
        """Key → record, for the keys that are known. What leads to another record is known by nothing."""
        asked = hashes_of(keys)
        leads = self._leads(asked)
        versions = self._versions(np.unique(leads[1]))
        last = dict(zip(versions, self._read([places[-1] for places in versions.values()]), strict=True))
        found: dict[str, Record] = {}
        own = {one: set(keys_of(record)) for one, record in last.items()}
        for at, one in zip(leads[0].tolist(), leads[1].tolist(), strict=True):
            key, record = keys[at], last[one]
            if key not in own[one]:
                # two ids under one hash; an older version of the same one does not count
                record = self._beside(record, versions[one])
                if key not in keys_of(record):
                    continue
            if record.redirect is None:
                found[key] = record
        return found

    def changed_since(self, version: int, most: int) -> list[Record] | None:
        """By record id; None where there are more than `most`."""
        later = self._later(version)
        if sum(map(len, later)) > most:
            return None
        versions = self._versions(np.unique(np.concatenate([NONE, *later])))
        places = [place for one in versions.values() for place in one if place[0] > version]
        last: dict[str, Record] = {}
        for record in self._read(places):  # in the order of their versions, of each record
            last[record.record_id] = record
        return [last[record_id] for record_id in sorted(last)]

    def versions_since(self, version: int) -> int:
        return sum(map(len, self._later(version)))

    def _later(self, version: int) -> list[Hashes]:
        return [one.ids[one.seqs > version] for shelf in self._shelves for one in shelf.indexes]

    def _leads(self, keys: Hashes) -> tuple[_Places, Hashes]:
        """Which of the keys lead to which ids."""
        found = [(np.empty(0, np.int64), NONE)]
        for shelf in self._shelves:
            for index in shelf.indexes:
                which, at = _matches(index.keys, keys)
                found.append((which, index.ids[index.at[at]]))
        which, ids = (np.concatenate(part) for part in zip(*found, strict=True))
        once = np.unique(np.stack([which.astype(np.uint64), ids]), axis=1)
        return once[0].astype(np.int64), once[1]

    def _versions(self, ids: Hashes) -> dict[int, list[_Place]]:
        """Of each id that is known (version, shelf, row), the last of them last."""
        found: dict[int, list[_Place]] = {}
        for number, shelf in enumerate(self._shelves):
            for index in shelf.indexes:
                which, at = _matches(index.ids, ids)
                hits = (ids[which], index.seqs[at], index.rows[at])
                for one, seq, row in zip(*(part.tolist() for part in hits), strict=True):
                    found.setdefault(one, []).append((seq, number, row))
        for places in found.values():
            places.sort()
        return found

    def _read(self, places: Iterable[_Place]) -> Iterator[Record]:
        """In the order asked; each shelf is read from its beginning to its end."""
        asked = list(places)
        records: list[Record | None] = [None] * len(asked)
        order = sorted(range(len(asked)), key=lambda at: asked[at][1:])
        for number, of_shelf in groupby(order, key=lambda at: asked[at][1]):
            own = list(of_shelf)
            texts = self._shelves[number].texts([asked[at][2] for at in own])
            for at, text in zip(own, texts, strict=True):
                records[at] = _decoder.decode(text)
        return (record for record in records if record is not None)

    def _older(self, places: list[_Place]) -> Iterator[Record]:
        return self._read(reversed(places))

    def _beside(self, record: Record, places: list[_Place]) -> Record:
        """The last version of the other record whose id has the same hash; itself, as nearly always, where there is none."""
        others = (other for other in self._older(places) if other.record_id != record.record_id)
        return next(others, record)


def repeated(shelves: Sequence[Found]) -> dict[int, list[int]]:
    """Shelf → rows whose record comes again later. Few: only hashes are held of all the others."""
    ids = np.concatenate([NONE, *(index.ids for shelf in shelves for index in shelf.indexes)])
    once, times = np.unique(ids, return_counts=True)
    finder = Finder(shelves)
    old: dict[int, list[int]] = {}
    for places in finder._versions(once[times > 1]).values():
        seen: set[str] = set()  # two ids may share a hash
        for place, record in zip(reversed(places), finder._read(reversed(places)), strict=True):
            if record.record_id in seen:
                old.setdefault(place[1], []).append(place[2])
            seen.add(record.record_id)
    return old


def _matches(known: Hashes, asked: Hashes) -> tuple[_Places, _Places]:
    """(which of the asked, where among the known): every pair that is equal."""
    begin = np.searchsorted(known, asked)
    inside = np.minimum(begin, max(len(known) - 1, 0))
    held = np.flatnonzero(known[inside] == asked) if len(known) else np.empty(0, np.int64)
    count = np.searchsorted(known, asked[held], side="right") - begin[held]
    which = np.repeat(held, count)
    first = np.repeat(np.cumsum(count) - count, count)
    return which, begin[which] + np.arange(len(which)) - first
