"""Tables among the sources: known by their files, read whole, kept as versions (`law.tables`).

`install(path)` answers None for a file that is no table; ingest asks it before it looks for records.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from ipcity.base.errors import BadInput
from ipcity.lake import FileReport
from ipcity.law.table_store import About
from ipcity.law.tables import take
from ipcity.sources.table_files import HEAD_BYTES, TableReader
from ipcity.sources.tables_csv.reader import READER as CSV
from ipcity.sources.tables_csv.reader import UNDATED
from ipcity.sources.tables_ipc.reader import READERS as IPC
from ipcity.sources.tables_json.reader import READERS as JSON

READERS: tuple[TableReader, ...] = (*IPC, *JSON, CSV)


class TableReport(msgspec.Struct, frozen=True, kw_only=True):
    """read = accepted + merged + quarantined, always; `about` says which version stands now, `refused` why none was made."""

    path: str
    read: int = 0
    accepted: int = 0
    merged: int = 0
    quarantined: int = 0
    seconds: float = 0.0
    refused: str | None = None
    about: About | None = None

    def as_file(self) -> FileReport:
        """The line of a load's report."""
        source = f"table:{self.about.name}" if self.about else None
        return FileReport(
            path=self.path, source=source, read=self.read, accepted=self.accepted, merged=self.merged,
            quarantined=self.quarantined, seconds=self.seconds, refused=self.refused,
        )  # fmt: skip


def reader_of(path: Path, head: bytes) -> TableReader | None:
    return next((one for one in READERS if one.recognises(path, head)), None)


def install(path: Path, *, begins: date | None = None, edition: str = "") -> TableReport | None:
    """Keep the table a file holds; None where it holds none that is known. Never raises for what a file contains."""
    started = time.monotonic()
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as broken:
        return TableReport(path=str(path), refused=f"打不开：{broken.strerror}。请检查文件权限。")
    reader = reader_of(path, head)
    if reader is None:
        return None
    try:
        about = _kept(reader, path, begins, edition)
    except BadInput as wrong:
        return TableReport(
            path=str(path), refused=wrong.message, seconds=round(time.monotonic() - started, 3)
        )
    return TableReport(
        path=str(path), read=about.read, accepted=about.accepted, merged=about.merged,
        quarantined=about.quarantined, seconds=round(time.monotonic() - started, 3), about=about,
    )  # fmt: skip


def _kept(reader: TableReader, path: Path, begins: date | None, edition: str) -> About:
    given = reader.read(path)
    if begins is None and given.begins == UNDATED:
        raise BadInput(
            f"文件没有说自哪一天起有效。请用 ipcity tables install {path.name} --from 日期 装入。",
            path=str(path),
        )
    return take(replace(given, begins=begins or given.begins, edition=edition or given.edition))
