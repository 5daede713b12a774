"""Questions to the directory."""

from __future__ import annotations

from ipcity.city.directory.queries.people import (
    Held,
    acting_units,
    administrators,
    held_by,
    may,
    open_proposals,
    organisations_of,
    people_of_unit,
    person_of,
    roles_of,
)
from ipcity.city.directory.queries.units import (
    CurrentName,
    carried_by,
    current,
    current_name,
    expand,
    groups_of,
    resolve_unit,
    units_by_key,
)

__all__ = [
    "CurrentName",
    "Held",
    "acting_units",
    "administrators",
    "carried_by",
    "current",
    "current_name",
    "expand",
    "groups_of",
    "held_by",
    "may",
    "open_proposals",
    "organisations_of",
    "people_of_unit",
    "person_of",
    "resolve_unit",
    "roles_of",
    "units_by_key",
]
