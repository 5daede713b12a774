"""What public money may still pay for, and on which terms; a policy after its day is refused with the rule shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ipcity.base.errors import BadInput, NotFound
from ipcity.law.answers import CENT, Amount, Money, Said, Verdict
from ipcity.law.book import complete_to, names, page, remembered, version
from ipcity.law.pages import Policy, shaped
from ipcity.law.parameters import beyond_the_book


class PolicyForbidden(BadInput):
    """Public money may not pay for this on that day."""

    code = "policy-forbidden"


@remembered
def policies() -> dict[str, Policy]:
    """All policy pages by name."""
    return {name: shaped(page(name), Policy) for name in names() if page(name).get("kind") == "policy"}


def may_pay(policy: str, on: date, *, area: str = "cn") -> Verdict:
    """Whether a kind of policy may be paid (or counted) on a day: `filing-subsidy`, `grant-subsidy` …"""
    found = [(name, one) for name, one in policies().items() if one.policy == policy and one.area == area]
    if not found:
        raise NotFound(f"规则库没有“{area}”的政策“{policy}”。请用 ipcity law policies 查看。", path=policy)
    for name, one in found:
        if _holds(one, on):
            return _verdict(name, one, on, True)
    name, one = min(found, key=lambda pair: abs((_edge(pair[1], on) - on).days))
    return _verdict(name, one, on, False)


def require_may_pay(policy: str, on: date, *, area: str = "cn") -> Verdict:
    """The same, refusing with a sentence for the officer."""
    verdict = may_pay(policy, on, area=area)
    if not verdict.allowed:
        unsure = "（该规则未核对）" if verdict.mark == "MEMORY" else ""
        raise PolicyForbidden(
            f"{verdict.steps[0].zh}{unsure}不能支付。请取消该项或核对日期。", path=verdict.rule
        )
    return verdict


def _holds(one: Policy, on: date) -> bool:
    return (one.in_force.begin or date.min) <= on <= (one.in_force.end or date.max)


def _edge(one: Policy, on: date) -> date:
    begin, end = one.in_force.begin, one.in_force.end
    return end if end and on > end else (begin or on)


def _verdict(name: str, one: Policy, on: date, allowed: bool) -> Verdict:
    begin, end = one.in_force.begin or "不限", one.in_force.end or "现在"
    text = one.description
    steps = [
        Said(
            f"{text.zh}的允许期是 {begin} 至 {end}，{on} {'在期内' if allowed else '不在期内'}。",
            f"{text.en}: allowed from {one.in_force.begin or 'ever'} to {one.in_force.end or 'now'}; {on} is {'inside' if allowed else 'outside'}.",
        )
    ]
    if not allowed and one.after_end:
        steps.append(Said(one.after_end.zh + "。", one.after_end.en + "."))
    if on > complete_to():
        steps.append(beyond_the_book())
    return Verdict(name, version(), one.mark, tuple(steps), complete_to(), allowed=allowed)


@dataclass(frozen=True)
class Loan:
    """One pledged loan of one enterprise: `rate` is the base rate a year as a share (0.0345), `days` it ran."""

    principal: Decimal
    rate: Decimal
    days: int


def interest_subsidy(name: str, loans: tuple[Loan, ...], on: date) -> Amount:
    """min(cap, sum of principal x rate x share x days / 365) for one enterprise and year; half a cent rounds up."""
    policy = policies().get(name)
    if policy is None or "interest_share" not in policy.terms:
        raise NotFound(f"“{name}”不是一项贴息政策。请用 ipcity law policies 查看。", path=name)
    if not _holds(policy, on):
        require_may_pay(policy.policy, on, area=policy.area)
    share, cap = Decimal(policy.terms["interest_share"]), Decimal(policy.terms["interest_cap"])
    parts = [loan.principal * loan.rate * share * loan.days / 365 for loan in loans]
    total = sum(parts, Decimal(0)).quantize(CENT, ROUND_HALF_UP)
    paid = min(total, cap)
    steps = (
        Said(
            f"贴息为利息的 {share:.0%}：合计 {total} 元，年度上限 {cap} 元，得 {paid} 元。",
            f"{share:.0%} of the interest: {total} CNY in all, cap {cap} a year, paid {paid}.",
        ),
    )
    return Amount(name, version(), policy.mark, steps, complete_to(), Money(paid), on, policy.in_force.begin)


def risk_compensation(name: str, lost: Decimal, on: date, *, fund_left: Decimal) -> Amount:
    """The share of lost principal a risk fund bears, never more than is left in it."""
    policy = policies().get(name)
    if policy is None or "risk_share" not in policy.terms:
        raise NotFound(f"“{name}”没有风险补偿条款。请用 ipcity law policies 查看。", path=name)
    if not _holds(policy, on):
        require_may_pay(policy.policy, on, area=policy.area)
    share = Decimal(policy.terms["risk_share"])
    paid = min((lost * share).quantize(CENT, ROUND_HALF_UP), fund_left)
    step = Said(
        f"本金损失 {lost} 元的 {share:.0%}，以基金余额 {fund_left} 元为限：{paid} 元。",
        f"{share:.0%} of {lost} CNY lost principal, at most the {fund_left} left: {paid}.",
    )
    return Amount(
        name, version(), policy.mark, (step,), complete_to(), Money(paid), on, policy.in_force.begin
    )
