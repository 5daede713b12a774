"""The work plane: database, trail, jobs, accounts, static files. Imports the models: wake Django first."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings as django_settings
from django.contrib.staticfiles.finders import get_finders
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from ipcity.base.settings import Settings
from ipcity.city.directory.demo import are_open
from ipcity.city.indicators.models import Snapshot
from ipcity.city.jobs import queries as jobs
from ipcity.city.jobs.choices import State
from ipcity.city.jobs.models import Job
from ipcity.city.trail import queries as trail
from ipcity.cli.checks.finding import BAD, OK, WARN, Check
from ipcity.keeping import postgresql
from ipcity.lake import open_lake
from ipcity.web.collected_backend import STAMP
from ipcity.web.server import Door

Answer = tuple[str, str, str]
WAITING_MINUTES = 15
_MIGRATE = "请运行一次 ipcity serve（样例城市用 ipcity start），它会先更新数据表。"


def work_checks(house: Settings) -> list[Check]:
    first = [Check("database", database)]
    if database()[0] == BAD:
        return first
    return [
        *first,
        Check("journal", lambda: journal(house)),
        Check("trail", whole_trail),
        Check("jobs", queue),
        Check("figures", lambda: figures(house)),
        Check("demo-accounts", lambda: demo_accounts(house)),
        Check("static", static),
    ]


def database() -> Answer:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as failed:
        return (
            BAD,
            f"工作数据库连不上或读不出：{str(failed).strip().splitlines()[0]}。",
            "请检查 IPCITY_DATABASE_URL、数据库服务和磁盘；数据损坏时从备份恢复。",
        )
    if pending:
        return BAD, f"工作数据库还有 {len(pending)} 步结构更新没有执行。", _MIGRATE
    return OK, f"工作数据库（{connection.vendor}）可用，结构是最新的。", ""


def journal(house: Settings) -> Answer:
    """SQLite: readers and a writer side by side. PostgreSQL: whether a point in time can be gone back to."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            mode = str(cursor.execute("pragma journal_mode").fetchone()[0])
            verdict = str(cursor.execute("pragma quick_check(1)").fetchone()[0])
        if verdict != "ok":
            return BAD, f"工作数据库文件已损坏：{verdict}。", "请停止服务，从备份恢复（ipcity restore）。"
        if mode != "wal":
            return (
                WARN,
                f"SQLite 的日志方式是 {mode}，不是 WAL：有人写时别人读不了。",
                "数据文件夹不能放在网络磁盘上；请移到本机磁盘。",
            )
        return OK, "SQLite 使用 WAL，文件完好。", ""
    mode = postgresql.setting(house.database_url, "archive_mode")
    if mode not in ("on", "always"):
        return (
            WARN,
            "PostgreSQL 没有归档日志，只能恢复到上一份备份，不能恢复到任一时刻。",
            "需要时按 docs/howto/backup.md 打开 archive_mode。",
        )
    return OK, "PostgreSQL 正在归档日志，可以恢复到任一时刻。", ""


def whole_trail() -> Answer:
    broken = [one for one in map(trail.verify, trail.chains()) if not one.is_whole]
    if broken:
        return (
            BAD,
            f"审计链 {broken[0].chain} 不完整：{broken[0].why}",
            "请保留现场，用 ipcity trail verify 查看，并与备份核对。",
        )
    return OK, f"审计记录完整（{len(trail.chains())} 条链）。", ""


def queue() -> Answer:
    """Waiting is fine; waiting while nobody works is not."""
    counts, workers = jobs.counts(), jobs.live_workers()
    said = f"后台任务：执行进程 {workers} 个，排队 {counts['queued']}，进行中 {counts['running']}，失败 {counts['failed']}"
    late = timezone.now() - timedelta(minutes=WAITING_MINUTES)
    overdue = Job.objects.filter(state=State.QUEUED, due_at__lt=late).count()
    if overdue or (counts["running"] and not workers):
        return (
            BAD,
            f"{said}；有任务等了 {WAITING_MINUTES} 分钟以上，或执行它的进程已经没有了。",
            "请运行 ipcity serve，或另行运行 ipcity jobs work。",
        )
    if counts["failed"]:
        return WARN, f"{said}。", "请在“后台任务”页查看失败的原因，处理后重新执行。"
    return OK, f"{said}。", ""


def figures(house: Settings) -> Answer:
    """After going back to an older backup of one plane, the other may be younger."""
    cited = {
        one for one in Snapshot.objects.values_list("lake_version", flat=True).distinct() if one is not None
    }
    latest = open_lake(house.lake_dir).version or 0
    lost = sorted(version for version in cited if version > latest)
    if lost:
        return (
            BAD,
            f"有指标引用数据版本 v{lost[0]}，而数据湖只到 v{latest}：两者来自不同时刻的备份。",
            "请恢复同一份备份，或补装后来的数据。",
        )
    return OK, f"指标引用的 {len(cited)} 个数据版本都在数据湖中。", ""


def demo_accounts(house: Settings) -> Answer:
    if not are_open():
        return OK, "没有开放的演示账户。", ""
    if not Door(house.host, house.port).is_loopback:
        return (
            BAD,
            f"演示账户（公开口令）开着，而服务面向 {house.host}。",
            "请用 ipcity serve 正式运行，并用另一个数据文件夹。",
        )
    return OK, "演示账户开着，只能在本机登录（样例城市）。", ""


def static() -> Answer:
    """Pages without style are pages that nobody trusts."""
    count = sum(1 for finder in get_finders() for _ in finder.list([]))
    if not count:
        return BAD, "找不到网页的样式和脚本文件。", "安装不完整；请重新运行 make setup。"
    if not (Path(django_settings.STATIC_ROOT) / STAMP).exists():
        return (
            WARN,
            f"网页的样式和脚本文件 {count} 个，尚未压缩整理，首次打开较慢。",
            "下次启动时会自动整理。",
        )
    return OK, f"网页的样式和脚本文件 {count} 个，已压缩整理。", ""
