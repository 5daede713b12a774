"""`ipcity start`: the sample city, from nothing to pages, on this machine only. `make run` calls it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import click
from django.utils.module_loading import import_string

from ipcity.base.errors import BadInput, Environment
from ipcity.base.files import locked
from ipcity.base.progress import say
from ipcity.base.settings import settings
from ipcity.cli.frame import command, wake_django
from ipcity.cli.listening import listen, stoppable
from ipcity.web.server import Door, free_door

FIRST_START_MB = 200  # lake, index and database of the sample city are 35 MB; the rest is room to build in
LATER_START_MB = 20


@click.command("start", short_help="启动样例城市 / start with the sample city")
@click.option(
    "--end-with-parent",
    "parent",
    type=int,
    metavar="PID",
    help="这个父进程结束时一并结束 / end when this parent does",
)
@command
def start(parent: int | None) -> tuple[Any, Any]:
    """启动：首次运行时生成并装入样例城市，然后在本机 PORT（默认 8000）上提供服务，直到 Ctrl-C 或 SIGTERM。"""
    house = settings()
    with stoppable(parent):
        door = free_door(house.host, house.port)
        if not door.is_loopback:
            raise BadInput(
                f"样例城市带有公开口令的演示账户，只能在本机（127.0.0.1）打开，不能用 {house.host}。正式运行请用 ipcity serve。",
                path="IPCITY_HOST",
            )
        ensure_space(house.home_dir)
        with locked(house.home_dir / "start.lock", what="准备这个数据文件夹"):
            wake_django()  # after the checks above, so that a taken port is told at once
            import_string("ipcity.cli.prepare.prepare_sample_city")()
        listen(free_door(door.host, door.port), house, lambda: _announce(door))
    return {"address": door.url, "state": "stopped"}, lambda: say("ipcity: 已停止。")


def _announce(door: Door) -> None:
    accounts = import_string("ipcity.city.directory.demo.planned_accounts")()
    say(f"\n  知城已就绪：{door.url}\n\n  演示账户（只能在本机登录，口令都是 {accounts[0].password}）：")
    for account in accounts:
        say(f"    {account.username:<10}{account.title['zh']}")
    say("\n  按 Ctrl-C 结束。")


def ensure_space(home: Path) -> None:
    """Told before any work: databases and indexes on a full disk fail each in its own words."""
    standing = next(folder for folder in (home, *home.parents) if folder.exists())
    needed = LATER_START_MB if (home / "index" / "CURRENT").exists() else FIRST_START_MB
    free = shutil.disk_usage(standing).free // 2**20
    if free < needed:
        raise Environment(
            f"磁盘空间不足：剩余 {free} MB，启动需要 {needed} MB。请腾出空间，或用 IPCITY_HOME 指定别处的文件夹。",
            path=str(home),
        )
