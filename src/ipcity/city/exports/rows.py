"""Which records may leave, and in what dress.

A record leaves only if every source that speaks in it allows it. What people decided to withhold is withheld, and a
natural person's address ends at the city, whatever a source printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
import pyarrow as pa

from ipcity.lake import View
from ipcity.records import Party, Record
from ipcity.records.decided import shown
from ipcity.records.places import cut_to_city
from ipcity.sources.registry import all_sources

_BATCH = 2_000
_SOURCES = """
select r.record_id, list_distinct([s.source for s in r.sources]) as sources
from records r semi join wanted using (record_id) where r.redirect is null
"""
_ROWS = "select to_json(r) from records r semi join wanted using (record_id) where r.redirect is null order by record_id"
_decoder = msgspec.json.Decoder(Record)
Text = dict[str, str]


@dataclass(frozen=True)
class Barred:
    """Records left out for one source's terms; a record with two such sources counts for both."""

    source: str
    terms: Text
    records: int


@dataclass(frozen=True)
class Choice:
    """`ids` may leave; `left_out` may not, for the reasons in `barred`. `terms` are those of the rows that leave."""

    ids: Sequence[str]
    left_out: int
    barred: tuple[Barred, ...] = ()
    terms: dict[str, Text] = field(default_factory=dict)


def allowed(view: View, ids: Sequence[str], *, internal: bool = False) -> Choice:
    """`internal`: for use inside the city, on the machine itself; then nothing is left out, and the file says so."""
    terms = {one.passport.name: one.passport.terms for one in all_sources()}
    open_ = {name for name, one in terms.items() if one.export}
    kept: list[str] = []
    barred: Counter[str] = Counter()
    speaking: set[str] = set()
    for record_id, sources in _with_sources(view, ids):
        shut = [] if internal else [name for name in sources if name not in open_]
        barred.update(shut)
        if not shut:
            kept.append(record_id)
            speaking.update(sources)
    unknown = {"zh": "使用条款不明", "en": "terms unknown"}
    said = {name: terms[name].name if name in terms else unknown for name in speaking | set(barred)}
    return Choice(
        ids=kept, left_out=len(ids) - len(kept),
        barred=tuple(Barred(name, said[name], count) for name, count in sorted(barred.items())),
        terms={name: said[name] for name in sorted(speaking)},
    )  # fmt: skip


def records(view: View, ids: Sequence[str]) -> Iterator[Record]:
    """In the order of their ids, as they may leave; read in one pass, and never held all at once."""
    with view.connection() as db:
        db.register("wanted", pa.table({"record_id": pa.array(ids, pa.string())}))
        cells = db.execute(_ROWS)
        while rows := cells.fetchmany(_BATCH):
            yield from (safe(_decoder.decode(row[0])) for row in rows)


def safe(record: Record) -> Record:
    found = shown(record)
    if not any(party.natural and party.address for party in found.parties):
        return found
    return msgspec.structs.replace(found, parties=[_without_home(party) for party in found.parties])


def _without_home(party: Party) -> Party:
    if not party.natural or not party.address:
        return party
    return msgspec.structs.replace(party, address=cut_to_city(party.address))


def _with_sources(view: View, ids: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    with view.connection() as db:
        db.register("wanted", pa.table({"record_id": pa.array(ids, pa.string())}))
        cells = db.execute(_SOURCES)
        while rows := cells.fetchmany(_BATCH):
            yield from rows
