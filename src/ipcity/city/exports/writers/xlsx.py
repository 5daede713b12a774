"""XLSX written row by row: memory stays flat. A sheet ends at a million rows, and the next one goes on."""

from __future__ import annotations

import tempfile
from pathlib import Path

import xlsxwriter

from ipcity.city.exports.about import About
from ipcity.city.exports.columns import cells, heads
from ipcity.records import Record

ROWS = 1_000_000  # of a sheet; the form itself ends at 1,048,576
LONGEST = 32_767  # characters of a cell
_DATA, _ABOUT = {"zh": "数据", "en": "Data"}, {"zh": "说明", "en": "About"}


class Xlsx:
    ending, mime = "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def __init__(self, path: Path, about: About) -> None:
        self._language, self._sheets, self._row = about.language, 0, 0
        options = {
            "constant_memory": True, "tmpdir": tempfile.gettempdir(), "strings_to_formulas": False,
            "strings_to_urls": False, "strings_to_numbers": False,
        }  # fmt: skip
        self._book = xlsxwriter.Workbook(str(path), options)
        self._strong = self._book.add_format({"bold": True})
        self._tell(about)
        self._next_sheet()

    def write(self, record: Record) -> None:
        if self._row > ROWS:
            self._next_sheet()
        self._line(cells(record, self._language))

    def close(self) -> None:
        self._book.close()

    def _tell(self, about: About) -> None:
        sheet = self._book.add_worksheet(_ABOUT.get(self._language, _ABOUT["zh"]))
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 90)
        for row, (head, text) in enumerate(about.lines()):
            sheet.write_string(row, 0, head, self._strong)
            sheet.write_string(row, 1, text[:LONGEST])

    def _next_sheet(self) -> None:
        self._sheets += 1
        name = _DATA.get(self._language, _DATA["zh"])
        self._sheet = self._book.add_worksheet(name if self._sheets == 1 else f"{name} {self._sheets}")
        self._sheet.freeze_panes(1, 0)
        if self._sheets == 1:
            self._sheet.activate()
        for column, head in enumerate(heads(self._language)):
            self._sheet.write_string(0, column, head, self._strong)
        self._row = 1

    def _line(self, line: list[str]) -> None:
        """Texts are written as texts: nothing that a name begins with becomes a formula."""
        for column, cell in enumerate(line):
            if cell:
                self._sheet.write_string(self._row, column, cell[:LONGEST])
        self._row += 1
