"""Coverage: what the loaded data can speak about. Partial data shown as a whole is worse than none."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from ipcity.records.places import areas_above


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of a load: for these rights of this office and area, between these days, we hold `content`.

    `content`: publications, grants, legal-events. `area`: administrative code; `*` for everywhere.
    `complete`: every such thing is in the data, not only some.
    """

    source: str
    realm: str
    office: str
    kind: str
    right_type: str
    content: str
    area: str
    from_: str = msgspec.field(name="from")
    to: str
    complete: bool
    label: dict[str, str]  # how it is said on a page: {zh, en}


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """What a computation must be able to rely on, between two days inclusive."""

    realm: str
    office: str
    kind: str
    right_type: str
    content: str
    area: str
    from_: date
    to: date


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """`missing` are the spans of days for which nothing complete is loaded; `loaded` what there is instead."""

    met: bool
    missing: list[tuple[date, date]]
    loaded: list[Coverage]


def answer(need: Need, declared: list[Coverage]) -> Answer:
    """Is the need met by complete coverage, day by day?"""
    speaking = [one for one in declared if _speaks_of(one, need)]
    missing = _gaps(need, [one for one in speaking if one.complete])
    return Answer(met=not missing, missing=missing, loaded=speaking)


def _speaks_of(one: Coverage, need: Need) -> bool:
    same = (one.realm, one.office, one.kind, one.right_type, one.content) == (
        need.realm, need.office, need.kind, need.right_type, need.content,
    )  # fmt: skip
    return same and (one.area == "*" or one.area in areas_above(need.area))


def _gaps(need: Need, whole: list[Coverage]) -> list[tuple[date, date]]:
    spans = sorted((date.fromisoformat(one.from_), date.fromisoformat(one.to)) for one in whole)
    gaps, reached = [], need.from_
    for begin, end in spans:
        if begin > need.to or reached > need.to:
            break
        if begin > reached:
            gaps.append((reached, begin - timedelta(days=1)))
        reached = max(reached, end + timedelta(days=1))
    if reached <= need.to:
        gaps.append((reached, need.to))
    return gaps


def distinct(stated: list[Coverage]) -> list[Coverage]:
    """Each statement once, in the order first made."""
    once: list[Coverage] = []
    for one in stated:
        if one not in once:
            once.append(one)
    return once
