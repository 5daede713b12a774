"""Gazette rows. Columns are known by their names, in any order; a ragged row is handed over as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.ingest import Layout, RawRow, read_passport
from ipcity.ingest.flat import nested
from ipcity.sources.csv_rows import header_of, rows_of

MOST_CELLS_KEPT = 200  # of a row that fits no column, enough to recognise it


class Gazette:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        return self._layout(header_of(head)) is not None

    def read(self, path: Path) -> Iterator[RawRow]:
        return (make() for make in self.rows(path))

    def rows(self, path: Path) -> Iterator[Callable[[], RawRow]]:
        with path.open("rb") as file:
            header = [column.strip() for column in header_of(file.read(64 * 1024)) or []]
        layout = self._layout(header)
        if layout is None:
            raise BadInput(f"表头不是公报的表头：{'、'.join(header)}。", path=str(path))
        if twice := sorted({column for column in header if header.count(column) > 1}):
            raise BadInput(
                f"表头里有重复的列：{'、'.join(twice)}，无法判断用哪一列。请删去多余的列。", path=str(path)
            )
        names = [layout.columns[column] for column in header]
        for line, cells in rows_of(path):
            yield partial(self._row, f"{path.name}:{line}", names, cells)

    def _row(self, place: str, names: list[str | None], cells: list[str] | str) -> RawRow:
        if isinstance(cells, str):
            return RawRow(place, {}, problem=cells)
        if len(cells) != len(names):
            whole = {str(at): cell for at, cell in enumerate(cells[:MOST_CELLS_KEPT])}
            problem = f"这一行有 {len(cells):,} 格，表头有 {len(names)} 格，对不上列。请补齐后重新装载。"
            return RawRow(place, whole, problem=problem)
        flat = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if name}
        return RawRow(place, nested(flat))

    def _layout(self, header: list[str] | None) -> Layout | None:
        written = {column.strip() for column in header or ()}
        return next((one for one in self.passport.layouts if written == set(one.columns)), None)


SOURCE = Gazette()
