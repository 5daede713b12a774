"""`ipcity trail`: is the audit trail whole, and anchoring its heads. Loaded when asked for; it wakes Django first."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from ipcity.base.errors import Damaged
from ipcity.cli.frame import command, wake_django

wake_django()

from ipcity.city.trail import queries  # noqa: E402 - models need Django awake
from ipcity.city.trail.anchors import anchor as write_anchor  # noqa: E402


@click.command("verify", short_help="核对审计记录是否完整 / check the trail")
@click.option("--chain", default="", help="只核对这一条链 / one chain only")
@command
def verify(chain: str) -> tuple[Any, Any]:
    """从头核对每条审计链和每日锚点；有一条不符即以退出码 1 结束，并说出是哪一条。"""
    verdicts = [queries.verify(name) for name in ([chain] if chain else queries.chains())]

    def lines() -> None:
        for one in verdicts:
            click.echo(f"{one.chain}：{one.checked:,} 条，完整，末条 {one.head[:16]}")
        if not verdicts:
            click.echo("还没有审计记录。")

    broken = next((one for one in verdicts if not one.is_whole), None)
    if broken is not None:
        at = f"{broken.chain}#{broken.broken}" if broken.broken else broken.chain
        raise Damaged(f"审计链 {broken.chain} 不完整：{broken.why}", path=at)
    return [asdict(one) for one in verdicts], lines


@click.command("anchor", short_help="写下当日锚点 / write the anchor of a day")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), required=True, help="哪一天 / which day")
@command
def anchor(day: datetime) -> tuple[Any, Any]:
    """把各链到某日为止的末条写入锚点文件；已有的不改。平时每天第一条记录会自动写前一天的。"""
    path = write_anchor(day.date())
    said = str(path) if path else "还没有审计记录，不写锚点。"
    return {"path": str(path) if path else None}, lambda: click.echo(said)
