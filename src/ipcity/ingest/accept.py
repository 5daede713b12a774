"""Chunk by chunk: find the record each row speaks of, merge, or set the row aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec
import pyarrow as pa

from ipcity.ingest.coverage import Seen
from ipcity.ingest.passport import Passport
from ipcity.ingest.prepare import Part, Prepared, settled
from ipcity.lake import SOURCE_ROWS, QuarantinedRow, Writer, from_json
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

    def take(self, parts: Sequence[Part], seen: Seen) -> Counts:
        """Accepted rows made or changed a record; merged rows changed nothing; the rest are set aside."""
        chunk = _Chunk(self._passport, parts, seen)
        chunk.join(self._writer)
        self._writer.put_columns(*chunk.untouched())
        self._writer.put(chunk.changed())
        self._writer.keep_source_rows(chunk.source_rows())
        new = [one for one in chunk.aside if one.row not in self._aside]
        self._aside |= {one.row for one in new}
        self._writer.quarantine(list({one.row: one for one in new}.values()))
        return Counts(
            len(chunk.kept), chunk.merged, len(chunk.aside), frozenset(one.row for one in chunk.aside)
        )


class _Chunk:
    """Rows of some parts. A record that one row alone has made stays the columns it is; it becomes a `Record` when
    another row meets it."""

    def __init__(self, passport: Passport, parts: Sequence[Part], seen: Seen) -> None:
        self._source, self._seen = passport.name, seen
        self._rows = [row for part in parts for row in part.rows]
        self._contents = pa.concat_tables([part.contents for part in parts])
        self._columns = pa.concat_tables([part.records for part in parts])
        self._texts = [text for part in parts for text in part.texts]
        self.aside: list[QuarantinedRow] = []
        self.kept: dict[int, str] = {}  # accepted row → its record
        self.merged = 0
        self._ids: dict[str, str] = {}  # key → record
        self._alone: dict[str, int] = {}  # record → the text that is all of it
        self._records: dict[str, Record] = {}
        self._changed: dict[str, None] = {}

    def join(self, writer: Writer) -> None:
        """Row after row meets what is known so far."""
        keys = dict.fromkeys(chain.from_iterable(row.keys for row in self._rows))
        for key, record in writer.known(list(keys)).items():
            self._ids[key] = record.record_id
            self._records[record.record_id] = record
        text = 0
        for at, row in enumerate(self._rows):
            if not row.record_id:
                self._set_aside(at, row, row.problem)
                continue
            known = list(dict.fromkeys([self._ids[key] for key in row.keys if key in self._ids]))
            if known:
                self._meet(at, row, known, text)
            else:
                self._begin(at, row, text)
            text += 1

    def untouched(self) -> tuple[pa.Table, list[bytes]]:
        """The records that one row alone has made, as columns and as text."""
        chosen = list(self._alone.values())
        if len(chosen) == len(self._texts):
            return self._columns, self._texts
        return self._columns.take(pa.array(chosen, pa.int64())), [self._texts[at] for at in chosen]

    def changed(self) -> list[Record]:
        return [self._records[record_id] for record_id in self._changed]

    def source_rows(self) -> pa.Table:
        rows = self._contents
        if len(self.kept) < rows.num_rows:
            rows = rows.take(pa.array(list(self.kept), pa.int64()))
        named = {"source": [self._source] * len(self.kept), "record_id": list(self.kept.values())}
        columns = [
            pa.array(named[name], pa.string()) if name in named else rows[name] for name in SOURCE_ROWS.names
        ]
        return pa.Table.from_arrays(columns, schema=SOURCE_ROWS)

    def _begin(self, at: int, row: Prepared, text: int) -> None:
        self._seen.add(row.said)
        self.kept[at] = row.record_id
        self._changed.pop(row.record_id, None)
        self._records.pop(row.record_id, None)
        self._alone[row.record_id] = text
        for key in row.keys:
            self._ids[key] = row.record_id

    def _meet(self, at: int, row: Prepared, known: list[str], text: int) -> None:
        """A row that speaks of a record, or of several that are found to be one."""
        if any(row.row == other.row for one in known for other in self._record(one).sources):
            self.merged += 1
            self._seen.add(row.said)
            return
        view = self._read(text)
        for one in known:
            if why := contradiction(self._record(one), view):
                self._set_aside(at, row, why)
                return
        self._seen.add(row.said)
        before = self._record(known[0]) if len(known) == 1 else None
        record = self._united(known, view)
        if before is not None and _says_the_same(before, record):
            self.merged += 1
            return
        self.kept[at] = record.record_id
        self._change(record)

    def _united(self, known: list[str], view: Record) -> Record:
        """The record that this view belongs to. Two records found to be one: the other leads to it from now on."""
        known.sort(key=lambda one: ("-pub-" in one, one))
        record = self._record(known[0])
        for one in known[1:]:
            other = self._record(one)
            record = merged(record, other)
            self._change(msgspec.structs.replace(other, redirect=record.record_id), keys=False)
        return settled(merged(record, view))

    def _change(self, record: Record, *, keys: bool = True) -> None:
        self._records[record.record_id] = record
        self._changed[record.record_id] = None
        self._alone.pop(record.record_id, None)
        if keys:
            self._ids |= dict.fromkeys(keys_of(record), record.record_id)

    def _record(self, record_id: str) -> Record:
        if record_id not in self._records:
            self._records[record_id] = self._read(self._alone[record_id])
        return self._records[record_id]

    def _read(self, text: int) -> Record:
        return next(from_json([self._texts[text]]))

    def _set_aside(self, at: int, row: Prepared, reason: str) -> None:
        place, content = (self._contents[name][at].as_py() for name in ("place", "content"))
        self.aside.append(
            QuarantinedRow(row=row.row, source=self._source, place=place, reason=reason, content=content)
        )


def _says_the_same(before: Record, after: Record) -> bool:
    """Nothing new, and from a source that had spoken already: a repeat."""
    if {ref.source for ref in after.sources} != {ref.source for ref in before.sources}:
        return False
    return msgspec.structs.replace(after, sources=before.sources, from_=before.from_) == before
