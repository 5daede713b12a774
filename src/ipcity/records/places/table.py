"""Names of places by their code: divisions, countries, and the functional areas of the cities known here."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ipcity.base.files import read_yaml
from ipcity.records.places.divisions import all_divisions

HERE = Path(__file__).parent
Names = dict[str, str]


@cache
def countries() -> dict[str, str]:
    """Name as written → ISO code; the longer names first, so that 英属维尔京群岛 is not 英国."""
    table: dict[str, str] = read_yaml(HERE / "world.yaml")
    return {name: code for code, name in sorted(table.items(), key=lambda pair: -len(pair[1]))}


@cache
def cities() -> list[dict[str, Any]]:
    """The cities whose districts and functional areas are known here."""
    return [read_yaml(path) for path in sorted(HERE.glob("[0-9]*.yaml"))]


@cache
def _area_names() -> dict[str, Names]:
    names = {one.code: {"zh": one.name, "en": one.name} for one in all_divisions()}
    for city in cities():
        names[city["code"]] = city["name"]
        names |= {district["code"]: district["name"] for district in city["districts"]}
    return names | {code: {"zh": name, "en": code} for name, code in countries().items()}


def area_name(code: str) -> Names:
    """{zh, en}, of old codes too; an unknown code is its own name."""
    return _area_names().get(code, {"zh": code, "en": code})


@cache
def _zones() -> dict[str, dict[str, Any]]:
    return {zone["id"]: zone for city in cities() for zone in city["zones"]}


def zone_name(zone: str) -> Names:
    names: Names = _zones()[zone]["name"] if zone in _zones() else {"zh": zone, "en": zone}
    return names
