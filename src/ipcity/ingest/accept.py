"""Chunk by chunk: find the record each row speaks of, merge, or set the row aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from ipcity.base.days import last_day
from ipcity.ingest.coverage import Seen
from ipcity.ingest.normalise import Unfit, normalise
from ipcity.ingest.parties import without_homes
from ipcity.ingest.passport import Passport
from ipcity.ingest.row import RawRow
from ipcity.lake import QuarantinedRow, SourceRow, Writer
from ipcity.law import state_on
from ipcity.records import Record, SourceRef, contradiction, keys_of, merged, mint_id

_ENCODER = msgspec.json.Encoder(order="deterministic")


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

    def take(self, rows: list[RawRow], seen: Seen) -> Counts:
        """Accepted rows made or changed a record; merged rows changed nothing; the rest are set aside."""
        chunk = _Chunk(self._passport)
        for row in rows:
            chunk.read(row)
        chunk.know(self._writer.known(chunk.wanted_keys()))
        for row, view, keys in chunk.views:
            chunk.join(row, view, keys, seen)
        self._writer.put(chunk.changed())
        self._writer.keep_source_rows(chunk.source_rows)
        new = [one for one in chunk.aside if one.row not in self._aside]
        self._aside |= {one.row for one in new}
        self._writer.quarantine(list({one.row: one for one in new}.values()))
        return Counts(
            chunk.accepted, chunk.merged, len(chunk.aside), frozenset(one.row for one in chunk.aside)
        )


class _Chunk:
    def __init__(self, passport: Passport) -> None:
        self._passport = passport
        self.views: list[tuple[RawRow, Record, list[str]]] = []
        self.aside: list[QuarantinedRow] = []
        self.source_rows: list[SourceRow] = []
        self.accepted = self.merged = 0
        self._ids: dict[str, str] = {}
        self._records: dict[str, Record] = {}
        self._dirty: set[str] = set()

    def read(self, row: RawRow) -> None:
        if row.problem:
            self._set_aside(row, row.problem)
            return
        try:
            view = normalise(row.values, self._passport)
        except Unfit as unfit:
            self._set_aside(row, str(unfit))
            return
        self.views.append((row, view, keys_of(view)))

    def wanted_keys(self) -> list[str]:
        return list({key for _, _, keys in self.views for key in keys})

    def know(self, found: dict[str, Record]) -> None:
        for key, record in found.items():
            self._ids[key] = record.record_id
            self._records[record.record_id] = record

    def join(self, row: RawRow, view: Record, keys: list[str], seen: Seen) -> None:
        """One row meets what is known so far."""
        ref = SourceRef(source=self._passport.name, row=row.digest(self._passport.name), place=row.place)
        known = list(dict.fromkeys(self._ids[key] for key in keys if key in self._ids))
        if any(ref.row == other.row for record_id in known for other in self._records[record_id].sources):
            self.merged += 1
            seen.add(view)
            return
        for record_id in known:
            if why := contradiction(self._records[record_id], view):
                self._set_aside(row, why)
                return
        seen.add(view)
        before = self._records[known[0]] if len(known) == 1 else None
        record = self._united(known, msgspec.structs.replace(view, sources=[ref]))
        if before is not None and _says_the_same(before, record):
            self.merged += 1
            return
        self.accepted += 1
        self._keep(record, keys if not known else keys_of(record))
        self.source_rows.append(
            SourceRow(
                row=ref.row,
                source=ref.source,
                place=ref.place,
                record_id=record.record_id,
                content=_content(row),
            )
        )

    def changed(self) -> list[Record]:
        return [self._records[record_id] for record_id in self._dirty]

    def _united(self, known: list[str], view: Record) -> Record:
        """The record that this view belongs to. Two records found to be one: the other leads to it from now on."""
        if not known:
            record_id = mint_id(view)
            assert record_id is not None, "a view without numbers is unfit"
            return _settled(msgspec.structs.replace(view, record_id=record_id))
        known.sort(key=lambda one: ("-pub-" in one, one))
        record = self._records[known[0]]
        for other in known[1:]:
            record = merged(record, self._records[other])
            self._records[other] = msgspec.structs.replace(self._records[other], redirect=record.record_id)
            self._dirty.add(other)
        return _settled(merged(record, view))

    def _keep(self, record: Record, keys: list[str]) -> None:
        self._records[record.record_id] = record
        self._ids |= dict.fromkeys(keys, record.record_id)
        self._dirty.add(record.record_id)

    def _set_aside(self, row: RawRow, reason: str) -> None:
        name = self._passport.name
        self.aside.append(
            QuarantinedRow(
                row=row.digest(name), source=name, place=row.place, reason=reason, content=_content(row)
            )
        )


def _says_the_same(before: Record, after: Record) -> bool:
    """Nothing new, and from a source that had spoken already: a repeat."""
    if {ref.source for ref in after.sources} != {ref.source for ref in before.sources}:
        return False
    return msgspec.structs.replace(after, sources=before.sources, from_=before.from_) == before


def _content(row: RawRow) -> str:
    return _ENCODER.encode(without_homes(row.values)).decode()


def _settled(record: Record) -> Record:
    """With its legal state on the last day that its data speak of; of other rights, the state their source names."""
    if (record.kind, record.office) != ("patent", "cn"):
        return record
    known_days = [document.on for document in record.documents] + [event.on for event in record.events]
    as_of = max(known_days, default=record.dates.get("filed", ""))
    on = last_day(as_of) if as_of else date.max
    state = state_on(record.right_type, record.dates, record.events, on)
    return msgspec.structs.replace(record, status=state.state, status_as_of=as_of)
