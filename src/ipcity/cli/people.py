"""`ipcity people`: the first three administrators. Loaded when asked for; it wakes Django first."""

from __future__ import annotations

from typing import Any

import click

from ipcity.cli.frame import command, wake_django

wake_django()

from django.urls import reverse  # noqa: E402 - Django must be awake

from ipcity.city.directory.founding import found as found_house  # noqa: E402
from ipcity.city.directory.roles import role  # noqa: E402


@click.command("found", short_help="设立三员 / the first three administrators")
@click.option("--system", required=True, help="系统管理员姓名 / system administrator")
@click.option("--security", required=True, help="安全管理员姓名 / security administrator")
@click.option("--audit", required=True, help="审计管理员姓名 / audit administrator")
@command
def found(system: str, security: str, audit: str) -> tuple[Any, Any]:
    """为新系统设立三员，各给一个一次性链接（七天有效）；以后增减角色都要两人复核。"""
    names = {"system-admin": system, "security-admin": security, "audit-admin": audit}
    links = {
        code: reverse("directory:invitation", args=[token]) for code, token in found_house(names).items()
    }

    def lines() -> None:
        click.echo("请分别交给本人，在网站地址后面接上：")
        for code, link in links.items():
            click.echo(f"  {role(code).title['zh']} {names[code]}：{link}")

    return links, lines
