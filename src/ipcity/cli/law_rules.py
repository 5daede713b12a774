"""`ipcity law explain`, `rules`, `policies`, `install`: the rulebook itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from ipcity.cli.frame import command
from ipcity.cli.law_frame import DAY, Answer, print_steps
from ipcity.law.book import complete_to, version
from ipcity.law.policies import may_pay
from ipcity.law.rules import explain as explain_rule
from ipcity.law.rules import rules as all_rules
from ipcity.law.tables import install as install_table


@click.command(help="说明：一条规则的全部内容、沿革、出处与案例 / a rule with its history, sources and cases")
@click.argument("path")
@click.option("--as-of", type=DAY, help="并给出这一天的数值 / and the value of a day")
@click.option("--at", type=int, help="按档的规则：第几年（档）/ the bracket, e.g. annuity year")
@command
def explain(path: str, as_of: date | None, at: int | None) -> Answer:
    answer = explain_rule(path.removesuffix(".yaml"), as_of, at=at)

    def lines() -> None:
        click.echo(f"{answer['path']}  {answer['title']['zh']}  {answer['mark']}")
        for value in answer["history"]:
            gone = "（已被更正）" if value["replaced"] else ""
            click.echo(
                f"  自 {value['from']} 起：{json.dumps(value['value'], ensure_ascii=False)} {value['mark']}{gone}"
            )
        if answer["answer"] and "error" not in answer["answer"]:
            print_steps(answer["answer"])
        for source in answer["source_texts"]:
            click.echo(f"  出处：{source.get('title', source['id'])}（{source.get('authority', '未知')}）")
        click.echo(f"  案例 {answer['cases']} 个；规则收录至 {answer['complete_to']}，此后的法律变动未核对。")

    return answer, lines


@click.command(help="全部规则 / all rules of the book")
@command
def rules() -> Answer:
    found = list(all_rules())
    return {
        "version": version(),
        "complete_to": complete_to().isoformat(),
        "rules": found,
    }, lambda: _each_rule(found)


def _each_rule(found: Iterable[Mapping[str, Any]]) -> None:
    for one in found:
        click.echo(f"{one['path']:<52}{one['mark']:<10}{one['cases']:>3}  {one['title']['zh']}")


@click.command(help="政策：某日是否还可以支付 / whether public money may pay for it on a day")
@click.argument("policy", required=False)
@click.option("--on", type=DAY, help="哪一天 / which day")
@click.option("--area", default="cn", show_default=True, help="地区 / area")
@command
def policies(policy: str | None, on: date | None, area: str) -> Answer:
    if policy is None:
        found = [one for one in all_rules() if one["kind"] == "policy"]
        return found, lambda: _each_rule(found)
    if on is None:
        raise click.UsageError("请用 --on 给出日期。")
    verdict = may_pay(policy, on, area=area).as_dict()

    def lines() -> None:
        click.echo(
            f"{policy} {on}：{'可以' if verdict['allowed'] else '不可以'}（{verdict['rule']}，{verdict['mark']}）"
        )
        print_steps(verdict)

    return verdict, lines


@click.command(help="装入书中没有的对照表 / install a table the book cannot ship")
@click.argument("table")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "begins", type=DAY, required=True, help="自哪一天起有效 / in force from")
@command
def install(table: str, file: Path, begins: date) -> Answer:
    kept = install_table(table, file, begins)
    answer = {"table": kept.name, "from": begins.isoformat(), "rows": len(kept.rows)}
    return answer, lambda: click.echo(f"已装入 {table}：{len(kept.rows)} 行，自 {begins} 起。")
