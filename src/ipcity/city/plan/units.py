"""Rows of units and tasks, with the names of the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ipcity.city.directory.models import Unit
from ipcity.city.directory.queries import CurrentName, current_name, expand
from ipcity.city.plan.board import TaskRow, UnitRow
from ipcity.city.plan.models import Task, TaskUnit
from ipcity.city.plan.standing import Text

ROLE_TEXTS: dict[str, Text] = {
    "responsible": {"zh": "责任", "en": "responsible"},
    "lead": {"zh": "牵头", "en": "lead"},
    "cooperating": {"zh": "配合", "en": "cooperating"},
}


class UnitRows:
    """One group is expanded once, however many tasks name it. Membership is that of the plan's own day."""

    def __init__(self, *, on: date, plan_day: date) -> None:
        self._on, self._plan_day = on, plan_day
        self._members: dict[int, tuple[CurrentName, ...]] = {}

    def task(self, task: Task, clause: str, units: Iterable[TaskUnit] | None = None) -> TaskRow:
        return TaskRow(
            kind=task.kind, num=task.num, label=task.label, title=task.title, text=task.text, clause=clause,
            units=tuple(self._unit(row) for row in (task.units.all() if units is None else units)),
        )  # fmt: skip

    def _unit(self, row: TaskUnit) -> UnitRow:
        return UnitRow(
            written=row.name, full_name=row.full_name, code=row.unit.code if row.unit else "",
            role=row.role, role_text=ROLE_TEXTS[row.role],
            current=current_name(row.unit, self._on) if row.unit else None,
            members=self._of_group(row.unit) if row.unit and row.unit.kind == "group" else (),
            start=row.start, end=row.end,
        )  # fmt: skip

    def _of_group(self, group: Unit) -> tuple[CurrentName, ...]:
        if group.pk not in self._members:
            units = expand(group, self._plan_day)
            self._members[group.pk] = tuple(current_name(unit, self._on) for unit in units)
        return self._members[group.pk]
