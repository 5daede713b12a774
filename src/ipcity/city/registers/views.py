"""Pages of the registers: the list with export, template, upload with its dry run, and what can be done with a batch."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ipcity.base.errors import BadInput
from ipcity.base.parcel import LARGEST_FILE
from ipcity.city.directory.spoken import said
from ipcity.city.registers import actions, who
from ipcity.city.registers.choices import State
from ipcity.city.registers.csv_out import csv_lines
from ipcity.city.registers.declaration import Register
from ipcity.city.registers.listing import columns_of
from ipcity.city.registers.models import Batch
from ipcity.city.registers.sheet import read_sheet
from ipcity.city.registers.spreadsheet import write_marked, write_rows, write_template
from ipcity.city.tables.columns import state_of
from ipcity.city.tables.sheet import taken_away
from ipcity.city.tables.table import table

SHOWN_ROWS = 100
MOST_ROWS = 5000  # of a register on its page; the export has them all
SHOWN_FAULTS = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def listing(request: HttpRequest) -> HttpResponse:
    """The registers that this person may see."""
    known = who.registers_for(request)
    if not known:
        raise Http404
    return render(request, "work/registers.html", {"here": "registers", "registers": known})


def register(request: HttpRequest, code: str) -> HttpResponseBase:
    one = who.readable(request, code)
    return _page(request, one)


def template(request: HttpRequest, code: str) -> HttpResponseBase:
    one = who.writable(request, code)
    return _file(one, "模板", lambda path: write_template(one, path))


def export(request: HttpRequest, code: str, form: str) -> HttpResponseBase:
    one = who.readable(request, code)
    if form == "csv":
        answer = StreamingHttpResponse(
            csv_lines(one, one.shelf.rows()), content_type="text/csv; charset=utf-8"
        )
        answer["Content-Disposition"] = _as_file(f"{one.title['zh']}-{_today()}.csv")
        return answer
    return _file(one, str(_today()), lambda path: write_rows(one, one.shelf.rows(), path))


@require_POST
def upload(request: HttpRequest, code: str) -> HttpResponseBase:
    """Nothing changes yet; what a file as a whole does wrong is said on the same page."""
    one = who.writable(request, code)
    given = request.FILES.get("file")
    try:
        batch = actions.check_upload(
            one, data=_content(given), filename=_name(given), by=who.user_of(request)
        )
    except BadInput as wrong:
        return _page(request, one, wrong.message, status=400)
    return redirect("registers:batch", code, batch.pk)


def batch(request: HttpRequest, code: str, batch_id: int) -> HttpResponse:
    found = who.own_batch(request, code, batch_id)
    one = who.writable(request, code)
    context = {
        "here": "registers", "register": one, "batch": found, "faults": found.faults[:SHOWN_FAULTS],
        "fault_count": len(found.faults) + found.more_faults, "total": found.created + found.changed + found.same,
        "can_confirm": found.state in (State.CHECKED, State.FAILED), "can_undo": found.state == State.IMPORTED,
        "can_discard": found.state in (State.CHECKED, State.REFUSED, State.FAILED),
        "again": 2 if found.state == State.WAITING else 0,
        "changes": found.changes.all()[:SHOWN_ROWS],
    }  # fmt: skip
    return render(request, "work/batch.html", context)


def marked(request: HttpRequest, code: str, batch_id: int) -> HttpResponseBase:
    """The upload with its faults in red."""
    found, one = who.own_batch(request, code, batch_id), who.writable(request, code)
    if not found.upload:
        raise Http404
    sheet = read_sheet(bytes(found.upload), one.title["zh"])
    return _file(one, "标出错误", lambda path: write_marked(sheet.cells, found.faults, sheet.name, path))


@require_POST
def act(request: HttpRequest, code: str, batch_id: int, verb: str) -> HttpResponseBase:
    found, by = who.own_batch(request, code, batch_id), who.user_of(request)
    acts: dict[str, Callable[[], Batch]] = {
        "confirm": lambda: actions.confirm(found, by=by),
        "discard": lambda: actions.discard(found, by=by),
        "undo": lambda: actions.undo(found, by=by),
    }
    if verb not in acts:
        raise Http404
    acts[verb]()
    return redirect("registers:batch", code, batch_id)


def _page(request: HttpRequest, one: Register, wrong: str = "", status: int = 200) -> HttpResponseBase:
    columns = columns_of(one)
    rows = list(islice(one.shelf.rows(), MOST_ROWS + 1))
    if file := taken_away(request.GET, one.title["zh"], rows, columns, [said(one.title), str(_today()), ""]):
        return file
    writes = who.may_write(request, one)
    context = {
        "here": "registers", "register": one, "wrong": wrong, "writes": writes,
        "table": table("rows", rows[:MOST_ROWS], columns, state_of(request.GET, columns), path=request.path),
        "more": len(rows) > MOST_ROWS, "shown_rows": MOST_ROWS, "largest": LARGEST_FILE // 2**20,
        "batches": Batch.objects.filter(register=one.code).defer("upload", "rows", "faults")[:10] if writes else [],
    }  # fmt: skip
    return render(request, "work/register.html", context, status=status)


def _content(given: object) -> bytes:
    if not isinstance(given, UploadedFile):
        raise BadInput("没有选择文件。请先选择填好的 .xlsx 文件。")
    if (given.size or 0) > LARGEST_FILE:
        raise BadInput(f"文件超过 {LARGEST_FILE // 2**20} MB。请分成几个文件，或去掉图片。")
    content: bytes = given.read()
    return content


def _name(given: object) -> str:
    return os.path.basename(str(getattr(given, "name", "") or ""))  # noqa: PTH119 - a name, no path of ours


def _file(one: Register, tail: str, write: Callable[[Path], object]) -> FileResponse:
    """Written aside and streamed; the file is gone from the disk as soon as it is open."""
    handle, name = tempfile.mkstemp(suffix=".xlsx")
    os.close(handle)
    path = Path(name)
    try:
        write(path)
        content = path.open("rb")
    finally:
        path.unlink()
    answer = FileResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = _as_file(f"{one.title['zh']}-{tail}.xlsx")
    return answer


def _as_file(name: str) -> str:
    return f"attachment; filename*=UTF-8''{quote(name)}"


def _today() -> date:
    return timezone.localdate()
