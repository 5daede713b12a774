"""What must stand before the pages open: small steps, each idempotent, each asked first whether it is done.

Killed at any moment, the next start goes on with the first step that is not done. This module imports the
models: wake Django first.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import monotonic

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ipcity.base.errors import Environment, IpcityError, NotReady
from ipcity.base.progress import say
from ipcity.base.settings import settings
from ipcity.city.directory.demo import are_open, open_demo_accounts
from ipcity.city.inbox.sample import is_laid_out, lay_out
from ipcity.city.indicators.actions import take_all
from ipcity.city.indicators.models import Snapshot
from ipcity.city.indicators.queries import definitions
from ipcity.city.intake.jobs import are_similar_built, build_similar
from ipcity.city.jobs.actions import ask
from ipcity.city.plan.actions import import_plan
from ipcity.city.plan.models import Plan
from ipcity.documents import read_text
from ipcity.lake import Lake, open_lake
from ipcity.search import open_index, update_index
from ipcity.sources import load_paths
from ipcity.sources.sample_city import generate
from ipcity.sources.sample_city.vocabulary import vocabulary
from ipcity.web.collected import collect, is_collected

FULL_MB = 8  # what a failing step may have freed again when it gave up
SAMPLE = "sample"  # the realm, the name of the plan in addresses, and the folder in the home


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
        done = _run(step)
        say(f"ipcity: {step.title}：{done}（{monotonic() - began:.1f} 秒）")


def _run(step: Step) -> str:
    """SQLite, the lake and the index each say "disk full" in words of their own; here it is one sentence."""
    try:
        return step.run()
    except IpcityError:
        raise
    except Exception:
        home = settings().home_dir
        free = shutil.disk_usage(home).free
        if free > FULL_MB * 2**20:
            raise
        raise Environment(
            f"“{step.title}”没有完成：磁盘已满，剩余 {free // 2**20} MB。已完成的步骤都在；请腾出空间后再启动一次。",
            path=str(home),
        ) from None


def prepare_database() -> None:
    go_through([STATIC, DATABASE])


def prepare_sample_city() -> None:
    prepare_database()
    go_through(SAMPLE_CITY)


def _folder() -> Path:
    return settings().home_dir / SAMPLE


def _lake() -> Lake:
    return open_lake(settings().lake_dir)


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _migrate() -> str:
    call_command("migrate", verbosity=0, interactive=False)
    return "数据表已是最新"


def _is_generated() -> bool:
    return all((_folder() / name).exists() for name in ("rights.jsonl", "others.jsonl", "plan.txt"))


def _generate() -> str:
    made = generate(_folder())
    return f"{made.rights + sum(made.others.values()):,} 件虚构的权利，截至 {made.as_of}"


def _is_loaded() -> bool:
    files = (file for load in _lake().loads() for file in load.files)
    return any(file.source == "sample_city" and file.refused is None for file in files)


def _load() -> str:
    report = load_paths(_lake(), [_folder() / "rights.jsonl", _folder() / "others.jsonl"])
    return f"读 {report.read:,} 行，收 {report.accepted:,}，隔离 {report.quarantined:,}；数据版本 v{report.lake_version}"


def _is_indexed() -> bool:
    try:
        return open_index(settings().index_dir).lake_version == _lake().version
    except NotReady:
        return False


def _index() -> str:
    return f"对应数据版本 v{update_index(_lake(), settings().index_dir)}"


def _has_plan() -> bool:
    return Plan.objects.filter(realm=SAMPLE).exists()


def _import_plan() -> str:
    text = read_text(_folder() / "plan.txt")
    done = import_plan(text, realm=SAMPLE, slug=SAMPLE, as_of=vocabulary().shape.as_of)
    return f"任务 {done.tasks} 项，目标 {done.targets} 个"


def _plan() -> Plan:
    return Plan.objects.filter(realm=SAMPLE).earliest("id")


def _day(plan: Plan) -> date:
    return plan.as_of or vocabulary().shape.as_of


def _has_figures() -> bool:
    """The last day of a series is computed last; it is there for each indicator when all are whole."""
    plan = _plan()
    last = Snapshot.objects.filter(realm=SAMPLE, area=plan.area, on=_day(plan), lake_version=_lake().version)
    return {one.code for one in definitions()} <= set(last.values_list("code", flat=True))


def _take_figures() -> str:
    """From the year's end before the plan, which is its baseline, to the sample city's own day."""
    plan = _plan()
    as_of = _day(plan)
    begin = (plan.period_from or as_of.replace(month=1, day=1)) - timedelta(days=1)
    return f"{len(take_all(area=plan.area, realm=SAMPLE, as_of=as_of, since=begin))} 个快照"


def _open_accounts() -> str:
    return f"{len(open_demo_accounts())} 个，只能在本机登录"


def _lay_out_work() -> str:
    return f"{lay_out()} 件虚构的事项"


STATIC = Step("收集静态文件", is_collected, lambda: f"{collect()} 个")
DATABASE = Step("准备数据库", _is_migrated, _migrate)


def _ask_for_similar() -> str:
    """Some ten seconds of work, which the pages need not wait for."""
    ask(build_similar)
    return "由后台任务建成"


SAMPLE_CITY = (
    Step("生成样例城市", _is_generated, _generate),
    Step("装载样例数据", _is_loaded, _load),
    Step("建立检索库", _is_indexed, _index),
    Step("导入样例方案", _has_plan, _import_plan),
    Step("计算指标", _has_figures, _take_figures),
    Step("设立演示账户", are_open, _open_accounts),
    Step("布置样例待办", is_laid_out, _lay_out_work),
    Step("安排建相似度库", are_similar_built, _ask_for_similar),
)
