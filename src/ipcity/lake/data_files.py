"""The data files of a version, written row group by row group: the table's own writer would hold a load in memory.

Nothing here is part of the table before its commit names it; what a kill leaves is swept by `Lake.tidy`.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake.transaction import AddAction

from ipcity.base.files import explained_space, sync_folder
from ipcity.lake.columns import SCHEMA

PARTITION = "kind"
_ROWS_OF_A_FILE = 200_000
_WITHIN = SCHEMA.remove(SCHEMA.get_field_index(PARTITION))
# Words that come back are kept once a row group; of these columns nearly every cell differs.
_NO_DICTIONARY = {
    "record_id", "title.key_value.value", "abstract.key_value.value", "keys.list.element", "claims.list.element",
    "sources.list.element.row", "sources.list.element.place",
}  # fmt: skip


def write_files(folder: Path, tables: Iterable[pa.Table]) -> list[AddAction]:
    """One or more files for each kind below `folder`, flushed to the disk."""
    files: dict[str, _File] = {}
    done: list[AddAction] = []
    with explained_space(folder):
        for table in tables:
            for kind in pc.unique(table[PARTITION]).to_pylist():
                file = files.setdefault(kind, _File(folder, kind))
                file.add(table.filter(pc.equal(table[PARTITION], kind)))
                if file.rows >= _ROWS_OF_A_FILE:
                    done.append(files.pop(kind).close())
        return done + [file.close() for file in files.values()]


class _File:
    def __init__(self, folder: Path, kind: str) -> None:
        self._kind, self._folder, self.rows = kind, folder / f"{PARTITION}={kind}", 0
        self._folder.mkdir(parents=True, exist_ok=True)
        self._path = self._folder / f"part-{uuid4()}.parquet"
        self._out = pq.ParquetWriter(self._path, _WITHIN, compression="snappy", use_dictionary=_DICTIONARY)

    def add(self, table: pa.Table) -> None:
        self._out.write_table(table.select(_WITHIN.names))
        self.rows += table.num_rows

    def close(self) -> AddAction:
        self._out.close()
        with self._path.open("rb") as written:
            os.fsync(written.fileno())
        sync_folder(self._folder)
        return AddAction(
            path=f"{self._folder.name}/{self._path.name}",
            size=self._path.stat().st_size,
            partition_values={PARTITION: self._kind},
            modification_time=int(time.time() * 1000),
            data_change=True,
            stats=json.dumps({"numRecords": self.rows}),
        )


def _leaves(schema: pa.Schema) -> list[str]:
    """Every column of a file, as Parquet names it."""
    empty = pa.BufferOutputStream()
    pq.write_table(schema.empty_table(), empty)
    found = pq.ParquetFile(empty.getvalue()).schema
    return [found.column(at).path for at in range(len(found.names))]


_DICTIONARY = [name for name in _leaves(_WITHIN) if name not in _NO_DICTIONARY]
