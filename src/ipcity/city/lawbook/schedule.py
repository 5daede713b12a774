"""A schedule of annuities as a table for people: the same rows on the page, on paper, in CSV and in XLSX."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext, ngettext

from ipcity.city.lawbook.words import in_language, tables, word
from ipcity.law.annuities import Row, Schedule, Surcharge
from ipcity.law.answers import MEMORY


@dataclass(frozen=True)
class Late:
    """One step of the late window: paid in these days, the whole costs `total`."""

    number: int
    first: date
    last: date
    percent: Decimal
    amount: Decimal
    total: Decimal
    provisional: bool
    is_now: bool


@dataclass(frozen=True)
class Line:
    """`now`: the one row that is to be paid or is late; only its late steps stand open."""

    row: Row
    late: tuple[Late, ...]
    mark: str
    state: str
    now: bool
    unsure_money: bool
    unsure_day: bool
    saved: Decimal | None

    @property
    def moved(self) -> bool:
        return self.row.pay_by is not None and self.row.pay_by != self.row.anniversary


@dataclass(frozen=True)
class Sheet:
    schedule: Schedule
    lines: tuple[Line, ...]
    to_pay: Line | None

    @property
    def is_unsure(self) -> bool:
        return any(line.unsure_money or line.unsure_day for line in self.lines)


def sheet_of(schedule: Schedule) -> Sheet:
    first = next((row for row in schedule.rows if row.state in ("in_grace", "due")), None)
    lines = tuple(_line(row, schedule.as_of, row is first) for row in schedule.rows)
    return Sheet(schedule, lines, next((line for line in lines if line.now), None))


def _line(row: Row, as_of: date, now: bool) -> Line:
    entry = tables()["states"][row.state]
    return Line(
        row=row,
        late=tuple(_late(number, one, row, as_of) for number, one in enumerate(row.surcharges, 1)),
        mark=str(entry["mark"]) if row.state != "due" or now else "off",
        state=_state(row, as_of),
        now=now,
        unsure_money=row.mark == MEMORY,
        unsure_day=row.pay_by_mark == MEMORY,
        saved=row.full - row.payable if row.full is not None and row.payable is not None else None,
    )


def _late(number: int, one: Surcharge, row: Row, as_of: date) -> Late:
    total = (row.payable or Decimal(0)) + one.amount
    return Late(
        number,
        one.first,
        one.last,
        one.percent,
        one.amount,
        total,
        one.provisional,
        one.first <= as_of <= one.last,
    )


def _state(row: Row, as_of: date) -> str:
    if row.state == "due" and row.pay_by is not None:
        days = (row.pay_by - as_of).days
        return ngettext("剩 %d 天", "剩 %d 天", days) % days if days else gettext("今天截止")
    return word("states", row.state)


def heads() -> list[str]:
    return [
        gettext("年度"), gettext("对应日"), gettext("缴费截止"), gettext("标准（元）"), gettext("应缴（元）"), gettext("状态"),
        gettext("滞纳期第几月"), gettext("自"), gettext("至"), gettext("滞纳金（元）"), gettext("连滞纳金应付（元）"),
        gettext("规则"), gettext("规则自"), gettext("数额核实"), gettext("日期核实"), gettext("说明"),
    ]  # fmt: skip


def cells(sheet: Sheet) -> list[list[str | Decimal | date | int | None]]:
    """A row a year, and under it a row a late month. Absent figures stay empty; they are not nought."""
    made: list[list[str | Decimal | date | int | None]] = []
    for line in sheet.lines:
        row = line.row
        notes = " ".join(in_language(note.as_dict()) for note in row.notes)
        head: list[str | Decimal | date | int | None] = [row.year, row.anniversary, row.pay_by]
        tail = [row.rule, row.in_force_from, _mark(row.mark), _mark(row.pay_by_mark)]
        made.append([*head, row.full, row.payable, line.state, None, None, None, None, None, *tail, notes])
        made += [
            [
                *head,
                row.full,
                row.payable,
                line.state,
                one.number,
                one.first,
                one.last,
                one.amount,
                one.total,
                *tail,
                "",
            ]
            for one in line.late
        ]
    return made


def _mark(mark: str) -> str:
    return gettext("未核实") if mark == MEMORY else gettext("已核实")


def closing(sheet: Sheet, address: str) -> list[str]:
    """What a file must say of itself: why, how far, and where to ask again."""
    one = sheet.schedule
    return [
        *(in_language(step.as_dict()) for step in one.steps),
        gettext("规则库版本 %(version)s；书收录至 %(day)s，此后的法律变动未核对。") % {"version": one.version, "day": one.complete_to},
        gettext("同一问题的地址：%s") % f"/law/calculator/annuities/{address}",
    ]  # fmt: skip
