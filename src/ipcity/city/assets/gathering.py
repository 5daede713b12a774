"""Which pairs of names are worth a look: names of one core, of one spelling, of one address, and what the directory
says. Read from the lake; nothing is compared with everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import pyarrow as pa

from ipcity.city.assets.names import parts, spelt
from ipcity.city.assets.scoring import Holder, Score, score
from ipcity.city.directory.models import Organisation, OrganisationName
from ipcity.lake import View
from ipcity.records import normal_name
from ipcity.records.places import area_name

BLOCK = 40  # an address of so many firms is a business park and tells nothing
_HOLDERS = """
select realm, p.name_norm as norm, any_value(p.name) as name, count(distinct record_id) as rights,
  list_sort(list(distinct p.area)) as areas, list_sort(list(distinct p.address)) as addresses
from (select record_id, realm, unnest(parties) as p from records where redirect is null)
where p.role in ('owner', 'applicant') and not p.natural group by all
"""
_INVENTORS = """
with told as (select record_id, realm, parties from records where redirect is null)
select realm, h.name_norm as norm, list(distinct i.name_norm) as inventors
from (select record_id, realm, unnest(parties) as h, parties from told) cross join unnest(parties) as t(i)
where h.role in ('owner', 'applicant') and i.role = 'inventor' and h.name_norm in (select norm from wanted)
group by all
"""
Pair = tuple[Holder, Holder]


def candidates(view: View) -> Iterator[tuple[Holder, Holder, Score]]:
    """Pairs worth asking a clerk: (the smaller name, the one it may be, why)."""
    holders = _holders(view)
    pairs = {(one.realm, *sorted((one.norm, other.norm))): (one, other) for one, other in _pairs(holders)}
    people = _inventors(view, {holder.norm for pair in pairs.values() for holder in pair})
    for one, other in pairs.values():
        small, big = sorted((_with(one, people), _with(other, people)), key=_weight)
        if (found := score(small, big)).is_worth_asking:
            yield small, big, found


def holder(view: View, norm: str, realm: str) -> Holder | None:
    """One name with all that is known of it, for comparing by hand."""
    found = next((one for one in _holders(view) if (one.norm, one.realm) == (norm, realm)), None)
    return _with(found, _inventors(view, {norm})) if found else None


def _weight(one: Holder) -> tuple[bool, bool, int, str]:
    """Whom the directory knows by its present name is the organisation; else who holds more."""
    return bool(one.credit_code and not one.former_of), parts(one.norm).is_chinese, one.rights, one.norm


def _pairs(holders: list[Holder]) -> Iterator[Pair]:
    blocks: dict[tuple[str, ...], list[Holder]] = defaultdict(list)
    for one in holders:
        for key in _keys(one):
            blocks[key].append(one)
    for block in blocks.values():
        if 1 < len(block) <= BLOCK:
            yield from combinations(block, 2)


def _keys(one: Holder) -> Iterator[tuple[str, ...]]:
    known = parts(one.norm)
    if len(known.core) > 1:
        yield (one.realm, "core", known.core)
    if known.is_chinese:
        region = spelt(area_name(known.region)["zh"].rstrip("省市区县")) if known.region else ""
        yield from (
            (one.realm, "latin", word)
            for word in {(region + spelt(known.core[:2]))[:10], spelt(known.core)[:10]}
        )
    else:
        yield (one.realm, "latin", known.core[:10])
    yield from ((one.realm, "address", address) for address in one.addresses)
    if one.credit_code:
        yield (one.realm, "code", one.credit_code)


def _holders(view: View) -> list[Holder]:
    directory = _directory()
    return [_holder(row, directory) for row in view.sql(_HOLDERS).to_pylist()]


def _holder(row: dict[str, Any], directory: dict[str, tuple[str, str]]) -> Holder:
    code, former_of = directory.get(row["norm"], ("", ""))
    return Holder(
        norm=row["norm"], name=row["name"], realm=row["realm"], rights=row["rights"], areas=_set(row["areas"]),
        addresses=frozenset(one for one in _set(row["addresses"]) if len(one) > 8), credit_code=code, former_of=former_of,
    )  # fmt: skip


def _directory() -> dict[str, tuple[str, str]]:
    """Normalised name → (credit code, the present name where this is a former one)."""
    known: dict[str, tuple[str, str]] = {}
    for old in OrganisationName.objects.select_related("organisation"):
        now = normal_name(old.organisation.name)
        norm = normal_name(old.name)
        known[norm] = (old.organisation.credit_code, now if norm != now else "")
    return known | {normal_name(one.name): (one.credit_code, "") for one in Organisation.objects.all()}


def _inventors(view: View, norms: Iterable[str]) -> dict[tuple[str, str], frozenset[str]]:
    with view.connection() as db:
        db.register("wanted", pa.table({"norm": pa.array(sorted(norms), pa.string())}))
        rows = db.execute(_INVENTORS).fetchall()
    return {(realm, norm): _set(people) for realm, norm, people in rows}


def _with(one: Holder, people: dict[tuple[str, str], frozenset[str]]) -> Holder:
    plain = {name: getattr(one, name) for name in one.__dataclass_fields__}
    return Holder(**plain | {"inventors": people.get((one.realm, one.norm), frozenset())})


def _set(values: Iterable[str | None] | None) -> frozenset[str]:
    return frozenset(one for one in values or () if one)
