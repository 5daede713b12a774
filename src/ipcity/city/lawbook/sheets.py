"""The schedule as a file: CSV that opens in a spreadsheet without harm there, and XLSX with real days and figures."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext

from ipcity.city.lawbook.schedule import Sheet, cells, closing, heads

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def as_csv(sheet: Sheet, name: str, address: str) -> HttpResponse:
    """Begins with a byte order mark, so that Chinese is read rightly; the reasons stand under the table."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heads())
    writer.writerows(["" if cell is None else str(cell) for cell in row] for row in cells(sheet))
    writer.writerow([])
    writer.writerows([line] for line in closing(sheet, address))
    return _file("\ufeff" + text.getvalue(), "text/csv; charset=utf-8", f"{name}.csv")


def as_xlsx(sheet: Sheet, name: str, address: str) -> HttpResponse:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _PLAIN) as book:
        page, bold = book.add_worksheet(gettext("年费")), book.add_format({"bold": True})
        looks = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            Decimal: book.add_format({"num_format": "#,##0.00"}),
        }
        page.write_row(0, 0, heads(), bold)
        for number, row in enumerate(cells(sheet), 1):
            for place, cell in enumerate(row):
                _write(page, number, place, cell, looks)
        for number, line in enumerate(closing(sheet, address), len(cells(sheet)) + 2):
            page.write_string(number, 0, line)
        page.set_column(1, 15, 13)
        page.freeze_panes(1, 1)
    return _file(stream.getvalue(), XLSX, f"{name}.xlsx")


def _write(
    page: xlsxwriter.worksheet.Worksheet, row: int, place: int, cell: object, looks: dict[type, object]
) -> None:
    if isinstance(cell, date):
        page.write_datetime(row, place, cell, looks[date])
    elif isinstance(cell, Decimal):
        page.write_number(row, place, float(cell), looks[Decimal])
    elif isinstance(cell, int):
        page.write_number(row, place, cell)
    elif cell is not None:
        page.write_string(row, place, str(cell))


def _file(content: str | bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
