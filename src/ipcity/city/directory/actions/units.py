"""Acts on the directory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction

from ipcity.base.files import read_yaml
from ipcity.city.directory.models import Membership, Unit, UnitName

UNITS = Path(__file__).parents[1] / "data" / "units_weihai.yaml"


@transaction.atomic
def load_units(path: Path = UNITS) -> int:
    """Bring the directory to what the data file says and return the number of its units; again changes nothing.

    Units that are no longer in the file stay, because papers may point at them.
    """
    data = read_yaml(path)
    units = {row["code"]: _unit(row, data["city"]) for row in data["units"]}
    for row in data["units"]:
        _link(units, row)
        _names(units[row["code"]], row, data["city"])
        _members(units, row)
    return len(units)


def _unit(row: dict[str, Any], city: dict[str, Any]) -> Unit:
    note = row.get("successor_note", {})
    fields = {
        "kind": row["kind"], "area": city["area"], "name": row["name"]["zh"], "name_en": row["name"]["en"],
        "valid_from": row.get("from"), "valid_to": row.get("until"), "mark": row["mark"],
        "successor_note": note.get("zh", ""), "successor_note_en": note.get("en", ""),
    }  # fmt: skip
    return Unit.objects.update_or_create(code=row["code"], defaults=fields)[0]


def _link(units: dict[str, Unit], row: dict[str, Any]) -> None:
    unit, successor = units[row["code"]], row.get("successor")
    unit.successor = units[successor] if successor else None
    unit.save(update_fields=["successor"])


def _names(unit: Unit, row: dict[str, Any], city: dict[str, Any]) -> None:
    """Every name, and beside 市科技局 also 威海市科技局. Names of another city's bureaus never resolve to ours."""
    names = [unit.name, *row.get("aliases", [])]
    prefix = city["prefix"]
    names += [city["name"]["zh"] + name.removeprefix(prefix) for name in names if name.startswith(prefix)]
    for name in dict.fromkeys(names):
        days = {"valid_from": unit.valid_from, "valid_to": unit.valid_to}
        UnitName.objects.update_or_create(unit=unit, name=name, defaults=days)


def _members(units: dict[str, Unit], row: dict[str, Any]) -> None:
    for order, code in enumerate(row.get("members", [])):
        Membership.objects.update_or_create(
            group=units[row["code"]], unit=units[code], defaults={"order": order}
        )
