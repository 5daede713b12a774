"""`ipcity quarantine`: the rows set aside; what one says and why it was set aside; correcting it; loading again."""

from __future__ import annotations

import getpass
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import click
import msgspec

from ipcity.base.errors import BadInput
from ipcity.base.settings import settings
from ipcity.cli.frame import command
from ipcity.ingest import correct as correct_row
from ipcity.ingest import find, open_rows
from ipcity.ingest import replay as replay_rows
from ipcity.lake import Lake, QuarantinedRow, open_lake
from ipcity.search import update_index
from ipcity.sources import all_sources

Answer = tuple[Any, Callable[[], None]]
SHOWN = 10  # characters of a row's digest


@click.group(
    help="隔离区：列出、查看、更正、重放 / rows set aside: list, show, correct, replay",
    invoke_without_command=True,
)
@click.pass_context
def quarantine(context: click.Context) -> None:
    """Without a word: the list."""
    if context.invoked_subcommand is None:
        context.invoke(list_, source=None, limit=100)


@quarantine.command("list", help="列出未处理的行及原因 / the rows still set aside, with their reasons")
@click.option("--source", help="只列某个来源 / of one source")
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 100_000))
@command
def list_(source: str | None, limit: int) -> Answer:
    rows = [one for one in open_rows(_lake()) if source in (None, one.source)]
    by_source = Counter(one.source for one in rows)

    def lines() -> None:
        for row in rows[:limit]:
            click.echo(f"{row.row[:SHOWN]}  {row.source}  {row.place}\t{row.reason}")
        counts = "，".join(f"{name} {count:,}" for name, count in by_source.most_common())
        click.echo(f"共 {len(rows):,} 行" + (f"（{counts}）" if counts else ""))

    shown = [msgspec.to_builtins(row) for row in rows[:limit]]
    return {"total": len(rows), "sources": dict(by_source), "rows": shown}, lines


@quarantine.command(help="查看一行的内容和原因 / what a row says, and why it was set aside")
@click.argument("row")
@command
def show(row: str) -> Answer:
    found = find(_lake(), row)

    def lines() -> None:
        click.echo(
            f"行号：{found.row}\n来源：{found.source}\n位置：{found.place}\n原因：{found.reason}\n内容："
        )
        click.echo(json.dumps(json.loads(found.content), ensure_ascii=False, indent=2))

    return _plain(found), lines


@quarantine.command(help="更正一行，随后用 replay 装入 / correct a row; replay loads it")
@click.argument("row")
@click.option("--set", "changes", multiple=True, required=True, metavar="位置=内容", help="如 title.zh=鱼竿")
@click.option("--why", required=True, help="依据 / on what ground")
@command
def correct(row: str, changes: tuple[str, ...], why: str) -> Answer:
    lake = _lake()
    wrong = next((one for one in changes if "=" not in one), None)
    if wrong is not None:
        raise BadInput(f"“{wrong}”应写成 位置=内容，例如 publications.0.on=2019-07-12。", path=wrong)
    made = correct_row(
        lake, find(lake, row), dict(one.split("=", 1) for one in changes),
        why=why, who=getpass.getuser(), sources=all_sources(),
    )  # fmt: skip
    return msgspec.to_builtins(made), lambda: click.echo(
        f"已更正 {made.row[:SHOWN]}。运行 ipcity quarantine replay {made.row[:SHOWN]} 装入。"
    )


@quarantine.command(help="把隔离的行（默认全部）再装一次 / load the rows again, all by default")
@click.argument("rows", nargs=-1)
@command
def replay(rows: tuple[str, ...]) -> Answer:
    lake = _lake()
    report = replay_rows(lake, all_sources(), [find(lake, row) for row in rows] if rows else None)
    update_index(lake, settings().index_dir)

    def lines() -> None:
        click.echo(
            f"重放 {report.read:,} = 收 {report.accepted:,} + 并 {report.merged:,} + 仍隔离 {report.quarantined:,}"
            f"；数据版本 v{report.lake_version}"
        )

    return report.as_dict(), lines


def _lake() -> Lake:
    return open_lake(settings().lake_dir)


def _plain(row: QuarantinedRow) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(row)
    return plain | {"content": json.loads(row.content)}
