"""What the frame of every page shows: doors that exist, the city, the versions. Gathered once a request."""

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
from ipcity.city.portal.kept import kept_as
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
    city: str
    as_of: date | None
    lake_version: int | None
    city_short: str = ""


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
    try:
        city, as_of = kept_as("house", _of_plan)
    except DatabaseError:
        city, as_of = "", None
    return House(city, as_of, engine.loaded().version, city.removesuffix("市"))


def _of_plan() -> tuple[str, date | None]:
    plan = plans.default_plan()
    return (said(area_name(plan.area)), plan.as_of) if plan else ("", None)


def doors() -> tuple[Door, ...]:
    return (
        Door("search", reverse("portal:search"), gettext("检索")),
        Door("plan", reverse("portal:plan"), gettext("规划进展")),
        Door("law", reverse("lawbook:rules"), gettext("法规与计算")),
        Door("help", reverse("portal:help"), gettext("帮助")),
    )
