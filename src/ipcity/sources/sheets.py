"""Workbooks (.xlsx, .xls) as rows of text, opened with gloves: bombs, tricks and broken files end in a sentence.

A sheet is laid out as a whole, so its corners are measured before; what is larger than the limits is refused.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from python_calamine import CalamineWorkbook

from ipcity.base.errors import BadInput
from ipcity.base.parcel import open_parcel, packed_again
from ipcity.base.survey import Limits, shared_lengths, survey

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LARGEST = 200 * 2**20
UNPACKED = 600 * 2**20
LIMITS = Limits(rows=1_048_576, columns=16_384, cells=30_000_000, letters=200_000_000)
FIRST_ROWS = 30
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # what workbooks make of control characters: _x000D_
_BLANK = " \t\r\n\u00a0\u3000\ufeff"
_SAVE = "请在表格软件中打开，另存为 .xlsx 或 CSV（UTF-8）后再装载。"
Cells = list[str]
_Got = TypeVar("_Got")


def is_workbook(head: bytes) -> bool:
    return head.startswith((ZIP, OLE))


def rows_of_sheets(path: Path) -> Iterator[tuple[str, int, Cells]]:
    """(sheet, row number from 1, cells), blank rows left out. Raises BadInput for what is no readable workbook."""
    book = _opened(path)
    for name in _guarded(path, lambda: list(book.sheet_names)):
        rows = _guarded(path, partial(_cells, book, name))
        for number, row in enumerate(rows, start=1):
            cells = [cell_text(cell) for cell in row]
            if any(cells):
                yield name, number, cells


@lru_cache(maxsize=8)
def first_rows(path: Path, changed: int, size: int) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """The first rows of each sheet, for finding headers; empty for what is no readable workbook. Read once for all."""
    found: dict[str, list[tuple[str, int, tuple[str, ...]]]] = {}
    try:
        for name, number, cells in rows_of_sheets(path):
            if len(found.setdefault(name, [])) < FIRST_ROWS:
                found[name].append((name, number, tuple(cells)))
    except (BadInput, OSError):
        return ()
    return tuple(row for rows in found.values() for row in rows)


def cell_text(cell: object) -> str:
    """As a person would write it: 371000.0 → 371000, a date → 2019-09-30; without escapes of control characters."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if (cell.hour, cell.minute) == (0, 0) else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(cell))
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip(_BLANK)


def _cells(book: CalamineWorkbook, name: str) -> list[list[object]]:
    return [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]


def _opened(path: Path) -> CalamineWorkbook:
    if path.stat().st_size > LARGEST:
        raise BadInput(
            f"工作簿超过 {LARGEST // 2**20} MB。请分成几个文件，或另存为 CSV 后装载。", path=str(path)
        )
    data = path.read_bytes()
    if data.startswith(ZIP):
        parts = open_parcel(data, largest=LARGEST, unpacked=UNPACKED)
        shared = shared_lengths(parts.get("xl/sharedStrings.xml", b"<sst/>"))
        for name, content in parts.items():
            if name.startswith("xl/worksheets/"):
                survey(content, shared, LIMITS)
        data = packed_again(parts)
    return _guarded(path, lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))


def _guarded(path: Path, act: Callable[[], _Got]) -> _Got:
    """The reader of workbooks may fail in any way, a panic of its own included; a person hears one sentence."""
    try:
        return act()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:
        raise BadInput(f"工作簿 {path.name} 的内容损坏，读不完整。{_SAVE}", path=str(path)) from None
