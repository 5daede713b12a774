"""`ipcity law …`: ask the book. Every answer brings its rule, version, steps and how far the book is complete."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from ipcity.base.errors import BadInput, IpcityError
from ipcity.base.progress import Steps, say
from ipcity.cli.frame import command
from ipcity.law.annuities import annuities as schedule_of
from ipcity.law.annuities import read_request
from ipcity.law.book import complete_to, version
from ipcity.law.deadlines import by_notice, due, rules_for
from ipcity.law.delivery import CHANNELS, delivered
from ipcity.law.identifiers import identify
from ipcity.law.legal_events import blocked_acts, read_history, unknown_codes
from ipcity.law.policies import may_pay
from ipcity.law.rules import explain as explain_rule
from ipcity.law.rules import rules as all_rules
from ipcity.law.status import state_on
from ipcity.law.tables import install as install_table
from ipcity.law.workdays import add_working_days, holiday_name, is_working_day

Answer = tuple[Any, Callable[[], None]]


class Day(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}”不是日期，请写成 2020-03-15 的样子 / not a date", param, ctx)


DAY = Day()


@click.group(help="法律：期限、费用、号码、状态、工作日，逐条带依据 / the law as dated data")
def law() -> None:
    """The group; each command answers with its reason."""


@law.command(help="年费表：每年的缴费日、数额、减缴与滞纳金 / the annuities of a patent, year by year")
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
        return answers, lambda: _each_line(answers)
    if missing := [name for name in ("kind", "filed", "granted", "as_of") if given[name] is None]:
        raise click.UsageError(
            f"缺少 {'、'.join('--' + name.replace('_', '-') for name in missing)}，或用 --batch 指定文件。"
        )
    schedule = schedule_of(read_request(given)).as_dict()
    return schedule, lambda: _print_schedule(schedule)


def _many(path: Path) -> list[dict[str, Any]]:
    """One answer a line, in order; a line that cannot be answered has `{error}` in its place."""
    lines = _lines(path)
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


def _lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as broken:
        raise BadInput(f"文件打不开或不是 UTF-8 文本：{broken}。请核对路径与编码。", path=str(path)) from None


def _each_line(answers: Iterable[Mapping[str, Any]]) -> None:
    for answer in answers:
        click.echo(json.dumps(answer, ensure_ascii=False))


def _print_schedule(schedule: Mapping[str, Any]) -> None:
    click.echo(f"届满日 {schedule['expires_on']}（{schedule['expires_mark']}）")
    click.echo("年度  对应日      缴费截止    全额   应缴   状态")
    for row in schedule["rows"]:
        unsure = "（暂定）" if row["provisional"] else ""
        click.echo(
            f"{row['year']:>3}   {row['anniversary']}  {row['pay_by'] or '随登记缴纳':<10}  "
            f"{row['full'] or '未收录':>5}  {row['payable'] or '未收录':>5}  {row['state']} {row['mark']}{unsure}"
        )
    _print_steps(schedule)


def _print_steps(answer: Mapping[str, Any]) -> None:
    for step in answer["steps"]:
        click.echo(f"· {step['zh']}")
    click.echo(f"规则库版本 {answer['version']}，收录至 {answer['complete_to']}；此后的法律变动未核对。")


@law.command(help="工作日：某日之后第 N 个工作日 / the N-th working day after a day")
@click.argument("start", metavar="FROM", type=DAY)
@click.argument("count", metavar="N", type=click.IntRange(0, 5000))
@click.option(
    "--provisional",
    is_flag=True,
    help="安排未公布的年份按暂定日历计 / allow years without a published arrangement",
)
@command
def workdays(start: date, count: int, provisional: bool) -> Answer:
    reached = add_working_days(start, count, provisional=provisional)
    holiday = holiday_name(start)
    answer = {
        "from": start.isoformat(),
        "count": count,
        "on": reached.day.isoformat(),
        "provisional": reached.provisional,
        "start_is_working_day": is_working_day(start, provisional=True),
        "start_holiday": holiday,
        "rules": list(reached.rules),
    }
    unsure = "（暂定：有年份的节假日安排未收录）" if reached.provisional else ""
    return answer, lambda: click.echo(f"{start} 之后第 {count} 个工作日：{reached.day}{unsure}")


@law.command(help="期限：一个事件引起哪些期限、何时届满 / the duties an event starts and their last days")
@click.argument("event")
@click.argument("on", metavar="DATE", type=DAY)
@click.option("--right", help="权利种类，如 invention / kind of right")
@click.option(
    "--channel",
    type=click.Choice(CHANNELS),
    help="DATE 是通知的发文日，按此方式送达 / DATE is the notice's date",
)
@click.option(
    "--date",
    "others",
    multiple=True,
    metavar="NAME=DATE",
    help="其他起算日，如 priority=2020-01-31 / other days",
)
@click.option("--extended", is_flag=True, help="经批准延长 / with the extension the rule allows")
@click.option("--provisional", is_flag=True, help="允许暂定日历 / allow a provisional calendar")
@command
def deadlines(
    event: str,
    on: date,
    right: str | None,
    channel: str | None,
    others: tuple[str, ...],
    extended: bool,
    provisional: bool,
) -> Answer:
    arrived = delivered(channel, on) if channel else None
    begin = arrived.on if arrived else on
    rules = (by_notice(event, right=right),) if event.isdigit() else rules_for(event, begin, right=right)
    options = {"dates": _days(others), "extended": extended, "provisional": provisional}
    found = [due(rule, begin, **options).as_dict() for rule in rules]  # type: ignore[arg-type]
    answer = {
        "event": event,
        "from": begin.isoformat(),
        "delivery": arrived.as_dict() if arrived else None,
        "due": found,
    }

    def lines() -> None:
        for one in found:
            click.echo(f"{one['on']}  {one['obligation']}  {one['rule']} {one['mark']}")
            _print_steps(one)
        if not found:
            click.echo("该事件在这一天没有引起期限。")

    return answer, lines


def _days(pairs: tuple[str, ...]) -> dict[str, date]:
    days = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        try:
            days[name] = date.fromisoformat(value)
        except ValueError:
            raise click.UsageError(f"--date 应写成 名称=2020-01-31 的样子，而不是“{pair}”。") from None
    return days


@law.command(help="号码：是什么号、规范写法、校验是否正确 / what a number is, its normal form and check")
@click.argument("text", nargs=-1, required=True)
@click.option("--on", type=DAY, help="公布日，用以判断文献种类字母 / publication day, for kind letters")
@command
def number(text: tuple[str, ...], on: date | None) -> Answer:
    answer = identify(" ".join(text), on=on).as_dict()

    def lines() -> None:
        if answer["kind"] is None:
            why = {"damaged": "号码被电子表格损坏，无法恢复，不作猜测", "no-form": "不符合任何已知号码的形式"}
            click.echo(f"{answer['text']}：{why[answer['why']]}。")
            return
        for one in (answer, *answer["others"]):
            click.echo(f"{one['normal']}  {one['kind']}  校验 {one['check']}  {one['mark']}（{one['rule']}）")
            for note in one["notes"]:
                click.echo(f"  {note['zh']}")

    return answer, lines


@law.command(help="状态：由事件推出某日的法律状态 / the legal state on a day, from events")
@click.argument("events", type=click.Path(path_type=Path))
@click.option("--on", type=DAY, required=True, help="哪一天 / which day")
@command
def status(events: Path, on: date) -> Answer:
    right, dates, happened = read_history(_json(events))
    found = state_on(right, dates, happened, on)
    answer = {
        "on": on.isoformat(),
        "right_type": right,
        "state": found.state,
        "live": found.live,
        "flags": sorted(found.flags),
        "blocked": sorted(blocked_acts(found.flags)),
        "rule": found.rule,
        "mark": found.mark,
        "steps": list(found.steps),
        "not_understood": list(unknown_codes(happened)),
        "version": version(),
        "complete_to": complete_to().isoformat(),
    }

    def lines() -> None:
        click.echo(f"{on}：{found.state}（{'有效' if found.live else '无效力'}） {found.mark}")
        for step in found.steps:
            click.echo(f"· {step}")
        for code in answer["not_understood"]:
            click.echo(f"· 事件“{code or '（无代码）'}”不认识，未计入。")

    return answer, lines


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError) as broken:
        raise BadInput(f"文件打不开或不是 JSON：{broken}。请核对。", path=str(path)) from None


@law.command(help="说明：一条规则的全部内容、沿革、出处与案例 / a rule with its history, sources and cases")
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
            _print_steps(answer["answer"])
        for source in answer["source_texts"]:
            click.echo(f"  出处：{source.get('title', source['id'])}（{source.get('authority', '未知')}）")
        click.echo(f"  案例 {answer['cases']} 个；规则收录至 {answer['complete_to']}，此后的法律变动未核对。")

    return answer, lines


@law.command(help="全部规则 / all rules of the book")
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


@law.command(help="政策：某日是否还可以支付 / whether public money may pay for it on a day")
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
        _print_steps(verdict)

    return verdict, lines


@law.command(help="装入书中没有的对照表 / install a table the book cannot ship")
@click.argument("table")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "begins", type=DAY, required=True, help="自哪一天起有效 / in force from")
@command
def install(table: str, file: Path, begins: date) -> Answer:
    kept = install_table(table, file, begins)
    answer = {"table": kept.name, "from": begins.isoformat(), "rows": len(kept.rows)}
    return answer, lambda: click.echo(f"已装入 {table}：{len(kept.rows)} 行，自 {begins} 起。")
