"""The security administrator's view of roles and sign-ins, the audit administrator's view of the trail."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ipcity.base.errors import BadInput
from ipcity.city.directory.matrix import OPEN, columns, pages
from ipcity.city.directory.models import Person
from ipcity.city.directory.roles import VISITOR, roles
from ipcity.city.directory.views.asking import day, me, tried
from ipcity.city.tables.given import page_of
from ipcity.city.trail.actions import record
from ipcity.city.trail.models import SECURITY, Entry
from ipcity.city.trail.queries import chains, entries, verify

PAGE_SIZE = 50
FILTERS = ("chain", "act", "actor", "subject")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def matrix(request: HttpRequest) -> HttpResponse:
    """Read only: the matrix is a file, and changes with the program's version."""
    names = columns()
    rows = [
        (one.name, one.code, [one.answer([code], signed_in=code != VISITOR) == OPEN for code in names])
        for one in pages().values()
    ]
    heads = [roles()[code].title if code != VISITOR else {"zh": "访客", "en": "Visitor"} for code in names]
    return render(request, "directory/matrix.html", {"heads": heads, "rows": rows, "roles": roles().values()})


def security(request: HttpRequest) -> HttpResponse:
    """Sign-ins, refusals and second factors; nothing else of the trail."""
    found = entries(chain=SECURITY, act=request.GET.get("act", ""))
    return _listed(request, "directory/security.html", found, {"act": request.GET.get("act", "")})


def trail(request: HttpRequest) -> HttpResponse:
    asked, found, errors = _asked(request)
    return _listed(request, "directory/trail.html", found, asked, errors=errors, chains=chains())


def trail_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The entries of the filter; that they were taken away is itself an entry."""
    _asked_for, found, errors = _asked(request)
    for name, why in errors.items():
        raise BadInput(why, path=name)
    mine = me(request)
    record("trail.exported", subject="trail", actor=mine.key, details={"rows": found.count()})
    heads = ["chain", "seq", "at", "actor", "post", "unit", "act", "subject", "details", "hash"]
    answer = StreamingHttpResponse(_lines(heads, found), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="ipcity-trail.csv"'
    return answer


@require_POST
def trail_verify(request: HttpRequest) -> HttpResponse:
    verdicts = [verify(name) for name in chains()]
    whole = all(one.is_whole for one in verdicts)
    record("trail.verified", subject="trail", actor=me(request).key, details={"whole": whole})
    return render(
        request, "directory/verified.html", {"verdicts": verdicts, "whole": whole, "at": timezone.now()}
    )


class _Echo:
    def write(self, text: str) -> str:
        return text


def _lines(heads: list[str], found: Any) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(heads)
    for one in found.iterator(chunk_size=1000):
        cells = [getattr(one, head) if head != "at" else one.at.isoformat() for head in heads]
        yield writer.writerow([_plain(str(cell)) for cell in cells])


def _plain(text: str) -> str:
    """A spreadsheet must not take a cell for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _asked(request: HttpRequest) -> tuple[dict[str, str], Any, dict[str, str]]:
    asked = {name: request.GET.get(name, "").strip() for name in (*FILTERS, "since", "until")}
    limits: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for name in ("since", "until"):
        errors |= tried(lambda name=name: limits.update({name: day(asked[name], name)}))  # type: ignore[misc]
    return asked, entries(**{name: asked[name] for name in FILTERS}, **limits), errors  # type: ignore[arg-type]


def _listed(
    request: HttpRequest, template: str, found: Any, asked: dict[str, str], **more: Any
) -> HttpResponse:
    page = page_of(request.GET, found, PAGE_SIZE)
    kept = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "page": page,
        "rows": [(one, _who(one)) for one in page.object_list],
        "asked": asked,
        "address": request.path,
        "kept": kept,
        "csv": f"{reverse('directory:trail-csv')}?{kept}",
        **more,
    }
    return render(request, template, context, status=400 if more.get("errors") else 200)


def _who(entry: Entry) -> str:
    """The name behind a key, as it is today; the trail itself keeps keys alone."""
    kind, _, number = entry.actor.partition(":")
    if kind == "user" and number.isdigit():
        person = Person.objects.filter(user_id=int(number)).first()
        return person.name if person else gettext("账号") + f" {number}"
    return {"system": gettext("系统"), "user:unknown": gettext("不明账号")}.get(entry.actor, entry.actor)
