"""`ipcity search --export FILE`: the same file that the pages and the API make, without a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ipcity.base.progress import Steps
from ipcity.base.settings import settings
from ipcity.city.exports.make import Wanted, make
from ipcity.city.exports.writers import form_of
from ipcity.lake import open_lake
from ipcity.search import Filters, Index


def exported(
    path: Path, index: Index, queries: list[str], filters: Filters, *, internal: bool
) -> tuple[Any, Callable[[], None]]:
    """One query, one file. What the terms of a source do not allow is left out, unless it stays inside the city."""
    if len(queries) != 1:
        raise click.UsageError("--export 一次导出一个检索式，不能与 --queries 同用。")
    wanted = Wanted(query=queries[0], filters=filters, form=form_of(path), internal=internal)
    with Steps(f"导出 {path.name}") as steps:
        done = make(
            wanted, path.absolute(), lake=open_lake(settings().lake_dir), index=index, told=steps.advance
        )
    about = done.about
    plain = about.as_dict() | {"file": str(path), "size": done.size, "sha256": done.digest}

    def lines() -> None:
        click.echo(f"{path}：{about.rows:,} 件，{done.size:,} 字节（数据版本 v{about.lake_version}）")
        click.echo(f"  SHA-256 {done.digest}")
        for one in about.barred:
            click.echo(
                f"  未导出 {one.source} 的 {one.records:,} 件：{one.terms['zh']}。内部使用可加 --internal。"
            )

    return plain, lines
