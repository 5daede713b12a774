"""The rail: which doors of the workbench a person has, in groups, with how much waits behind each."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from ipcity.city.directory.gate import answer
from ipcity.city.directory.matrix import OPEN
from ipcity.city.inbox.queries import open_count, unread_count
from ipcity.city.indicators.entering import waiting
from ipcity.city.indicators.registers import TYPED
from ipcity.city.jobs.who import is_administrator
from ipcity.city.registers.who import may_write, registers_for


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
    """Nothing for a visitor. Only doors that open."""
    user = request.user
    if not isinstance(user, User):
        return ()
    groups = [
        Group(gettext("我的"), (
            Door("inbox", reverse("work:inbox"), gettext("待办"), open_count(user)),
            Door("notices", reverse("work:notices"), gettext("通知"), unread_count(user)),
            Door("activity", reverse("work:activity"), gettext("动态")),
            Door("collections", reverse("collections:home"), gettext("收藏")),
            Door("exports", reverse("exports:list"), gettext("导出文件")),
            Door("tokens", reverse("api:tokens"), gettext("访问令牌")),
        )),
        Group(gettext("办理"), (Door("tasks", reverse("work:tasks"), gettext("本单位任务")),)),
    ]  # fmt: skip
    if registers_for(request):
        groups.append(
            Group(gettext("查看"), (Door("registers", reverse("registers:list"), gettext("名册")),))
        )
    if may_write(request, TYPED):
        figures = Door("figures", reverse("work:figures"), gettext("填报数"), len(waiting()))
        groups.append(Group(gettext("核对"), (figures,)))
    checks = [
        Door(name, reverse(page), label)
        for name, page, label in (
            ("names", "assets:queue", gettext("单位名称核对")),
            ("objections", "assets:objections", gettext("个人信息异议")),
        )
        if answer(request, page) == OPEN
    ]
    if checks:
        groups.append(Group(gettext("名称和个人信息"), tuple(checks)))
    if is_administrator(request):
        groups.append(Group(gettext("系统"), (Door("jobs", reverse("jobs:list"), gettext("后台任务")),)))
    return tuple(groups)
