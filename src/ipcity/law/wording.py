"""Words of quantity: 以上 includes the number, 超过 does not; and growth per year, which is compound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext

from ipcity.base.errors import BadInput
from ipcity.law.book import page

_WORDING = "cn/civil/wording"
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(万|亿)?")
_TIMES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), None: Decimal(1)}


@dataclass(frozen=True)
class Compared:
    """`op` is one of >=, >, <=, <."""

    op: str
    value: Decimal
    word: str
    rule: str
    mark: str


def comparison(text: str) -> Compared:
    """`达到12件以上` → >= 12; `突破2万件` → > 20000. Raises BadInput where no word of quantity or number is found."""
    words = page(_WORDING)["entries"]
    word = next((one for one in sorted(words, key=len, reverse=True) if one in text), None)
    number = _NUMBER.search(text)
    if word is None or number is None:
        raise BadInput(f"“{text}”里没有找到数量用语或数字。请核对原文。", path=_WORDING)
    value = Decimal(number[1]) * _TIMES[number[2]]
    return Compared(words[word]["op"], value, word, _WORDING, words[word]["mark"])


def average_growth(base: Decimal, end: Decimal, years: int) -> Decimal:
    """Per cent a year, compound over the years after the base year. Undefined for a base of zero."""
    if base <= 0 or years < 1:
        raise BadInput(
            "基期数值须大于零，年数至少为 1，年均增长才有意义。请核对。", path="cn/statistics/growth"
        )
    with localcontext() as context:
        context.prec = 40
        return ((end / base) ** (Decimal(1) / years) - 1) * 100
