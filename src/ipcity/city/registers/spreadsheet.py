"""Spreadsheets that go out: the template, an export, and the marked copy of an upload. Written row by row to a file.

A text is always written as a text: nothing that a person typed becomes a formula when the file is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from ipcity.base.survey import letters_of
from ipcity.city.registers.declaration import Column, Kind, Plain, Register, Row
from ipcity.city.registers.values import as_text

LISTED_ROWS = 5000  # how far down the drop-down lists of a template reach
_LISTS = "取值"
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_template(register: Register, path: Path) -> None:
    """Header, a row of help, a row of example, drop-down lists; both rows are skipped on reading."""
    with _book(path, constant_memory=False) as book:
        sheet = book.add_worksheet(register.title["zh"][:31])
        looks = _looks(book)
        _header(sheet, register, looks)
        for place, column in enumerate(register.columns):
            mark = ("【说明】", "【示例】") if place == 0 else ("", "")
            sheet.write_string(1, place, mark[0] + _help(column), looks["help"])
            sheet.write_string(2, place, mark[1] + column.example, looks["help"])
        sheet.set_row(1, 60)
        _lists(book, sheet, register)


def write_rows(register: Register, rows: Iterable[Row], path: Path) -> int:
    """An export has the template's header, so that it can come back as an upload. How many rows were written."""
    number = 0
    with _book(path) as book:
        sheet, looks = book.add_worksheet(register.title["zh"][:31]), _looks(book)
        _header(sheet, register, looks)
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(register.columns):
                _write(sheet, number, place, shown(column, row[column.name]), column.kind)
    return number


def write_marked(
    cells: Sequence[Sequence[Any]], faults: Iterable[dict[str, Any]], name: str, path: Path
) -> None:
    """The upload again: values as they were, cells with a fault red, each with its sentence as a comment."""
    with _book(path, constant_memory=False) as book:
        sheet, red = book.add_worksheet((name or "Sheet1")[:31]), _looks(book)["wrong"]
        wrong: dict[tuple[int, int], list[str]] = {}
        for fault in faults:
            place = _place(str(fault["letters"]))
            wrong.setdefault((int(fault["row"]) - 1, place), []).append(str(fault["sentence"]))
        for row, line in enumerate(cells):
            for place, cell in enumerate(line):
                look = red if (row, place) in wrong else None
                sheet.write_string(row, place, as_text(cell), look)
        for (row, place), sentences in wrong.items():
            if row >= 0:
                if row >= len(cells) or place >= len(cells[row]):
                    sheet.write_blank(row, place, None, red)
                sheet.write_comment(row, place, "\n".join(sentences), {"x_scale": 2, "y_scale": 1.2})
        sheet.set_column(0, max((len(line) for line in cells), default=1), 18)


def shown(column: Column, value: Plain) -> Plain:
    """A choice by its word, yes and no by theirs; the rest as it is."""
    if column.kind == Kind.CHOICE and column.choices and value in column.choices:
        return column.choices[str(value)]["zh"]
    if isinstance(value, bool):
        return "是" if value else "否"
    return value


def _book(path: Path, *, constant_memory: bool = True) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(path, _PLAIN | {"constant_memory": constant_memory})


def _looks(book: xlsxwriter.Workbook) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "needed": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#E1EFF5"}),
        "help": book.add_format({"font_color": "#566974", "text_wrap": True, "valign": "top", "font_size": 9}),
        "wrong": book.add_format({"bg_color": "#FBE6E1", "border": 1, "border_color": "#B42D1B"}),
    }  # fmt: skip


def _header(sheet: Any, register: Register, looks: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(register.columns) - 1, 20)
    for place, column in enumerate(register.columns):
        star = "*" if column.required else ""
        sheet.write_string(
            0, place, column.title["zh"] + star, looks["needed" if column.required else "head"]
        )


def _help(column: Column) -> str:
    parts = [column.help["zh"]] if column.help else []
    parts += {"day": ["日期，如 2019-09-30"], "yes_no": ["填“是”或“否”"], "choice": ["从下拉列表选取"]}.get(
        column.kind, []
    )
    return ("必填。" if column.required else "") + "；".join(parts)


def _lists(book: xlsxwriter.Workbook, sheet: Any, register: Register) -> None:
    """Lists stand on a sheet of their own: in the cell itself a list may have 255 letters only."""
    lists = book.add_worksheet(_LISTS)
    lists.hide()
    columns = [(place, one) for place, one in enumerate(register.columns) if _words(one)]
    longest = max((len(_words(one)) for _, one in columns), default=0)
    for number in range(longest):
        for at, (_, column) in enumerate(columns):
            if number < len(_words(column)):
                lists.write_string(number, at, _words(column)[number])
    for at, (place, column) in enumerate(columns):
        letters = letters_of(at)
        source = f"={_LISTS}!${letters}$1:${letters}${len(_words(column))}"
        rule = {
            "validate": "list",
            "source": source,
            "error_title": "不在可选的值中",
            "error_message": "请从下拉列表选取。",
        }
        sheet.data_validation(3, place, LISTED_ROWS, place, rule)


def _words(column: Column) -> list[str]:
    if column.kind == Kind.YES_NO:
        return ["是", "否"]
    return [word["zh"] for word in (column.choices or {}).values()]


def _write(sheet: Any, row: int, place: int, value: Plain, kind: Kind) -> None:
    if value is None:
        return
    if kind in (Kind.WHOLE, Kind.DECIMAL) and len(str(value)) <= 15:
        sheet.write_number(row, place, float(value))
    else:
        sheet.write_string(row, place, str(value))


def _place(letters: str) -> int:
    number = 0
    for letter in letters or "A":
        number = number * 26 + ord(letter) - 64
    return number - 1
