"""`ipcity sample generate`: write the invented city's rights and plan into a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ipcity.cli.frame import command
from ipcity.sources.sample_city import SEED
from ipcity.sources.sample_city import generate as make


@click.command("generate")
@click.option("--out", "folder", type=click.Path(path_type=Path, file_okay=False), required=True,
              help="写到哪个文件夹 / folder to write into")  # fmt: skip
@click.option(
    "--seed", type=int, default=SEED, show_default=True, help="种子相同则内容相同 / same seed, same bytes"
)
@command
def generate(folder: Path, seed: int) -> tuple[dict[str, Any], Callable[[], None]]:
    """写出 rights.jsonl、others.jsonl 和 plan.txt / write rights.jsonl, others.jsonl and plan.txt."""
    made = make(folder, seed)

    def lines() -> None:
        latest = max(made.in_force)
        click.echo(
            f"样例城市已写入 {made.folder}：{made.rights:,} 件专利、{sum(made.others.values()):,} 件其他权利，种子 {made.seed}，截至 {made.as_of}。"
        )
        click.echo(
            f"  有效发明专利 {latest}：{made.in_force[latest]:,} 件；无地址、无法归属地区：{made.unplaced} 件。"
        )
        click.echo(f"  ipcity load {made.folder / 'rights.jsonl'} {made.folder / 'others.jsonl'}")
        click.echo(f"  ipcity plan import {made.folder / 'plan.txt'} --realm sample")

    return made.as_dict(), lines
