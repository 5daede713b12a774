"""`ipcity indicators`: the figures of an area, the rows behind them, and taking their series.

Loaded when asked for; it wakes Django before the models are imported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import click

from ipcity.base.errors import BadInput
from ipcity.cli.frame import command, wake_django
from ipcity.records.places import division

wake_django()

from ipcity.city.indicators import actions, queries  # noqa: E402 - models need Django awake
from ipcity.city.indicators.models import Snapshot  # noqa: E402
from ipcity.city.indicators.reading import Reading  # noqa: E402

Shown = tuple[Any, Callable[[], None]]
_ROWS = 50


def _asked(run: Callable[..., Any]) -> Callable[..., Any]:
    """Which area, which realm, which day."""
    day = click.DateTime(["%Y-%m-%d"])
    run = click.option("--as-of", type=day, help="默认为数据的最后一天 / default: the last day of the data")(
        run
    )
    run = click.option("--realm", type=click.Choice(["real", "sample"]), default="real", show_default=True,
                       help="真实数据或样例 / real or sample")(run)  # fmt: skip
    return click.option("--area", default="371000", show_default=True, help="行政区划代码 / area code")(run)


@click.group(invoke_without_command=True)
@_asked
@click.option("--json", "as_json", is_flag=True, help="一个 JSON 文档 / one JSON document on standard output")
@click.pass_context
def indicators(ctx: click.Context, /, **options: Any) -> None:
    """指标：列出、打开到行、计算序列 / indicators: list, open to their rows, take their series."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(_list, **options)


@click.command("list")
@_asked
@command
def _list(area: str, realm: str, as_of: datetime | None) -> Shown:
    if division(area) is None:
        raise BadInput(f"没有行政区划代码“{area}”。请写六位代码，例如 371000。", path="--area")
    on = _day(realm, as_of)
    readings = [queries.reading(one.code, area=area, realm=realm, as_of=on) for one in queries.definitions()]

    def lines() -> None:
        for one in readings:
            click.echo(_sentence(one))

    return [_plain(asdict(one)) for one in readings], lines


@indicators.command("rows")
@click.argument("snapshot_id", type=int)
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True, help="从第几行起 / first row")
@click.option("--limit", type=click.IntRange(1), default=_ROWS, show_default=True, help="最多几行 / at most")
@command
def rows(snapshot_id: int, offset: int, limit: int) -> Shown:
    """快照的数是哪些记录数出来的 / the records that made a snapshot's numerator."""
    one = queries.snapshot(snapshot_id)
    found = queries.rows(one, offset=offset, limit=limit)
    listed = [
        {
            "record_id": row.record_id,
            "title": row.name,
            "granted": row.dates.get("granted"),
            "holders": [holder.name for holder in row.holders],
        }
        for row in found
    ]
    total = queries.row_count(one)

    def lines() -> None:
        click.echo(f"快照 {one.pk}：{one.code} {one.on}，共 {total:,} 行，数据第 {one.lake_version} 版")
        for row in found:
            holders = "、".join(holder.name for holder in row.holders)
            click.echo(f"  {row.record_id}  {row.dates.get('granted')}  {row.name}  {holders}")

    return {"snapshot": _head(one), "total": total, "offset": offset, "rows": listed}, lines


@indicators.command("take")
@_asked
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="序列的起点，如基期年末 / first day"
)
@command
def take(area: str, realm: str, as_of: datetime | None, since: datetime) -> Shown:
    """计算各指标的季末（年度）序列并留存快照 / take the series of every indicator."""
    on = _day(realm, as_of)
    taken = actions.take_all(area=area, realm=realm, as_of=on, since=since.date())

    def lines() -> None:
        for one in taken:
            said = one.reason["zh"] if one.value is None else f"{one.value.normalize():f}"
            click.echo(f"  #{one.pk}  {one.code}  {one.on}  {said}")

    return [_head(one) for one in taken], lines


def _day(realm: str, as_of: datetime | None) -> date:
    if as_of is not None:
        return as_of.date()
    return queries.last_day_of_data(realm) or date.today()


def _sentence(one: Reading) -> str:
    if one.value is None:
        return f"{one.name['zh']}：{one.reason.get('zh', '')}"
    period = f"{one.period_from} 至 {one.on}" if one.period_from else f"{one.on}"
    ratio = f"（{one.numerator:,} ÷ {one.denominator}）" if one.denominator else ""
    return (
        f"{one.name['zh']}：{one.value} {one.unit['zh']}{ratio}，{period}，"
        f"规则 {one.rule_id} 第 {one.rule_version} 版，数据第 {one.lake_version} 版，快照 {one.snapshot_id}"
    )


def _head(one: Snapshot) -> dict[str, Any]:
    names = ("code", "realm", "area", "period_from", "on", "value", "numerator", "denominator", "lake_version",
             "rule_id", "rule_version", "reason", "coverage", "quality", "left_out", "typed", "digest",
             "computed_at", "supersedes_id", "correction_reason")  # fmt: skip
    head: dict[str, Any] = _plain({"id": one.pk} | {name: getattr(one, name) for name in names})
    return head


def _plain(value: Any) -> Any:
    """Decimals and days become text, so that no digit is lost on the way."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
