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

from ipcity.city.directory import telling
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


PAGE_GROUPS = {
    "portal": _("公众页面"),
    "lawbook": _("法规与计算"),
    "work": _("工作台"),
    "registers": _("名册"),
    "collections": _("收藏"),
    "exports": _("导出文件"),
    "assets": _("名称和个人信息"),
    "intake": _("数据来源"),
    "api": _("接口"),
    "jobs": _("后台任务"),
    "directory": _("人员与权限"),
    "": _("登录与其他"),
}
Row = tuple[str, str, list[bool]]


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


@register.filter
def page_groups(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """The rows of the matrix by the part of the house that a page belongs to, in the order of the parts."""
    found: dict[str, list[Row]] = {name: [] for name in PAGE_GROUPS}
    for row in rows:
        part = row[0].partition(":")[0]
        found[part if part in PAGE_GROUPS else ""].append(row)
    return [(str(PAGE_GROUPS[name]), rows) for name, rows in found.items() if rows]


register.simple_tag(telling.act_name)
register.filter("subject_name", telling.subject_name)
register.filter("chain_name", telling.chain_name)
register.filter("details_told", telling.details_told)
