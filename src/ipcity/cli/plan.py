"""`ipcity plan read`: what an official paper says, without a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from ipcity.base.errors import BadInput
from ipcity.cli.frame import command
from ipcity.documents import PlanDocument, as_dict, in_order, read_plan, read_text


@click.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@command
def read(file: Path) -> tuple[dict[str, Any], Callable[[], None]]:
    """读出方案中的条款、任务、单位和目标 / Read a plan into clauses, tasks, units and targets."""
    with named(file):
        plan = read_plan(read_text(file))
    return as_dict(plan), lambda: _show(plan)


@contextmanager
def named(file: Path) -> Iterator[None]:
    """The reader knows a text, the person knows a file: errors name the file."""
    try:
        yield
    except BadInput as refused:
        refused.path = refused.path or str(file)
        raise


def _show(plan: PlanDocument) -> None:
    number = plan.number.number if plan.number else "（没有读到文号）"
    click.echo(f"{number}  {plan.title or '（没有读到标题）'}")
    click.echo(
        f"条款 {len(list(in_order(plan.clauses)))}，任务 {len(plan.tasks)}，保障措施 {len(plan.guarantees)}，数字 {len(plan.targets)}"
    )
    for task in plan.tasks:
        click.echo(f"  {task.num:>3}. {task.title}：{'、'.join(unit.full_name for unit in task.units)}")
    for number_read in plan.targets:
        hedge = f"{number_read.hedge} " if number_read.hedge else ""
        click.echo(
            f"  {hedge}{number_read.comparator} {number_read.value} {number_read.unit}  {number_read.name}"
        )
    for suggestion in plan.suggestions:
        click.echo(
            f"  建议更正（未改动原文）：“{suggestion.text}” → “{suggestion.repaired}”：{suggestion.reason['zh']}"
        )
    for left in plan.unread:
        click.echo(f"  未读懂：“{left.text[:40]}”（第 {left.start} 字起）：{left.reason['zh']}")
