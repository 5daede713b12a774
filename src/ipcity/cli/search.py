"""Searching, and one record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msgspec
import yaml

from ipcity.base.errors import BadInput, BadQuery
from ipcity.base.settings import settings
from ipcity.cli.frame import command
from ipcity.cli.similar import nearby_or_none, print_similar
from ipcity.lake import open_lake
from ipcity.records.kinds import kind_of
from ipcity.search import (
    SORTS,
    Filters,
    Grouped,
    Result,
    by_family,
    open_index,
    search_or_nearest,
    similar_to_text,
    suggest,
)
from ipcity.search.grouping import DEEPEST
from ipcity.search.industries import definitions, industry_named


@click.command(
    help="检索；加引号的词按原样查，-词 表示不要 / search; a quoted term is the exact substring, -word leaves out",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("query", nargs=-1, type=click.UNPROCESSED)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(0, 10_000))
@click.option("--offset", default=0, show_default=True, type=click.IntRange(0, 10_000_000))
@click.option("--sort", default="relevance", show_default=True, type=click.Choice(list(SORTS)))
@click.option(
    "--realm",
    type=click.Choice(["real", "sample"]),
    help="只查真实数据或样例 / real or invented records only",
)
@click.option("--families", is_flag=True, help="同族只列一件 / one line for each family")
@click.option(
    "--industry", "industries", multiple=True, help="只要这个产业的，可重复 / of this industry; repeatable"
)
@click.option(
    "--not-industry", multiple=True, help="不要这个产业的，可重复 / not of this industry; repeatable"
)
@click.option(
    "--queries", type=click.Path(path_type=Path), help="文件，每行一个检索式 / a file with one query a line"
)
@click.option(
    "--like", type=click.Path(path_type=Path), help="文本文件，按相似程度列出在先记录 / prior art for a text"
)
@command
def search(
    query: tuple[str, ...], limit: int, offset: int, sort: str, realm: str | None, families: bool,
    industries: tuple[str, ...], not_industry: tuple[str, ...], queries: Path | None, like: Path | None,
) -> tuple[Any, Callable[[], None]]:  # fmt: skip
    """With `--queries` the answers stand in the order of the lines; a line that cannot be read answers with its error."""
    if sum((bool(query), queries is not None, like is not None)) != 1:
        raise click.UsageError("请给出检索式，或用 --queries 或 --like 指定文件，三者取一。")
    index = open_index(settings().index_dir)
    if like is not None:
        near = similar_to_text(
            index, open_lake(settings().lake_dir).at(), nearby_or_none(), _text_of(like), limit
        )
        return msgspec.to_builtins(near), lambda: print_similar(near)
    options: dict[str, Any] = {"sort": sort, "limit": limit, "offset": offset}

    filters = Filters(
        include={"industry": _industries(industries)}, exclude={"industry": _industries(not_industry)}, realm=realm
    )  # fmt: skip

    def ask(line: str) -> Result:
        if families:
            grouped = by_family(index, line, filters, **options)
            if grouped.result.total:
                return _counted(grouped)
        return search_or_nearest(index, line, filters, **options)

    if queries is None:
        result = ask(" ".join(query))
        return result.as_dict(), lambda: _print(result)
    lines = _text_of(queries).splitlines()
    answers = [_answered(ask, number, line) for number, line in enumerate(lines, start=1)]
    plain = [one.as_dict() if isinstance(one, Result) else one for one in answers]
    return plain, lambda: _print(*answers)


def _industries(names: tuple[str, ...]) -> tuple[str, ...]:
    """Ids for names in either language. Raises BadInput naming those that there are."""
    found = [(name, industry_named(name)) for name in names]
    for name, key in found:
        if key is None:
            known = "、".join(one.name["zh"] for one in definitions().values())
            raise BadInput(f"没有“{name}”这个产业的定义；现有{known}。", path="--industry")
    return tuple(key for _, key in found if key)


def _counted(grouped: Grouped) -> Result:
    """With a word on how many families there are."""
    many = f"共 {grouped.groups:,} 族" if grouped.groups else f"结果超过 {DEEPEST:,} 件，只归并排在前面的"
    return msgspec.structs.replace(
        grouped.result, understood=[*grouped.result.understood, f"按同族归并：{many}"]
    )


@click.command("suggest", help="输入提示 / completions of what was typed so far")
@click.argument("text", nargs=-1, type=click.UNPROCESSED)
@command
def suggest_(text: tuple[str, ...]) -> tuple[Any, Callable[[], None]]:
    found = suggest(open_index(settings().index_dir), " ".join(text))

    def lines() -> None:
        for one in found:
            click.echo(f"{one.query}\t{one.sort}\t{one.count if one.count is not None else ''}")

    return msgspec.to_builtins(found), lines


def _answered(ask: Callable[[str], Result], number: int, line: str) -> Result | dict[str, Any]:
    try:
        return ask(line)
    except BadQuery as wrong:
        return {"line": number, "query": line, "error": wrong.as_dict()}


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as broken:
        raise BadInput(f"文件打不开：{broken.strerror}。请核对路径和权限。", path=str(path)) from None
    except UnicodeDecodeError:
        raise BadInput("文件不是 UTF-8 文本。请另存为 UTF-8 后再试。", path=str(path)) from None


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
        title = hit.title or f"（无名称，{kind_of(hit.kind).right_types[hit.right_type]['zh']}）"
        title += f"（同族 {hit.members} 件）" if hit.members > 1 else ""
        click.echo(f"{hit.record_id}\t{hit.number}\t{title}\t{'、'.join(hit.holders)}\t{hit.published}")


@click.command(help="一件记录的全部内容，按编号或号码 / the whole record, by its id or any of its numbers")
@click.argument("record_id")
@command
def record(record_id: str) -> tuple[Any, Callable[[], None]]:
    plain = open_lake(settings().lake_dir).at().named(record_id).as_dict()

    def lines() -> None:
        said = {name: value for name, value in plain.items() if value not in (None, [], {}, "")}
        click.echo(yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=110).rstrip())

    return plain, lines
