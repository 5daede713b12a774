"""How long a patent lives: its term from the actual filing day, and the compensation of a term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ipcity.base.days import add_years
from ipcity.base.errors import BadInput, NotFound
from ipcity.law.answers import Due, Said, weakest
from ipcity.law.book import complete_to, page, remembered, version
from ipcity.law.parameters import figure, in_force_on, number_in

_TERM = "cn/patent/term"
_COMPENSATION = "cn/patent/term_compensation"
DAY = timedelta(days=1)
RIGHTS = ("invention", "utility_model", "design")


@dataclass(frozen=True)
class Term:
    years: int
    mark: str
    rule: str


@remembered
def term_of(right_type: str, filed: date) -> Term:
    """The term by the law of the filing day. Raises NotFound before the book begins."""
    rule = f"{_TERM}/{right_type}"
    try:
        found = in_force_on(rule, filed)
    except NotFound:
        raise NotFound(
            f"申请日 {filed} 的专利权期限未收录：规则库从 1993-01-01 的申请收录起。请由管理员补录有出处的旧值。",
            path=rule,
        ) from None
    return Term(int(number_in(found, None)), found.value.mark, rule)


def expiry(right_type: str, filed: date) -> Due:
    """The day the right expires: the anniversary itself; the day before is the last in force."""
    term, last = term_of(right_type, filed), page(f"{_TERM}/expiry_day")
    ends = add_years(filed, term.years)
    steps = (
        *figure(term.rule, filed).steps,
        Said(
            f"自实际申请日 {filed} 起 {term.years} 年：有效至 {ends - DAY}，{ends} 届满，不因节假日顺延。",
            f"{term.years} years from the actual filing day {filed}: in force to {ends - DAY}, expires {ends}; no holiday moves it.",
        ),
        *(
            []
            if last["mark"] == "VERIFIED"
            else [Said("届满日的算法未经核对。", "How the day of expiry is reckoned is unverified.")]
        ),
    )
    return Due(
        rule=term.rule,
        version=version(),
        mark=weakest((term.mark,)),
        steps=steps,
        complete_to=complete_to(),
        on=ends,
        nominal=ends,
        obligation="expiry",
    )


def delay_compensation(
    *, filed: date, requested: date, announced: date, reasonable: int = 0, applicant: int = 0
) -> tuple[int, tuple[Said, ...]]:
    """Days of compensation for unreasonable delay of an invention; zero when the grant came in time."""
    if min(reasonable, applicant) < 0:
        raise BadInput("延迟天数不能是负数。请填写 0 或正整数。")
    rule = page(_COMPENSATION)["entries"]["unreasonable_delay"]
    filed_end = add_years(filed, rule["years_from_filing"])
    request_end = add_years(requested, rule["years_from_request"])
    start = max(filed_end, request_end)
    days = max((announced - start).days - reasonable - applicant, 0)
    step = Said(
        f"申请满 {rule['years_from_filing']} 年为 {filed_end}，实审请求满 {rule['years_from_request']} 年为 {request_end}，取较晚者 {start}；"
        f"至授权公告日 {announced} 共 {(announced - start).days} 日，减合理延迟 {reasonable} 日与申请人延迟 {applicant} 日，得 {days} 日。",
        f"the later of {filed_end} and {request_end} is {start}; to the grant {announced} {(announced - start).days} days, "
        f"less {reasonable} and {applicant}: {days} days.",
    )
    return days, (step,)


def drug_compensation(*, filed: date, approved: date) -> tuple[date, tuple[Said, ...]]:
    """The last day of a new drug's patent with compensation: at most 5 years more and 14 effective years."""
    rule = page(_COMPENSATION)["entries"]["new_drug"]
    normal = add_years(filed, term_of("invention", filed).years)
    days = max((approved - add_years(filed, rule["years_from_filing"])).days, 0)
    capped = min(normal + DAY * days, add_years(normal, rule["cap_years"]))
    effective = add_years(approved, rule["effective_years_after_approval"])
    ends = max(normal, min(capped, effective))
    step = Said(
        f"上市许可日 {approved} 减申请日 {filed} 减 {rule['years_from_filing']} 年得 {days} 日；不超过 {rule['cap_years']} 年，"
        f"且获批后有效期不超过 {rule['effective_years_after_approval']} 年（{effective}），届满日为 {ends}。",
        f"approval {approved} less filing {filed} less {rule['years_from_filing']} years: {days} days; capped, the term ends {ends}.",
    )
    return ends, (step,)
