"""Questions to the directory. Names are found exactly or not at all; never by similarity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipcity.city.directory.models import Membership, Unit, UnitName
from ipcity.city.directory.unchanged import unchanged

INHERITED = "市"  # the first unit of a list carries it, the rest leave it out


@dataclass(frozen=True, kw_only=True)
class CurrentName:
    """市市场监管局，原市知识产权局: `former` is empty when the unit still bears its name.

    `verified` is False where the succession has not been checked (未核实).
    """

    now: str
    former: str
    code: str
    verified: bool
    now_en: str = ""
    former_en: str = ""
    note: str = ""
    note_en: str = ""


def resolve_unit(name: str, on: date) -> Unit | None:
    """The unit that bears the name on that day, or the only one that ever bore it. None when it is not ours."""
    name = "".join(name.split())
    for candidate in (name, INHERITED + name):
        bearers = list(UnitName.objects.filter(name=candidate).select_related("unit"))
        on_that_day = [one.unit for one in bearers if one.unit.is_valid(on)]
        found = on_that_day or [one.unit for one in bearers]
        if len({unit.pk for unit in found}) == 1:
            return found[0]
    return None


def current(unit: Unit, on: date) -> Unit:
    """Who carries on the unit's duties on that day: the unit itself, or the end of its line of successors."""
    seen = {unit.pk}
    while unit.valid_to is not None and unit.valid_to < on and unit.successor is not None:
        if unit.successor.pk in seen:
            break
        unit = unit.successor
        seen.add(unit.pk)
    return unit


def current_name(unit: Unit, on: date) -> CurrentName:
    now = current(unit, on)
    moved = now.pk != unit.pk
    return CurrentName(
        now=now.name, former=unit.name if moved else "", code=now.code,
        verified=now.mark == "VERIFIED" and not moved,
        now_en=now.name_en, former_en=unit.name_en if moved else "",
        note=unit.successor_note if moved else "", note_en=unit.successor_note_en if moved else "",
    )  # fmt: skip


def expand(group: Unit, on: date) -> list[Unit]:
    """The members of a group on that day, in the order of its list; a unit that is no group is its own member."""
    if group.kind != "group":
        return [group]
    rows = Membership.objects.filter(group=group).select_related("unit", "unit__successor").order_by("order")
    return [row.unit for row in rows if _holds(row, on)]


def _holds(row: Membership, on: date) -> bool:
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or on <= row.valid_to)


def carried_by(code: str, on: date) -> list[Unit]:
    """The unit and every earlier unit whose duties it carries on that day."""
    units = units_by_key().values()
    return [unit for unit in units if current(unit, on).code == code or unit.code == code]


def groups_of(units: list[Unit], on: date) -> list[Unit]:
    rows = Membership.objects.filter(unit__in=units).select_related("group").order_by("group_id")
    return list(dict.fromkeys(row.group for row in rows if _holds(row, on)))


def units_by_key() -> dict[int, Unit]:
    """All units by their primary key, each with its successor at hand; one query, however long the line."""
    return unchanged("units_by_key", _units)


def _units() -> dict[int, Unit]:
    units = {unit.pk: unit for unit in Unit.objects.all()}
    for unit in units.values():
        unit.successor = units[unit.successor_id] if unit.successor_id else None
    return units
