"""An export as CSV, line by line, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from ipcity.city.registers.declaration import Register, Row
from ipcity.city.registers.spreadsheet import shown

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class _Line:
    """csv wants a file; this one gives each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(register: Register, rows: Iterable[Row]) -> Iterator[str]:
    """With a mark of UTF-8 first, by which office programs know that it is Chinese."""
    writer = csv.writer(_Line())
    yield "\ufeff"
    yield writer.writerow([column.title["zh"] for column in register.columns])
    for row in rows:
        yield writer.writerow([guarded(shown(one, row[one.name])) for one in register.columns])


def guarded(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe; a number does not."""
    if value is None:
        return ""
    text = str(value)
    if text.startswith(_BEGINS_FORMULA) and not _is_number(text):
        return "'" + text
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text[0] in "-+" and text[1:2].isdigit()
