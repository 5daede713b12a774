"""Gazette rows. Columns are known by their names, in any order; a ragged row is handed over as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.ingest import Layout, RawRow, read_passport
from ipcity.ingest.flat import nested
from ipcity.sources.csv_rows import header_of, rows_of


class Gazette:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        return self._layout(header_of(head)) is not None

    def read(self, path: Path) -> Iterator[RawRow]:
        with path.open("rb") as file:
            header = header_of(file.read(64 * 1024)) or []
        layout = self._layout(header)
        if layout is None:
            raise BadInput(f"表头不是公报的表头：{'、'.join(header)}。", path=str(path))
        names = [layout.columns[column.strip()] for column in header]
        for line, cells in rows_of(path):
            yield self._row(f"{path.name}:{line}", names, cells)

    def _row(self, place: str, names: list[str | None], cells: list[str]) -> RawRow:
        if len(cells) != len(names):
            whole = {str(at): cell for at, cell in enumerate(cells)}
            return RawRow(
                place,
                whole,
                problem=f"这一行有 {len(cells)} 格，表头有 {len(names)} 格，对不上列。请补齐后重新装载。",
            )
        flat = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if name}
        return RawRow(place, nested(flat))

    def _layout(self, header: list[str] | None) -> Layout | None:
        written = {column.strip() for column in header or ()}
        return next((one for one in self.passport.layouts if written == set(one.columns)), None)


SOURCE = Gazette()
