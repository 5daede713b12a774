"""Which reduction an annuity gets: years counted from the year of grant, open licences, the best one and never both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ipcity.base.errors import NotFound
from ipcity.law.annuities.request import Request
from ipcity.law.answers import VERIFIED, Said, Verdict, plain, weakest
from ipcity.law.book import complete_to, page, remembered_many, version
from ipcity.law.parameters import InForce, in_force_on, number_in

YEARS = "cn/patent/reduction/years"
OPEN_LICENCE = "cn/patent/reduction/open_licence"
_RATES = "cn/patent/reduction/rate"
_SINCE_2016 = {85: f"{_RATES}/single", 70: f"{_RATES}/joint"}
_BEFORE = {85: f"{_RATES}/before_2016/person", 70: f"{_RATES}/before_2016/entity"}
_INCOME = {
    "person": "cn/patent/reduction/income/person",
    "enterprise": "cn/patent/reduction/income/enterprise",
}
_OTHERS = "cn/patent/reduction/others"


@dataclass(frozen=True)
class Reduction:
    """Per cent taken off, by which rule, and why; none is zero per cent with its reason."""

    percent: Decimal
    rule: str | None
    mark: str
    steps: tuple[Said, ...]


NONE = Reduction(Decimal(0), None, VERIFIED, ())


def reduction_of(request: Request, year: int, grant_year: int, due: date, law_day: date) -> Reduction:
    """The better of the two reductions that may apply to one annuity."""
    by_need = _by_need(request.reduction, year, grant_year, law_day)
    by_licence = _by_licence(request.open_licence_from, request.open_licence_to, due, law_day)
    best = max(by_need, by_licence, key=lambda one: one.percent)
    if by_need.percent and by_licence.percent:
        both = Said("两项减缴择优适用，不叠加。", "The better of the two reductions applies, never both.")
        return Reduction(
            best.percent, best.rule, weakest((by_need.mark, by_licence.mark)), (*best.steps, both)
        )
    return (
        best if best.percent else Reduction(Decimal(0), None, VERIFIED, (*by_need.steps, *by_licence.steps))
    )


@remembered_many
def _by_need(percent: int | None, year: int, grant_year: int, law_day: date) -> Reduction:
    if percent is None:
        return NONE
    length, rate = _in_force(YEARS, law_day), _rate(percent, law_day)
    if length is None or rate is None:
        said = Said(
            f"{law_day} 的减缴规则未收录，按全额计。",
            f"The book has no reduction rule for {law_day}; the full fee is shown.",
        )
        return Reduction(Decimal(0), None, VERIFIED, (said,))
    last = grant_year + int(number_in(length, None)) - 1
    if year > last:
        said = Said(
            f"自授权当年（第 {grant_year} 年）起减缴 {last - grant_year + 1} 年，至第 {last} 年；第 {year} 年不减缴（{YEARS}）。",
            f"Reduced for {last - grant_year + 1} years from the year of grant ({grant_year}) to year {last}; year {year} is not ({YEARS}).",
        )
        return Reduction(Decimal(0), None, length.value.mark, (said,))
    said = Said(
        f"按 {law_day} 的规则，自授权当年（第 {grant_year} 年）起减缴 {last - grant_year + 1} 年（至第 {last} 年），减 {percent}%（{rate.rule}）。",
        f"By the law of {law_day}, {percent} % off for {last - grant_year + 1} years from the year of grant ({grant_year}) to {last} ({rate.rule}).",
    )
    mark = weakest((length.value.mark, rate.value.mark))
    return Reduction(number_in(rate, None), rate.rule, mark, (said,))


def _rate(percent: int, law_day: date) -> InForce | None:
    return _in_force(_SINCE_2016[percent], law_day) or _in_force(_BEFORE[percent], law_day)


def _in_force(rule: str, on: date) -> InForce | None:
    try:
        return in_force_on(rule, on)
    except NotFound:
        return None


@remembered_many
def _by_licence(begin: date | None, end: date | None, due: date, law_day: date) -> Reduction:
    if begin is None or due < begin or (end is not None and due > end):
        return NONE
    found = _in_force(OPEN_LICENCE, law_day)
    if found is None:
        said = Said(
            f"开放许可减缴自 2024-07-15 起，{law_day} 尚无此项。",
            f"On {law_day} open licences were not reduced yet.",
        )
        return Reduction(Decimal(0), None, VERIFIED, (said,))
    percent = number_in(found, None)
    said = Said(
        f"缴费期届满日 {due} 在开放许可实施期间（自 {begin} 起），减 {plain(percent)}%（{OPEN_LICENCE}）。",
        f"The due day {due} lies in the practised open licence (from {begin}): {plain(percent)} % off ({OPEN_LICENCE}).",
    )
    return Reduction(percent, OPEN_LICENCE, found.value.mark, (said,))


def qualifies(who: str, income: Decimal, on: date) -> Verdict:
    """Whether a person (monthly income) or an enterprise (taxable income) qualifies: strictly below the limit."""
    if who in page(_OTHERS)["entries"]:
        said = Said("此类单位不设收入条件。", "Such institutions have no income test.")
        return Verdict(_OTHERS, version(), page(_OTHERS)["mark"], (said,), complete_to(), allowed=True)
    if who not in _INCOME:
        raise NotFound(
            f"申请人类别“{who}”不认识。请用 person、enterprise 或 {'、'.join(page(_OTHERS)['entries'])}。"
        )
    found = in_force_on(_INCOME[who], on)
    limit = number_in(found, None)
    said = Said(
        f"{on} 的条件是低于 {plain(limit)} 元（不含本数），申报 {plain(income)} 元。",
        f"On {on} the income must be below {plain(limit)} CNY (not equal); declared {plain(income)}.",
    )
    return Verdict(found.rule, version(), found.value.mark, (said,), complete_to(), allowed=income < limit)
