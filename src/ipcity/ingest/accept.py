"""Chunk by chunk: find the record each row speaks of, merge, or set the row aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from ipcity.ingest.coverage import Seen
from ipcity.ingest.passport import Passport
from ipcity.ingest.prepare import Prepared, settled
from ipcity.lake import QuarantinedRow, SourceRow, Writer
from ipcity.records import Record, contradiction, keys_of, merged


@dataclass
class Counts:
    accepted: int = 0
    merged: int = 0
    quarantined: int = 0
    aside: frozenset[str] = frozenset()  # digests of the rows set aside


class Acceptor:
    """The rows of one source into one load."""

    def __init__(self, writer: Writer, passport: Passport) -> None:
        self._writer, self._passport = writer, passport
        self._aside = writer.known_quarantine()

    def take(self, rows: Sequence[Prepared], seen: Seen) -> Counts:
        """Accepted rows made or changed a record; merged rows changed nothing; the rest are set aside."""
        chunk = _Chunk(self._passport)
        chunk.know(self._writer.known(list({key for row in rows for key in row.keys})))
        for row in rows:
            chunk.join(row, seen)
        self._writer.put(chunk.changed(), chunk.keys)
        self._writer.keep_source_rows(chunk.source_rows)
        new = [one for one in chunk.aside if one.row not in self._aside]
        self._aside |= {one.row for one in new}
        self._writer.quarantine(list({one.row: one for one in new}.values()))
        return Counts(
            chunk.accepted, chunk.merged, len(chunk.aside), frozenset(one.row for one in chunk.aside)
        )


class _Chunk:
    def __init__(self, passport: Passport) -> None:
        self._source = passport.name
        self.aside: list[QuarantinedRow] = []
        self.source_rows: list[SourceRow] = []
        self.accepted = self.merged = 0
        self.keys: dict[str, list[str]] = {}  # of the records that are new or changed
        self._ids: dict[str, str] = {}
        self._records: dict[str, Record] = {}

    def know(self, found: dict[str, Record]) -> None:
        for key, record in found.items():
            self._ids[key] = record.record_id
            self._records[record.record_id] = record

    def join(self, row: Prepared, seen: Seen) -> None:
        """One row meets what is known so far."""
        view = row.record
        if view is None:
            self._set_aside(row, row.problem)
            return
        known = list(dict.fromkeys(self._ids[key] for key in row.keys if key in self._ids))
        if not known:
            seen.add(view)
            self._keep(row, view, row.keys)
            return
        if any(row.row == other.row for record_id in known for other in self._records[record_id].sources):
            self.merged += 1
            seen.add(view)
            return
        for record_id in known:
            if why := contradiction(self._records[record_id], view):
                self._set_aside(row, why)
                return
        seen.add(view)
        before = self._records[known[0]] if len(known) == 1 else None
        record = self._united(known, view)
        if before is not None and _says_the_same(before, record):
            self.merged += 1
            return
        self._keep(row, record, keys_of(record))

    def changed(self) -> list[Record]:
        return [self._records[record_id] for record_id in self.keys]

    def _united(self, known: list[str], view: Record) -> Record:
        """The record that this view belongs to. Two records found to be one: the other leads to it from now on."""
        known.sort(key=lambda one: ("-pub-" in one, one))
        record = self._records[known[0]]
        for other in known[1:]:
            record = merged(record, self._records[other])
            self._records[other] = msgspec.structs.replace(self._records[other], redirect=record.record_id)
            self.keys[other] = keys_of(self._records[other])
        return settled(merged(record, view))

    def _keep(self, row: Prepared, record: Record, keys: list[str]) -> None:
        self.accepted += 1
        self._records[record.record_id] = record
        self._ids |= dict.fromkeys(keys, record.record_id)
        self.keys[record.record_id] = keys
        self.source_rows.append(
            SourceRow(
                row=row.row, source=self._source, place=row.place, record_id=record.record_id, content=row.content,
            )
        )  # fmt: skip

    def _set_aside(self, row: Prepared, reason: str) -> None:
        self.aside.append(
            QuarantinedRow(
                row=row.row, source=self._source, place=row.place, reason=reason, content=row.content
            )
        )


def _says_the_same(before: Record, after: Record) -> bool:
    """Nothing new, and from a source that had spoken already: a repeat."""
    if {ref.source for ref in after.sources} != {ref.source for ref in before.sources}:
        return False
    return msgspec.structs.replace(after, sources=before.sources, from_=before.from_) == before
