"""Records beside a record: those like it or like a pasted text, with the reasons; and a few side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ipcity.base.errors import BadInput
from ipcity.city.directory.spoken import said
from ipcity.city.portal import engine, words
from ipcity.city.portal.similarity import Similarity, similarity
from ipcity.search import Similar, compare, similar_to_record, similar_to_text
from ipcity.search.compare import Row

LONGEST_TEXT = 20_000  # characters of a pasted text
SHORTEST_TEXT = 10
SHOWN = 20


@require_safe
def similar(request: HttpRequest, record_id: str) -> HttpResponseBase:
    view = engine.lake().at()
    one = view.record(record_id)
    held = similarity()
    found = similar_to_record(engine.index(), view, held.nearby, one, limit=SHOWN)
    return render(request, "portal/similar.html", _page(found, held) | {"record": one})


def like(request: HttpRequest) -> HttpResponseBase:
    """Prior art for a pasted paragraph. It is sent in the body: a text under work stands in no address and no log."""
    text = request.POST.get("text", "")[:LONGEST_TEXT].strip() if request.method == "POST" else ""
    context: dict[str, Any] = {"text": text, "longest": LONGEST_TEXT}
    if request.method == "POST" and len(text) < SHORTEST_TEXT:
        context["wrong"] = True
    elif text:
        held = similarity()
        found = similar_to_text(engine.index(), engine.lake().at(), held.nearby, text, limit=SHOWN)
        context |= _page(found, held)
    return render(request, "portal/like.html", {"here": "search", "loaded": engine.loaded()} | context)


@require_safe
def side_by_side(request: HttpRequest) -> HttpResponseBase:
    asked = list(dict.fromkeys(one for one in request.GET.getlist("r") if one))
    records = engine.lake().at().by_ids(asked[:10])
    try:
        rows = [_said(row) for row in compare(records)]
    except BadInput as wrong:
        context = {"here": "search", "loaded": engine.loaded(), "wrong": wrong.message}
        return render(request, "portal/compare.html", context, status=wrong.status)
    context = {"here": "search", "wide": True, "loaded": engine.loaded(), "records": records, "rows": rows}
    return render(request, "portal/compare.html", context)


def _page(found: list[Similar], held: Similarity) -> dict[str, Any]:
    return {
        "here": "search", "loaded": engine.loaded(), "found": found, "searched": True, "note": held.note,
    }  # fmt: skip


def _said(row: Row) -> dict[str, Any]:
    """Codes in words; each value with whether no other record has it."""
    cells = [
        [(_word(row.field, value), value in only) for value in cell]
        for cell, only in zip(row.cells, row.only, strict=True)
    ]
    return {"label": said(row.label), "cells": cells, "differs": row.differs}


def _word(field: str, value: str) -> str:
    if field == "status":
        return words.status_word(value)
    if field == "kind":
        return str(words.RIGHT_TYPES.get(value, words.KINDS.get(value, value)))
    return words.office_word(value) if field == "office" else value
