"""What a version of the table is, learned once: opening a Delta table costs 5 ms, and a commit never changes.

Every answer is kept with the mark of the commit's file, so that another lake put in the same place (a restore) is
never mistaken for the one before.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec
from deltalake import DeltaTable

from ipcity.base.files import read_json
from ipcity.lake.reports import LoadReport
from ipcity.records import Coverage, distinct

Mark = tuple[int, int, int]
_VERSIONS = 16  # kept in memory at once


def commit_mark(folder: Path, version: int) -> Mark | None:
    """Tells the file of a commit from any other. None: there is no such commit."""
    try:
        seen = (folder / "records" / "_delta_log" / f"{version:020}.json").stat()
    except FileNotFoundError:
        return None
    return seen.st_ino, seen.st_mtime_ns, seen.st_size


def files_of(folder: Path, version: int) -> list[str]:
    """The parquet files that make up a version."""
    return list(_files(folder, version, commit_mark(folder, version)))


def coverage_of(folder: Path, version: int) -> list[Coverage]:
    """What all loads up to a version stated, each statement once."""
    return list(_coverage(folder, version, commit_mark(folder, version)))


@lru_cache(maxsize=_VERSIONS)
def _files(folder: Path, version: int, mark: Mark | None) -> tuple[str, ...]:
    table = DeltaTable(str(folder / "records"), version=version)
    return tuple(uri.removeprefix("file://") for uri in table.file_uris())


@lru_cache(maxsize=_VERSIONS)
def _coverage(folder: Path, version: int, mark: Mark | None) -> tuple[Coverage, ...]:
    paths = (folder / "loads" / f"{number:08}.json" for number in range(1, version + 1))
    reports = (msgspec.convert(read_json(path), LoadReport) for path in paths if path.exists())
    return tuple(distinct([one for report in reports for one in report.coverage]))
