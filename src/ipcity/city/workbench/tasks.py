"""Tasks of the plans that the units of a person carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from ipcity.base.text import fold
from ipcity.city.directory.models import Unit
from ipcity.city.directory.queries import acting_units
from ipcity.city.plan.models import Task
from ipcity.city.plan.queries import day_of, plans, tasks_of_unit


@dataclass(frozen=True)
class UnitTasks:
    """What one unit has to do by one plan, with the day whose units were asked for."""

    unit: Unit
    on: date
    tasks: tuple[Task, ...]


def tasks_of(user: User, text: str = "") -> list[UnitTasks]:
    """Each plan is asked on its own day; its text is searched for every word."""
    words = fold(text).split()
    found = []
    for plan in plans():
        for unit in acting_units(user):
            tasks = tasks_of_unit(unit.code, day_of(plan), plan=plan)
            fitting = tuple(one for one in tasks if _has(one, words))
            if fitting:
                found.append(UnitTasks(unit, day_of(plan), fitting))
    return found


def _has(task: Task, words: list[str]) -> bool:
    whole = fold(f"{task.label} {task.title} {task.text}")
    return all(word in whole for word in words)
