"""The lake on disk: its versions, its pins, its one writer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from deltalake import DeltaTable
from deltalake.exceptions import TableNotFoundError

from ipcity.base.errors import NotFound, NotReady
from ipcity.base.files import locked, read_json, write_json
from ipcity.lake.columns import SCHEMA
from ipcity.lake.reports import LoadReport
from ipcity.lake.view import View
from ipcity.lake.writer import Writer

# Files that no version names any more (after a kill) and versions that nobody pinned are swept after this time.
KEEP_HOURS = 24 * 30

_Mark = tuple[int, int, int]


class Lake:
    """A handle; cheap, holds no lock. Asking for `version` looks at the disk each time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._newest: tuple[int, _Mark] | None = None

    @property
    def version(self) -> int | None:
        """The latest whole version; None before the first load.

        Opening the table costs 5 ms. So its commits are looked at instead: as long as the one seen last is still that
        very file and there is none after it, nothing has changed.
        """
        if self._newest and self._mark(self._newest[0]) == self._newest[1]:
            number = self._newest[0]
            if self._mark(number + 1) is None:
                return number or None
        table = self._table()
        number = table.version() if table else 0
        mark = self._mark(number)
        self._newest = (number, mark) if mark else None
        return number or None

    def _mark(self, number: int) -> _Mark | None:
        """Tells the file of a commit from any other; a lake put back from a backup has others. None: no such commit."""
        try:
            seen = (self.folder / "records" / "_delta_log" / f"{number:020}.json").stat()
        except FileNotFoundError:
            return None
        return seen.st_ino, seen.st_mtime_ns, seen.st_size

    def at(self, version: int | None = None) -> View:
        """The records as they stood at a version (the latest by default). Raises NotReady before the first load."""
        latest = self.version
        if latest is None:
            raise NotReady("尚未装载任何数据。请先运行 ipcity load 文件或文件夹。", path=str(self.folder))
        if version is not None and not 0 < version <= latest:
            raise NotFound(f"数据没有第 {version} 版；现有第 1 至 {latest} 版。", path=f"v{version}")
        return View(self.folder, version or latest)

    def loads(self, version: int | None = None) -> list[LoadReport]:
        """Reports of all loads up to a version, oldest first."""
        last = version or self.version or 0
        paths = (self.folder / "loads" / f"{number:08}.json" for number in range(1, last + 1))
        return [msgspec.convert(read_json(path), LoadReport) for path in paths if path.exists()]

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """All or nothing: leaving the block commits one version; an error or a kill leaves the last whole one."""
        with locked(self.folder / "write.lock", what="装载数据"):
            table = self._table() or self._create()
            shutil.rmtree(self.folder / "staging", ignore_errors=True)
            self._forget_beyond(table.version())
            writer = Writer(self.folder, table)
            try:
                yield writer
                writer.commit()
            finally:
                writer.close()

    def pin(self, version: int, why: str) -> None:
        """Keep a version for good: a report or an indicator cites it."""
        path = self.folder / "pins" / f"{version:08}.json"
        reasons = read_json(path) if path.exists() else []
        if why not in reasons:
            write_json(path, [*reasons, why])

    def pinned(self) -> set[int]:
        return {int(path.stem) for path in (self.folder / "pins").glob("*.json")}

    def tidy(self, *, hours: int = KEEP_HOURS) -> int:
        """Delete files that no pinned and no recent version needs; returns how many."""
        table = self._table()
        if table is None:
            return 0
        with locked(self.folder / "write.lock", what="装载数据"):
            keep = sorted(self.pinned() & set(range(table.version() + 1)))
            gone = table.vacuum(hours, dry_run=False, enforce_retention_duration=False, keep_versions=keep)
        return len(gone)

    def _create(self) -> DeltaTable:
        return DeltaTable.create(
            str(self.folder / "records"),
            schema=SCHEMA,
            name="records",
            partition_by=["kind"],
            # Delta would forget versions after thirty days, pinned or not; what goes is for `tidy` to decide
            configuration={"delta.enableExpiredLogCleanup": "false"},
        )

    def _table(self) -> DeltaTable | None:
        try:
            return DeltaTable(str(self.folder / "records"))
        except TableNotFoundError:
            return None

    def _forget_beyond(self, version: int) -> None:
        """Side files are written before their version; after a kill some belong to a version that never was."""
        for name in ("loads", "source_rows", "quarantine"):
            for path in (self.folder / name).glob("*"):
                if int(path.stem) > version:
                    path.unlink()


def open_lake(folder: Path) -> Lake:
    return Lake(folder)
