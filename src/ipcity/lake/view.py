"""Reading the lake at one version. The latest of each record counts; redirected ones lead to their new name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from ipcity.base.errors import NotFound
from ipcity.lake.columns import SCHEMA, from_json
from ipcity.lake.commits import coverage_of, files_of
from ipcity.lake.engine import connected
from ipcity.lake.reports import QuarantinedRow
from ipcity.lake.shelves import finder_of
from ipcity.records import Coverage, Record

_BATCH = 2_000
# of some rows the last version of each record, without a look at all the others
_LATEST = "from versions {which} qualify row_number() over (partition by record_id order by seq desc) = 1"
_MOST_FOUND = 20_000  # changed records that are put in order in memory; of more DuckDB makes files
_NO_ROWS = SCHEMA.empty_table()


class View:
    """Opened per use. Single records come from the shelves where there are any, everything else from the columns."""

    def __init__(self, folder: Path, version: int) -> None:
        self.folder, self.version = folder, version

    def connection(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection with two views: `versions`, all rows; `records`, the latest of each record."""
        db = connected()
        if not (parts := files_of(self.folder, self.version)):
            db.register("versions", _NO_ROWS)
        else:
            files = ", ".join("'" + file.replace("'", "''") + "'" for file in parts)
            db.execute(f"create view versions as from read_parquet([{files}], union_by_name=true)")
        db.execute(
            "create view records as from versions v semi join "
            "(select record_id, max(seq) as seq from versions group by record_id) w using (record_id, seq)"
        )
        return db

    def sql(self, query: str, parameters: list[Any] | None = None) -> pa.Table:
        """Any question in SQL over `records` (latest) or `versions` (all)."""
        with self.connection() as db:
            return db.sql(query, params=parameters or []).to_arrow_table()

    def record(self, record_id: str) -> Record:
        """One record by its id. A redirect is returned as it is: `record.redirect` names the one to open."""
        if finder := finder_of(self.folder, self.version):
            found = list(finder.by_ids([record_id]).values())
        else:
            found = list(self._select("record_id = ? order by seq desc limit 1", [record_id], "versions"))
        if not found:
            raise NotFound(f"没有编号为“{record_id}”的记录。请核对编号，或改用检索。", path=record_id)
        return found[0]

    def named(self, text: str) -> Record:
        """One record by its id or by any of its numbers, in any dress: CN399000276S, ZL 2018 3 0514079.9."""
        plain = re.sub(r"[\s.]|^ZL", "", text.strip().upper())
        where = "redirect is null and (record_id = ? or list_has_any(list_transform(numbers, lambda n: n.value), ?))"
        found = list(self._select(where, [text.strip(), [plain, f"CN{plain}"]]))
        return found[0] if found else self.record(text)

    def records(self, **equal: str) -> Iterator[Record]:
        """All latest records in the order of their ids, redirects left out; `kind=`, `realm=` … narrow."""
        where = " and ".join(["redirect is null", *(f"{name} = ?" for name in equal)])
        return self._select(f"{where} order by record_id", list(equal.values()))

    def cells(self, columns: Sequence[str], size: int) -> Iterator[list[str]]:
        """All latest records as JSON of some columns, for `from_json`; so many at a time, in no order, redirects left
        out. Nothing is sorted or gathered, so memory does not grow with the lake."""
        chosen = ", ".join(f"'{name}': {name}" for name in columns)
        with self.connection() as db:
            rows = db.sql(f"select to_json({{{chosen}}}) as j from records where redirect is null")
            for batch in rows.to_arrow_reader(size):
                yield batch["j"].to_pylist()

    def by_ids(self, record_ids: list[str]) -> list[Record]:
        """The records asked for, in that order; unknown ids are left out."""
        if finder := finder_of(self.folder, self.version):
            known = finder.by_ids(record_ids)
        else:
            found = self._select("record_id in (from unnest(?))", [record_ids])
            known = {record.record_id: record for record in found}
        return [known[record_id] for record_id in record_ids if record_id in known]

    def changed_since(self, version: int) -> Iterator[Record]:
        """The latest state of every record that a later load wrote, redirects included."""
        finder = finder_of(self.folder, self.version)
        if finder and (found := finder.changed_since(version, _MOST_FOUND)) is not None:
            return iter(found)
        latest = f"({_LATEST.format(which='where seq > ?')})"
        return self._select("true order by record_id", [version], latest)

    def versions_since(self, version: int) -> int:
        """How many versions of records later loads wrote."""
        if finder := finder_of(self.folder, self.version):
            return finder.versions_since(version)
        rows = self.sql("select count(*) n from versions where seq > ?", [version])
        return int(rows["n"][0].as_py())

    def count(self) -> int:
        return int(self.sql("select count(*) n from records where redirect is null")["n"][0].as_py())

    def superseded(self) -> int:
        """How many versions of records later ones have replaced."""
        rows = self.sql("select count(*) - count(distinct record_id) n from versions")
        return int(rows["n"][0].as_py())

    def quarantined(self) -> list[QuarantinedRow]:
        """Every row set aside up to this version, oldest load first."""
        paths = (self.folder / "quarantine" / f"{number:08}.parquet" for number in range(1, self.version + 1))
        tables = (pq.read_table(path) for path in paths if path.exists())
        return [msgspec.convert(row, QuarantinedRow) for table in tables for row in table.to_pylist()]

    def coverage(self) -> list[Coverage]:
        """What the data of this version can speak about."""
        return coverage_of(self.folder, self.version)

    def _select(self, where: str, parameters: list[Any], table: str = "records") -> Iterator[Record]:
        with self.connection() as db:
            cells = db.execute(f"select to_json(r) from {table} r where {where}", parameters)
            while rows := cells.fetchmany(_BATCH):
                yield from from_json(row[0] for row in rows)
