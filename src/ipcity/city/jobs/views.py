"""The administrator's pages: the list, one job with its progress, cancel and retry. They work without script."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ipcity.city.jobs import actions, queries
from ipcity.city.jobs.choices import State
from ipcity.city.jobs.jobs import self_check
from ipcity.city.jobs.models import Job
from ipcity.city.jobs.registry import known_jobs
from ipcity.city.jobs.who import administrator_only, may_see
from ipcity.city.tables.given import chosen, page_of

PAGE_ROWS = 50
LOOK_AGAIN_SECONDS = 2
ENOUGH = 286  # htmx shows this answer and asks no more


@administrator_only
def listing(request: HttpRequest) -> HttpResponse:
    """The address is the state: `?state=failed&name=…&page=2`."""
    state, name = chosen(request.GET, "state", State.values), request.GET.get("name", "")
    page = page_of(request.GET, queries.jobs(state=state, name=name), PAGE_ROWS)
    context = {
        "here": "jobs", "state": state, "name": name, "page": page, "rows": queries.rows(list(page.object_list)),
        "known": known_jobs(), "counts": _counts(state), "workers": queries.live_workers(),
    }  # fmt: skip
    return render(request, "work/jobs.html", context)


def detail(request: HttpRequest, job_id: int) -> HttpResponse:
    """Also for the person who asked for it. With htmx only the part that moves; the last part stops the asking."""
    job = _job(job_id)
    if not may_see(request, job):
        raise Http404
    if not request.headers.get("HX-Request"):
        return render(request, "work/job.html", _context(job))
    return render(request, "work/job_state.html", _context(job), status=200 if job.is_open else ENOUGH)


@require_POST
def cancel(request: HttpRequest, job_id: int) -> HttpResponseBase:
    job = _job(job_id)
    if not may_see(request, job):
        raise Http404
    actions.cancel(job, actor=f"user:{request.user.pk}")
    return redirect("jobs:detail", job_id)


@require_POST
def retry(request: HttpRequest, job_id: int) -> HttpResponseBase:
    job = _job(job_id)
    if not may_see(request, job):
        raise Http404
    actions.retry(job, actor=f"user:{request.user.pk}")
    return redirect("jobs:detail", job_id)


@require_POST
@administrator_only
def check(request: HttpRequest) -> HttpResponseBase:
    """Try the whole way from this page to a worker and back."""
    job = actions.ask(self_check, asked_by=request.user.get_username())
    return redirect("jobs:detail", job.pk)


def _context(job: Job) -> dict[str, Any]:
    (row,) = queries.rows([job])
    return {
        "here": "jobs",
        "row": row,
        "job": job,
        "again": LOOK_AGAIN_SECONDS,
        "workers": queries.live_workers(),
    }


def _counts(chosen: str) -> list[dict[str, Any]]:
    known = queries.counts()
    every = {"value": "", "label": "", "count": sum(known.values()), "on": not chosen}
    states = (
        {"value": one.value, "label": one.label, "count": known[one], "on": chosen == one} for one in State
    )
    return [every, *states]


def _job(job_id: int) -> Job:
    found = Job.objects.filter(pk=job_id).first()
    if found is None:
        raise Http404
    return found
