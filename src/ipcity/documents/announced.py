"""Sums announced in advance, such as 5+10+10: the figures behind fill its parts, one after the other."""

from __future__ import annotations

from bisect import bisect
from decimal import Decimal

import msgspec

from ipcity.documents.layout import Layout
from ipcity.documents.parts import Clause, Number, Unread
from ipcity.documents.patterns import compiled, patterns, reason

MOST = 200  # figures that one sum may cover


def with_announced(
    layout: Layout, clause: Clause, numbers: list[Number]
) -> tuple[list[Number], list[Unread]]:
    """The clause's figures, those of an announced sum marked with it; or what does not fit."""
    unread: list[Unread] = []
    starts = [number.start for number in numbers]
    for found in compiled(patterns("targets")["announced"]).finditer(layout.half, clause.start, clause.end):
        first = bisect(starts, found.end())
        parts = _filled([Decimal(part) for part in found["sum"].split("+")], numbers[first : first + MOST])
        if parts is None:
            text = layout.text[found.start() : found.end()]
            unread.append(
                Unread(
                    text=text,
                    start=found.start(),
                    end=found.end(),
                    code="announced",
                    reason=reason("announced"),
                )
            )
            continue
        for at, part in enumerate(parts):
            numbers[first + at] = msgspec.structs.replace(
                numbers[first + at], announced=found["sum"], part=part
            )
    return numbers, unread


def _filled(parts: list[Decimal], numbers: list[Number]) -> list[int] | None:
    """Which part each of the first numbers fills; None when they do not fill the parts exactly."""
    belongs: list[int] = []
    part, filled = 0, Decimal(0)
    for number in numbers:
        filled += Decimal(number.value)
        belongs.append(part)
        if filled > parts[part]:
            return None
        if filled == parts[part]:
            part, filled = part + 1, Decimal(0)
        if part == len(parts):
            return belongs
    return None


def sums_in(layout: Layout) -> list[tuple[int, int]]:
    """Where sums are announced in the body; those that fit nothing are listed as unread beside."""
    pattern = compiled(patterns("targets")["announced"])
    return [found.span() for found in pattern.finditer(layout.half, layout.body_start, layout.body_end)]
