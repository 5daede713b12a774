"""Facts that the frame of every page shows: doors that exist, the city, the versions. Gathered once a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from ipcity.city.directory.spoken import said
from ipcity.city.plan import queries as plans
from ipcity.city.portal import engine
from ipcity.records.places import area_name

SHEETS = (
    "tokens",
    "base",
    "frame",
    "panel",
    "status",
    "gauge",
    "form",
    "home",
    "search",
    "record",
    "plan",
    "people",
    "table",
    "facts",
    "glance",
)


@dataclass(frozen=True)
class Door:
    name: str
    address: str
    label: str


@dataclass(frozen=True)
class House:
    doors: tuple[Door, ...]
    city: str
    as_of: date | None
    lake_version: int | None
    city_short: str = ""
    sheets: tuple[str, ...] = tuple(f"ipcity/{name}.css" for name in SHEETS)


def house_of(request: HttpRequest | None) -> House:
    if request is None:
        return _gather()
    known: House | None = getattr(request, "_ipcity_house", None)
    if known is None:
        known = _gather()
        request._ipcity_house = known  # type: ignore[attr-defined]
    return known


def _gather() -> House:
    """Must not fail, whatever is missing: error pages wear the same frame."""
    city, as_of = "", None
    try:
        plan = plans.default_plan()
        if plan is not None:
            city, as_of = said(area_name(plan.area)), plan.as_of
    except DatabaseError:
        pass
    return House(_doors(), city, as_of, engine.loaded().version, city.removesuffix("市"))


def _doors() -> tuple[Door, ...]:
    return (
        Door("search", reverse("portal:search"), gettext("检索")),
        Door("plan", reverse("portal:plan"), gettext("规划进展")),
        Door("law", reverse("lawbook:rules"), gettext("法规与计算")),
        Door("help", reverse("portal:help"), gettext("帮助")),
    )
