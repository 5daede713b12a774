"""Rows of made-up records. A row whose number an office could have given is set aside: realms never mix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ipcity.ingest import RawRow, read_passport
from ipcity.ingest.flat import nested
from ipcity.sources.csv_rows import cells_of, header_of, lines_of
from ipcity.sources.made_up.generate import COLUMNS
from ipcity.sources.made_up.numbers import is_made_up

_LAPSE = {"code": "CF01", "text": "未缴年费专利权终止"}


class MadeUp:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        return head.startswith(b'"title","abstract",') and header_of(head) == list(COLUMNS)

    def read(self, path: Path) -> Iterator[RawRow]:
        return (make() for make in self.rows(path))

    def rows(self, path: Path) -> Iterator[Callable[[], RawRow]]:
        for number, line in lines_of(path):
            yield partial(_row, path.name, number, line)


def _row(name: str, number: int, line: str) -> RawRow:
    place, read = f"{name}:{number}", cells_of(line)
    if isinstance(read, str):
        return RawRow(place, {}, problem=read)
    if len(read) != len(COLUMNS):
        problem = f"这一行有 {len(read)} 格，应有 {len(COLUMNS)} 格，文件可能被截断。请重新生成后再装载。"
        return RawRow(place, {str(at): cell for at, cell in enumerate(read)}, problem=problem)
    cells = dict(zip(COLUMNS, read, strict=True))
    values: dict[str, Any] = nested(cells)
    if not is_made_up(cells["application_number"], [cells["publication_number"]]):
        return RawRow(place, values, problem="号码不属于虚构号段，不能作为虚构数据装载。请重新生成后再装载。")
    if cells["cites"]:
        values["citations"] = [{"number": cited} for cited in cells["cites"].split(";")]
    if cells["lapsed_on"]:
        values["events"] = [_LAPSE | {"on": cells["lapsed_on"], "effective": cells["lapsed_on"]}]
    return RawRow(place, values)


SOURCE = MadeUp()
