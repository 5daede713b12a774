"""Bringing the index to the lake's version: by the records that changed, or whole, aside, and then switched.

An index of another schema, or a missing one, is built anew beside the segments in use; readers keep those until the
switch. The version of the lake is committed together with the records.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pyroaring import BitMap

from ipcity.base.collector import few_collections
from ipcity.base.errors import NotReady
from ipcity.base.files import locked
from ipcity.base.progress import Steps
from ipcity.base.settings import settings
from ipcity.lake import Lake
from ipcity.postings import SegmentWriter, commit, fold, join, named, new_name, sweep
from ipcity.records import Record
from ipcity.search.citing import Citing
from ipcity.search.forms import forms_of_record
from ipcity.search.local import LocalIndex
from ipcity.search.makers import COLUMNS, add_records, all_made
from ipcity.search.schema import SCHEMA, VERSION

_BATCH = 500  # records whose entries are made in one go
_FEW_SEGMENTS = 3
_RUN = 16_000  # records of one segment, before all are joined: a multiple of what is pressed together
_WORTH_PROCESSES = 50_000  # records; of fewer, starting the processes takes longer than they save
_MOST_PROCESSES = 4
# Above this share of changed records, building anew is faster than deleting and adding.
_REBUILD_SHARE = 0.5


def open_index(folder: Path, before: LocalIndex | None = None) -> LocalIndex:
    """The index in use. `before`: one opened earlier, which is given back where it is still in use; what it has open is not
    opened again. Raises NotReady when none was built, or it is of another schema."""
    if before is not None and before.folder == folder and before.store.is_current():
        return before
    index = _opened(folder, before)
    if index is None:
        raise NotReady("检索库尚未建好。请先运行 ipcity load。", path=str(folder))
    return index


def update_index(lake: Lake, folder: Path) -> int:
    """Returns the lake version that the index now carries. Running twice does no harm."""
    version = lake.version
    if version is None:
        raise NotReady("尚未装载任何数据，没有可建的检索库。请先运行 ipcity load。", path=str(lake.folder))
    with locked(folder / "write.lock", what="更新检索库", wait=True):
        before = _opened(folder)
        has = before.lake_version if before else None
        if has == version:
            sweep(folder)  # what a writer left that was killed just then
            return version
        if before is None or has is None or has > version or _much_changed(lake, has, version, before):
            _build_aside(lake, version, folder)
        else:
            _rewrite(lake.at(version).changed_since(has), version, before)
            _fold_many(folder)
        sweep(folder)
    return version


def _build_aside(lake: Lake, version: int, folder: Path) -> None:
    view = lake.at(version)
    count = view.count()
    runs, made = new_name(folder), new_name(folder)
    parts: list[Path] = []
    with Steps("建检索库", count) as steps:
        for run, size in all_made(
            view.cells(COLUMNS, _BATCH), Citing(view), runs, _RUN // _BATCH, _processes(count)
        ):
            parts.append(run)
            steps.advance(size)
        if parts:
            join(parts, made, SCHEMA)
        else:
            SegmentWriter(made, SCHEMA).close()
    commit(folder, [made], BitMap(), _about(version), [count])


def _processes(count: int) -> int:
    return min(settings().processes, _MOST_PROCESSES) if count >= _WORTH_PROCESSES else 1


def refresh_records(lake: Lake, folder: Path, record_ids: list[str]) -> None:
    """Some records anew, since people decided that they look otherwise; at the version that the index carries."""
    with locked(folder / "write.lock", what="更新检索库", wait=True):
        if (before := _opened(folder)) is not None:
            has = before.lake_version
            _rewrite(iter(lake.at(has).by_ids(record_ids)), has, before)
            _fold_many(folder)
            sweep(folder)


def _rewrite(records: Iterator[Record], version: int, before: LocalIndex) -> None:
    """The changed records anew, in a segment of their own; those found to be others go."""
    store, made = before.store, new_name(before.folder)
    writer, dead = SegmentWriter(made, SCHEMA), store.dead.copy()
    with Steps("建检索库") as steps, few_collections():
        while batch := list(islice(records, _BATCH)):
            dead |= store.numbers_of([record.record_id for record in batch])
            standing = [record for record in batch if record.redirect is None]
            add_records(writer, standing, [before.citing(forms_of_record(one.numbers)) for one in standing])
            steps.advance(len(batch))
        writer.close()
    segments = [one.folder for one in store.segments]
    sizes = [one.size for one in store.segments]
    if writer.size:
        segments, sizes = [*segments, made], [*sizes, writer.size]
    commit(before.folder, segments, dead, _about(version), sizes)


def _fold_many(folder: Path) -> None:
    """A few small segments cost a search less than joining them costs each update. What changed is found before that."""
    if len((named(folder) or {"segments": ()})["segments"]) > _FEW_SEGMENTS:
        fold(folder, SCHEMA)


def _about(version: int) -> dict[str, Any]:
    return {"schema": VERSION, "lake_version": version}


def _much_changed(lake: Lake, has: int, version: int, before: LocalIndex) -> bool:
    return lake.at(version).versions_since(has) > _REBUILD_SHARE * before.count()


def _opened(folder: Path, before: LocalIndex | None = None) -> LocalIndex | None:
    """What is in use; None where that is nothing, was made by another schema, or cannot be read: then it is built anew."""
    said = named(folder)
    if not said or said["about"].get("schema") != VERSION:
        return None
    try:
        return LocalIndex(folder, before)
    except (OSError, ValueError, EOFError):
        return None
