"""Words of the pages for codes of the engine. Words that the engine's data carry are read there, not written here."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

from ipcity.city.directory.spoken import gettext, said
from ipcity.law import page
from ipcity.records import kind_of, kinds
from ipcity.records.places import area_name, zone_name
from ipcity.sources import all_sources

Word = str | Promise

FACETS: dict[str, Word] = {
    "realm": _("数据性质"),
    "kind": _("权利类别"),
    "right_type": _("种类"),
    "office": _("受理局"),
    "year": _("公开年"),
    "applicant": _("申请人"),
    "industry": _("产业"),
    "class": _("分类"),
    "area": _("行政区"),
    "zone": _("功能区"),
    "status": _("法律状态"),
}
SORTS: dict[str, Word] = {
    "relevance": _("相关"),
    "newest": _("最新公开"),
    "oldest": _("最早公开"),
    "cited": _("被引最多"),
}
SUGGESTED: dict[str, Word] = {
    "holder": _("权利人"),
    "word": _("词"),
    "place": _("地点"),
    "class": _("分类"),
    "number": _("号码"),
    "field": _("字段"),
    "value": _("取值"),
}
REALMS: dict[str, Word] = {"real": _("真实数据"), "sample": _("样例数据")}
UNIT_ROLES: dict[str, Word] = {
    "responsible": _("责任单位"),
    "lead": _("牵头单位"),
    "cooperating": _("配合单位"),
}
STAGES: dict[str, Word] = {
    "published": _("公布"),
    "examined": _("审定公告"),
    "granted": _("授权公告"),
    "invalidated_part": _("部分无效后的文本"),
    "corrected": _("更正"),
    "search_report": _("检索报告"),
    "translated": _("译文"),
}
SCHEMES: dict[str, Word] = {
    "ipc": _("国际专利分类"),
    "cpc": _("联合专利分类"),
    "locarno": _("洛迦诺分类"),
    "nice": _("尼斯分类"),
    "vienna": _("维也纳图形分类"),
    "uspc": _("美国专利分类"),
    "gbt4754": _("国民经济行业分类"),
    "sei": _("战略性新兴产业分类"),
    "ics": _("国际标准分类"),
    "ccs": _("中国标准分类"),
    "clc": _("中图分类"),
    "product_category": _("产品类别"),
    "software_category": _("软件分类"),
    "work_category": _("作品类别"),
    "layout_category": _("布图类别"),
    "species": _("植物种属"),
    "us_class": _("美国商标分类"),
    "dekla": _("德国专利分类"),
    "ecla": _("欧洲专利分类"),
}
FLAGS: dict[str, Word] = {"pledge": _("已质押"), "licence": _("许可已备案"), "preservation": _("保全中")}
FIELDS: dict[str, Word] = {
    "title": _("名称"),
    "abstract": _("摘要"),
    "parties": _("当事人"),
    "classes": _("分类"),
    "status": _("法律状态"),
    "claims": _("权利要求"),
    "family": _("同族"),
}
HEDGES: dict[str, Word] = {
    "力争": _("力争"),
    "争取": _("争取"),
    "基本": _("基本"),
    "原则上": _("原则上"),
    "左右": _("左右"),
}
STANDINGS: dict[str, Word] = {
    "bad": _("滞后"),
    "warn": _("预警"),
    "ok": _("正常"),
    "none": _("无记录"),
    "off": _("未到期"),
}

_OVER = frozenset(
    {
        "lapsed", "expired", "abandoned", "rejected", "withdrawn", "invalidated_full", "refused", "cancelled",
        "ended", "superseded",
    }
)  # fmt: skip


_told = lazy(said, str)
KINDS: dict[str, Word] = {name: _told(kind.name) for name, kind in kinds().items()}
RIGHT_TYPES: dict[str, Word] = {
    name: _told(text) for kind in kinds().values() for name, text in kind.right_types.items()
}
DATES: dict[str, Word] = {name: _told(text) for name, text in kind_of("patent").dates.items()} | {
    "expires": _("届满日")
}


def role_word(kind: str, role: str) -> str:
    return said(kind_of(kind).roles.get(role)) or role


def date_word(kind: str, name: str) -> str:
    return said(kind_of(kind).dates.get(name)) or str(DATES.get(name, name))


def number_word(kind: str, name: str) -> str:
    form = kind_of(kind).numbers.get(name)
    return said(form.name) if form else name


@cache
def _sources() -> dict[str, dict[str, str]]:
    return {one.passport.name: one.passport.title for one in all_sources()}


def source_word(name: str) -> str:
    """A source by its title; one that is no longer read keeps its name."""
    return said(_sources().get(name)) or name


def office_word(office: str) -> str:
    """CN, US: the two letters that offices are cited by; XX stands for one that the source does not name."""
    return gettext("未注明") if office == "xx" else office.upper()


def status_word(status: str) -> str:
    """Of a Chinese patent by the law's names; of other rights by their kinds' schemas, which agree where they share one."""
    states: dict[str, Any] = page("cn/patent/events")["states"]
    return said(states.get(status) or _STATES.get(status)) or status


_STATES = {state: text for kind in kinds().values() for state, text in kind.states.items()}
_LIVE = frozenset({"registered", "granted", "in_force"})


def status_mark(status: str) -> str:
    """The shape beside a legal state: in force is the full circle, over and pending the dash, unknown the ring."""
    if status in page("cn/patent/events")["live"] or status in _LIVE:
        return "ok"
    return "none" if status in ("", "unknown") else "off"


def status_over(status: str) -> bool:
    return status in _OVER


def event_word(code: str) -> str:
    entry = page("cn/patent/events")["events"].get(code)
    return said(entry["name"]) if entry else code


def place_word(area: str | None, zone: str | None = None) -> str:
    parts = [said(area_name(area))] if area else []
    return " · ".join(parts + ([said(zone_name(zone))] if zone else []))
