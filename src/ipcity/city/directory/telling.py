"""The words for an entry of the trail: what was done, to what, and with which details.

The trail keeps keys and codes, which never change; names are those of today, and what has no word is shown as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ipcity.city.directory.models import Person
from ipcity.city.directory.roles import roles
from ipcity.city.directory.spoken import said

Word = str | Promise

ACTS: dict[str, Word] = {
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
    "api.token-made": _("生成令牌"),
    "api.token-revoked": _("撤销令牌"),
    "assets.objection-made": _("提出个人信息异议"),
    "assets.objection-proposed": _("异议的初审"),
    "assets.objection-lifted": _("恢复隐去的内容"),
    "collections.shared": _("分享"),
    "collections.share-revoked": _("收回分享"),
    "exports.ordered": _("导出"),
    "figures.entered": _("录入填报数"),
    "figures.checked": _("核对填报数"),
    "figures.removed": _("删除填报数"),
    "industry.define": _("修改产业定义"),
    "jobs.cancelled": _("取消后台任务"),
    "jobs.retried": _("重做后台任务"),
    "lawbook.corrected": _("更正规则"),
    "plan.imported": _("导入规划"),
    "registers.checked": _("检查上传的名册"),
    "registers.imported": _("导入名册"),
    "registers.discarded": _("放弃一个批次"),
    "registers.undone": _("撤销一个批次"),
    "trail.exported": _("导出审计记录"),
    "trail.verified": _("核对审计记录"),
}
SUBJECTS: dict[str, Word] = {
    "appointment": _("任职"),
    "batch": _("批次"),
    "delegation": _("委托"),
    "export": _("导出文件"),
    "grant": _("授予的角色"),
    "industry": _("产业"),
    "invitation": _("邀请"),
    "job": _("后台任务"),
    "objection": _("异议"),
    "organisation": _("企业"),
    "person": _("人员"),
    "plan": _("规划"),
    "post": _("岗位"),
    "proposal": _("提议"),
    "rule": _("规则"),
    "search": _("保存的检索"),
    "share": _("分享"),
    "token": _("令牌"),
    "unit": _("单位"),
    "user": _("账号"),
}
HOUSE: dict[str, Word] = {"trail": _("审计记录"), "command": _("命令行")}
DETAILS: dict[str, Word] = {
    "about": _("关于"),
    "at": _("日期"),
    "code": _("信用代码"),
    "form": _("格式"),
    "from": _("自"),
    "grant": _("同意"),
    "kind": _("方式"),
    "mark": _("核实"),
    "methods": _("方式"),
    "name": _("名称"),
    "on": _("日期"),
    "person": _("人员"),
    "post": _("岗位"),
    "proposed_by": _("提议人"),
    "register": _("名册"),
    "role": _("角色"),
    "roles": _("角色"),
    "rows": _("行数"),
    "scopes": _("用途"),
    "series": _("数列"),
    "to": _("给"),
    "unit": _("单位"),
    "version": _("版本"),
    "what": _("事项"),
    "whole": _("完整"),
}
VALUES: dict[str, Word] = {
    "password": _("口令"),
    "totp": _("验证器"),
    "webauthn": _("通行密钥"),
    "recovery_codes": _("备用码"),
    "True": _("是"),
    "False": _("否"),
}
CHAINS: dict[str, Word] = {"main": _("办理"), "security": _("登录安全")}


def act_name(act: str) -> str:
    return str(ACTS.get(act, act))


def chain_name(chain: str) -> str:
    return str(CHAINS.get(chain, chain))


def subject_name(key: str) -> str:
    """A key as people read it: the name behind an account or a person, else the sort of thing and its number."""
    sort, _between, number = key.partition(":")
    if sort in ("user", "person") and number.isdigit():
        field = "user_id" if sort == "user" else "pk"
        found = Person.objects.filter(**{field: int(number)}).values_list("name", flat=True).first()
        if found:
            return str(found)
    if key in HOUSE:
        return str(HOUSE[key])
    return f"{SUBJECTS[sort]} {number}" if sort in SUBJECTS and number else key


def details_told(details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(name, value) of an entry's details, both in words where there are words."""
    return [(str(DETAILS.get(name, name)), _told(value)) for name, value in details.items()]


def _told(value: Any) -> str:
    if isinstance(value, list | tuple):
        return gettext("、").join(_told(one) for one in value)
    text = str(value)
    if text in roles():
        return said(roles()[text].title)
    if text in ACTS:
        return act_name(text)
    return str(VALUES[text]) if text in VALUES else subject_name(text)
