"""`ipcity jobs work` and `ipcity jobs list`. Loaded only when called: Django wakes here, before its models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ipcity.base.processes import end_with_parent
from ipcity.base.progress import say
from ipcity.cli.frame import command, wake_django

wake_django()

from ipcity.city.jobs import queries  # noqa: E402
from ipcity.city.jobs.choices import State  # noqa: E402
from ipcity.city.jobs.worker import work as take_jobs  # noqa: E402


@click.command("work")
@click.option(
    "--threads", type=click.IntRange(1, 32), default=2, help="同时执行的任务数 / jobs worked on at once"
)
@click.option(
    "--end-with-parent",
    "parent",
    type=int,
    metavar="PID",
    help="这个父进程结束时一并结束 / end when this parent does",
)
@command
def work(threads: int, parent: int | None) -> tuple[Any, Callable[[], None]]:
    """执行后台任务，直到 Ctrl-C 或 SIGTERM / Take background jobs until told to stop."""
    if parent is not None:
        end_with_parent(parent)
    take_jobs(threads)
    return {"state": "stopped"}, lambda: None if parent is not None else say("ipcity: 后台任务进程已停止。")


@click.command("list")
@click.option("--state", type=click.Choice(State.values), default=None, help="只列某种状态 / of one state")
@click.option("--limit", type=click.IntRange(1, 1000), default=20)
@command
def list_(state: str | None, limit: int) -> tuple[list[dict[str, Any]], Callable[[], None]]:
    """列出后台任务，新的在前 / List background jobs, the newest first."""
    rows = [_plain(row) for row in queries.rows(list(queries.jobs(state=state or "")[:limit]))]
    return rows, lambda: _show(rows)


def _plain(row: queries.JobRow) -> dict[str, Any]:
    job = row.job
    return {
        "job": job.pk, "name": job.name, "title": job.title, "state": job.state, "done": row.done,
        "total": row.total, "attempts": job.attempts, "asked_by": job.asked_by, "error": job.error,
        "created_at": job.created_at.isoformat(),
    }  # fmt: skip


def _show(rows: list[dict[str, Any]]) -> None:
    if not rows:
        click.echo("没有后台任务。")
    for row in rows:
        of = f"{row['done']}/{row['total']}" if row["total"] else ""
        click.echo(f"{row['job']}  {row['state']:<9}  {row['title']['zh']}  {of}  {row['error']}")
