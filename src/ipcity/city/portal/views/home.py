"""The front door: search, and how the city's plan stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ipcity.base.errors import NotReady
from ipcity.city.plan import queries as plans
from ipcity.city.portal import engine
from ipcity.city.portal.address import Asked
from ipcity.city.portal.gauges import columns
from ipcity.city.portal.tally import GOOD_FIRST, tally
from ipcity.city.portal.views.help import EXAMPLES
from ipcity.city.portal.words import RIGHT_TYPES


@dataclass(frozen=True)
class KindChip:
    word: str
    count: int
    address: str


def home(request: HttpRequest) -> HttpResponse:
    plan = plans.default_plan()
    board = plans.board(plan) if plan else None
    total, chips = _kinds()
    return render(
        request,
        "portal/home.html",
        {
            "here": "home",
            "total": total,
            "chips": chips,
            "examples": [(text, Asked(query=text).url) for text, _ in EXAMPLES[:4]],
            "board": board,
            "tally": tally(board.targets, GOOD_FIRST) if board else [],
            "columns": columns(board.targets) if board else [],
            "loaded": engine.loaded(),
        },
    )


def _kinds() -> tuple[int | None, list[KindChip]]:
    """How many records of each sort there are; None when no index stands yet."""
    try:
        result = engine.index().search("", limit=0, facets=("right_type",))
    except NotReady:
        return None, []
    found = {one.value: one.count for one in result.facets.get("right_type", [])}
    known = [name for name in RIGHT_TYPES if name in found]
    return result.total, [
        KindChip(str(RIGHT_TYPES[name]), found[name], Asked().toggled("right_type", name).url)
        for name in known
    ]
