"""Tables as delimited text. A layout is known by its columns, in any order.

A file that bears a table's own columns is that table; where several tables have them, the name of the file decides.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.law.tables import Given, Unread, table_names, table_page
from ipcity.sources.csv_rows import encoding_of
from ipcity.sources.table_files import Passport, Row, given, lines_of, passports, text_of

HERE = Path(__file__).parent
UNDATED = date.min  # the operator must say from which day the table is in force


class CsvTables:
    def recognises(self, path: Path, head: bytes) -> bool:
        encoding = encoding_of(head)
        lines = head.decode(encoding, errors="ignore").split("\n", 2) if encoding else []
        return bool(lines) and _passport(path, *map(_cells, [*lines, ""][:2])) is not None

    def read(self, path: Path) -> Given:
        lines = lines_of(text_of(path))
        header = _cells(next(lines, (1, ""))[1])
        first = next(lines, None)
        passport = _passport(path, header, _cells(first[1]) if first else [])
        if passport is None or first is None:
            raise BadInput("只有表头，没有数据行。请确认文件取得完整。", path=str(path))
        return given(passport, path, _rows(passport, header, [first, *lines], path.name))


def _rows(passport: Passport, header: list[str], lines: list[tuple[int, str]], file: str) -> Iterator[Row]:
    names = [passport.columns[column] for column in header]
    for number, line in lines:
        place, cells = f"{file}:{number}", _cells(line)
        if len(cells) != len(names):
            why = f"这一行有 {len(cells):,} 格，表头有 {len(names)} 格，对不上列。请补齐后重新装入。"
            yield place, Unread(why, line)
            continue
        row = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if name}
        yield place, {name: _padded(cell, passport.pad.get(name, 0)) for name, cell in row.items()}


def _padded(cell: str, digits: int) -> str:
    """690 → 0690: a spreadsheet drops leading noughts."""
    return cell.zfill(digits) if cell.isdigit() else cell


def _passport(path: Path, header: list[str], first: list[str]) -> Passport | None:
    own = _own_layouts().get(path.stem)
    if own and list(own.columns) == header:
        return own
    fitting = [
        one for one in passports(HERE) if set(header) == set(one.columns) and _matches(one, header, first)
    ]
    fitting = fitting or [one for one in _own_layouts().values() if list(one.columns) == header]
    return fitting[0] if len(fitting) == 1 else None


def _matches(passport: Passport, header: list[str], first: list[str]) -> bool:
    cells = dict(zip(header, first, strict=False))
    return all(re.fullmatch(form, cells.get(column, "")) for column, form in passport.match.items())


@cache
def _own_layouts() -> dict[str, Passport]:
    """The tables of the book, written with the columns that their pages name."""
    return {
        name: Passport(
            table=name, edition="", begins=UNDATED, publisher="", terms="",
            columns={column: column for column in table_page(name).columns},
        )
        for name in table_names()
    }  # fmt: skip


def _cells(line: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line.rstrip("\r")]), [])]
    except csv.Error:
        return []


READER = CsvTables()
