"""`ipcity template KIND FILE`: the import template of one kind of right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ipcity.base.errors import BadInput
from ipcity.cli.frame import command
from ipcity.records import kind_of
from ipcity.sources.sheet_template import columns_of, write_template


@click.command(help="写出某类权利的导入模板（.xlsx） / write the import template of a kind of right")
@click.argument("kind")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@command
def template(kind: str, file: Path) -> tuple[dict[str, Any], Callable[[], None]]:
    """Overwrites nothing but what is named."""
    name = kind_of(kind).name["zh"]
    if not file.parent.is_dir():
        raise BadInput(f"没有文件夹 {file.parent}。请先建立，或换一个位置。", path=str(file))
    write_template(kind, file)

    def lines() -> None:
        click.echo(f"{name}导入模板已写入 {file}。填好后：ipcity load {file}")

    return {"kind": kind, "file": str(file), "columns": [one.name for one in columns_of(kind)]}, lines
