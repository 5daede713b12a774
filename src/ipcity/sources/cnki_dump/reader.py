"""A dump of collected search results: the tables whose columns a layout knows; other tables are named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from ipcity.ingest import RawRow, read_passport
from ipcity.ingest.flat import nested
from ipcity.sources import sql_dump
from ipcity.sources.headings import Fit, fit, flat_row

ABROAD = "xx"  # of an office that the source does not name (WIPO ST.3)


class CnkiDump:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        text = sql_dump.is_dump(head) if b"INSERT" in head or b"CREATE" in head else None
        return text is not None and any(
            fit(self.passport.layouts, one) for one in sql_dump.first_columns(text)
        )

    def read(self, path: Path) -> Iterator[RawRow]:
        for (table, columns), rows in groupby(sql_dump.rows_of(path), key=lambda row: (row[0], row[2])):
            found = fit(self.passport.layouts, columns)
            if found is None:
                why = f"表 {table}（{'、'.join(columns[:10]) or '列名不明'}）不是专利题录，{sum(1 for _ in rows):,} 行没有读。"
                yield RawRow(f"{path.name}:{table}", {"table": table, "columns": list(columns)}, problem=why)
                continue
            for _, number, _, cells in rows:
                yield _row(f"{path.name}:{table}:{number}", found, cells)


def _row(place: str, found: Fit, cells: list[str]) -> RawRow:
    if len(cells) != len(found.fields):
        whole = {str(at): cell for at, cell in enumerate(cells[:200])}
        why = f"这一行有 {len(cells):,} 个值，表有 {len(found.fields)} 列，对不上。请核对后重新装载。"
        return RawRow(place, whole, problem=why)
    flat = flat_row(found, [cell.strip() for cell in cells])
    elsewhere = {"office": ABROAD} if flat.pop("data_base", "") == "海外专利" else {}
    return RawRow(place, nested(flat) | elsewhere)


SOURCE = CnkiDump()
