"""Taking the results of a search: at once where they are few, else by a worker; and the list of one's files."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from ipcity.base.errors import BadInput
from ipcity.city.exports import actions
from ipcity.city.exports.jobs import make_export
from ipcity.city.exports.make import Wanted, make
from ipcity.city.exports.models import Export
from ipcity.city.exports.sending import send
from ipcity.city.exports.writers import WRITERS
from ipcity.city.jobs.models import Job
from ipcity.city.jobs.queries import rows as job_rows
from ipcity.city.portal import engine
from ipcity.city.portal.address import Asked, asked

VISITOR_MOST = 1_000
AT_ONCE = 5_000  # rows that a person may wait for
SHOWN = 50


@require_GET
def now(request: HttpRequest, form: str) -> HttpResponseBase:
    """`/exports/now/csv?q=…`: the address of a search, taken as a file. A visitor gets a part, from open sources."""
    if form not in WRITERS:
        raise Http404(form)
    one = asked(request.GET)
    if not request.user.is_authenticated:
        return _file(request, one, form, VISITOR_MOST)
    total = engine.index().search(one.query, one.filters, limit=0, facets=()).total
    if total <= AT_ONCE:
        return _file(request, one, form, None)
    return render(
        request, "exports/large.html", _context(request) | {"asked": one, "form": form, "total": total}
    )


@require_POST
def order(request: HttpRequest) -> HttpResponseBase:
    one = asked(request.POST)
    actions.order(
        owner=_person(request), known=make_export, form=request.POST.get("form", ""), query=one.query,
        filters=one.filters, language=_language(), title=one.query,
    )  # fmt: skip
    return redirect("exports:list")


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return render(request, "exports/list.html", _context(request))


@require_GET
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Only one's own; another's is not there."""
    found = Export.objects.filter(owner=_person(request), pk=pk).first()
    if found is None or not found.is_here:
        raise Http404(pk)
    return send(request, found.path, name=found.file_name, mime=WRITERS[found.form].mime, digest=found.digest)


def _file(request: HttpRequest, one: Asked, form: str, most: int | None) -> HttpResponseBase:
    """Made in a folder of its own, which is gone while the file is still being sent: an open file stays readable."""
    wanted = Wanted(query=one.query, filters=one.filters, form=form, language=_language(), most=most)
    with tempfile.TemporaryDirectory(prefix="ipcity-export-") as folder:
        done = make(wanted, Path(folder) / f"x.{form}", lake=engine.lake(), index=engine.index())
        content = done.path.read_bytes()
    answer = HttpResponse(content, content_type=WRITERS[form].mime)
    answer["Content-Disposition"] = f'attachment; filename="ipcity-search.{WRITERS[form].ending}"'
    answer["ETag"] = f'"{done.digest}"'
    return answer


def _context(request: HttpRequest) -> dict[str, Any]:
    mine = list(Export.objects.filter(owner=_person(request))[:SHOWN])
    jobs = Job.objects.filter(pk__in=[one.job for one in mine if one.job])
    states = {row.job.pk: row for row in job_rows(list(jobs))}
    rows = [(one, states.get(one.job or 0)) for one in mine]
    moving = any(one.state == "waiting" for one in mine)
    return {"here": "exports", "rows": rows, "moving": moving, "forms": list(WRITERS)}


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise BadInput("请先登录。")
    return request.user


def _language() -> str:
    return "en" if (get_language() or "zh").startswith("en") else "zh"
