"""Parquet: the columns of the table, the whole record as JSON beside them, and `About` in the file's metadata."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from ipcity.city.exports.about import About
from ipcity.city.exports.columns import COLUMNS, cells, said
from ipcity.records import Record

GROUP = 10_000
_encoder = msgspec.json.Encoder()


class Parquet:
    ending, mime = "parquet", "application/vnd.apache.parquet"

    def __init__(self, path: Path, about: About) -> None:
        self._language = about.language
        fields = [
            pa.field(one.code, pa.string(), metadata={"title": said(one.head, about.language)})
            for one in COLUMNS
        ]
        told = {"ipcity_export": json.dumps(about.as_dict(), ensure_ascii=False)}
        self._schema = pa.schema([*fields, pa.field("record", pa.string())], metadata=told)
        self._out = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[list[str]] = []

    def write(self, record: Record) -> None:
        self._rows.append([*cells(record, self._language), _encoder.encode(record).decode()])
        if len(self._rows) >= GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._out.close()

    def _flush(self) -> None:
        columns = zip(*self._rows, strict=True) if self._rows else ([] for _ in self._schema)
        arrays = [pa.array(list(column), pa.string()) for column in columns]
        self._out.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows = []
