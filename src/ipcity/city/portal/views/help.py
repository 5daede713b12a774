"""What this is, how to search, what the words mean."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ipcity.city.portal import engine
from ipcity.city.portal.address import Asked
from ipcity.city.portal.words import Word
from ipcity.search.syntax import fields

EXAMPLES: tuple[tuple[str, Word], ...] = (
    ("威海 机器人", _("两个词都要有；威海也作地点")),
    ('"碳纤维"', _("名称或摘要里正好有这几个字，一字不差")),
    ("地点=荣成 海带", _("权利人在荣成市，内容有海带")),
    ("种类=实用新型 公开日=2018..2019", _("2018 年至 2019 年公开的实用新型")),
    ("渔具 AND (鱼线 OR 渔竿) NOT 玻璃", _("并且、或者、不要；括号先算")),
)
WORDS: tuple[tuple[Word, Word], ...] = (
    (_("记录"), _("主管机关公布的一件权利；一件权利的公布、授权和事件合成一条记录")),
    (_("数据版本"), _("每次装载后记录的编号；报告引用过的版本永久保留")),
    (_("覆盖"), _("现有数据能回答到什么范围：机关、种类、地区和起止日期，是否完整")),
    (_("指标"), _("有定义、单位、依据和版本的数字，由记录算出")),
    (_("填报"), _("记录给不出、由人录入的数，如人口；写明来源")),
    (_("目标"), _("规划要求的指标值；保留原文的“力争”和比较号")),
    (_("口径"), _("数字怎么算的规则，有编号和版本")),
    (_("样例"), _("虚构城市的演示数据，从不计入真实数据的指标")),
    (_("未核实"), _("依据还没有对照原文，不作办事依据")),
)
STATES: tuple[tuple[str, Word], ...] = (
    ("ok", _("预测区间全部达到目标")),
    ("warn", _("预测区间跨过目标")),
    ("bad", _("预测区间全部达不到目标")),
    ("none", _("没有记录，算不出；不是 0")),
    ("off", _("未到期、已结束或不适用")),
)


def help_page(request: HttpRequest) -> HttpResponse:
    context = {
        "here": "help",
        "examples": [(text, Asked(query=text).url, meaning) for text, meaning in EXAMPLES],
        "fields": [
            ("、".join(f"{name}=" for name in one["written"]), one["help"]) for one in fields().values()
        ],
        "words": WORDS,
        "states": STATES,
        "loaded": engine.loaded(),
    }
    return render(request, "portal/help.html", context)
