"""A source of workbooks and delimited text with a header: one passport, many layouts, no code of its own.

Every sheet is read under its own header. A sheet whose header nobody knows is named, not lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, groupby, islice
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.ingest import RawRow, read_passport
from ipcity.ingest.flat import nested
from ipcity.sources.csv_rows import delimiter_of, encoding_of, rows_of
from ipcity.sources.headings import Fit, fit, flat_row, refuse_swapped
from ipcity.sources.sheets import first_rows, is_workbook, rows_of_sheets

HEADER_WITHIN = 20  # rows; a title above the header is forgiven
SAMPLE = 200
MOST_CELLS_KEPT = 200  # of a row that fits no column, enough to recognise it
Flat = dict[str, str]
Line = tuple[str, int, list[str] | str]


class SheetSource:
    """`prepare` may take apart what a publisher packs into one cell, before the row is nested."""

    def __init__(self, folder: Path, prepare: Callable[[Flat], Flat] = lambda flat: flat) -> None:
        self.passport = read_passport(folder / "source.yaml")
        self._prepare = prepare

    def recognises(self, path: Path, head: bytes) -> bool:
        return any(fit(self.passport.layouts, cells) for cells in first_cells(path, head))

    def read(self, path: Path) -> Iterator[RawRow]:
        return (make() for make in self.rows(path))

    def rows(self, path: Path) -> Iterator[Callable[[], RawRow]]:
        for sheet, lines in groupby(lines_of_sheets(path), key=lambda line: line[0]):
            yield from self._sheet(path, sheet, lines)

    def _sheet(self, path: Path, sheet: str, lines: Iterator[Line]) -> Iterator[Callable[[], RawRow]]:
        above: list[Line] = []
        found = None
        for line in islice(lines, HEADER_WITHIN):
            found = None if isinstance(line[2], str) else fit(self.passport.layouts, line[2])
            if found:
                break
            above.append(line)
        if found is None:
            unknown = _unknown(path, sheet, above, len(above) + sum(1 for _ in lines))
            yield lambda: unknown
            return
        sample = list(islice(lines, SAMPLE))
        refuse_swapped(found, [cells for _, _, cells in sample if not isinstance(cells, str)])
        for line in chain(sample, lines):
            yield partial(self._row, found, place_of_line(path, line), line[2])

    def _row(self, found: Fit, place: str, cells: list[str] | str) -> RawRow:
        if isinstance(cells, str):
            return RawRow(place, {}, problem=cells)
        if any(cells[found.width :]):
            whole = {str(at): cell for at, cell in enumerate(cells[:MOST_CELLS_KEPT])}
            why = f"这一行有 {len(cells):,} 格，表头只有 {found.width} 格，对不上列。请核对后重新装载。"
            return RawRow(place, whole, problem=why)
        return RawRow(place, nested(self._prepare(flat_row(found, cells))))


def lines_of_sheets(path: Path) -> Iterator[Line]:
    with path.open("rb") as file:
        head = file.read(64 * 1024)
    if is_workbook(head):
        yield from rows_of_sheets(path)
        return
    delimiter = delimiter_of(_text(head).split("\n", 1)[0])
    for number, cells in rows_of(path, delimiter=delimiter, header=False):
        yield "", number, cells if isinstance(cells, str) else [cell.strip() for cell in cells]


def first_cells(path: Path, head: bytes) -> Iterator[list[str]]:
    if is_workbook(head):
        try:
            known = path.stat()
        except OSError:
            return
        yield from (list(cells) for _, _, cells in first_rows(path, known.st_mtime_ns, known.st_size))
        return
    for line in islice(_text(head).split("\n"), HEADER_WITHIN):
        if line.count(delimiter := delimiter_of(line)):
            yield line.rstrip("\r").removeprefix("\ufeff").replace('"', "").split(delimiter)


def _text(head: bytes) -> str:
    encoding = encoding_of(head)
    return head.decode(encoding, errors="ignore") if encoding else ""


def place_of_line(path: Path, line: Line) -> str:
    return f"{path.name}:{line[0]}:{line[1]}" if line[0] else f"{path.name}:{line[1]}"


def _unknown(path: Path, sheet: str, begins: list[Line], rows: int) -> RawRow:
    if not sheet:
        raise BadInput("没有认得的表头。请把列名改为模板的列名。", path=str(path))
    shown = " | ".join(" ".join(line[2])[:60] for line in begins[:3] if not isinstance(line[2], str))
    why = f"工作表“{sheet}”有 {rows:,} 行，没有认得的表头，没有读。如果其中有数据，请把列名改为模板的列名。"
    return RawRow(f"{path.name}:{sheet}", {"sheet": sheet, "begins": shown}, problem=why)
