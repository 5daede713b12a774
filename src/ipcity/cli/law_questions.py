"""`ipcity law deadlines`, `number`, `status`, `workdays`: questions with a day and a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ipcity.cli.frame import command
from ipcity.cli.law_frame import DAY, Answer, json_of, print_steps
from ipcity.law.book import complete_to, version
from ipcity.law.deadlines import by_notice, due, rules_for
from ipcity.law.delivery import CHANNELS, delivered, due_after_notice
from ipcity.law.identifiers import identify
from ipcity.law.legal_events import blocked_acts, read_history, unknown_codes
from ipcity.law.status import said_steps, state_on
from ipcity.law.workdays import add_working_days, holiday_name, is_working_day


@click.command(help="期限：一个事件引起哪些期限、何时届满 / the duties an event starts and their last days")
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
    begin = delivered(channel, on).on if channel else on
    rules = (by_notice(event, right=right),) if event.isdigit() else rules_for(event, begin, right=right)
    options = {"dates": _days(others), "extended": extended, "provisional": provisional}
    if channel:
        found = [due_after_notice(rule, on, channel, **options).as_dict() for rule in rules]
    else:
        found = [due(rule, begin, **options).as_dict() for rule in rules]  # type: ignore[arg-type]
    answer = {"event": event, "from": begin.isoformat(), "due": found}

    def lines() -> None:
        for one in found:
            click.echo(f"{one['on']}  {one['obligation']}  {one['rule']} {one['mark']}")
            print_steps(one)
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


@click.command(help="号码：是什么号、规范写法、校验是否正确 / what a number is, its normal form and check")
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


@click.command(help="状态：由事件推出某日的法律状态 / the legal state on a day, from events")
@click.argument("events", type=click.Path(path_type=Path))
@click.option("--on", type=DAY, required=True, help="哪一天 / which day")
@command
def status(events: Path, on: date) -> Answer:
    right, dates, happened = read_history(json_of(events))
    found, unknown = state_on(right, dates, happened, on), unknown_codes(happened)
    answer = {
        "on": on.isoformat(),
        "right_type": right,
        "state": found.state,
        "live": found.live,
        "flags": sorted(found.flags),
        "blocked": sorted(blocked_acts(found.flags)),
        "rule": found.rule,
        "mark": found.mark,
        "steps": [step.as_dict() for step in said_steps(found)],
        "not_understood": list(unknown),
        "version": version(),
        "complete_to": complete_to().isoformat(),
    }

    def lines() -> None:
        click.echo(f"{on}：{found.state}（{'有效' if found.live else '无效力'}） {found.mark}")
        for step in said_steps(found):
            click.echo(f"· {step.zh}")
        for code in unknown:
            click.echo(f"· 事件“{code or '（无代码）'}”不认识，未计入。")

    return answer, lines


@click.command(help="工作日：某日之后第 N 个工作日 / the N-th working day after a day")
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
