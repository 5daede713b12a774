"""Searching, and one record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import yaml

from ipcity.base.errors import BadInput, BadQuery
from ipcity.base.settings import settings
from ipcity.cli.export_file import exported
from ipcity.cli.frame import command
from ipcity.lake import open_lake
from ipcity.search import Filters, Result, open_index


@click.command(help="检索；加引号的词按原样查 / search; a quoted term is the exact substring")
@click.argument("query", nargs=-1)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(0, 10_000))
@click.option("--offset", default=0, show_default=True, type=click.IntRange(0, 10_000_000))
@click.option("--sort", default="relevance", type=click.Choice(["relevance", "newest", "oldest"]))
@click.option(
    "--realm",
    type=click.Choice(["real", "sample"]),
    help="只查真实数据或样例 / real or invented records only",
)
@click.option(
    "--queries", type=click.Path(path_type=Path), help="文件，每行一个检索式 / a file with one query a line"
)
@click.option(
    "--export",
    "file",
    type=click.Path(path_type=Path),
    help="全部结果写成文件，形式看结尾：csv xlsx jsonl parquet ris bib / all results into a file",
)
@click.option("--internal", is_flag=True, help="含仅供内部使用的来源 / with sources for internal use only")
@command
def search(
    query: tuple[str, ...],
    limit: int,
    offset: int,
    sort: str,
    realm: str | None,
    queries: Path | None,
    file: Path | None,
    internal: bool,
) -> tuple[Any, Callable[[], None]]:
    """With `--queries` the answers stand in the order of the lines; a line that cannot be read answers with its error."""
    if bool(query) == (queries is not None):
        raise click.UsageError("请给出检索式，或用 --queries 指定文件，二者取一。")
    lines = [" ".join(query)] if queries is None else _lines_of(queries)
    index = open_index(settings().index_dir)
    if file is not None:
        return exported(file, index, lines, Filters(realm=realm), internal=internal)

    def ask(line: str) -> Result:
        return index.search(line, Filters(realm=realm), sort=sort, limit=limit, offset=offset)

    if queries is None:
        result = ask(lines[0])
        return result.as_dict(), lambda: _print(result)
    answers = [_answered(ask, number, line) for number, line in enumerate(lines, start=1)]
    plain = [one.as_dict() if isinstance(one, Result) else one for one in answers]
    return plain, lambda: _print(*answers)


def _answered(ask: Callable[[str], Result], number: int, line: str) -> Result | dict[str, Any]:
    try:
        return ask(line)
    except BadQuery as wrong:
        return {"line": number, "query": line, "error": wrong.as_dict()}


def _lines_of(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as broken:
        raise BadInput(f"检索式文件打不开：{broken.strerror}。请核对路径和权限。", path=str(path)) from None
    except UnicodeDecodeError:
        raise BadInput("检索式文件不是 UTF-8 文本。请另存为 UTF-8 后再试。", path=str(path)) from None


def _print(*answers: Result | dict[str, Any]) -> None:
    for answer in answers:
        if isinstance(answer, Result):
            _print_one(answer)
        else:
            click.echo(f"第 {answer['line']} 行：{answer['error']['message']}")


def _print_one(result: Result) -> None:
    click.echo(f"{result.total:,} 件（数据版本 v{result.lake_version}，{result.seconds:.3f} 秒）")
    realms = {one.value: one.count for one in result.facets["realm"]}
    if len(realms) > 1:
        click.echo(f"  其中真实数据 {realms.get('real', 0):,} 件，样例（虚构）{realms['sample']:,} 件")
    for note in result.understood:
        click.echo(f"  {note}")
    for hit in result.hits:
        click.echo(f"{hit.record_id}\t{hit.number}\t{hit.title}\t{'、'.join(hit.holders)}\t{hit.published}")


@click.command(help="一件记录的全部内容，按编号或号码 / the whole record, by its id or any of its numbers")
@click.argument("record_id")
@command
def record(record_id: str) -> tuple[Any, Callable[[], None]]:
    plain = open_lake(settings().lake_dir).at().named(record_id).as_dict()

    def lines() -> None:
        said = {name: value for name, value in plain.items() if value not in (None, [], {}, "")}
        click.echo(yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=110).rstrip())

    return plain, lines
