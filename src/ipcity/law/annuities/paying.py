"""What one annuity costs on the day it is paid: in time, in the late months, topped up, or with restoration after them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ipcity.base.errors import BadInput, NotFound
from ipcity.law.annuities.late import LADDER, ladder
from ipcity.law.annuities.row import AT_REGISTRATION, Row
from ipcity.law.answers import Amount, Money, Said, plain, weakest
from ipcity.law.book import complete_to, version
from ipcity.law.parameters import amount

RESTORATION = "cn/patent/fees/restoration"


def cost_on(row: Row, day: date) -> Amount:
    """The sum to pay on that day. After the late months it is that of a restoration, if one is still open."""
    full, payable = _known(row)
    late = _late_share(row, day)
    if late is None:
        return _with_restoration(row, full, payable, day)
    percent, fee = late
    step = Said(
        f"{day} 缴纳第 {row.year} 年年费 {plain(payable)} 元，滞纳金为全额 {plain(full)} 元的 {plain(percent)}%：{plain(fee)} 元。",
        f"On {day} annuity {row.year} costs {plain(payable)}, the late fee is {plain(percent)} % of the full {plain(full)}: {plain(fee)}.",
    )
    return _answer(row, payable + fee, (step,), day, row.mark)


def top_up_on(row: Row, paid: Decimal, day: date) -> Amount:
    """What is still to pay when too little was paid: the late fee is that of the month of the top-up."""
    cost = cost_on(row, day)
    missing = max(cost.money.amount - paid, Decimal(0))
    step = Said(
        f"已缴 {plain(paid)} 元，补缴按补缴当月的滞纳金计，尚缺 {plain(missing)} 元。",
        f"{plain(paid)} was paid; the top-up takes the late fee of its own month, {plain(missing)} is missing.",
    )
    return _answer(row, missing, (*cost.steps, step), day, cost.mark)


def _with_restoration(row: Row, full: Decimal, payable: Decimal, day: date) -> Amount:
    share = ladder(min(row.anniversary, day))[-1].value
    fee, restoration = full * share / 100, amount(RESTORATION, day)
    step = Said(
        f"滞纳期已过，专利权自 {row.anniversary} 终止；恢复须缴年费 {plain(payable)} 元、滞纳金 {plain(fee)} 元（{plain(share)}%）"
        f"与恢复权利请求费 {restoration.money} 元，且须在收到终止通知起 2 个月内请求。",
        f"The late months are over, the right ended on {row.anniversary}; restoring costs the annuity {plain(payable)}, {plain(fee)} late fee "
        f"({plain(share)} %) and {restoration.money}, asked within 2 months of the notice.",
    )
    mark = weakest((row.mark, restoration.mark))
    return _answer(row, payable + fee + restoration.money.amount, (step,), day, mark)


def _known(row: Row) -> tuple[Decimal, Decimal]:
    if row.state == AT_REGISTRATION:
        raise BadInput("授权当年的年费随办理登记手续缴纳，没有滞纳期。请查看授权通知书。", path=row.rule)
    if row.full is None or row.payable is None or not row.surcharges:
        raise NotFound(
            f"第 {row.year} 年年费在 {row.anniversary} 的数额或滞纳金规则未收录。请补录有出处的旧值。",
            path=row.rule,
        )
    return row.full, row.payable


def _late_share(row: Row, day: date) -> tuple[Decimal, Decimal] | None:
    if row.pay_by is not None and day <= row.pay_by:
        return Decimal(0), Decimal(0)
    return next(((one.percent, one.amount) for one in row.surcharges if one.first <= day <= one.last), None)


def _answer(row: Row, total: Decimal, steps: tuple[Said, ...], day: date, mark: str) -> Amount:
    rule = f"{row.rule} + {LADDER}"
    return Amount(rule, version(), mark, steps, complete_to(), Money(total), day, row.in_force_from)
