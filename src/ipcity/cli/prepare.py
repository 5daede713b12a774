"""What must stand before the pages open: small steps, each idempotent, each asked first whether it is done.

Killed at any moment, the next start goes on with the first step that is not done. This module imports the
models: wake Django first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ipcity.base.progress import say
from ipcity.city.directory.demo import are_open, open_demo_accounts


@dataclass(frozen=True)
class Step:
    """`run` returns what was done, in a few words for the terminal."""

    title: str
    is_done: Callable[[], bool]
    run: Callable[[], str]


def go_through(steps: Sequence[Step]) -> None:
    for step in steps:
        if step.is_done():
            continue
        say(f"ipcity: {step.title}……")
        began = monotonic()
        done = step.run()
        say(f"ipcity: {step.title}：{done}（{monotonic() - began:.1f} 秒）")


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _migrate() -> str:
    call_command("migrate", verbosity=0, interactive=False)
    return "数据表已是最新"


def _make_accounts() -> str:
    return f"{len(open_demo_accounts())} 个"


DATABASE = Step("准备数据库", _is_migrated, _migrate)
SAMPLE_CITY = (
    DATABASE,
    Step("设立演示账户", are_open, _make_accounts),
)


def prepare_database() -> None:
    go_through([DATABASE])


def prepare_sample_city() -> None:
    go_through(SAMPLE_CITY)
