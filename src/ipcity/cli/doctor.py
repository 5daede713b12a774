"""`ipcity doctor`: what is wrong with this installation, in sentences, and what to do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import click
from django.utils.module_loading import import_string

from ipcity.base.settings import settings
from ipcity.cli.checks import BAD, OK, WARN, Check, Finding, run
from ipcity.cli.checks.data import data_checks
from ipcity.cli.checks.machine import machine_checks
from ipcity.cli.frame import command, wake_django

_SIGNS = {"ok": ("好", "green"), "warn": ("注意", "yellow"), "bad": ("有问题", "red")}


@click.command("doctor", short_help="检查这套安装 / what is wrong with this installation")
@click.pass_context
@command
def doctor(context: click.Context) -> tuple[Any, Callable[[], None]]:
    """检查机器、数据、数据库、审计、后台任务和备份；只看不改。有问题时以退出码 1 结束。"""
    found = _look()
    state = (
        "bad"
        if any(one.state == BAD for one in found)
        else "warn"
        if any(one.state == WARN for one in found)
        else "ok"
    )
    if state == BAD:
        context.call_on_close(lambda: sys.exit(1))
    return {"state": state, "findings": [asdict(one) for one in found]}, lambda: _tell(found)


def _look() -> list[Finding]:
    """Django makes the data folder and a key when it wakes: where there is none, looking must not make one."""
    house = settings()
    found = run(machine_checks(house))
    if not house.home_dir.is_dir():
        return found
    found += run(data_checks(house))
    awake = run([Check("program", _wakes)])
    if awake[0].state == BAD:
        return found + awake
    return found + awake + run(import_string("ipcity.cli.checks.work.work_checks")(house))


def _wakes() -> tuple[str, str, str]:
    """All that the pages are made of can be loaded with these settings."""
    wake_django()
    import_string("ipcity.cli.checks.work.work_checks")
    return OK, "程序和设置能够装入。", ""


def _tell(found: list[Finding]) -> None:
    for one in found:
        sign, colour = _SIGNS[one.state]
        click.echo(f"{click.style(sign, fg=colour)}\t{one.check}\t{one.said}{one.do and ' → ' + one.do}")
    bad, warn = (sum(one.state == state for one in found) for state in (BAD, WARN))
    click.echo(f"共 {len(found)} 项：{bad} 项有问题，{warn} 项要注意。")
