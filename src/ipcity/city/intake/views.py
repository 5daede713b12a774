"""What can be read, on what terms, and the templates."""

from __future__ import annotations

import tempfile
from pathlib import Path
from urllib.parse import quote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ipcity.base.errors import BadInput, IpcityError
from ipcity.base.settings import settings
from ipcity.city.registers import who
from ipcity.city.registers.declaration import find
from ipcity.city.registers.views import XLSX
from ipcity.ingest import Passport
from ipcity.lake import open_lake
from ipcity.records import Coverage, kinds
from ipcity.sources import all_sources
from ipcity.sources.sheet_template import write_template

SHOWN_LABELS = 3


def sources(request: HttpRequest) -> HttpResponse:
    """Every source with its passport; what is loaded of it says its own coverage."""
    stated = _stated()
    templates = [
        {"kind": kind, "may_upload": who.may_write(request, register)}
        for name, kind in kinds().items()
        if (register := find(f"records-{name}"))
    ]
    context = {
        "here": "sources",
        "sources": [_line(source.passport, stated) for source in all_sources()],
        "templates": templates,
        "uploads": any(one["may_upload"] for one in templates),
    }
    return render(request, "intake/sources.html", context)


def template(request: HttpRequest, kind: str) -> FileResponse:
    """The template of one kind; anybody may have it."""
    if kind not in kinds():
        raise Http404
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        try:
            write_template(kind, path)
        except BadInput:
            raise Http404 from None
        content = path.open("rb")
    answer = FileResponse(content, content_type=XLSX)
    name = f"{kinds()[kind].name['zh']}导入模板.xlsx"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer


def _line(passport: Passport, stated: list[Coverage]) -> dict[str, object]:
    """Labels of what is loaded, each once; what a source declares of itself says more than what it does not."""
    labels = list(
        {one.label.get("zh", ""): one.label for one in stated if one.source == passport.name}.values()
    )
    return {
        "passport": passport, "kind": kinds()[passport.kind].name, "labels": labels[:SHOWN_LABELS],
        "more": max(0, len(labels) - SHOWN_LABELS), "declares": bool(passport.coverage),
    }  # fmt: skip


def _stated() -> list[Coverage]:
    try:
        return list(open_lake(settings().lake_dir).at().coverage())
    except IpcityError:
        return []
