"""`ipcity law annuities`: one schedule, or one a line of a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from ipcity.base.errors import BadInput, IpcityError
from ipcity.base.progress import Steps, say
from ipcity.city.lawbook.words import tables
from ipcity.cli.frame import command
from ipcity.cli.law_frame import DAY, Answer, lines_of, print_steps
from ipcity.law.annuities import annuities as schedule_of
from ipcity.law.annuities import read_request


@click.command(help="年费表：每年的缴费日、数额、减缴与滞纳金 / the annuities of a patent, year by year")
@click.option("--kind", type=click.Choice(["invention", "utility_model", "design"]))
@click.option("--filed", type=DAY, help="实际申请日（PCT 为国际申请日）/ actual filing day")
@click.option("--granted", type=DAY, help="授权公告日 / day of grant")
@click.option("--reduction", type=click.Choice(["85", "70"]), help="费用减缴比例 / reduction, per cent")
@click.option(
    "--open-licence-from", type=DAY, help="开放许可实施（备案）起始日 / first day of a practised open licence"
)
@click.option("--open-licence-to", type=DAY, help="开放许可实施终止日 / its last day")
@click.option(
    "--boundary",
    type=click.Choice(["each", "last", "none"]),
    help="滞纳期各段截止日的顺延 / shift of late months",
)
@click.option("--as-of", type=DAY, help="按哪一天的法律与状态 / the day whose law is asked")
@click.option(
    "--batch",
    type=click.Path(path_type=Path),
    help="文件，每行一个 JSON 参数 / a file with one JSON object a line",
)
@command
def annuities(batch: Path | None, **given: Any) -> Answer:
    if batch is not None:
        answers = _many(batch)
        return answers, lambda: each_line(answers)
    if missing := [name for name in ("kind", "filed", "granted", "as_of") if given[name] is None]:
        raise click.UsageError(
            f"缺少 {'、'.join('--' + name.replace('_', '-') for name in missing)}，或用 --batch 指定文件。"
        )
    schedule = schedule_of(read_request(given)).as_dict()
    return schedule, lambda: _print_schedule(schedule)


def _many(path: Path) -> list[dict[str, Any]]:
    """One answer a line, in order; a line that cannot be answered has `{error}` in its place."""
    lines = lines_of(path)
    answers: list[dict[str, Any]] = []
    with Steps("年费", total=len(lines)) as steps:
        for line in lines:
            answers.append(_one(line))
            steps.advance()
    if failed := sum("error" in answer for answer in answers):
        say(f"ipcity: {len(answers)} 行中有 {failed} 行无法计算，原因在各自的 error 中。")
    return answers


def _one(line: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
        if not isinstance(given, dict):
            raise BadInput('这一行不是 JSON 对象。请写成 {"kind": …, "filed": …} 的样子。')
        return schedule_of(read_request(given)).as_dict()
    except json.JSONDecodeError as broken:
        return {"error": BadInput(f"这一行不是完整的 JSON：{broken}。").as_dict()}
    except IpcityError as refused:
        return {"error": refused.as_dict()}


def each_line(answers: Iterable[Mapping[str, Any]]) -> None:
    for answer in answers:
        click.echo(json.dumps(answer, ensure_ascii=False))


def _print_schedule(schedule: Mapping[str, Any]) -> None:
    click.echo(f"届满日 {schedule['expires_on']}（{schedule['expires_mark']}）")
    states = tables()["states"]
    click.echo("年度  对应日      缴费截止    全额   应缴   状态")
    for row in schedule["rows"]:
        unsure = "（暂定）" if row["provisional"] else ""
        click.echo(
            f"{row['year']:>3}   {row['anniversary']}  {row['pay_by'] or '随登记缴纳':<10}  "
            f"{row['full'] or '未收录':>5}  {row['payable'] or '未收录':>5}  {states[row['state']]['zh']} {row['mark']}{unsure}"
        )
    print_steps(schedule)
