"""Which clauses are tasks (they name who is responsible) and which are guarantees."""

from __future__ import annotations

import re
from collections import Counter

from ipcity.documents.clauses import in_order
from ipcity.documents.layout import Layout
from ipcity.documents.parts import Clause, Guarantee, Part, Task, UnitMention, Unread
from ipcity.documents.patterns import patterns, reason
from ipcity.documents.responsibility import duties_in, units_in


def read_tasks(layout: Layout, clauses: list[Clause]) -> tuple[list[Task], list[Unread]]:
    """Clauses with units outside the chapters of guarantees; and their neighbours that name none."""
    candidates = [one for chapter in clauses if not _is_guarantee(chapter) for one in in_order([chapter])]
    named = [
        (one, units) for one in candidates if one.number and (units := units_in(layout, one.start, one.end))
    ]
    own = [int(found[0]) if (found := re.search(r"\d+", one.number)) else 0 for one, _ in named]
    keeps = len(set(own)) == len(own) and 0 not in own
    tasks = [_task(layout, one, own[at] if keeps else at + 1, units) for at, (one, units) in enumerate(named)]
    return tasks, _without_units(layout, candidates, [one for one, _ in named])


def _task(layout: Layout, clause: Clause, num: int, units: list[UnitMention]) -> Task:
    words = _words(layout, clause)
    return Task(
        num=num, number=clause.number, title=clause.title, units=units,
        text=words.text, start=words.start, end=words.end,
    )  # fmt: skip


def read_guarantees(layout: Layout, clauses: list[Clause]) -> list[Guarantee]:
    children = [
        one for chapter in clauses if _is_guarantee(chapter) for one in chapter.children if one.number
    ]
    return [_guarantee(layout, one, num) for num, one in enumerate(children, start=1)]


def _guarantee(layout: Layout, clause: Clause, num: int) -> Guarantee:
    words, units = _words(layout, clause), units_in(layout, clause.start, clause.end)
    return Guarantee(
        num=num, number=clause.number, title=clause.title, units=units,
        text=words.text, start=words.start, end=words.end,
    )  # fmt: skip


def _is_guarantee(chapter: Clause) -> bool:
    return chapter.level == 1 and any(
        word in chapter.title for word in patterns("levels")["guarantee_chapters"]
    )


def _words(layout: Layout, clause: Clause) -> Part:
    """The clause's words without the phrase of responsibility at its end."""
    start = layout.text.find(clause.text, clause.start, clause.end)
    end = start + len(clause.text)
    duties = duties_in(layout, start, end)
    if duties and not layout.half[duties[-1].end : end].strip(" )。\n"):
        end = duties[-1].start - (layout.half[max(0, duties[-1].start - 1) : duties[-1].start] == "(")
    return Part(text=layout.text[start:end], start=start, end=end)


def _without_units(layout: Layout, candidates: list[Clause], tasks: list[Clause]) -> list[Unread]:
    if not tasks:
        return []
    level = Counter(one.level for one in tasks).most_common(1)[0][0]
    known = {one.start for one in tasks}
    numbered = (one for one in candidates if one.level == level and one.number[:1].isdecimal())
    lonely = [one for one in numbered if one.start not in known]
    return [
        Unread(
            text=layout.text[one.start : one.end],
            start=one.start,
            end=one.end,
            code="task",
            reason=reason("task"),
        )
        for one in lonely
        if not one.children
    ]
