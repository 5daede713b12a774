"""One load, from its lock to its commit. What it writes lies aside in files, so that memory does not grow with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

from ipcity.base.files import sync, write_json
from ipcity.lake.columns import of_version, to_table, to_texts
from ipcity.lake.data_files import PARTITION, DataFiles, put_in_place, without
from ipcity.lake.finder import Finder, repeated
from ipcity.lake.reports import FileReport, LoadReport, QuarantinedRow, SourceRow
from ipcity.lake.shelves import made_shelves
from ipcity.lake.view import View
from ipcity.records import Coverage, Record, distinct, keys_of

SOURCE_ROWS = pa.schema([(name, pa.string()) for name in SourceRow.__struct_fields__])
_QUARANTINE = pa.schema([(name, pa.string()) for name in QuarantinedRow.__struct_fields__])


class Writer:
    """Made by `Lake.write`. Asks and puts in chunks; nothing is visible to others before `commit`."""

    def __init__(self, folder: Path, table: DeltaTable) -> None:
        self._folder, self._table = folder, table
        self._staging = folder / "staging"
        self._staging.mkdir(parents=True, exist_ok=True)
        self.version = table.version() + 1
        self._committed = made_shelves(folder, table.version())
        self._files = DataFiles(self._staging)
        self._source_rows = _Rows(self._staging / "source_rows.parquet", SOURCE_ROWS)
        self._quarantine = _Rows(self._staging / "quarantine.parquet", _QUARANTINE)
        self._reports: list[FileReport] = []
        self._coverage: list[Coverage] = []

    def known(self, keys: list[str]) -> dict[str, Record]:
        """Key → record, for the keys that are committed or that this load has put (see `records.keys_of`)."""
        return Finder([*self._committed, *self._files.shelves()]).by_keys(keys)

    def put(self, records: Iterable[Record]) -> None:
        """New versions of records. A later put of the same load may bring a record again; it counts."""
        if rows := list(records):
            self.put_columns(to_table(rows, list(map(keys_of, rows))), to_texts(rows))

    def put_columns(self, table: pa.Table, texts: Sequence[bytes]) -> None:
        """The same for records that are columns already, and text (see `to_table`, `to_texts`); each once."""
        if table.num_rows:
            self._files.add(of_version(table, self.version), texts)

    def keep_source_rows(self, rows: pa.Table) -> None:
        """By `SOURCE_ROWS`."""
        self._source_rows.add(rows)

    def quarantine(self, rows: list[QuarantinedRow]) -> None:
        self._quarantine.add(pa.Table.from_pylist(msgspec.to_builtins(rows), schema=_QUARANTINE))

    def known_quarantine(self) -> set[str]:
        """Digests of rows already set aside by earlier loads."""
        paths = sorted((self._folder / "quarantine").glob("*.parquet"))
        return {row for path in paths for row in pq.read_table(path, columns=["row"])["row"].to_pylist()}

    def report(self, files: list[FileReport], coverage: list[Coverage]) -> None:
        self._reports += files
        self._coverage += coverage

    def commit(self) -> None:
        """Side files first, the table last: a version exists when its commit does, and then all of it exists."""
        known = View(self._folder, self._table.version()).coverage()
        coverage = [one for one in distinct(self._coverage) if one not in known]
        self._source_rows.close()
        self._quarantine.close()
        self._files.close()
        if not (self._files.done or self._source_rows.count or self._quarantine.count or coverage):
            self.version = self._table.version()
            return
        self._place(self._source_rows, "source_rows")
        self._place(self._quarantine, "quarantine")
        report = LoadReport(
            version=self.version, loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            files=self._reports, coverage=coverage,
        )  # fmt: skip
        write_json(self._folder / "loads" / f"{self.version:08}.json", msgspec.to_builtins(report))
        self._each_once()
        files = put_in_place(self._files.done, self._folder)
        self._table.create_write_transaction(files, "append", self._table.schema(), [PARTITION])

    def close(self) -> None:
        self._source_rows.close()
        self._quarantine.close()
        self._files.close()
        shutil.rmtree(self._staging, ignore_errors=True)

    def _each_once(self) -> None:
        """Files that hold a record which this load put again later are written once more, without it."""
        files = self._files.done
        old = repeated([file.opened() for file in files])
        if not old:
            return
        anew = DataFiles(self._staging)
        for number, file in enumerate(files):
            if number in old:
                without(file, np.array(old[number]), anew)
        self._files.done = [
            *(file for number, file in enumerate(files) if number not in old),
            *anew.close(),
        ]

    def _place(self, rows: _Rows, name: str) -> None:
        if rows.count:
            target = self._folder / name / f"{self.version:08}.parquet"
            target.parent.mkdir(exist_ok=True)
            rows.path.replace(target)
            sync(target.parent)


class _Rows:
    """Rows streamed into one parquet file that is made when the first comes."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path, self._schema, self.count = path, schema, 0
        self._out: pq.ParquetWriter | None = None

    def add(self, rows: pa.Table) -> None:
        if not rows.num_rows:
            return
        # of rows nothing comes back but their source
        self._out = self._out or pq.ParquetWriter(
            self.path, self._schema, compression="zstd", use_dictionary=["source"], write_statistics=False
        )
        self._out.write_table(rows)
        self.count += rows.num_rows

    def close(self) -> None:
        if self._out is not None:
            self._out.close()
            self._out = None
            with self.path.open("rb") as done:
                os.fsync(done.fileno())
