"""Paste numbers: what each is, its normal form, and whether its check digit is right."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ipcity.city.lawbook.asking import Form
from ipcity.law.book import complete_to, version
from ipcity.law.identifiers import identify

MOST, LONGEST = 200, 100
_BETWEEN = re.compile(r"[\r\n;；、]+")


def numbers(request: HttpRequest) -> HttpResponse:
    """By POST where many are pasted: an address holds only so much; nothing is kept of either."""
    given = request.POST if request.method == "POST" else request.GET
    text = given.get("text", "")
    form = Form(is_asked=bool(text.strip()))
    form.take_day(given, "on", needed=False)
    pieces = [piece.strip()[:LONGEST] for piece in _BETWEEN.split(text) if piece.strip()]
    on = form.day("on")
    context = {
        "here": "law",
        "tab": "numbers",
        "form": form,
        "text": text[: MOST * LONGEST],
        "found": [identify(piece, on=on) for piece in pieces[:MOST]] if form.is_ready else [],
        "left_out": max(len(pieces) - MOST, 0),
        "most": MOST,
        "version": version(),
        "complete_to": complete_to(),
    }
    return render(request, "lawbook/numbers.html", context, status=400 if form.errors else 200)
