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
from ipcity.city.portal.kept import kept
from ipcity.city.portal.tally import GOOD_FIRST, tally
from ipcity.city.portal.views.help import EXAMPLES
from ipcity.city.portal.words import KINDS, REALMS
from ipcity.search.base import Filters


@dataclass(frozen=True)
class KindChip:
    word: str
    count: int
    address: str


def home(request: HttpRequest) -> HttpResponse:
    main = kept("portal/home_main.html", "", _main)
    return render(request, "portal/home.html", {"here": "home", "main": main})


def _main() -> dict[str, object]:
    plan = plans.default_plan()
    board = plans.board(plan, whole=False) if plan else None
    total, chips = _kinds()
    return {
        "total": total,
        "chips": chips,
        "examples": [(text, Asked(query=text).url) for text, _ in EXAMPLES[:4]],
        "board": board,
        "tally": tally(board.targets, GOOD_FIRST) if board else [],
        "columns": columns(board.targets) if board else [],
        "loaded": engine.loaded(),
    }


def _kinds() -> tuple[KindChip | None, list[KindChip]]:
    """How many records there are, all and by kind; None when no index stands yet.

    Where real records are loaded, only they are counted; the sample city has a chip of its own.
    """
    try:
        index = engine.index()
    except NotReady:
        return None, []
    invented = index.search("", Filters(realm="sample"), limit=0, facets=()).total
    every = index.search("", limit=0, facets=()).total
    realm = "real" if 0 < invented < every else ""
    result = index.search("", Filters(realm=realm or None), limit=0, facets=("kind",))
    found = {one.value: one.count for one in result.facets.get("kind", [])}
    base = Asked(realm=realm)
    chips = [
        KindChip(str(word), found[name], base.toggled("kind", name).url)
        for name, word in KINDS.items()
        if name in found
    ]
    if realm:
        chips.append(KindChip(str(REALMS["sample"]), invented, Asked(realm="sample").url))
    return KindChip("", result.total, base.url), chips
