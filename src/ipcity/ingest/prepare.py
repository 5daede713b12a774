"""One row by itself: checked, made into the record it would be if nothing else were known. No look at the lake.

So rows can be prepared in another process than the one that writes them (`apart.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from ipcity.base.days import last_day
from ipcity.ingest.normalise import Unfit, normalise
from ipcity.ingest.parties import without_homes
from ipcity.ingest.passport import Passport
from ipcity.ingest.row import RawRow, digest_of, encoded
from ipcity.law import state_on
from ipcity.records import Record, SourceRef, keys_of, mint_id


class Prepared(msgspec.Struct, array_like=True, frozen=True):
    """`row` is the digest of the content; `content` the row as it may be kept. There is a record or a problem."""

    row: str
    place: str
    content: str
    keys: list[str]
    record: Record | None = None
    problem: str = ""


def prepared(rows: Iterable[RawRow], passport: Passport) -> Iterator[Prepared]:
    for row in rows:
        yield prepare(row, passport)


def prepare(row: RawRow, passport: Passport) -> Prepared:
    whole = encoded(row.values)
    digest = digest_of(passport.name, whole)
    kept = without_homes(row.values)
    content = (whole if kept is row.values else encoded(kept)).decode()
    if row.problem:
        return Prepared(digest, row.place, content, [], None, row.problem)
    try:
        view = normalise(row.values, passport)
    except Unfit as unfit:
        return Prepared(digest, row.place, content, [], None, str(unfit))
    view.sources = [SourceRef(source=passport.name, row=digest, place=row.place)]
    record_id = mint_id(view)
    assert record_id is not None, "a view without numbers is unfit"
    view.record_id = record_id
    return Prepared(digest, row.place, content, keys_of(view), settled(view))


def settled(record: Record) -> Record:
    """With its legal state on the last day that its data speak of; of other rights, the state their source names."""
    if (record.kind, record.office) != ("patent", "cn"):
        return record
    known_days = [document.on for document in record.documents] + [event.on for event in record.events]
    as_of = max(known_days, default=record.dates.get("filed", ""))
    on = last_day(as_of) if as_of else date.max
    record.status = state_on(record.right_type, record.dates, record.events, on).state
    record.status_as_of = as_of
    return record
