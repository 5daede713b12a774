"""Sums made of several figures of the book: fees for many claims and pages, and the highest fines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ipcity.base.errors import BadInput
from ipcity.law.answers import Amount, Money, Said, plain, weakest
from ipcity.law.book import complete_to, version
from ipcity.law.pages import Bracket
from ipcity.law.parameters import figure, in_force_on

CLAIMS, PAGES = "cn/patent/fees/claims", "cn/patent/fees/pages"
COUNTERFEIT, TRADEMARK = "cn/enforcement/counterfeit", "cn/trademark/infringement"


def excess_fee(rule: str, count: int, on: date) -> Amount:
    """The fee for all claims or pages of an application: each piece at the rate of its bracket."""
    if count < 0:
        raise BadInput("项数或页数不能是负数。请核对。", path=rule)
    found = in_force_on(rule, on)
    if not isinstance(found.value.value, list):
        raise BadInput(f"规则“{rule}”不按档计。请核对名称。", path=rule)
    parts = [(one, _held(one, count)) for one in found.value.value]
    total = sum((one.value * pieces for one, pieces in parts), Decimal(0))
    told = "，".join(
        f"第 {one.first} 至 {min(one.last, count)} 每件 {plain(one.value)} 元"
        for one, pieces in parts
        if pieces
    )
    step = Said(
        f"{told or '无'}：合计 {plain(total)} 元。", f"{count} pieces by bracket: {plain(total)} CNY in all."
    )
    return Amount(rule, version(), found.value.mark, (step,), complete_to(), Money(total), on, found.begins)


def _held(bracket: Bracket, count: int) -> int:
    return max(min(bracket.last, count) - bracket.first + 1, 0)


def highest_fine(folder: str, base: Decimal, on: date) -> Amount:
    """The cap of a fine. Counterfeiting: `base` is the income, the multiple applies above the threshold.

    Trademark infringement: `base` is the turnover, the multiple applies from the threshold (以上 includes it).
    """
    multiple, fixed = figure(f"{folder}/fine_multiple", on), figure(f"{folder}/fine_fixed", on)
    threshold = figure(f"{folder}/fine_threshold", on)
    limit, times, flat = (Decimal(str(one.value)) for one in (threshold, multiple, fixed))
    counts = base >= limit if folder == TRADEMARK else base > limit
    cap = base * times if counts else flat
    zh = (
        f"{plain(base)} 元的 {plain(times)} 倍"
        if counts
        else f"未达到按倍数罚款的门槛（{plain(limit)} 元），定额上限"
    )
    en = (
        f"{plain(times)} times {plain(base)}"
        if counts
        else f"below the threshold of {plain(limit)}: the fixed cap"
    )
    steps = (
        *multiple.steps,
        *fixed.steps,
        Said(f"罚款上限：{zh}，{plain(cap)} 元。", f"Highest fine, {en}: {plain(cap)}."),
    )
    mark = weakest((multiple.mark, fixed.mark, threshold.mark))
    return Amount(
        f"{folder}/fine_multiple",
        version(),
        mark,
        steps,
        complete_to(),
        Money(cap),
        on,
        multiple.in_force_from,
    )
