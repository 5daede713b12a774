"""The merged view: what several source rows say of one right, by stated precedence.

A better-ranked source wins; of one source, the later document; of two alike, the first seen. Lists of facts
(numbers, documents, events, citations) are joined.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

import msgspec

from ipcity.records.record import Event, Record

_CHOSEN = ("title", "abstract", "parties", "classes", "claims", "family")
_chosen = attrgetter(*_CHOSEN)


@dataclass(frozen=True)
class Standing:
    """How much a row's word counts: rank of its source (1 is best), and the day of its document."""

    source: str
    rank: int
    on: str

    def mark(self) -> str:
        return f"{self.source} {self.rank} {self.on}"


def _weight(mark: str) -> tuple[int, str]:
    """Greater is stronger."""
    _, rank, on = mark.rsplit(" ", 2) if mark.count(" ") >= 2 else ("", "99", "")
    return (-int(rank), on)


def first_view(row: Record, standing: Standing) -> Record:
    """A record that only this row speaks of; its `from` says how much each word counts."""
    mark = standing.mark()
    said = {name: mark for name, value in zip(_CHOSEN, _chosen(row), strict=True) if value}
    for name in row.dates:
        said[f"dates.{name}"] = mark
    if row.status != "unknown":  # a state counts as of its own day, not of the documents beside it
        said["status"] = replace(standing, on=row.status_as_of or standing.on).mark()
    return msgspec.structs.replace(row, from_=said)


def merged(known: Record, row: Record) -> Record:
    """The record after a further view of it (see `first_view`) has spoken. `known` is left as it is."""
    changed: dict[str, Any] = {
        "numbers": _joined(known.numbers, row.numbers),
        "documents": _joined(known.documents, row.documents),
        "events": _in_time(_joined(known.events, row.events)),
        "citations": _joined(known.citations, row.citations),
        "priority": _joined(known.priority, row.priority),
        "sources": _joined(known.sources, row.sources),
        "extra": row.extra | known.extra,
    }
    said, dates = dict(known.from_), dict(known.dates)
    for name, mark in row.from_.items():
        if not _stronger(mark, said.get(name)):
            continue
        said[name] = mark
        if name.startswith("dates."):
            dates[name[6:]] = row.dates[name[6:]]
        else:
            changed[name] = getattr(row, name)
            if name == "status":
                changed["status_as_of"] = row.status_as_of
    return msgspec.structs.replace(known, **changed, dates=dates, from_=said)


def contradiction(known: Record, row: Record) -> str | None:
    """Two rows under one number that cannot both be of one right: other filing day *and* other holder."""
    days = (known.dates.get("filed"), row.dates.get("filed"))
    if None in days or days[0] == days[1]:
        return None
    names = [{party.name_norm for party in one.holders} for one in (known, row)]
    if names[0] & names[1] or not all(names):
        return None
    return (
        f"与已有记录同号而内容不同：已有申请日 {days[0]}、权利人 {_said(known)}；"
        f"本行申请日 {days[1]}、权利人 {_said(row)}。请核对哪一行的号码有误，更正后重新装载。"
    )


def _said(record: Record) -> str:
    return "、".join(party.name for party in record.holders)


def _stronger(new: str, old: str | None) -> bool:
    return old is None or _weight(new) > _weight(old)


def _joined(known: list[Any], more: list[Any]) -> list[Any]:
    return known + [one for one in more if one not in known]


def _in_time(events: list[Event]) -> list[Event]:
    return sorted(events, key=lambda event: (event.on, event.code))
