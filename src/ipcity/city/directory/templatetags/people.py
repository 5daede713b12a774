"""Small words for the pages of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ipcity.city.directory.gate import answer
from ipcity.city.directory.matrix import OPEN
from ipcity.city.directory.roles import roles

register = template.Library()

DOORS = {
    "directory:me": _("我的账号"),
    "directory:unit": _("本单位的人"),
    "directory:delegations": _("委托"),
    "directory:invitations": _("企业"),
    "directory:people": _("人员"),
    "directory:posts": _("岗位"),
    "directory:proposals": _("待复核"),
    "directory:matrix": _("角色与页面"),
    "directory:security": _("登录安全事件"),
    "directory:trail": _("审计记录"),
}
ACTS = {
    "signin.done": _("登录"),
    "signin.refused": _("登录失败"),
    "signin.ended": _("退出"),
    "signin.session_ended": _("结束一次登录"),
    "signin.second_factor_refused": _("第二步没有通过"),
    "signin.key_refused": _("通行密钥没有通过"),
    "security.second_factor_added": _("启用第二步"),
    "security.second_factor_removed": _("停用第二步"),
    "security.word_changed": _("更改口令"),
    "directory.person.added": _("添加人员"),
    "directory.post.added": _("添加岗位"),
    "directory.appointment.made": _("任命"),
    "directory.appointment.ended": _("结束任职"),
    "directory.role.given": _("授予角色"),
    "directory.role.withdrawn": _("收回角色"),
    "directory.proposal.made": _("提出提议"),
    "directory.proposal.approved": _("同意提议"),
    "directory.proposal.rejected": _("退回提议"),
    "directory.proposal.withdrawn": _("撤回提议"),
    "directory.account.ended": _("停用账号"),
    "directory.delegation.made": _("委托"),
    "directory.delegation.ended": _("结束委托"),
    "directory.firm.invited": _("邀请企业"),
    "directory.firm.verified": _("核验企业"),
    "directory.staff.invited": _("邀请人员"),
    "directory.invitation.accepted": _("接受邀请"),
    "directory.invitation.cancelled": _("取消邀请"),
    "trail.exported": _("导出审计记录"),
    "trail.verified": _("核对审计记录"),
}


@dataclass(frozen=True)
class Door:
    address: str
    label: str


@register.simple_tag(takes_context=True)
def my_doors(context: template.Context) -> list[Door]:
    """The pages of people that open for whoever looks; nobody is shown a door that is shut."""
    request: HttpRequest | None = context.get("request")
    if request is None or not request.user.is_authenticated:
        return []
    return [Door(reverse(name), str(label)) for name, label in DOORS.items() if _opens(request, name)]


def _opens(request: HttpRequest, name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return answer(request, name) == OPEN


@register.filter
def at(table: Any, key: str) -> Any:
    """A value by its name; empty when it is not there."""
    return table.get(key, "") if isinstance(table, Mapping) or hasattr(table, "get") else ""


@register.simple_tag
def role_names(codes: list[str]) -> str:
    language = "en" if (get_language() or "zh").startswith("en") else "zh"
    between = ", " if language == "en" else "、"
    return between.join(roles()[code].title[language] for code in codes if code in roles())


@register.simple_tag
def act_name(act: str) -> str:
    return str(ACTS.get(act, act))
