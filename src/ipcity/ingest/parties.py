"""Parties of a row: names folded, addresses placed, homes of natural persons cut to the city."""

from __future__ import annotations

import operator
import re
from functools import lru_cache
from typing import Any

from ipcity.base.text import is_cjk
from ipcity.records import Party, is_natural_person, normal_name
from ipcity.records.places import Place, cut_to_city, place_of

NOWHERE = Place("")
_STREET = re.compile(r"[路街巷道村镇乡组号室栋幢弄里]")


def parties_of(rows: list[dict[str, str]], *, granted: bool) -> list[Party]:
    """`holder` becomes owner in a grant and applicant before; the order printed is kept."""
    return [_party(row, granted) for row in rows if row.get("name") and row["name"].strip()]


def without_homes(values: dict[str, Any]) -> dict[str, Any]:
    """The row as it may be kept: addresses of natural persons end at the city.

    Of a row that fits no column nobody knows whose address it holds, so every address in it is cut.
    """
    if "parties" not in values:
        return {name: _without_street(value) for name, value in values.items()}
    written = values["parties"]
    if not any(isinstance(party, dict) and party.get("address") for party in written):
        return values
    parties = [_without_home(party) if isinstance(party, dict) else party for party in written]
    same = all(map(operator.is_, parties, written))
    return values if same else values | {"parties": parties}


def _without_home(party: dict[str, Any]) -> dict[str, Any]:
    address = str(party.get("address", ""))
    if not address or party.get("organisation") or not is_natural_person(str(party.get("name", ""))):
        return party
    return party | {"address": cut_to_city(address)}


def _without_street(cell: Any) -> Any:
    if not isinstance(cell, str) or not _STREET.search(cell) or place_of(cell).area is None:
        return cell
    return cut_to_city(cell)


def _party(row: dict[str, str], granted: bool) -> Party:
    role = row.get("role", "holder")
    if role == "holder":
        role = "owner" if granted else "applicant"
    if len(row) == 2 and "role" in row:  # as inventors are
        return _made(role, row["name"].strip(), "", "", False)
    address, country = row.get("address", "").strip(), row.get("country", "")
    return _made(role, row["name"].strip(), address, country, bool(row.get("organisation")))


@lru_cache(maxsize=65_536)
def _made(role: str, name: str, address: str, country: str, organisation: bool) -> Party:
    """Inventors, agents and holders come back from row to row."""
    natural = role in ("inventor", "agent") or (not organisation and is_natural_person(name))
    if natural and address:
        address = cut_to_city(address)
    place = place_of(address) if address else NOWHERE
    text = place.text if place.area or any(map(is_cjk, address)) else address
    return Party(
        role=role, name=name, name_norm=normal_name(name), natural=natural,
        address=text or None, area=place.area or _abroad(country), zone=place.zone,
    )  # fmt: skip


def _abroad(country: str) -> str | None:
    """The country a source states, in two letters; places in China are known by their addresses."""
    code = country.strip().upper()
    return code if len(code) == 2 and code.isalpha() and code != "CN" else None
