"""Searching, and one record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ipcity.base.errors import BadInput
from ipcity.base.settings import settings
from ipcity.cli.frame import command
from ipcity.lake import open_lake
from ipcity.search import Result, open_index


@click.command(help="检索；加引号的词按原样查 / search; a quoted term is the exact substring")
@click.argument("query", nargs=-1)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(0, 10_000))
@click.option("--offset", default=0, show_default=True, type=click.IntRange(0, 10_000_000))
@click.option("--sort", default="relevance", type=click.Choice(["relevance", "newest", "oldest"]))
@click.option(
    "--queries", type=click.Path(path_type=Path), help="文件，每行一个检索式 / a file with one query a line"
)
@command
def search(
    query: tuple[str, ...], limit: int, offset: int, sort: str, queries: Path | None
) -> tuple[Any, Callable[[], None]]:
    if not query and queries is None:
        raise click.UsageError("请给出检索式，或用 --queries 指定文件。")
    index = open_index(settings().index_dir)
    if queries is not None:
        results = [index.search(line, sort=sort, limit=limit, offset=offset) for line in _lines_of(queries)]
        return [result.as_dict() for result in results], lambda: _print(*results)
    result = index.search(" ".join(query), sort=sort, limit=limit, offset=offset)
    return result.as_dict(), lambda: _print(result)


def _lines_of(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as broken:
        raise BadInput(f"检索式文件打不开或不是 UTF-8 文本：{broken}。", path=str(path)) from None


def _print(*results: Result) -> None:
    for result in results:
        _print_one(result)


def _print_one(result: Result) -> None:
    click.echo(f"{result.total:,} 件（数据版本 v{result.lake_version}，{result.seconds:.3f} 秒）")
    for note in result.understood:
        click.echo(f"  {note}")
    for hit in result.hits:
        click.echo(f"{hit.record_id}\t{hit.number}\t{hit.title}\t{'、'.join(hit.holders)}\t{hit.published}")


@click.command(help="一件记录的全部内容 / the whole record")
@click.argument("record_id")
@command
def record(record_id: str) -> tuple[Any, Callable[[], None]]:
    found = open_lake(settings().lake_dir).at().record(record_id)
    plain = found.as_dict()

    def lines() -> None:
        for name, value in plain.items():
            if value:
                click.echo(f"{name}: {value}")

    return plain, lines
