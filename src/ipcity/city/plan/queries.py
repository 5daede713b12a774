"""Questions to the plans; reads only."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from ipcity.base.once import once
from ipcity.city.directory.models import Unit
from ipcity.city.directory.queries import carried_by, groups_of, units_by_key
from ipcity.city.indicators.queries import reading
from ipcity.city.plan.board import Board, Section, TargetRow, TaskRow
from ipcity.city.plan.choices import TaskKind
from ipcity.city.plan.models import Clause, Plan, Task, TaskUnit
from ipcity.city.plan.places import labels_of
from ipcity.city.plan.standing import RULE, rules
from ipcity.city.plan.targets import Ask, target_row
from ipcity.city.plan.units import UnitRows


def plans() -> list[Plan]:
    """The one shown first comes first; their texts are left in the database until asked for."""
    return list(Plan.objects.defer("text"))


def default_plan() -> Plan | None:
    return once("default_plan", Plan.objects.defer("text").first)


def plan_by_slug(slug: str) -> Plan | None:
    return Plan.objects.filter(slug=slug).first()


def day_of(plan: Plan) -> date:
    """The sample city's own day; else today, and after the plan has ended its last day: it is judged by that."""
    today = timezone.localdate()
    return plan.as_of or (min(today, plan.period_to) if plan.period_to else today)


def board(plan: Plan, as_of: date | None = None, *, ask: Ask = reading, whole: bool = True) -> Board:
    """The plan clause by clause with tasks, targets, readings and standings on a day.

    Within one plan: ordering by the plan as well, as the models do, would join it to each question for nothing.

    Not `whole`: the targets alone, for a front page; tasks without their units, no clauses, no members.
    """
    on = as_of or day_of(plan)
    clauses = list(plan.clauses.order_by("order"))
    labels, units = labels_of(clauses), units_by_key()
    tasks = _tasks(plan, on, labels, units) if whole else _bare(plan, on, labels)
    targets = _targets(plan, on, labels, units, ask)
    counted = Counter(row.state for row in targets)
    elapsed, months = _months(plan, on)
    return Board(
        plan=plan, as_of=on, sections=_sections(clauses, labels, tasks, targets) if whole else (),
        tasks=tuple(row for row in tasks.values() if row.kind == TaskKind.TASK),
        guarantees=tuple(row for row in tasks.values() if row.kind == TaskKind.GUARANTEE),
        targets=tuple(targets), counts={state: counted[state] for state in ("ok", "warn", "bad", "none")},
        members=tuple(plan.members.select_related("unit").order_by("order")) if whole else (), elapsed_months=elapsed, whole_months=months,
        rule=RULE, rule_text=rules()[RULE]["text"],
    )  # fmt: skip


def tasks_of_unit(unit_code: str, on: date, *, plan: Plan | None = None) -> list[Task]:
    """Tasks that name the unit, a unit whose duties it carries on that day, or a group of either."""
    units = carried_by(unit_code, on)
    named = Task.objects.filter(units__unit__in=[*units, *groups_of(units, on)])
    if plan is not None:
        named = named.filter(plan=plan)
    return list(
        named.select_related("plan", "clause").order_by("plan__rank", "plan_id", "-kind", "num").distinct()
    )


def _tasks(plan: Plan, on: date, labels: dict[int, str], units: dict[int, Unit]) -> dict[int, TaskRow]:
    rows = UnitRows(on=on, plan_day=plan.day_of_names())
    units_in_order = Prefetch("units", TaskUnit.objects.order_by("task_id", "order"))
    tasks = plan.tasks.order_by("-kind", "num").prefetch_related(units_in_order)
    for named in (named for task in tasks for named in task.units.all()):
        named.unit = units[named.unit_id] if named.unit_id else None
    return {task.clause_id: rows.task(task, labels[task.clause_id]) for task in tasks}


def _bare(plan: Plan, on: date, labels: dict[int, str]) -> dict[int, TaskRow]:
    rows = UnitRows(on=on, plan_day=plan.day_of_names())
    return {
        task.clause_id: rows.task(task, labels[task.clause_id], units=())
        for task in plan.tasks.order_by("kind", "num")
    }


def _targets(
    plan: Plan, on: date, labels: dict[int, str], units: dict[int, Unit], ask: Ask
) -> list[TargetRow]:
    by_code = {unit.code: unit for unit in units.values()}
    return [
        target_row(target, labels[target.clause_id], plan=plan, as_of=on, units=by_code, ask=ask)
        for target in plan.targets.select_related("clause").order_by("order")
    ]


def _sections(
    clauses: list[Clause], labels: dict[int, str], tasks: dict[int, TaskRow], targets: list[TargetRow]
) -> tuple[Section, ...]:
    below: dict[int | None, list[Clause]] = {}
    for clause in clauses:
        below.setdefault(clause.parent_id, []).append(clause)

    def section(clause: Clause) -> Section:
        return Section(
            order=clause.order, number=clause.number, label=labels[clause.pk], level=clause.level,
            title=clause.title, text=clause.text, task=tasks.get(clause.pk),
            targets=tuple(row for row in targets if row.clause_order == clause.order),
            children=tuple(section(child) for child in below.get(clause.pk, [])),
        )  # fmt: skip

    return tuple(section(clause) for clause in below.get(None, []))


def _months(plan: Plan, on: date) -> tuple[int, int]:
    """Whole months of the period that have passed, and how many it has: 2019-09-30 → 21 of 36."""
    if plan.period_from is None or plan.period_to is None:
        return 0, 0
    whole = _month(plan.period_to) - _month(plan.period_from) + 1
    passed = _month(on) - _month(plan.period_from) + (1 if _is_last_of_month(on) else 0)
    return min(max(passed, 0), whole), whole


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _is_last_of_month(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).month != day.month
