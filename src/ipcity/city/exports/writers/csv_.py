"""CSV that opens in a spreadsheet without doing harm there: a byte order mark, and no cell that is a formula.

The first lines begin with `#` and say what the file is; the next one holds the heads.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from ipcity.base.cells import guarded
from ipcity.city.exports.about import About
from ipcity.city.exports.columns import cells, heads
from ipcity.records import Record


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


class Csv:
    ending, mime = "csv", "text/csv; charset=utf-8"

    def __init__(self, path: Path, about: About) -> None:
        self._language = about.language
        self._out = path.open("w", encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._out)
        for head, text in about.lines():
            self._out.write(f"# {head}: {one_line(text)}\r\n")
        self._rows.writerow(heads(self._language))

    def write(self, record: Record) -> None:
        self._rows.writerow([guarded(cell) for cell in cells(record, self._language)])

    def close(self) -> None:
        self._out.close()
