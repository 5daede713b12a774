"""The clause tree: 一、 → （一） → 1. → （1）, with dashed paragraphs as clauses of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ipcity.documents.folding import chinese_number, trimmed
from ipcity.documents.layout import Layout
from ipcity.documents.parts import Clause
from ipcity.documents.patterns import compiled, patterns


@dataclass
class Draft:
    """A clause while the tree is being built: own stretch start..end, words from `words` on."""

    number: str
    level: int
    start: int
    words: int
    end: int = 0
    children: list[Draft] = field(default_factory=list)


@dataclass(frozen=True)
class _Label:
    start: int
    end: int
    level: int  # 0 for a dash
    order: int
    at_line_start: bool


def read_clauses(layout: Layout) -> list[Clause]:
    """The tree over the body; the own stretches of its clauses, in order, are the body without a gap."""
    if layout.body_start >= layout.body_end:
        return []
    drafts = _drafts(layout)
    for one, following in pairwise(drafts):
        one.end = following.start
    drafts[-1].end = layout.body_end
    return [_finished(layout, one) for one in _nested(drafts)]


def in_order(clauses: list[Clause]) -> Iterator[Clause]:
    """Every clause in the order of reading."""
    for clause in clauses:
        yield clause
        yield from in_order(clause.children)


def points_in(layout: Layout) -> list[tuple[int, int]]:
    """Where points are counted inside paragraphs: they are neither clauses nor figures."""
    inside = compiled(patterns("levels")["inside"])
    return [found.span() for found in inside.finditer(layout.half, layout.body_start, layout.body_end)]


def _drafts(layout: Layout) -> list[Draft]:
    labels = _accepted(_labels(layout))
    drafts: list[Draft] = []
    if not labels or labels[0].start > layout.body_start:
        drafts.append(Draft("", 0, layout.body_start, layout.body_start))
    depth = 0
    for label in labels:
        if label.level:
            depth = label.level
        number = (
            layout.text[label.start : label.end].strip()
            if label.level
            else patterns("levels")["bullet"]["number"]
        )
        drafts.append(Draft(number, label.level or depth + 1, label.start, label.end))
    return drafts


def _labels(layout: Layout) -> list[_Label]:
    known = patterns("levels")
    forms = [(one["level"], one["pattern"], one["within"]) for one in known["levels"]]
    labels = []
    for level, pattern, within in [*forms, (0, known["bullet"]["pattern"], False)]:
        place = r"(?:(?<=\n)|(?<=[。)]))" if within else r"(?<=\n)"
        if layout.body_start == 0:
            place = rf"(?:\A|{place})"
        for found in compiled(place + r"[ ]*" + pattern).finditer(
            layout.half, layout.body_start, layout.body_end
        ):
            order = _order(found["num"]) if level else 0
            start = found.end() - len(found[0].lstrip(" "))
            at_line_start = layout.half[max(0, found.start() - 1) : found.start()] in ("", "\n")
            labels.append(_Label(start, found.end(), level, order, at_line_start))
    return sorted(labels, key=lambda one: one.start)


def _order(number: str) -> int:
    return int(number) if number.isdecimal() else chinese_number(number)


def _accepted(labels: list[_Label]) -> list[_Label]:
    """A label inside a line counts only when it goes on counting, or begins a count."""
    last: dict[int, int] = {}
    accepted = []
    for label in labels:
        if not label.at_line_start and label.order not in (1, last.get(label.level, 0) + 1):
            continue
        if label.level:
            last = {level: order for level, order in last.items() if level < label.level}
            last[label.level] = label.order
        accepted.append(label)
    return accepted


def _nested(drafts: list[Draft]) -> list[Draft]:
    roots: list[Draft] = []
    above: list[Draft] = []
    for draft in drafts:
        while above and above[-1].level >= draft.level:
            above.pop()
        (above[-1].children if above else roots).append(draft)
        if draft.level:
            above.append(draft)
    return roots


def _finished(layout: Layout, draft: Draft) -> Clause:
    title_end, text_start = _title_end(layout, draft)
    text_start, text_end = trimmed(layout.text, text_start, draft.end)
    return Clause(
        number=draft.number,
        level=draft.level,
        title=layout.text[draft.words : title_end].strip(),
        text=layout.text[text_start:text_end],
        start=draft.start,
        end=draft.end,
        children=[_finished(layout, child) for child in draft.children],
    )


def _title_end(layout: Layout, draft: Draft) -> tuple[int, int]:
    """(end of the title, begin of the text). A first sentence that is too long is text, not a title."""
    known = patterns("levels")
    if not draft.number:
        return draft.words, draft.words
    line_end = layout.half.find("\n", draft.words, draft.end)
    line_end = draft.end if line_end < 0 else line_end
    stops = [at for mark in known["title_ends"] if (at := layout.half.find(mark, draft.words, line_end)) >= 0]
    title_end = min(stops, default=line_end)
    if title_end - draft.words > known["title_longest"]:
        return draft.words, draft.words
    return title_end, min(title_end + 1, draft.end)
