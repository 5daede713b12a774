"""How much speaks for two names being one organisation's, sign by sign. A score puts a pair before a clerk; it never
decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ipcity.city.assets.names import Parts, differing, parts, signs, spelt
from ipcity.records.places import area_name, areas_above

_PREFIX = 8  # letters of a romanised beginning that are no accident


@dataclass(frozen=True, kw_only=True)
class Holder:
    """A name as the records know it. `rights` is how many it holds; 0 for one that only the directory knows."""

    norm: str
    name: str
    realm: str
    rights: int = 0
    areas: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    inventors: frozenset[str] = frozenset()
    credit_code: str = ""
    former_of: str = ""  # normalised present name, by the directory


@dataclass(frozen=True)
class Sign:
    code: str
    points: int
    detail: str = ""


@dataclass(frozen=True)
class Score:
    points: int
    found: tuple[Sign, ...] = field(default=())

    @property
    def is_worth_asking(self) -> bool:
        """Likeness alone is not: names whose cores differ need a sign of another nature."""
        return self.points >= int(signs()["ask"])

    def plain(self) -> list[dict[str, Any]]:
        return [{"code": one.code, "points": one.points, "detail": one.detail} for one in self.found]


def score(one: Holder, other: Holder) -> Score:
    a, b = parts(one.norm), parts(other.norm)
    found = [*_by_name(a, b), *_by_papers(one, other), *_by_people(one, other)]
    return Score(sum(sign.points for sign in found), tuple(found))


def _sign(code: str, detail: str = "") -> Sign:
    return Sign(code, int(signs()["signs"][code]["points"]), detail)


def _by_name(a: Parts, b: Parts) -> list[Sign]:
    found = []
    if a.core and a.core == b.core:
        found.append(_sign("core", a.core))
        if a.form != b.form and a.is_chinese and b.is_chinese:
            found.append(_sign("other_form", f"{a.form or '—'} / {b.form or '—'}"))
    elif a.is_chinese != b.is_chinese:
        found += _by_spelling(*((a, b) if a.is_chinese else (b, a)))
    elif 0 < differing(a.core, b.core) <= 2:
        found.append(_sign("one_off", f"{a.core} ≠ {b.core}"))
    if a.region and b.region and not _same_line(a.region, b.region):
        found.append(_sign("other_region", f"{area_name(a.region)['zh']} / {area_name(b.region)['zh']}"))
    return found


def _by_spelling(chinese: Parts, latin: Parts) -> list[Sign]:
    """The whole core, or region and the first two characters where the rest is translated: 光威 → guangwei."""
    region = spelt(area_name(chinese.region)["zh"].rstrip("省市区县")) if chinese.region else ""
    whole = {spelt(chinese.core), region + spelt(chinese.core)}
    brand = region + spelt(chinese.core[:2])
    if latin.core in whole:
        return [_sign("romanised", latin.core)]
    if len(brand) >= _PREFIX and latin.core.startswith(brand):
        return [_sign("romanised", brand)]
    return []


def _same_line(one: str, other: str) -> bool:
    """A district lies in its city: 荣成 and 威海 are no contradiction."""
    return one in areas_above(other) or other in areas_above(one)


def _by_papers(one: Holder, other: Holder) -> list[Sign]:
    found = []
    if one.credit_code and one.credit_code == other.credit_code:
        found.append(_sign("credit_code", one.credit_code))
    if one.former_of == other.norm or other.former_of == one.norm:
        found.append(_sign("former_name"))
    return found


def _by_people(one: Holder, other: Holder) -> list[Sign]:
    found = []
    if people := sorted(one.inventors & other.inventors):
        found.append(
            _sign("inventors", "、".join(people[:5]) + (f" +{len(people) - 5}" if len(people) > 5 else ""))
        )
    if places := sorted(one.addresses & other.addresses):
        found.append(_sign("address", places[0]))
    elif one.areas & other.areas:
        found.append(
            _sign("same_place", "、".join(area_name(code)["zh"] for code in sorted(one.areas & other.areas)))
        )
    return found
