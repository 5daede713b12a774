"""Rows of made-up records. A row whose number an office could have given is set aside: realms never mix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipcity.ingest import RawRow, read_passport
from ipcity.ingest.flat import nested
from ipcity.sources.csv_rows import header_of, rows_of
from ipcity.sources.made_up.generate import COLUMNS
from ipcity.sources.made_up.numbers import is_made_up

_LAPSE = {"code": "CF01", "text": "未缴年费专利权终止"}


class MadeUp:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        return head.startswith(b'"title","abstract",') and header_of(head) == list(COLUMNS)

    def read(self, path: Path) -> Iterator[RawRow]:
        for line, cells in rows_of(path):
            place = f"{path.name}:{line}"
            if isinstance(cells, str):
                yield RawRow(place, {}, problem=cells)
            elif len(cells) != len(COLUMNS):
                problem = (
                    f"这一行有 {len(cells)} 格，应有 {len(COLUMNS)} 格，文件可能被截断。请重新生成后再装载。"
                )
                yield RawRow(place, {str(at): cell for at, cell in enumerate(cells)}, problem=problem)
            else:
                yield _row(place, dict(zip(COLUMNS, cells, strict=True)))


def _row(place: str, cells: dict[str, str]) -> RawRow:
    values: dict[str, Any] = nested(cells)
    if not is_made_up(cells["application_number"], [cells["publication_number"]]):
        return RawRow(place, values, problem="号码不属于虚构号段，不能作为虚构数据装载。请重新生成后再装载。")
    if cells["cites"]:
        values["citations"] = [{"number": number} for number in cells["cites"].split(";")]
    if cells["lapsed_on"]:
        values["events"] = [_LAPSE | {"on": cells["lapsed_on"], "effective": cells["lapsed_on"]}]
    return RawRow(place, values)


SOURCE = MadeUp()
