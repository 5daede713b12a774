"""`ipcity plan import` and `ipcity plan list`. Loaded only when called: Django wakes here, before its models."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from ipcity.base.days import parse_day
from ipcity.base.errors import BadInput
from ipcity.cli.frame import command, wake_django
from ipcity.cli.plan import named
from ipcity.documents import read_text

wake_django()

from ipcity.city.plan.actions import Imported, import_plan  # noqa: E402
from ipcity.city.plan.queries import plans  # noqa: E402


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--realm", type=click.Choice(["real", "sample"]), default="real", help="真实或样例 / real or sample"
)
@click.option("--slug", help="网址中的简称，缺省由文号得出 / name in addresses")
@click.option("--as-of", help="方案所在城市的“今天”，缺省为真实日期 / the city's own day")
@command
def import_(
    file: Path, realm: str, slug: str | None, as_of: str | None
) -> tuple[dict[str, Any], Callable[[], None]]:
    """把方案导入为条款、任务和目标 / Import a plan; the same text again changes nothing."""
    day = _day(as_of)
    with named(file):
        done = import_plan(read_text(file), realm=realm, slug=slug, as_of=day)
    return _plain(done), lambda: _show(done)


@click.command("list")
@command
def list_() -> tuple[list[dict[str, Any]], Callable[[], None]]:
    """列出已导入的方案 / List the imported plans."""
    rows = [
        {
            "plan": plan.title, "slug": plan.slug, "number": plan.doc_number, "realm": plan.realm, "area": plan.area,
            "period_from": _text(plan.period_from), "period_to": _text(plan.period_to), "as_of": _text(plan.as_of),
        }
        for plan in plans()
    ]  # fmt: skip
    return rows, lambda: _show_list(rows)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    day = parse_day(text)
    if day is None or len(day) != 10:
        raise BadInput(f"“{text}”不是一个日期。请写成 2019-09-30。", path="--as-of")
    return date.fromisoformat(day)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(done: Imported) -> dict[str, Any]:
    return {
        "plan": done.plan.title, "slug": done.plan.slug, "created": done.created, "clauses": done.clauses,
        "tasks": done.tasks, "guarantees": done.guarantees, "targets": done.targets,
        "units_unknown": done.units_unknown,
    }  # fmt: skip


def _show(done: Imported) -> None:
    click.echo(
        f"{'已导入' if done.created else '已有相同文本，未作改动'}：{done.plan.title}（{done.plan.slug}）"
    )
    click.echo(f"条款 {done.clauses}，任务 {done.tasks}，保障措施 {done.guarantees}，目标 {done.targets}")
    if done.units_unknown:
        click.echo(f"名录中没有的单位：{'、'.join(done.units_unknown)}")


def _show_list(rows: list[dict[str, Any]]) -> None:
    if not rows:
        click.echo("还没有导入方案。请运行 ipcity plan import 文件。")
    for row in rows:
        click.echo(f"{row['slug']}  {row['plan']}  {row['number']}  {row['realm']}")
