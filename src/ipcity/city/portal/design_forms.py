"""Invented data for the living page, second part: clocks, parties, fields that say what they understood."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext

from ipcity.city.portal.clocks import Clock
from ipcity.city.portal.parties import Party
from ipcity.city.portal.patterns import PATTERNS
from ipcity.city.portal.words import RIGHT_TYPES
from ipcity.law import due

TODAY = date(2019, 10, 12)
TYPED = (
    ("money", "12.5 万"), ("money", "12万5"), ("credit", "9137 1000 MA3C 1234 5G"),
    ("day", "2019年9月30日"), ("address", "山东省威海市环翠区示例路 1 号"), ("address", "示例大厦 3 层"),
)  # fmt: skip


def clocks() -> list[Clock]:
    """In time, near, paused, late and closed; the first is counted by the book."""
    counted = due("cn/patent/due/oa_first_invention", date(2019, 8, 20))
    return [
        Clock(
            gettext("答复审查意见"), date(2019, 8, 20), counted.on, TODAY, rule=counted.rule,
            unverified=counted.mark == "MEMORY", nominal=counted.nominal,
        ),
        Clock(gettext("口审通知送达"), date(2019, 10, 8), date(2019, 10, 14), TODAY, unverified=True),
        Clock(
            gettext("办理期限"), date(2019, 7, 22), date(2019, 11, 12), TODAY, pauses=((date(2019, 9, 2), None),)
        ),
        Clock(gettext("补充举证"), date(2019, 9, 16), date(2019, 9, 30), TODAY),
        Clock(gettext("答辩"), date(2019, 7, 22), date(2019, 8, 6), TODAY, done=date(2019, 8, 5)),
    ]  # fmt: skip


def parties() -> list[Party]:
    firm, other = gettext("示例复合材料科技股份有限公司"), gettext("示例海洋大学（甲校区）")
    counts = ((RIGHT_TYPES["invention"], 31), (RIGHT_TYPES["utility_model"], 12))
    return [
        Party(firm, gettext("企业"), "91371000MA3C12345G", True, "#shares", "sample", 43, counts),
        Party(other, gettext("高校"), "", False),
    ]


def patterns() -> list[dict[str, str]]:
    labels = {
        "money": gettext("金额（元）"), "credit": gettext("统一社会信用代码"), "day": gettext("日期"), "address": gettext("地址"),
    }  # fmt: skip
    made = []
    for at, (read, text) in enumerate(TYPED):
        found = PATTERNS[read](text)
        right = found.value is not None
        said = {"said": found.said if right else "", "error": "" if right else found.said}
        made.append({"label": labels[read], "name": f"p{at}", "text": text, "read": read} | said)
    return made


def titles() -> list[str]:
    return [gettext("是哪一条"), gettext("内容"), gettext("来源与说明"), gettext("核对与录入")]
