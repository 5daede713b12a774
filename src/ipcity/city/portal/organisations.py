"""Organisations as holders of rights, told apart by their normalised names.

The key in an address is such a name itself: readable and steady. Names that differ are one organisation only where a
clerk confirmed it (`records.decided`). Natural persons have no page; neither has a name that somewhere stands for one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np
from django.urls import reverse
from numpy.typing import NDArray

from ipcity.base.errors import NotFound, NotReady
from ipcity.base.settings import settings
from ipcity.city.portal import engine
from ipcity.city.portal.rights import Right, right_of
from ipcity.records import HOLDING_ROLES, Record, is_natural_person, normal_name
from ipcity.records.decided import names_of

LONGEST = 200
_ROLES = ", ".join(f"'{role}'" for role in HOLDING_ROLES)
_HOLDING = f"""
select to_json(r) as one from records r
where redirect is null and len([p for p in parties if list_contains(?, p.name_norm) and p.role in ({_ROLES})]) > 0
order by record_id
"""
_NAMES = f"""
select distinct md5_number_lower(p.name_norm) as mark
from (select unnest(parties) as p from records where redirect is null)
where p.role in ({_ROLES}) and not p.natural
"""
_decoder = msgspec.json.Decoder(Record)


@dataclass(frozen=True)
class Organisation:
    """`rights` are all of one realm: the real ones where there are any; `invented` counts those left out then."""

    key: str
    name: str
    names: tuple[str, ...]  # every way it is written in the records
    realm: str
    rights: tuple[Right, ...]
    invented: int
    version: int
    norms: frozenset[str] = frozenset()  # the names that a clerk confirmed to be its own, and the key

    @property
    def address(self) -> str:
        return reverse("portal:organisation", args=[self.key])

    @property
    def partners(self) -> list[tuple[str, str, int]]:
        """Who holds together with it: (name, address, rights); persons are counted as one."""
        together = Counter(
            (party.name_norm, party.natural)
            for one in self.rights
            for party in {
                party.name_norm: party for party in one.holders if party.name_norm not in self.norms
            }.values()
        )
        written = {party.name_norm: party.name for one in self.rights for party in one.holders}
        return [
            (written[norm], address_of(written[norm]), count)
            for (norm, natural), count in together.most_common()
            if not natural
        ]

    @property
    def with_persons(self) -> int:
        """Rights held together with natural persons."""
        return sum(any(party.natural for party in one.holders) for one in self.rights)


@lru_cache(maxsize=20_000)  # a page of results asks a hundred times
def address_of(name: str) -> str:
    """The page of an organisation; empty for a natural person."""
    if not name or len(name) > LONGEST or is_natural_person(name):
        return ""
    return reverse("portal:organisation", args=[normal_name(name)])


def organisation(key: str) -> Organisation:
    """Raises NotFound for whatever is not the holder of a right, and for natural persons, in the same words."""
    version = engine.lake().version
    if version is None:
        raise NotReady("尚未装载任何数据。请先运行 ipcity load 文件或文件夹。")
    allowed = 0 < len(key) <= LONGEST and not is_natural_person(key)
    norms = names_of(key)
    known = allowed and any(_is_known(version, norm) for norm in norms)
    found = _organisation(settings().lake_dir, version, key, norms) if known else None
    if found is None:
        raise NotFound("没有这个单位。请核对名称，或改用检索。", path=key)
    return found


@lru_cache(maxsize=2)
def _known(folder: Path, version: int) -> NDArray[np.uint64]:
    """Eight bytes for each name that holds a right, sorted: a made-up name never makes us read the lake."""
    found = engine.lake().at(version).sql(_NAMES)["mark"].to_numpy()
    return np.sort(found.astype(np.uint64))


def _is_known(version: int, key: str) -> bool:
    mark = int.from_bytes(hashlib.md5(key.encode(), usedforsecurity=False).digest()[8:], "little")
    known = _known(settings().lake_dir, version)
    at = int(np.searchsorted(known, np.uint64(mark)))
    return at < len(known) and int(known[at]) == mark


@lru_cache(maxsize=16)
def _organisation(folder: Path, version: int, key: str, norms: frozenset[str]) -> Organisation | None:
    cells = engine.lake().at(version).sql(_HOLDING, [sorted(norms)])["one"].to_pylist()
    records = [_decoder.decode(cell) for cell in cells]
    mine = [one for one in records if any(party.name_norm in norms for party in one.holders)]
    if not mine or any(p.natural for one in mine for p in one.holders if p.name_norm in norms):
        return None
    realm = "real" if any(one.realm == "real" for one in mine) else "sample"
    kept = [one for one in mine if one.realm == realm]
    names = Counter(party.name for one in kept for party in one.holders if party.name_norm in norms)
    written = tuple(name for name, _ in names.most_common())
    rights = tuple(sorted(map(right_of, kept), key=lambda one: one.begun, reverse=True))  # the newest first
    return Organisation(key, written[0], written, realm, rights, len(mine) - len(kept), version, norms)
