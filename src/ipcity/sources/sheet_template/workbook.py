"""The template as a workbook: headings in two languages, a row of help, an invented example, drop-down lists, and a sheet
that explains every column. Text is always text: what a person types never becomes a formula."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter

from ipcity.records import kind_of
from ipcity.sources.sheet_template.columns import Column, columns_of

LISTED_ROWS = 5000  # how far down the drop-down lists reach
EXPLAINED = "填写说明 Explanations"
NOT_DATA = ("【说明】", "【示例】")  # rows that explain; they are skipped on reading
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_template(kind: str, path: Path) -> None:
    """Raises BadInput for a kind that is none."""
    columns = columns_of(kind)
    with xlsxwriter.Workbook(path, _PLAIN) as book:
        looks = _looks(book)
        sheet = book.add_worksheet(kind_of(kind).name["zh"][:31])
        _data_sheet(sheet, columns, looks)
        explained = book.add_worksheet(EXPLAINED)
        places = _explanations(explained, columns, looks)
        for place, column in enumerate(columns):
            if column.choices:
                first, last = places[column.name]
                source = f"='{EXPLAINED}'!$F${first}:$F${last}"
                rule = {
                    "validate": "list",
                    "source": source,
                    "error_title": "不在可选的值中",
                    "error_message": "请从下拉列表选取。",
                }
                sheet.data_validation(3, place, LISTED_ROWS, place, rule)


def write_rows(kind: str, rows: Iterable[dict[str, str]], path: Path) -> None:
    """Rows (column name → text) under the template's headings, without help and example."""
    columns = columns_of(kind)
    with xlsxwriter.Workbook(path, _PLAIN | {"constant_memory": True}) as book:
        sheet = book.add_worksheet(kind_of(kind).name["zh"][:31])
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.heading)
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                sheet.write_string(number, place, row.get(column.name, ""))


def _data_sheet(sheet: Any, columns: tuple[Column, ...], looks: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(columns) - 1, 20, looks["cell"])
    sheet.set_row(0, 34)
    sheet.set_row(1, 48)
    for place, column in enumerate(columns):
        star = "*" if column.required else ""
        sheet.write_string(0, place, column.heading + star, looks["needed" if column.required else "head"])
        marks = NOT_DATA if place == 0 else ("", "")
        said = "；".join(one["zh"] for one in column.help)
        sheet.write_string(1, place, marks[0] + ("必填。" if column.required else "") + said, looks["help"])
        sheet.write_string(2, place, marks[1] + column.example, looks["help"])


def _explanations(
    sheet: Any, columns: tuple[Column, ...], looks: dict[str, Any]
) -> dict[str, tuple[int, int]]:
    """Every column on its own line, permitted values below each other; where the values of a column stand."""
    heads = (
        "列 Column",
        "必填 Required",
        "说明",
        "Explanation",
        "示例 Example",
        "可填的值 Permitted values",
        "Code / English",
    )
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, looks["head"])
    sheet.set_column(0, 6, 26, looks["cell"])
    sheet.freeze_panes(1, 1)
    places, row = {}, 1
    for column in columns:
        texts = (
            column.heading,
            "是 yes" if column.required else "",
            "；".join(one["zh"] for one in column.help),
            "; ".join(one["en"] for one in column.help),
            column.example,
        )
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, looks["cell"])
        for at, (code, words) in enumerate(column.choices.items()):
            sheet.write_string(row + at, 5, words["zh"], looks["cell"])
            sheet.write_string(row + at, 6, f"{code} / {words['en']}", looks["cell"])
        places[column.name] = (row + 1, row + max(1, len(column.choices)))
        row += max(1, len(column.choices))
    return places


def _looks(book: xlsxwriter.Workbook) -> dict[str, Any]:
    top = {"text_wrap": True, "valign": "top"}
    return {
        "head": book.add_format(top | {"bold": True, "bottom": 1}),
        "needed": book.add_format(top | {"bold": True, "bottom": 1, "bg_color": "#E1EFF5"}),
        "help": book.add_format(top | {"font_color": "#566974", "font_size": 9}),
        "cell": book.add_format(top | {"num_format": "@"}),
    }
