"""Days, months, years and spans named in running text, with their precision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ipcity.base.days import parse_day
from ipcity.base.errors import BadInput
from ipcity.documents.folding import chinese_number
from ipcity.documents.layout import Layout
from ipcity.documents.parts import DayMention
from ipcity.documents.patterns import compiled, patterns
from ipcity.documents.places import Taken


def days_in(layout: Layout, start: int, end: int) -> list[DayMention]:
    """In order, none overlapping another; a deadline goes before a plain mention of the same day."""
    found: list[DayMention] = []
    taken = Taken(start, end)
    for kind, pattern in _forms():
        for match in compiled(pattern).finditer(layout.half, start, end):
            if taken.is_free(*match.span()) and (mention := _mention(layout, match, kind)):
                found.append(mention)
                taken.take(*match.span())
    return sorted(found, key=lambda one: one.start)


def _forms() -> Iterator[tuple[str, str]]:
    known = patterns("days")
    yield "period", known["span"]
    yield from (("deadline", pattern) for pattern in known["deadlines"])
    yield from (("mention", known[form]) for form in ("day", "iso", "chinese"))


def _mention(layout: Layout, match: re.Match[str], kind: str) -> DayMention | None:
    groups = match.groupdict()
    when = _when(*(groups.get(part) for part in ("y", "m", "d")))
    if when is None:
        return None
    return DayMention(
        text=layout.text[match.start() : match.end()], start=match.start(), end=match.end(),
        when=when, until=groups.get("y2") or "", kind=kind,
    )  # fmt: skip


def _when(year: str | None, month: str | None, day: str | None) -> str | None:
    parts = [str(part if part.isdecimal() else chinese_number(part)) for part in (year, month, day) if part]
    try:
        return parse_day("-".join(parts))
    except BadInput:
        return None
