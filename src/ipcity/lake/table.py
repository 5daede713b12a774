"""The lake on disk: its versions, its pins, its one writer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pyarrow as pa
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import TableNotFoundError

from ipcity.base.errors import NotFound, NotReady
from ipcity.base.files import locked, read_json, write_json
from ipcity.lake.columns import SCHEMA
from ipcity.lake.commits import Mark, commit_mark
from ipcity.lake.data_files import PARTITION
from ipcity.lake.reports import LoadReport
from ipcity.lake.shelves import made_shelves, sweep_shelves
from ipcity.lake.view import View
from ipcity.lake.writer import Writer

# Files that no version names any more (after a kill) and versions that nobody pinned are swept after this time.
KEEP_HOURS = 24 * 30
_WORTH_FOLDING = 0.25  # superseded versions, of the records there are
_FOLDED_ROWS = 20_000  # at a time


class Lake:
    """A handle; cheap, holds no lock. Asking for `version` looks at the disk each time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._newest: tuple[int, Mark] | None = None

    @property
    def version(self) -> int | None:
        """The latest whole version; None before the first load.

        As long as the commit seen last is still that very file and there is none after it, nothing has changed.
        """
        seen = self._newest  # threads share the handle
        if (
            seen
            and commit_mark(self.folder, seen[0]) == seen[1]
            and not commit_mark(self.folder, seen[0] + 1)
        ):
            return seen[0] or None
        table = self._table()
        number = table.version() if table else 0
        mark = commit_mark(self.folder, number)
        self._newest = (number, mark) if mark else None
        return number or None

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

    def fold(self) -> int | None:
        """Write the table anew with the latest of each record alone: a version with the same records. Returns it; None
        when nothing is superseded. Earlier versions keep their files until `tidy`, pinned ones for good."""
        with locked(self.folder / "write.lock", what="装载数据"):
            table = self._table()
            if (
                table is None
                or not table.version()
                or not (view := View(self.folder, table.version())).superseded()
            ):
                return None
            self._forget_beyond(table.version())
            with view.connection() as db:
                rows = db.execute("select * from records order by record_id").to_arrow_reader(_FOLDED_ROWS)
                tables = (pa.Table.from_batches([one]).select(SCHEMA.names).cast(SCHEMA) for one in rows)
                batches = (batch for one in tables for batch in one.to_batches())
                latest = pa.RecordBatchReader.from_batches(SCHEMA, batches)
                write_deltalake(table, latest, mode="overwrite")
            made_shelves(self.folder, table.version())
            return int(table.version())

    def tidy(self, *, hours: int = KEEP_HOURS) -> int:
        """Fold when that is worth it, and delete files that no pinned and no recent version needs; returns how many."""
        table = self._table()
        if table is None:
            return 0
        view = View(self.folder, table.version())
        if table.version() and view.superseded() > _WORTH_FOLDING * view.count():
            self.fold()
            table.update_incremental()
        with locked(self.folder / "write.lock", what="装载数据"):
            keep = sorted(self.pinned() & set(range(table.version() + 1)))
            # asked only for the list: its own deleting would count as two more versions
            gone = table.vacuum(hours, dry_run=True, enforce_retention_duration=False, keep_versions=keep)
            for name in gone:
                (self.folder / "records" / unquote(name)).unlink(missing_ok=True)
            sweep_shelves(self.folder)
        return len(gone)

    def _create(self) -> DeltaTable:
        return DeltaTable.create(
            str(self.folder / "records"),
            schema=SCHEMA,
            name="records",
            partition_by=[PARTITION],
            # Delta would forget versions after thirty days, pinned or not; what goes is for `tidy` to decide
            configuration={"delta.enableExpiredLogCleanup": "false"},
        )

    def _table(self) -> DeltaTable | None:
        try:
            return DeltaTable(str(self.folder / "records"))
        except TableNotFoundError:
            return None

    def _forget_beyond(self, version: int) -> None:
        """Side files are written before their version; after a kill some belong to a version that never was, and one may
        be half, still under the name it was written by."""
        for name in ("loads", "source_rows", "quarantine"):
            for path in (self.folder / name).glob("*"):
                if not path.stem.isdigit() or int(path.stem) > version:
                    path.unlink()


@cache
def open_lake(folder: Path) -> Lake:
    """One handle a folder: it remembers what it saw last."""
    return Lake(folder)
