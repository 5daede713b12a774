"""Parties of a row: names folded, addresses placed, homes of natural persons cut to the city."""

from __future__ import annotations

from ipcity.records import Party, is_natural_person, normal_name
from ipcity.records.places import Place, cut_to_city, place_of

NOWHERE = Place("")


def parties_of(rows: list[dict[str, str]], *, granted: bool) -> list[Party]:
    """`holder` becomes owner in a grant and applicant before; the order printed is kept."""
    return [_party(row, granted) for row in rows if row.get("name", "").strip()]


def _party(row: dict[str, str], granted: bool) -> Party:
    name = row["name"].strip()
    role = row.get("role", "holder")
    if role == "holder":
        role = "owner" if granted else "applicant"
    natural = role in ("inventor", "agent") or is_natural_person(name)
    address = row.get("address", "").strip()
    if natural and address:
        address = cut_to_city(address)
    place = place_of(address) if address else NOWHERE
    return Party(
        role=role, name=name, name_norm=normal_name(name), natural=natural,
        address=place.text or None, area=place.area, zone=place.zone,
    )  # fmt: skip
