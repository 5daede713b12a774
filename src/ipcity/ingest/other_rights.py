"""Rights that are no patents: numbers as their kind's schema names them, dates and state as the source states them."""

from __future__ import annotations

from typing import Any

from ipcity.ingest.marks import Marks
from ipcity.ingest.unfit import Unfit, day
from ipcity.law import is_damaged
from ipcity.records import Kind, Number


def marks_other(values: dict[str, Any], kind: Kind) -> Marks:
    """Raises Unfit. A right without any number is known by its title and holder (see `records.unnumbered`)."""
    right = str(values.get("right_type") or next(iter(kind.right_types)))
    if right not in kind.right_types:
        raise Unfit(f"种类“{right}”不在{kind.name['zh']}的种类之列：{'、'.join(kind.right_types)}。请更正。")
    marks = Marks(right, numbers=_numbers(values, kind), dates=dates_of(values, kind))
    set_state(marks, values.get("status") or {}, kind)
    return marks


def _numbers(values: dict[str, Any], kind: Kind) -> list[Number]:
    found = []
    for one in values.get("numbers", []):
        text = str(one.get("value", "")).strip()
        if not text:
            continue
        if one.get("type") not in kind.numbers:
            raise Unfit(
                f"{kind.name['zh']}没有“{one.get('type')}”这种号码，只有：{'、'.join(kind.numbers)}。"
            )
        if is_damaged(text):
            raise Unfit(f"号码“{text}”已被表格软件改写，末位丢失，无法还原。请按文本格式重新导出。")
        found.append(Number(type=one["type"], value=text))
    return found


def dates_of(values: dict[str, Any], kind: Kind) -> dict[str, str]:
    given = {"filed": values.get("filed", "")} | values.get("dates", {})
    found = {}
    for name, text in given.items():
        if name not in kind.dates:
            if text:
                raise Unfit(f"{kind.name['zh']}没有“{name}”这个日期，只有：{'、'.join(kind.dates)}。")
            continue
        if on := day(str(text or ""), kind.dates[name]["zh"]):
            found[name] = on
    return found


def set_state(marks: Marks, stated: dict[str, str], kind: Kind) -> None:
    """The state a source names; one the schema does not know is kept as written and counts as unknown."""
    words, on = str(stated.get("state", "")).strip(), day(str(stated.get("on", "")), "状态日期")
    if not words:
        return
    state = kind.state_of(words)
    marks.status_as_of = on or max(
        (one for name, one in marks.dates.items() if name != "expires"), default=""
    )
    if state:
        marks.status = state
    else:
        marks.extra["status_as_written"] = words
