"""From a sheet to the rows of a register: the header is found and understood, every cell read or its fault noted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from ipcity.base.errors import BadInput
from ipcity.base.survey import letters_of
from ipcity.base.text import fold
from ipcity.city.registers.declaration import Column, Register, Row
from ipcity.city.registers.sheet import Sheet
from ipcity.city.registers.values import Cell, Wrong, as_text, read

NOT_DATA = ("【说明】", "【示例】")  # rows of the template that explain
HEADER_WITHIN = 10  # rows; a title above the header is forgiven
SWAPPED_SHARE = 0.6


@dataclass(frozen=True, kw_only=True)
class CellFault:
    """`row` and `letters` as the spreadsheet shows them; 0 and empty when the whole row or file is meant."""

    row: int
    letters: str
    column: str
    title: str
    value: str
    sentence: str


@dataclass
class Table:
    """`numbers[i]` is the row of the spreadsheet that `rows[i]` came from."""

    sheet: str
    header_row: int = 0
    places: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fault(self, register: Register, row: int, column: str, value: str, sentence: str) -> None:
        place = self.places.get(column)
        title = register.column(column).title["zh"] if column else ""
        letters = letters_of(place) if place is not None else ""
        self.faults.append(
            CellFault(
                row=row, letters=letters, column=column, title=title, value=value[:200], sentence=sentence
            )
        )


def read_table(register: Register, sheet: Sheet) -> Table:
    table = Table(sheet.name)
    _find_header(register, sheet, table)
    _read_rows(register, sheet, table)
    if not table.rows:
        raise BadInput(f"工作表“{sheet.name}”里没有数据。请从说明行和示例行的下面开始填写，再上传。")
    _look_for_swapped_columns(register, sheet, table)
    return table


def _find_header(register: Register, sheet: Sheet, table: Table) -> None:
    """The first rows are tried; the one that holds most of the column titles is the header."""
    best: dict[str, int] = {}
    for number, cells in enumerate(sheet.cells[:HEADER_WITHIN]):
        found = _titles(register, cells)
        if len(found) > len(best):
            best, table.header_row = found, number
    missing = [one for one in register.columns if one.name not in best]
    if not best or len(best) < len(register.key):
        wanted = "、".join(one.title["zh"] for one in register.columns)
        raise BadInput(
            f"工作表“{sheet.name}”的前 {HEADER_WITHIN} 行里没有找到表头。表头应为：{wanted}。请使用本页下载的模板。"
        )
    if needed := [one.title["zh"] for one in missing if one.required or one.name in register.key]:
        raise BadInput(f"表头缺少必需的列：{'、'.join(needed)}。请对照模板补上，列名不要改写。")
    table.places = best
    _note_header(register, sheet.cells[table.header_row], missing, table)


def _titles(register: Register, cells: list[Cell]) -> dict[str, int]:
    words = {
        fold(word): one.name
        for one in register.columns
        for word in (one.name, *one.title.values(), " / ".join(one.title.values()))
    }
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = words.get(fold(as_text(cell)).rstrip("* "))
        if name in found:
            twice = register.column(str(name)).title["zh"]
            raise BadInput(
                f"表头里“{twice}”出现了两次（{letters_of(found[name])}、{letters_of(place)} 列）。请只保留一列。"
            )
        if name:
            found[name] = place
    return found


def _note_header(register: Register, cells: list[Cell], missing: list[Column], table: Table) -> None:
    known = set(table.places.values())
    extra = [as_text(cell) for place, cell in enumerate(cells) if place not in known and as_text(cell)]
    if extra:
        table.notes.append(f"这些列不属于本名册，没有读取：{'、'.join(extra[:10])}。")
    if missing:
        table.notes.append(
            f"文件里没有这些列，原有的值保持不变：{'、'.join(one.title['zh'] for one in missing)}。"
        )
    order = [table.places[one.name] for one in register.columns if one.name in table.places]
    if order != sorted(order):
        moved = [name for name, place in sorted(table.places.items(), key=lambda item: item[1])]
        titles = "、".join(register.column(name).title["zh"] for name in moved)
        table.notes.append(
            f"列的次序与模板不同，已按表头读取，次序为：{titles}。请确认表头与下面的内容对得上。"
        )


def _read_rows(register: Register, sheet: Sheet, table: Table) -> None:
    for index in range(table.header_row + 1, len(sheet.cells)):
        cells = sheet.cells[index]
        texts = [as_text(cells[place]) if place < len(cells) else "" for place in table.places.values()]
        if not any(texts) or texts[0].startswith(NOT_DATA) or as_text(cells[0]).startswith(NOT_DATA):
            continue
        table.rows.append(_read_row(register, sheet, table, index))
        table.numbers.append(index + 1)


def _read_row(register: Register, sheet: Sheet, table: Table, index: int) -> Row:
    row: Row = {}
    for name, place in table.places.items():
        cells = sheet.cells[index]
        cell = cells[place] if place < len(cells) else None
        try:
            _look_at_place(sheet, (index, place))
            row[name] = read(register.column(name), cell)
        except Wrong as wrong:
            row[name] = None
            table.fault(register, index + 1, name, as_text(cell), str(wrong))
    return row


def _look_at_place(sheet: Sheet, place: tuple[int, int]) -> None:
    if place in sheet.survey.formulas:
        raise Wrong("这里是公式，上次算出的值可能已经过时。请复制后“选择性粘贴”为数值。")
    if sheet.survey.is_covered(place):
        raise Wrong("这里属于合并单元格，只有左上角有内容。请取消合并，逐行填写。")


def _look_for_swapped_columns(register: Register, sheet: Sheet, table: Table) -> None:
    """Two columns that mostly fail where they stand, and would mostly fit in each other's place."""
    failed = Counter(fault.column for fault in table.faults)
    often = [name for name in table.places if failed[name] > SWAPPED_SHARE * len(table.rows)]
    for first, second in combinations(table.places, 2):
        if (first in often or second in often) and _fit_crosswise(register, sheet, table, first, second):
            one, two = register.column(first).title["zh"], register.column(second).title["zh"]
            where = f"{letters_of(table.places[first])} 列与 {letters_of(table.places[second])} 列"
            table.notes.append(
                f"“{one}”和“{two}”的内容好像对调了（{where}）。请核对表头，或交换这两列后再上传。"
            )


def _fit_crosswise(register: Register, sheet: Sheet, table: Table, first: str, second: str) -> bool:
    fits, straight = 0, 0
    for number in table.numbers:
        cells = sheet.cells[number - 1]
        there = [
            cells[table.places[name]] if table.places[name] < len(cells) else None for name in (first, second)
        ]
        fits += _reads(register.column(first), there[1]) and _reads(register.column(second), there[0])
        straight += _reads(register.column(first), there[0]) and _reads(register.column(second), there[1])
    return fits > SWAPPED_SHARE * len(table.numbers) and straight < fits


def _reads(column: Column, cell: Cell) -> bool:
    try:
        return read(column, cell) is not None
    except Wrong:
        return False
