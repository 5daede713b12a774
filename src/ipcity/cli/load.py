"""Loading, and what can be said of what was loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msgspec

from ipcity.base.progress import say
from ipcity.base.settings import settings
from ipcity.cli.frame import command
from ipcity.cli.load_table import report_table
from ipcity.cli.similar import similar_behind
from ipcity.lake import open_lake
from ipcity.search import update_index
from ipcity.sources import all_sources, load_paths


@click.command(
    help="装载文件、文件夹、压缩包，或用 - 从标准输入读 / load files, folders, archives, or - for standard input"
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--report",
    "table",
    type=click.Path(path_type=Path),
    help="把各文件的结果写成表 / write what became of each file",
)
@command
def load(paths: tuple[Path, ...], table: Path | None) -> tuple[Any, Callable[[], None]]:
    """Returns once the index carries the new version."""
    lake = open_lake(settings().lake_dir)
    report = load_paths(lake, paths)
    if table:
        table.write_text(report_table(report, paths), encoding="utf-8")
    if lake.version:
        update_index(lake, settings().index_dir)

    def lines() -> None:
        for file in report.files:
            said = file.refused and f"未装载：{file.refused}"
            counts = f"读 {file.read:,}  收 {file.accepted:,}  并 {file.merged:,}  隔离 {file.quarantined:,}  {file.seconds:.1f} 秒"
            click.echo(f"{Path(file.path).name}: {said or counts}")
        total = (
            f"{report.read:,} = 收 {report.accepted:,} + 并 {report.merged:,} + 隔离 {report.quarantined:,}"
        )
        click.echo(f"合计：读 {total}；数据版本 v{report.lake_version}")
        if report.accepted and (behind := similar_behind()):
            say(behind)

    return report.as_dict(), lines


@click.command(help="列出可读的来源 / the sources that can be read")
@command
def sources() -> tuple[Any, Callable[[], None]]:
    passports = [source.passport for source in all_sources()]

    def lines() -> None:
        for one in passports:
            click.echo(f"{one.name}\t{one.title['zh']}\t{one.publisher['zh']}\t{one.terms.name['zh']}")

    return [msgspec.to_builtins(one) for one in passports], lines


@click.command(help="数据覆盖什么 / what the loaded data can speak about")
@command
def coverage() -> tuple[Any, Callable[[], None]]:
    stated = open_lake(settings().lake_dir).at().coverage()

    def lines() -> None:
        for one in stated:
            whole = "完整" if one.complete else "部分"
            click.echo(f"{one.label['zh']}\t{one.right_type}\t{one.content}\t{one.from_}～{one.to}\t{whole}")

    return [msgspec.to_builtins(one) for one in stated], lines


@click.command(
    help="折叠被取代的版本，删除不再需要的文件 / fold superseded versions and delete what nobody needs"
)
@command
def tidy() -> tuple[Any, Callable[[], None]]:
    """Pinned versions, and those of the last thirty days, stay readable. The index follows the new version."""
    lake = open_lake(settings().lake_dir)
    gone = lake.tidy()
    if lake.version:
        update_index(lake, settings().index_dir)
    return {"deleted": gone, "lake_version": lake.version}, lambda: click.echo(
        f"删除了 {gone:,} 个文件；数据版本 v{lake.version or 0}"
    )
