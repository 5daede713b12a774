"""A data table to take away as CSV or XLSX: every column and every row that the address asks for, with its origin."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse, HttpResponseBase, QueryDict

from ipcity.city.tables import export
from ipcity.city.tables.columns import Column, state_of
from ipcity.city.tables.given import chosen
from ipcity.city.tables.table import selected

T = TypeVar("T")
FORMS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def taken_away(
    given: QueryDict, name: str, rows: Sequence[T], columns: Sequence[Column[T]], origin: Sequence[str]
) -> HttpResponseBase | None:
    """The file that `format=` asks for; None when the address asks for a page."""
    if not (form := chosen(given, "format", FORMS)):
        return None
    heads = [str(column.title) for column in columns] + export.origin_heads()
    lines = _lines(selected(rows, columns, state_of(given, columns)), columns, origin)
    return as_file(form, name, heads, lines)


def as_file(
    form: str, name: str, heads: Sequence[str], lines: Iterable[Sequence[object]]
) -> HttpResponseBase:
    """Lines as CSV or XLSX."""
    return export.download(f"{name}.csv", heads, lines) if form == "csv" else _xlsx(name, heads, lines)


def _lines(rows: Sequence[T], columns: Sequence[Column[T]], origin: Sequence[str]) -> Iterator[list[Any]]:
    for row in rows:
        yield [*(_value(column, row) for column in columns), *origin]


def _value(column: Column[T], row: T) -> object:
    return column.sort(row) if column.figure and column.sort else column.text(row)


def _xlsx(name: str, heads: Sequence[str], lines: Iterable[Sequence[object]]) -> HttpResponse:
    """Texts are written as texts: nothing that a name begins with becomes a formula."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    strong = book.add_format({"bold": True})
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, strong)
    for number, line in enumerate(lines, 1):
        for at, value in enumerate(line):
            if isinstance(value, int | float):
                sheet.write_number(number, at, value)
            else:
                sheet.write_string(number, at, str(value or ""))
    sheet.freeze_panes(1, 0)
    book.close()
    response = HttpResponse(made.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = (
        f"attachment; filename=\"ipcity.xlsx\"; filename*=UTF-8''{quote(name)}.xlsx"
    )
    return response
