"""The list of commands; each lives in its own module, which is loaded when it is asked for."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from ipcity import __version__
from ipcity.cli.frame import explained

# name → module:attribute. Commands of the engine wake no Django and start faster.
COMMANDS = {
    "load": "ipcity.cli.load:load",
    "search": "ipcity.cli.search:search",
    "record": "ipcity.cli.search:record",
    "suggest": "ipcity.cli.search:suggest_",
    "similar": {"build": "ipcity.cli.similar:build", "show": "ipcity.cli.similar:show"},
    "sources": "ipcity.cli.load:sources",
    "quarantine": "ipcity.cli.quarantine:quarantine",
    "coverage": "ipcity.cli.load:coverage",
    "tidy": "ipcity.cli.load:tidy",
    "template": "ipcity.cli.template:template",
    "plan": {
        "read": "ipcity.cli.plan:read",
        "import": "ipcity.cli.plan_work:import_",
        "list": "ipcity.cli.plan_work:list_",
    },
    "indicators": "ipcity.cli.indicators:indicators",
    "law": "ipcity.cli.law:law",
    "tables": "ipcity.cli.tables:tables",
    "sample": {"generate": "ipcity.cli.sample:generate"},
    "people": {"found": "ipcity.cli.people:found"},
    "trail": {"verify": "ipcity.cli.trail:verify", "anchor": "ipcity.cli.trail:anchor"},
    "jobs": {"work": "ipcity.cli.jobs:work", "list": "ipcity.cli.jobs:list_"},
    "doctor": "ipcity.cli.doctor:doctor",
    "backup": "ipcity.cli.backup:backup",
    "restore": "ipcity.cli.backup:restore",
    "start": "ipcity.cli.start:start",
    "serve": "ipcity.cli.serve:serve",
}
GROUP_HELP = {
    "plan": "方案：读、导入、列出 / plans",
    "similar": "相似记录：建库、查询 / similar records",
    "sample": "样例城市 / the sample city",
    "people": "人员：设立三员 / people",
    "trail": "审计记录：核对、锚点 / the audit trail",
    "jobs": "后台任务：执行、列出 / background jobs",
}


class Lazy(click.Group):
    """A group whose commands are imported one by one, when used."""

    def __init__(self, name: str, table: dict[str, object], **options: object) -> None:
        super().__init__(name, **options)  # type: ignore[arg-type]
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self._table.get(cmd_name)
        if isinstance(entry, dict):
            return Lazy(cmd_name, entry, help=GROUP_HELP[cmd_name])
        if entry is None:
            return None
        module, attribute = str(entry).split(":")
        with explained(as_json="--json" in sys.argv):  # a module may wake Django, and find no database
            command: click.Command = getattr(import_module(module), attribute)
        return command


main: click.Group = click.version_option(__version__, prog_name="ipcity")(
    Lazy(
        "ipcity",
        dict(COMMANDS),
        help="知城 ipcity：知识产权示范城市的运行平台 / the operating platform of an IP demonstration city",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
)
