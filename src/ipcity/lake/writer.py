"""One load, from its lock to its commit. What it writes is staged in files, so that memory does not grow with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

from ipcity.base.files import sync_folder, write_json
from ipcity.lake.columns import NO_KEYS, SCHEMA, to_table
from ipcity.lake.data_files import PARTITION, write_files
from ipcity.lake.keys import KnownKeys
from ipcity.lake.reports import FileReport, LoadReport, QuarantinedRow, SourceRow
from ipcity.lake.view import View
from ipcity.records import Coverage, Record, distinct

_SOURCE_ROWS = pa.schema([(name, pa.string()) for name in SourceRow.__struct_fields__])
# Fewer are looked up in the files; for more the hashes of all known keys are held.
_FEW_KEYS = 10_000
_NO_IDS = np.empty(0, np.int64)
_QUARANTINE = pa.schema([(name, pa.string()) for name in QuarantinedRow.__struct_fields__])


class Writer:
    """Made by `Lake.write`. Asks and puts in chunks; nothing is visible to others before `commit`."""

    def __init__(self, folder: Path, table: DeltaTable) -> None:
        self._folder, self._table = folder, table
        self._staging = folder / "staging"
        self._staging.mkdir(parents=True, exist_ok=True)
        self.version = table.version() + 1
        self._chunks: list[Path] = []
        self._ids: list[npt.NDArray[np.int64]] = []  # hashes of the record ids of each chunk
        self._source_rows = _Rows(self._staging / "source_rows.parquet", _SOURCE_ROWS)
        self._quarantine = _Rows(self._staging / "quarantine.parquet", _QUARANTINE)
        self._keys: KnownKeys | None = None
        self._files: list[FileReport] = []
        self._coverage: list[Coverage] = []

    def view(self) -> View:
        """The records as this load sees them: what is committed, and what it has put itself."""
        return View(self._folder, self._table.version(), tuple(map(str, self._chunks)))

    def known(self, keys: list[str]) -> dict[str, Record]:
        """Key → record, for the keys that are committed or that this load has put (see `records.keys_of`)."""
        if self._keys is None:
            if len(keys) < _FEW_KEYS and not self._chunks:
                return self.view().by_keys(keys)
            self._keys = KnownKeys(self.view().connection)
        return self.view().by_keys(asked) if (asked := self._keys.among(keys)) else {}

    def put(self, records: Iterable[Record], keys: Mapping[str, list[str]] = NO_KEYS) -> None:
        """New versions of records. A later chunk of the same load may put a record again. `keys`: see `to_table`."""
        # a later chunk wins over an earlier one; the commit gives all of them the one version
        table = to_table(records, self.version + len(self._chunks), keys)
        if table.num_rows:
            path = self._staging / f"chunk-{len(self._chunks):05}.parquet"
            # read again at once and then deleted: not worth much packing
            pq.write_table(table, path, compression="lz4", use_dictionary=False, row_group_size=20_000)
            self._chunks.append(path)
            ids = table["record_id"].to_pylist()
            self._ids.append(np.fromiter(map(hash, ids), np.int64, len(ids)))
            if self._keys:
                self._keys.add(table["keys"].combine_chunks().flatten().to_pylist())

    def keep_source_rows(self, rows: list[SourceRow]) -> None:
        self._source_rows.add(rows)

    def quarantine(self, rows: list[QuarantinedRow]) -> None:
        self._quarantine.add(rows)

    def known_quarantine(self) -> set[str]:
        """Digests of rows already set aside by earlier loads."""
        paths = sorted((self._folder / "quarantine").glob("*.parquet"))
        return {row.as_py() for path in paths for row in pq.read_table(path, columns=["row"])["row"]}

    def report(self, files: list[FileReport], coverage: list[Coverage]) -> None:
        self._files += files
        self._coverage += coverage

    def commit(self) -> None:
        """Side files first, the table last: a version exists when its commit does, and then all of it exists."""
        known = View(self._folder, self._table.version()).coverage()
        coverage = [one for one in distinct(self._coverage) if one not in known]
        self._source_rows.close()
        self._quarantine.close()
        if not (self._chunks or self._source_rows.count or self._quarantine.count or coverage):
            self.version = self._table.version()
            return
        self._place(self._source_rows, "source_rows")
        self._place(self._quarantine, "quarantine")
        report = LoadReport(
            version=self.version, loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            files=self._files, coverage=coverage,
        )  # fmt: skip
        write_json(self._folder / "loads" / f"{self.version:08}.json", msgspec.to_builtins(report))
        files = write_files(self._folder / "records", self._folded())
        self._table.create_write_transaction(files, "append", self._table.schema(), [PARTITION])

    def close(self) -> None:
        self._source_rows.close()
        self._quarantine.close()
        shutil.rmtree(self._staging, ignore_errors=True)

    def _folded(self) -> Iterator[pa.Table]:
        """The staged chunks, each record once, its last state, under the one version."""
        last = self._put_again()
        for number, path in enumerate(self._chunks):
            table = pq.read_table(path, schema=SCHEMA)
            seq = pa.array([self.version] * table.num_rows, pa.int64())
            table = table.set_column(SCHEMA.get_field_index("seq"), SCHEMA.field("seq"), seq)
            if last:
                ids = table["record_id"].to_pylist()
                table = table.filter(pa.array([last.get(one, number) == number for one in ids], pa.bool_()))
            yield table

    def _put_again(self) -> dict[str, int]:
        """The records that several chunks hold, and the last chunk that does. Few: so only hashes are held of all."""
        every, times = np.unique(np.concatenate([*self._ids, _NO_IDS]), return_counts=True)
        several = every[times > 1]
        last: dict[str, int] = {}
        for number, path in enumerate(self._chunks):
            if (again := np.isin(self._ids[number], several)).any():
                ids = pq.read_table(path, columns=["record_id"])["record_id"].filter(pa.array(again))
                last |= dict.fromkeys(ids.to_pylist(), number)
        return last

    def _place(self, rows: _Rows, name: str) -> None:
        if rows.count:
            target = self._folder / name / f"{self.version:08}.parquet"
            target.parent.mkdir(exist_ok=True)
            rows.path.replace(target)
            sync_folder(target.parent)


class _Rows:
    """Rows streamed into one parquet file that is made when the first comes."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path, self._schema, self.count = path, schema, 0
        self._out: pq.ParquetWriter | None = None

    def add(self, rows: list[SourceRow] | list[QuarantinedRow]) -> None:
        if not rows:
            return
        self._out = self._out or pq.ParquetWriter(self.path, self._schema, compression="zstd")
        self._out.write_table(pa.Table.from_pylist(msgspec.to_builtins(rows), schema=self._schema))
        self.count += len(rows)

    def close(self) -> None:
        if self._out is not None:
            self._out.close()
            self._out = None
            with self.path.open("rb") as done:
                os.fsync(done.fileno())
