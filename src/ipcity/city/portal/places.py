"""A place as its page shows it: what it is, what lies above and below, and the search that counts its rights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ipcity.base.errors import NotFound
from ipcity.city.directory.spoken import said
from ipcity.city.portal.words import Word
from ipcity.records.places import Division, area_name, areas_above, before, below, division, zone_name
from ipcity.records.places.table import cities, countries

KINDS: dict[str, Word] = {
    "country": _("国家或地区"),
    "province": _("省级"),
    "prefecture": _("市级"),
    "district": _("县级"),
    "zone": _("功能区"),
}
LEVELS: dict[str, Word] = {"national": _("国家级"), "provincial": _("省级"), "city": _("市级")}


@dataclass(frozen=True)
class PlaceLink:
    name: str
    address: str
    query: str  # how the search asks for it
    note: str = ""


@dataclass(frozen=True)
class Former:
    """A name that the place bore, with its code where that was another, and the edition that first lacks it."""

    name: str
    code: str
    until: str


@dataclass(frozen=True)
class Spot:
    """`query` counts by first and further holders alike: the places of all holders of a right."""

    code: str
    kind: str
    name: str
    query: str
    zone: bool
    level: str = ""
    above: tuple[PlaceLink, ...] = ()
    below: tuple[PlaceLink, ...] = ()
    zones: tuple[PlaceLink, ...] = ()
    since: str = ""
    was: tuple[Former, ...] = ()
    now: tuple[PlaceLink, ...] = ()  # of a code that no longer stands
    unverified: bool = False


def spot(code: str) -> Spot:
    """Raises NotFound for what is in no table of places."""
    zone = _zones().get(code)
    if zone is not None:
        return _of_zone(zone)
    kind = _kind(code)
    if not kind:
        raise NotFound("没有这个地点。请写六位行政区划代码，或功能区的编号。", path=code)
    one = division(code)
    ended = one is not None and not one.stands
    return Spot(
        code=code, kind=kind, name=said(area_name(code)), query=f"地点={area_name(code)['zh'] if kind == 'country' else code}",
        zone=False, above=tuple(link(above) for above in reversed(areas_above(code)) if above != code),
        below=tuple(link(lower) for lower in below(code)) if kind != "country" else (),
        zones=tuple(_zone_link(zone) for zone in _zones_in(code)),
        since=one.since if one and not ended else "", was=_former(code),
        now=(link(one.now),) if one and ended and one.now else (),
    )  # fmt: skip


def _former(code: str) -> tuple[Former, ...]:
    """Each name once, with all codes it went by, the newest first."""
    found: dict[str, list[Division]] = {}
    for one in before(code):
        found.setdefault(one.name, []).append(one)
    return tuple(
        Former(name, "、".join(dict.fromkeys(one.code for one in ones if one.code != code)), ones[0].until)
        for name, ones in found.items()
        if name != area_name(code)["zh"]
    )


@lru_cache(maxsize=20_000)  # a page of results asks a hundred times
def address_of(area: str | None, zone: str | None = None) -> str:
    """The page of a place; empty where it has none."""
    if zone and zone in _zones():
        return reverse("portal:place", args=[zone])
    return reverse("portal:place", args=[area]) if area and _kind(area) else ""


def link(code: str) -> PlaceLink:
    return PlaceLink(said(area_name(code)), reverse("portal:place", args=[code]), f"地点={code}")


def _of_zone(zone: dict[str, Any]) -> Spot:
    code = str(zone["id"])
    return Spot(
        code=code, kind="zone", name=said(zone["name"]), query="", zone=True,
        level=str(LEVELS.get(zone["level"], zone["level"])), above=tuple(link(one) for one in zone["in"]),
        unverified=zone.get("mark") != "VERIFIED",
    )  # fmt: skip


def _zone_link(zone: dict[str, Any]) -> PlaceLink:
    note = str(LEVELS.get(zone["level"], zone["level"]))
    return PlaceLink(said(zone_name(zone["id"])), reverse("portal:place", args=[zone["id"]]), "", note)


def _zones() -> dict[str, dict[str, Any]]:
    return {zone["id"]: zone for city in cities() for zone in city["zones"]}


def _zones_in(code: str) -> list[dict[str, Any]]:
    """The zones of a city, or those that reach into a district."""
    return [zone for city in cities() for zone in city["zones"] if code == city["code"] or code in zone["in"]]


def _kind(code: str) -> str:
    one = division(code)
    return one.level if one else "country" if code in countries().values() else ""
