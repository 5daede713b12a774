"""`ipcity serve`: the server for real use. Everything from the environment; no sample city, no demo account."""

from __future__ import annotations

from typing import Any

import click
from django.utils.module_loading import import_string

from ipcity.base.errors import BadInput
from ipcity.base.progress import say
from ipcity.base.settings import settings
from ipcity.cli.frame import command, wake_django
from ipcity.cli.listening import listen, stoppable
from ipcity.web.server import free_door


@click.command("serve", short_help="正式运行（不装样例）/ serve without the sample city")
@click.option(
    "--end-with-parent",
    "parent",
    type=int,
    metavar="PID",
    help="这个父进程结束时一并结束 / end when this parent does",
)
@click.option(
    "--jobs/--no-jobs",
    default=True,
    help="是否一并执行后台任务；不执行时另行运行 ipcity jobs work / take jobs, too",
)
@command
def serve(parent: int | None, jobs: bool) -> tuple[Any, Any]:
    """正式运行：迁移数据库，停用演示账户，在 IPCITY_HOST:PORT 上提供服务，直到 Ctrl-C 或 SIGTERM。"""
    house = settings()
    with stoppable(parent):
        door = free_door(house.host, house.port)
        wake_django()
        import_string("ipcity.cli.prepare.prepare_database")()
        close = import_string("ipcity.city.directory.demo.close_demo_accounts")
        if not door.is_loopback and import_string("ipcity.city.directory.demo.are_installed")():
            raise BadInput(
                f"这个数据文件夹装有样例城市和演示账户，不能在 {house.host} 上对外提供服务。"
                "请用 IPCITY_HOME 指定另一个数据文件夹，或把 IPCITY_HOST 改回 127.0.0.1。",
                path="IPCITY_HOST",
            )
        if close():
            say("ipcity: 已停用演示账户（只有 ipcity start 会启用它们）。")
        listen(door, house, lambda: say(f"ipcity: 正在 {door.url} 提供服务。按 Ctrl-C 结束。"), jobs=jobs)
    return {"address": door.url, "state": "stopped"}, lambda: say("ipcity: 已停止。")
