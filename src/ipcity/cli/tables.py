"""`ipcity tables`: what is installed, installing more, and asking a table. Tables the house cannot ship come from files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from ipcity.base.errors import BadInput
from ipcity.cli.frame import command
from ipcity.cli.law_frame import DAY
from ipcity.law.tables import abouts, table_names, table_page
from ipcity.sources.tables import TableReport
from ipcity.sources.tables import install as install_file

Answer = tuple[Any, Callable[[], None]]


@click.group(help="分类、对照、区划等表：安装、列出 / tables of classes, concordances and divisions")
def tables() -> None:
    """The group."""


@tables.command(
    "install", help="安装表文件（文件或文件夹）；自动认出是哪张表 / install tables from files or folders"
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--from", "begins", type=DAY, help="自哪一天起有效 / in force from")
@click.option("--edition", default="", help="版本的名称 / the name of the edition")
@command
def install(paths: tuple[Path, ...], begins: date | None, edition: str) -> Answer:
    reports = [_installed(path, begins, edition) for path in _files(paths)]
    if not any(report.about for report in reports):
        raise BadInput(
            f"一张表也没有安装。第一个的原因：{reports[0].refused}" if reports else "文件夹里没有文件。"
        )

    def lines() -> None:
        for report in reports:
            click.echo(f"{Path(report.path).name}: {_said(report)}")

    return [msgspec.to_builtins(report) for report in reports], lines


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise BadInput(f"没有这个文件或文件夹：{path}。请核对路径。", path=str(path))
        inside = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        yield from (one for one in inside if not one.name.startswith("."))


def _installed(path: Path, begins: date | None, edition: str) -> TableReport:
    known = "不认得这是哪张表：表头或格式与已知的都不同。列名见 ipcity tables list。"
    return install_file(path, begins=begins, edition=edition) or TableReport(path=str(path), refused=known)


def _said(report: TableReport) -> str:
    if report.about is None:
        return f"未安装：{report.refused}"
    counts = (
        f"读 {report.read:,} = 收 {report.accepted:,} + 并 {report.merged:,} + 隔离 {report.quarantined:,}"
    )
    part = "，部分内容" if report.about.partial else ""
    return f"{report.about.name} {report.about.version}（{report.about.edition or '版本未注明'}{part}）：{counts}"


@tables.command("list", help="全部的表及已安装的版本 / all tables and the versions installed")
@command
def list_() -> Answer:
    answer: list[dict[str, Any]] = [
        {
            "table": name,
            "title": table_page(name).description.zh,
            "columns": table_page(name).columns,
            "versions": [_version(one) for one in abouts(name)],
        }
        for name in table_names()
    ]

    def lines() -> None:
        for one in answer:
            stands = "；".join(f"{v['version']} {v['edition']} {v['rows']:,} 行" for v in one["versions"])
            click.echo(f"{one['table']:<26}{one['title']}\t{stands or '未安装此表'}")

    return answer, lines


def _version(about: Any) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(about)
    plain.pop("aside")
    return plain | {"rows": about.accepted}


@tables.command("aside", help="安装时没有收下的行及原因 / rows that an installation set aside")
@click.argument("table")
@command
def aside(table: str) -> Answer:
    if table not in table_names():
        raise BadInput(f"没有“{table}”这张表。全部的表见 ipcity tables list。", path=table)
    rows = [row for about in abouts(table) for row in about.aside]

    def lines() -> None:
        for row in rows:
            click.echo(f"{row.place}\t{row.reason}")
        click.echo(f"共 {len(rows):,} 行")

    return [msgspec.to_builtins(row) for row in rows], lines
