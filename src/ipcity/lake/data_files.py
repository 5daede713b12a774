"""The data files of a version, each with its shelf, written row group by row group: the table's own writer would hold a load
in memory.

They lie aside until the load is whole. Nothing is part of the table before its commit names it; what a kill leaves is swept.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from uuid import uuid4

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from deltalake.transaction import AddAction

from ipcity.base.files import explained_space, sync
from ipcity.lake.columns import SCHEMA
from ipcity.lake.hashes import hashes
from ipcity.lake.shelf import Found, Index, Shelf, ShelfMaker, index_of, open_shelf

PARTITION = "kind"
SHELVES = "shelves"
_ROWS_OF_A_FILE = 200_000
_ROWS_OF_A_GROUP = 20_000
_WITHIN = SCHEMA.remove(SCHEMA.get_field_index(PARTITION))
# Words that come back are kept once a row group; of these columns nearly every cell differs.
_NO_DICTIONARY = {
    "record_id", "title.key_value.value", "abstract.key_value.value", "keys.list.element", "claims.list.element",
    "sources.list.element.row", "sources.list.element.place",
}  # fmt: skip


@dataclass(frozen=True)
class DataFile:
    """Written whole, still aside."""

    kind: str
    path: Path
    shelf: Path
    rows: int

    def opened(self) -> Shelf:
        shelf = open_shelf(self.shelf)
        assert shelf is not None, "written a moment ago"
        return shelf


class DataFiles:
    """One or more files for each kind, in the folder `aside`."""

    def __init__(self, aside: Path) -> None:
        self._aside = aside
        self._open: dict[str, _File] = {}
        self.done: list[DataFile] = []

    def add(self, table: pa.Table, texts: Sequence[bytes]) -> None:
        """Rows by `SCHEMA`, and each of them as text."""
        with explained_space(self._aside):
            kinds = pc.unique(table[PARTITION]).to_pylist()
            for kind in kinds:
                if len(kinds) == 1:
                    own, own_texts = table, texts
                else:
                    chosen = pc.equal(table[PARTITION], kind)
                    own, own_texts = table.filter(chosen), list(compress(texts, chosen.to_pylist()))
                self._add(kind, own, own_texts)

    def _add(self, kind: str, table: pa.Table, texts: Sequence[bytes]) -> None:
        file = self._open.get(kind) or self._open.setdefault(kind, _File(self._aside, kind))
        file.add(table, texts)
        if file.shelf.rows >= _ROWS_OF_A_FILE:
            self.done.append(self._open.pop(kind).close())

    def shelves(self) -> list[Found]:
        """Of all that was added so far, the latest last where one record was added again (it keeps its kind)."""
        return [*(file.opened() for file in self.done), *(file.shelf for file in self._open.values())]

    def close(self) -> list[DataFile]:
        with explained_space(self._aside):
            self.done += [file.close() for file in self._open.values()]
        self._open = {}
        return self.done


class _File:
    def __init__(self, aside: Path, kind: str) -> None:
        self._kind, name = kind, f"part-{uuid4()}"
        self._path = aside / f"{name}.parquet"
        self.shelf = ShelfMaker(aside / f"{name}.shelf")
        self._out = pq.ParquetWriter(self._path, _WITHIN, compression="zstd", use_dictionary=_DICTIONARY)

    def add(self, table: pa.Table, texts: Sequence[bytes]) -> None:
        self._out.write_table(table.select(_WITHIN.names), row_group_size=_ROWS_OF_A_GROUP)
        self.shelf.add(indexed(table, self.shelf.rows), texts)

    def close(self) -> DataFile:
        self._out.close()
        with self._path.open("rb") as written:
            os.fsync(written.fileno())
        self.shelf.close()
        return DataFile(self._kind, self._path, self.shelf.path, self.shelf.rows)


def indexed(table: pa.Table, first: int) -> Index:
    """What a shelf knows of rows, the first of which is the `first` of their file."""
    keys = table["keys"].combine_chunks()
    counts: npt.NDArray[np.int64] = pc.list_value_length(keys).to_numpy().astype(np.int64)
    return index_of(
        hashes(table["record_id"].combine_chunks()),
        np.arange(first, first + table.num_rows, dtype=np.uint32),
        table["seq"].to_numpy().astype(np.uint32),
        hashes(keys.flatten()),
        counts,
    )


def without(file: DataFile, rows: npt.NDArray[np.int64], into: DataFiles) -> None:
    """The file once more, without some rows."""
    texts, begin = file.opened().all_texts(), 0
    read = pq.ParquetFile(file.path)
    for number in range(read.num_row_groups):
        table = read.read_row_group(number)
        kept = np.ones(table.num_rows, bool)
        kept[rows[(rows >= begin) & (rows < begin + len(kept))] - begin] = False
        begin += len(kept)
        own = compress([next(texts) for _ in range(len(kept))], kept.tolist())
        kinds = pa.array([file.kind] * len(kept), pa.string())
        table = table.append_column(PARTITION, kinds).select(SCHEMA.names)
        into.add(table.filter(pa.array(kept)), list(own))
    file.path.unlink()
    file.shelf.unlink()


def put_in_place(files: Sequence[DataFile], folder: Path) -> list[AddAction]:
    """Into the lake's folder, flushed: shelves first, for a data file in its place has its shelf."""
    with explained_space(folder):
        (folder / SHELVES).mkdir(exist_ok=True)
        for file in files:
            file.shelf.replace(folder / SHELVES / file.shelf.name)
        sync(folder / SHELVES)
        return list(_placed(files, folder / "records"))


def _placed(files: Sequence[DataFile], records: Path) -> Iterator[AddAction]:
    for file in files:
        target = records / f"{PARTITION}={file.kind}" / file.path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        file.path.replace(target)
        sync(target.parent)
        yield AddAction(
            path=f"{target.parent.name}/{target.name}",
            size=target.stat().st_size,
            partition_values={PARTITION: file.kind},
            modification_time=int(time.time() * 1000),
            data_change=True,
            stats=json.dumps({"numRecords": file.rows}),
        )


def _leaves(schema: pa.Schema) -> list[str]:
    """Every column of a file, as Parquet names it."""
    empty = pa.BufferOutputStream()
    pq.write_table(schema.empty_table(), empty)
    found = pq.ParquetFile(empty.getvalue()).schema
    return [found.column(at).path for at in range(len(found.names))]


_DICTIONARY = [name for name in _leaves(_WITHIN) if name not in _NO_DICTIONARY]
