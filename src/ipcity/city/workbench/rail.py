"""The rail: which doors of the workbench a person has, in groups, with how much waits behind each."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from ipcity.city.jobs.who import is_administrator
from ipcity.city.registers.who import registers_for


@dataclass(frozen=True)
class Door:
    name: str
    address: str
    label: str
    count: int = 0


@dataclass(frozen=True)
class Group:
    label: str
    doors: tuple[Door, ...]


def rail_of(request: HttpRequest) -> tuple[Group, ...]:
    groups = []
    if registers_for(request):
        groups.append(
            Group(gettext("查看"), (Door("registers", reverse("registers:list"), gettext("名册")),))
        )
    if is_administrator(request):
        groups.append(Group(gettext("系统"), (Door("jobs", reverse("jobs:list"), gettext("后台任务")),)))
    return tuple(groups)
