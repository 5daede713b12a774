"""The calculators of the law book: each answer with its steps, and up to which day the book is complete."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query as FromAddress
from ninja import Router
from pydantic import Field

from ipcity.city.api.doors import BearerOrNobody
from ipcity.city.api.models import Scope
from ipcity.city.api.problems import Problem
from ipcity.city.api.routes.search import REFUSALS
from ipcity.city.api.shapes.asked import Asked, Day, Text, day
from ipcity.law.annuities import annuities as schedule_of
from ipcity.law.annuities import read_request
from ipcity.law.book import complete_to, version
from ipcity.law.identifiers import identify
from ipcity.law.workdays import add_working_days

router = Router(tags=["law"], auth=BearerOrNobody(Scope.READ))
ANSWERS = {200: dict[str, Any], 400: Problem, 404: Problem, **REFUSALS}


class NumberAsked(Asked):
    text: Text
    on: Day | None = Field(
        None, description="公布日，用以判断文献种类字母 / day of publication, for kind letters"
    )


class AnnuitiesAsked(Asked):
    kind: Literal["invention", "utility_model", "design"]
    filed: Day
    granted: Day
    as_of: Day
    reduction: Literal["85", "70"] | None = None


class WorkdaysAsked(Asked):
    begin: Day = Field(description="从哪一天 / from which day")
    count: int = Field(ge=0, le=5000)
    provisional: bool = False


@router.get(
    "/law/number", response=ANSWERS, url_name="law-number", operation_id="lawNumber", summary="号码 / Number"
)
def number(request: HttpRequest, asked: FromAddress[NumberAsked]) -> dict[str, Any]:
    """What a number is, its normal form, and whether its check digit is right."""
    return _told(identify(asked.text, on=day(asked.on, "on") if asked.on else None).as_dict())


@router.get(
    "/law/annuities", response=ANSWERS, url_name="law-annuities", operation_id="lawAnnuities",
    summary="年费 / Annuities",
)  # fmt: skip
def annuities(request: HttpRequest, asked: FromAddress[AnnuitiesAsked]) -> dict[str, Any]:
    """The annuities of a patent, year by year: last day, amount, reduction, late fees, each with its rule."""
    return _told(schedule_of(read_request(asked.model_dump())).as_dict())


@router.get(
    "/law/workdays", response=ANSWERS, url_name="law-workdays", operation_id="lawWorkdays",
    summary="工作日 / Working days",
)  # fmt: skip
def workdays(request: HttpRequest, asked: FromAddress[WorkdaysAsked]) -> dict[str, Any]:
    """The n-th working day after a day; refused where the holidays of a year are not published."""
    begin = day(asked.begin, "begin")
    reached = add_working_days(begin, asked.count, provisional=asked.provisional)
    return _told({"on": reached.day, "provisional": reached.provisional, "rules": list(reached.rules)})


def _told(answer: dict[str, Any]) -> dict[str, Any]:
    return answer | {"book": {"version": version(), "complete_to": complete_to()}}
