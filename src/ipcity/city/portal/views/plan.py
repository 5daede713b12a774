"""The plan: its targets as a board, its text clause by clause."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from ipcity.city.plan import queries as plans
from ipcity.city.plan.board import Board, Section
from ipcity.city.plan.models import Plan
from ipcity.city.portal import engine
from ipcity.city.portal.gauges import rows_of
from ipcity.city.portal.kept import kept
from ipcity.city.portal.tally import tally, unit_tallies


def default(request: HttpRequest) -> HttpResponseBase:
    """The plan in use; where there is none, the page says what to do."""
    plan = plans.default_plan()
    if plan is None:
        return render(request, "portal/no_plan.html", {"here": "plan"})
    return HttpResponseRedirect(reverse("portal:plan-overview", args=[plan.slug]))


def overview(request: HttpRequest, slug: str) -> HttpResponse:
    plan = _plan(slug)
    main = kept("portal/plan_main.html", plan.slug, lambda: _main(plan))
    return render(request, "portal/plan.html", {"here": "plan", "wide": True, "plan": plan, "main": main})


def _main(plan: Plan) -> dict[str, object]:
    board = plans.board(plan)
    return {
        "plan": plan,
        "others": [other for other in plans.plans() if other.pk != plan.pk],
        "board": board,
        "rows": rows_of(board),
        "units": unit_tallies(board),
        "tally": tally(board.targets),
        "loaded": engine.loaded(),
    }


def task(request: HttpRequest, slug: str, num: str) -> HttpResponse:
    """One task: the plan's words, its units then and now, its targets; `num` is 1 … 21 or G1 … G3."""
    plan = _plan(slug)
    board = plans.board(plan)
    found = next((one for one in board.tasks + board.guarantees if one.label == num), None)
    if found is None:
        raise Http404(num)
    inside = {section.order for section in _around(board, num)}
    rows = [row for row in rows_of(board) if row.row.clause_order in inside]
    labels = [one.label for one in board.tasks + board.guarantees]
    at = labels.index(num)
    context = {
        "here": "plan",
        "plan": plan,
        "board": board,
        "task": found,
        "rows": rows,
        "previous": labels[at - 1] if at else "",
        "following": labels[at + 1] if at + 1 < len(labels) else "",
    }
    return render(request, "portal/task.html", context)


def _around(board: Board, num: str) -> list[Section]:
    """The clause of a task and what lies below it."""
    every = (section for top in board.sections for section in top.walk())
    mine = next((section for section in every if section.task and section.task.label == num), None)
    return list(mine.walk()) if mine else []


def _plan(slug: str) -> Plan:
    found = plans.plan_by_slug(slug)
    if found is None:
        raise Http404(slug)
    return found
