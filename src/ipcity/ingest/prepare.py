"""Rows by themselves: each checked and made into the record it would be if nothing else were known. No look at the lake.

So rows can be prepared in another process than the one that writes them (`apart.py`). They go in parts, and of a part the
records are columns and text already: most are new, and nobody will look into them again before they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
import pyarrow as pa

from ipcity.base.days import last_day
from ipcity.ingest.normalise import Unfit, normalise
from ipcity.ingest.parties import without_homes
from ipcity.ingest.passport import Passport
from ipcity.ingest.row import RawRow, digest_of, encoded
from ipcity.lake import to_table, to_texts
from ipcity.law import course
from ipcity.records import Record, SourceRef, keys_of, mint_id

PART_ROWS = 500
Said = tuple[str, str, str]  # stage, right type, day
_CONTENT = pa.schema([("row", pa.string()), ("place", pa.string()), ("content", pa.string())])


class Prepared(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What the one that writes must know of a row. `row` is the digest of its content, `said` the documents it speaks of;
    without a record there is a problem."""

    row: str
    keys: list[str]
    record_id: str = ""
    said: list[Said] = []
    problem: str = ""


class _Sent(msgspec.Struct, array_like=True, frozen=True):
    rows: list[Prepared]
    contents: bytes
    records: bytes
    texts: bytes


@dataclass(frozen=True)
class Part:
    """Rows that follow one another. `contents`: of each the digest, the place and the row as it may be kept; `records` and
    `texts`: of those that make a record, in the same order."""

    rows: list[Prepared]
    contents: pa.Table
    records: pa.Table
    texts: list[bytes]

    def packed(self) -> bytes:
        sent = _Sent(self.rows, _stream(self.contents), _stream(self.records), b"\n".join(self.texts))
        return _encoder.encode(sent)

    @classmethod
    def unpacked(cls, message: memoryview) -> Part:
        sent = _decoder.decode(message)
        texts = sent.texts.split(b"\n") if sent.texts else []
        contents, records = (pa.ipc.open_stream(one).read_all() for one in (sent.contents, sent.records))
        return cls(sent.rows, contents, records, texts)

    @property
    def size(self) -> int:
        return int(self.contents.nbytes)


def parts(
    rows: Iterable[RawRow | Callable[[], RawRow]], passport: Passport, turn: int = 0, turns: int = 1
) -> Iterator[Part]:
    """The parts whose turn it is: one of so many. What was read before an error comes before it."""
    own: list[RawRow] = []
    now = 0
    try:
        for at, row in enumerate(rows):
            number = at // PART_ROWS
            if number != now and own:
                yield part_of(own, passport)
                own = []
            now = number
            if number % turns == turn:
                own.append(row() if callable(row) else row)
    except Exception:
        if own:
            yield part_of(own, passport)
        raise
    if own:
        yield part_of(own, passport)


def part_of(raw: Sequence[RawRow], passport: Passport) -> Part:
    """One step after the other for all rows, not row after row: the code of a step then stays near the processor."""
    whole = [encoded(row.values) for row in raw]
    digests = [digest_of(passport.name, content) for content in whole]
    kept = [without_homes(row.values) for row in raw]
    contents = [
        content if values is row.values else encoded(values)
        for row, values, content in zip(raw, kept, whole, strict=True)
    ]
    views = [_view(row, passport) for row in raw]
    records = []
    for row, view, digest in zip(raw, views, digests, strict=True):
        if isinstance(view, Record):
            view.sources = [SourceRef(source=passport.name, row=digest, place=row.place)]
            records.append(settled(view))
    keys = [keys_of(record) for record in records]
    for record in records:
        record.record_id = _id_of(record)
    made = zip(records, keys, strict=True)
    rows = [
        _told(digest, *next(made)) if isinstance(view, Record) else Prepared(digest, [], problem=view)
        for digest, view in zip(digests, views, strict=True)
    ]
    places = [row.place for row in raw]
    columns = [pa.array(column, pa.string()) for column in (digests, places, contents)]
    table = pa.Table.from_arrays(columns, schema=_CONTENT)
    return Part(rows, table, to_table(records, keys), to_texts(records))


def _view(row: RawRow, passport: Passport) -> Record | str:
    """What the row alone says, or what is wrong with it."""
    if row.problem:
        return row.problem
    try:
        return normalise(row.values, passport)
    except Unfit as unfit:
        return str(unfit)


def _id_of(record: Record) -> str:
    record_id = mint_id(record)
    assert record_id is not None, "a view without numbers is unfit"
    return record_id


def _told(digest: str, record: Record, keys: list[str]) -> Prepared:
    said = [(document.stage, record.right_type, document.on) for document in record.documents]
    return Prepared(digest, keys, record.record_id, said)


def settled(record: Record) -> Record:
    """With its legal state on the last day that its data speak of; of other rights, the state their source names."""
    if (record.kind, record.office) != ("patent", "cn"):
        return record
    known_days = [document.on for document in record.documents] + [event.on for event in record.events]
    as_of = max(known_days, default=record.dates.get("filed", ""))
    on = last_day(as_of) if as_of else date.max
    reached = [state for day, state in course(record.right_type, record.dates, record.events) if day <= on]
    record.status = reached[-1] if reached else "unknown"
    record.status_as_of = as_of
    return record


def _stream(table: pa.Table) -> bytes:
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table)
    whole: bytes = out.getvalue().to_pybytes()
    return whole


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Sent)
