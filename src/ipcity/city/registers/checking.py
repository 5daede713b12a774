"""The dry run: what an upload would do, row by row, without doing it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ipcity.city.registers.declaration import Key, Register, Row
from ipcity.city.registers.sheet import read_sheet
from ipcity.city.registers.table import Table, read_table


@dataclass
class Planned:
    """One row of the file: its number, what it will be, and what it is now (None: not there)."""

    number: int
    row: Row
    before: Row | None

    @property
    def what(self) -> str:
        if self.before is None:
            return "created"
        return "same" if self.before == self.row else "changed"


@dataclass
class DryRun:
    table: Table
    planned: list[Planned] = field(default_factory=list)

    @property
    def wrong_rows(self) -> int:
        return len({fault.row for fault in self.table.faults})

    def counts(self) -> Counter[str]:
        wrong = {fault.row for fault in self.table.faults}
        return Counter(one.what for one in self.planned if one.number not in wrong)


def dry_run(register: Register, data: bytes) -> DryRun:
    """Raises BadInput when the file as a whole cannot be read; faults of cells are listed."""
    table = read_table(register, read_sheet(data, register.title["zh"]))
    run = DryRun(table, planned_rows(register, list(zip(table.numbers, table.rows, strict=True))))
    _same_key_twice(register, run)
    for index, faults in register.shelf.check([one.row for one in run.planned]).items():
        one = run.planned[index]
        for fault in faults:
            if not _has_fault(table, one.number, fault.column):
                table.fault(register, one.number, fault.column, _said(one.row, fault.column), fault.sentence)
    table.faults.sort(key=lambda fault: (fault.row, fault.letters))
    return run


def planned_rows(register: Register, numbered: list[tuple[int, Row]]) -> list[Planned]:
    """Beside what is there now. Columns that the file does not have keep their present value."""
    known = register.shelf.known([register.key_of(row) for _, row in numbered])
    return [_planned(register, number, row, known) for number, row in numbered]


def _planned(register: Register, number: int, row: Row, known: dict[Key, Row]) -> Planned:
    before = known.get(register.key_of(row))
    return Planned(number, register.whole((before or {}) | row), before)


def _same_key_twice(register: Register, run: DryRun) -> None:
    first: dict[Key, int] = {}
    for one in run.planned:
        key = register.key_of(one.row)
        if any(not part for part in key[:1]):
            continue
        if key in first:
            titles = "、".join(register.column(name).title["zh"] for name in register.key)
            run.table.fault(
                register, one.number, register.key[0], key[0],
                f"与第 {first[key]} 行重复（{titles}相同）。一份文件里同一条只能出现一次，请删去一行。",
            )  # fmt: skip
        first.setdefault(key, one.number)


def _has_fault(table: Table, number: int, column: str) -> bool:
    return any(fault.row == number and fault.column == column for fault in table.faults)


def _said(row: Row, column: str) -> str:
    return str(row[column]) if column and row.get(column) is not None else ""
