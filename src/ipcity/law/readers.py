"""The questions a worked example may ask, by the name of its reader; each gives the answer as plain values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ipcity.law.annuities import annuities, read_request
from ipcity.law.annuities.late import windows
from ipcity.law.annuities.paying import cost_on, top_up_on
from ipcity.law.annuities.reduction import qualifies
from ipcity.law.answers import plain
from ipcity.law.book import page
from ipcity.law.deadlines import by_notice, due, rules_for
from ipcity.law.delivery import delivered, due_after_notice
from ipcity.law.documents import stage_of
from ipcity.law.fields import field_of
from ipcity.law.identifiers import identify
from ipcity.law.legal_events import read_history, state_of_text
from ipcity.law.numbers import ApplicationNumber, read_application_number
from ipcity.law.parameters import amount, figure
from ipcity.law.policies import Loan, interest_subsidy, may_pay, risk_compensation
from ipcity.law.status import state_on
from ipcity.law.sums import excess_fee, highest_fine
from ipcity.law.tables import table
from ipcity.law.term import delay_compensation, drug_compensation, expiry
from ipcity.law.wording import average_growth, comparison
from ipcity.law.workdays import add_working_days, is_working_day, next_working_day, working_days_between

Case = dict[str, Any]


def _marks_of_states(case: Case) -> list[str]:
    right, dates, events = read_history(case["right"])
    return [state_on(right, dates, events, date.fromisoformat(str(day))).mark for day in case["expect"]]


def _due(case: Case) -> Any:
    answer = due(
        case["rule"],
        case["on"],
        dates=case.get("dates"),
        extended=case.get("extended", False),
        state=case.get("state"),
        provisional=case.get("provisional", False),
    )
    if not isinstance(case["expect"], dict):
        return answer.on
    return {
        key: getattr(answer, key) for key in ("on", "nominal", "opens", "provisional", "mark", "obligation")
    }


def _notice(case: Case) -> Any:
    rule = by_notice(case["code"], right=case.get("right")) if "code" in case else case["rule"]
    arrived = delivered(case["channel"], case["issued"])
    return {
        "rule": rule,
        "delivered": arrived.on,
        "due": due_after_notice(rule, case["issued"], case["channel"]).on,
    }


def _schedule(case: Case) -> Any:
    said = annuities(read_request(case["ask"])).as_dict()
    by_year = {str(row["year"]): row for row in said["rows"]}
    return {"expires_on": said["expires_on"], "years": [row["year"] for row in said["rows"]], **by_year}


def _paying(case: Case) -> Any:
    row = next(one for one in annuities(read_request(case["ask"])).rows if one.year == case["year"])
    if "paid" in case:
        return str(top_up_on(row, Decimal(str(case["paid"])), case["day"]).money)
    return str(cost_on(row, case["day"]).money)


def _late(case: Case) -> Any:
    due_day: date = case["due"]
    found = windows(due_day, case.get("pay_by") or due_day, due_day, case["boundary"])
    return [{"from": first, "to": last, "percent": percent} for first, last, percent, _ in found]


def _number(case: Case) -> Any:
    said = identify(case["text"], on=case.get("day")).as_dict()
    return {**said, "kinds": [said["kind"], *(one["kind"] for one in said["others"])]}


def _application(case: Case) -> Any:
    found = read_application_number(case["text"])
    if not isinstance(found, ApplicationNumber):
        return {"why": found.why, "expected": found.expected}
    return {
        "value": found.value,
        "checked": found.checked,
        "right_type": found.right_type,
        "route": found.route,
    }


def _stage(case: Case) -> Any:
    stage = stage_of(case["number"], case["day"])
    return {"right_type": stage.right_type, "stage": stage.stage} if stage else None


def _state(case: Case) -> Any:
    right, dates, events = read_history(case["right"])
    wanted = case.get("what", "state")
    answers = {
        str(day): state_on(right, dates, events, date.fromisoformat(str(day))) for day in case["expect"]
    }
    return {
        day: sorted(one.flags) if wanted == "flags" else getattr(one, wanted) for day, one in answers.items()
    }


def _workday(case: Case) -> Any:
    allowed = case.get("provisional", False)
    if "next" in case:
        return next_working_day(case["next"], provisional=allowed).day
    if "count" in case:
        return add_working_days(case["from"], case["count"], provisional=allowed).day
    if "until" in case:
        return working_days_between(case["from"], case["until"], provisional=allowed)
    return {
        str(day): is_working_day(date.fromisoformat(str(day)), provisional=allowed) for day in case["expect"]
    }


def _entry(case: Case) -> Any:
    """What stands on a page, by its path of keys."""
    node: Any = page(case["rule"])
    for key in str(case["at"]).split("/"):
        key = key.replace("|", "/")  # a slash inside a name is written as a bar
        node = node[key]
    return sorted(node) if case.get("keys") else node


def _subsidy(case: Case) -> Any:
    loans = tuple(
        Loan(Decimal(str(sum_)), Decimal(str(rate)), int(days)) for sum_, rate, days in case["loans"]
    )
    return interest_subsidy(case["rule"], loans, case["on"]).money.amount


def _growth(case: Case) -> Any:
    rate = average_growth(Decimal(str(case["base"])), Decimal(str(case["end"])), case["years"])
    return plain(rate.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _comparison(case: Case) -> Any:
    found = comparison(case["text"])
    return {"op": found.op, "value": found.value}


def _field(case: Case) -> Any:
    found = field_of(case["symbol"])
    return found.number if found else None


READERS: dict[str, Callable[[Case], Any]] = {
    "amount": lambda case: str(amount(case["rule"], case["as_of"], at=case.get("at")).money),
    "figure": lambda case: figure(case["rule"], case["as_of"], at=case.get("at")).value,
    "due": _due,
    "notice": _notice,
    "delivery": lambda case: delivered(case["channel"], case["issued"]).on,
    "rules_for": lambda case: list(rules_for(case["event"], case["on"], right=case.get("right"))),
    "schedule": _schedule,
    "late": _late,
    "paying": _paying,
    "excess": lambda case: str(excess_fee(case["rule"], case["count"], case["as_of"]).money),
    "fine": lambda case: str(highest_fine(case["folder"], Decimal(str(case["base"])), case["as_of"]).money),
    "expiry": lambda case: expiry(case["right"], case["filed"]).on,
    "delay": lambda case: delay_compensation(**case["ask"])[0],
    "drug": lambda case: drug_compensation(**case["ask"])[0],
    "qualifies": lambda case: qualifies(case["who"], Decimal(str(case["income"])), case["as_of"]).allowed,
    "number": _number,
    "application_number": _application,
    "document_stage": _stage,
    "state": _state,
    "state_text": lambda case: state_of_text(case["text"]).state,
    "workday": _workday,
    "entry": _entry,
    "policy": lambda case: may_pay(case["policy"], case["on"], area=case.get("area", "cn")).allowed,
    "subsidy": _subsidy,
    "risk": lambda case: (
        risk_compensation(
            case["rule"], Decimal(str(case["lost"])), case["on"], fund_left=Decimal(str(case["fund_left"]))
        ).money.amount
    ),
    "table": lambda case: len(table(case["table"], case["on"]).rows),
    "comparison": _comparison,
    "growth": _growth,
    "field": _field,
}

# Pages that mix verified and remembered entries: the case is as sure as the entry it touches.
OWN_MARKS: dict[str, Callable[[Case], list[str]]] = {
    "comparison": lambda case: [comparison(case["text"]).mark],
    "state_text": lambda case: [state_of_text(case["text"]).mark],
    "state": _marks_of_states,
}
