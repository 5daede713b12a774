"""From the text of an official paper to its parts. Reads what it can and lists what it cannot."""

from __future__ import annotations

from typing import Any

import msgspec

from ipcity.base.errors import BadInput
from ipcity.documents.annex import read_annex
from ipcity.documents.announced import sums_in, with_announced
from ipcity.documents.clauses import in_order, points_in, read_clauses
from ipcity.documents.days import days_in
from ipcity.documents.header import numbers_in, read_header
from ipcity.documents.layout import Layout, lay_out
from ipcity.documents.leftovers import Stretch, digits_left, duties_left, suggestions_in
from ipcity.documents.parts import Clause, Number, PlanDocument, Unread
from ipcity.documents.quantities import demands_in
from ipcity.documents.tasks import read_guarantees, read_tasks

LONGEST = 200_000  # characters; the longest plan we know has under 30,000


def read_plan(text: str) -> PlanDocument:
    """Raises BadInput for what is empty, too long or no text; reads everything else as far as it goes."""
    _refuse(text)
    layout = lay_out(text)
    header = read_header(layout)
    clauses = read_clauses(layout)
    tasks, taskless = read_tasks(layout, clauses)
    group, annex_left = read_annex(layout)
    targets, others = _targets(layout, clauses)
    dates = days_in(layout, layout.body_start, layout.body_end)
    references = list(numbers_in(layout, layout.body_start, layout.body_end))
    suggestions = list(suggestions_in(layout))
    parts = [*dates, *references, *suggestions, *targets, *others]
    understood: list[Stretch] = [(part.start, part.end) for part in parts]
    understood += [(one.start, one.start + len(one.number)) for one in in_order(clauses)]
    understood += [(one.phrase_start, one.phrase_end) for one in targets]
    understood += [*sums_in(layout), *points_in(layout)]
    unread = [*taskless, *others, *duties_left(layout), *digits_left(layout, understood), *annex_left]
    return PlanDocument(
        number=header.number, title=header.title, subject=header.subject, issued_by=header.issued_by,
        issued_on=header.issued_on, addressees=header.addressees, period=header.period,
        body=(layout.body_start, layout.body_end), clauses=clauses, tasks=tasks,
        guarantees=read_guarantees(layout, clauses), leading_group=group, targets=targets, dates=dates,
        references=references, suggestions=suggestions, unread=sorted(unread, key=lambda one: one.start),
    )  # fmt: skip


def as_dict(plan: PlanDocument) -> dict[str, Any]:
    """Plain values for a machine; the number and the period as one text each."""
    plain: dict[str, Any] = msgspec.to_builtins(plan)
    plain["number"] = plan.number.number if plan.number else None
    plain["issued_on"] = plan.issued_on or None
    plain["period"] = {"from": plan.period.when, "to": plan.period.until} if plan.period else None
    return plain


def _refuse(text: str) -> None:
    if "\x00" in text:
        raise BadInput("这不是文本文件，读不出文字。请另存为纯文本（TXT，UTF-8 或 GB18030 编码）后再试。")
    if not text.strip():
        raise BadInput("文件里没有文字。请检查是否选错了文件，或原件是否为扫描图片。")
    if len(text) > LONGEST:
        raise BadInput(f"文件过长：{len(text):,} 个字，最多 {LONGEST:,} 个字。请只保留方案本身的文字后再试。")


def _targets(layout: Layout, clauses: list[Clause]) -> tuple[list[Number], list[Unread]]:
    targets: list[Number] = []
    others: list[Unread] = []
    for clause in in_order(clauses):
        if not clause.number:
            continue  # the lead-in tells why the plan is made, not what it demands
        numbers, left = demands_in(layout, clause)
        numbers, unfitting = with_announced(layout, clause, numbers)
        targets += numbers
        others += [*left, *unfitting]
    return targets, others
