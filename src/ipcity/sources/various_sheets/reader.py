"""Lists of any origin under common headings: workbooks, delimited text, JSON Lines. Asked last of all sources of patents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ipcity.ingest import RawRow
from ipcity.sources.object_source import ObjectSource
from ipcity.sources.sheet_source import SheetSource


class VariousSheets:
    def __init__(self) -> None:
        self._sheets = SheetSource(Path(__file__).parent)
        self._objects = ObjectSource(Path(__file__).parent)
        self.passport = self._sheets.passport

    def recognises(self, path: Path, head: bytes) -> bool:
        return self._sheets.recognises(path, head) or self._objects.recognises(path, head)

    def read(self, path: Path) -> Iterator[RawRow]:
        with path.open("rb") as file:
            is_objects = self._objects.recognises(path, file.read(64 * 1024))
        yield from (self._objects if is_objects else self._sheets).read(path)


SOURCE = VariousSheets()
