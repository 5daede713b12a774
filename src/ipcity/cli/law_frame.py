"""What the questions to the law share: days as arguments, reading files, printing why."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from ipcity.base.errors import BadInput

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


def print_steps(answer: Mapping[str, Any]) -> None:
    for step in answer["steps"]:
        click.echo(f"· {step['zh']}")
    click.echo(f"规则库版本 {answer['version']}，收录至 {answer['complete_to']}；此后的法律变动未核对。")


def lines_of(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as broken:
        raise BadInput(f"文件打不开或不是 UTF-8 文本：{broken}。请核对路径与编码。", path=str(path)) from None


def json_of(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError) as broken:
        raise BadInput(f"文件打不开或不是 JSON：{broken}。请核对。", path=str(path)) from None
