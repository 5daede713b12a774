"""A filled template: the heading of the title says of which kind the rows are. Rows of help and example are left out.

Also read from CSV, and with Chinese headings alone; a patent's template keeps its headings in both languages, because lists
of other origin use the same Chinese words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby, islice
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.ingest import Layout, RawRow, read_passport
from ipcity.records import kinds
from ipcity.sources.headings import Fit, fit, flat_row
from ipcity.sources.sheet_source import HEADER_WITHIN, Line, first_cells, lines_of_sheets, place_of_line
from ipcity.sources.sheet_template.columns import columns_of
from ipcity.sources.sheet_template.rows import values_of
from ipcity.sources.sheet_template.workbook import EXPLAINED, NOT_DATA


class SheetTemplate:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        return any(fit(layouts(), cells) for cells in first_cells(path, head))

    def read(self, path: Path) -> Iterator[RawRow]:
        nothing = True
        for sheet, lines in groupby(lines_of_sheets(path), key=lambda line: line[0]):
            found = next((one for line in islice(lines, HEADER_WITHIN) if (one := _header(line))), None)
            if found is None:
                if sheet not in (EXPLAINED, ""):
                    yield RawRow(f"{path.name}:{sheet}", {"sheet": sheet}, problem=_unread(sheet))
                continue
            for line in lines:
                if not _explains(line):
                    nothing = False
                    yield _row(found, place_of_line(path, line), line[2])
        if nothing:
            raise BadInput("模板里还没有数据。请从说明行和示例行的下面开始填写，再装载。", path=str(path))


@cache
def layouts() -> tuple[Layout, ...]:
    """One a kind, with its title's heading and both ways of writing a heading."""
    return tuple(_layout(name) for name in kinds())


def _layout(kind: str) -> Layout:
    columns: dict[str, str | None] = {}
    for one in columns_of(kind):
        ways = [one.heading] if kind == "patent" else [one.title["zh"], one.heading]
        columns |= dict.fromkeys(ways, one.name)
    return Layout(id=kind, columns=columns, fields=["title"])


def _header(line: Line) -> Fit | None:
    return None if isinstance(line[2], str) else fit(layouts(), line[2])


def _explains(line: Line) -> bool:
    return not isinstance(line[2], str) and any(cell.startswith(NOT_DATA) for cell in line[2][:1])


def _row(found: Fit, place: str, cells: list[str] | str) -> RawRow:
    if isinstance(cells, str):
        return RawRow(place, {}, problem=cells)
    flat = flat_row(found, cells)
    values = values_of(found.layout.id, flat)
    kept = {
        name[6:]: text for name, text in flat.items() if name.startswith("extra.") and name != "extra.remark"
    }
    return RawRow(place, values | {"extra": values["extra"] | kept})


def _unread(sheet: str) -> str:
    return f"工作表“{sheet}”没有模板的表头，没有读。如果其中有数据，请复制到模板的工作表中。"


SOURCE = SheetTemplate()
