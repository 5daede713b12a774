"""What the reader saw and could not place, and likely repairs of damaged text. Nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ipcity.documents.layout import Layout
from ipcity.documents.parts import Suggestion, Unread
from ipcity.documents.patterns import compiled, patterns, reason
from ipcity.documents.places import Taken
from ipcity.documents.responsibility import duties_in

Stretch = tuple[int, int]


def suggestions_in(layout: Layout) -> Iterator[Suggestion]:
    """Repairs for a person to decide on; the text itself stays as it is."""
    for repair in patterns("repairs")["repairs"]:
        for found in compiled(repair["pattern"]).finditer(layout.half, 0, layout.paper_end):
            yield Suggestion(
                text=layout.text[found.start() : found.end()], start=found.start(), end=found.end(),
                repaired=repair["repaired"].format(**found.groupdict()), reason=repair["reason"],
            )  # fmt: skip


def digits_left(layout: Layout, understood: Iterable[Stretch]) -> Iterator[Unread]:
    """Digits of the body that belong to nothing that was read."""
    taken = Taken(layout.body_start, layout.body_end)
    for start, end in understood:
        taken.take(start, end)
    for found in compiled(r"\d[\d.,]*").finditer(layout.half, layout.body_start, layout.body_end):
        if taken.is_free(*found.span()):
            yield _unread(layout, found.start(), found.end(), "digits")


def duties_left(layout: Layout) -> Iterator[Unread]:
    """Brackets that speak of responsibility, and from which no unit could be taken."""
    taken = Taken(layout.body_start, layout.body_end)
    for duty in duties_in(layout, layout.body_start, layout.body_end):
        taken.take(duty.start, duty.end)
    speaking = compiled(r"\([^()\n]{0,200}(?:责任单位|责任部门|牵头|负责)[^()\n]{0,200}\)")
    for found in speaking.finditer(layout.half, layout.body_start, layout.body_end):
        if taken.is_free(*found.span()):
            yield _unread(layout, found.start(), found.end(), "units")


def _unread(layout: Layout, start: int, end: int, code: str) -> Unread:
    return Unread(text=layout.text[start:end], start=start, end=end, code=code, reason=reason(code))
