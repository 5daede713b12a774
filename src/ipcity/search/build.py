"""Bringing the index to the lake's version: by the records that changed, or whole, aside, and then switched.

`index/CURRENT` names the folder in use. An index of another schema, or a missing one, is built anew beside it;
readers keep the old one until the switch. The version of the lake is committed together with the records.
"""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import tantivy

from ipcity.base.errors import NotReady
from ipcity.base.files import locked, read_json, write_whole
from ipcity.base.progress import Steps
from ipcity.base.settings import settings
from ipcity.lake import Lake
from ipcity.records import Record
from ipcity.search.citing import Citing
from ipcity.search.forms import forms_of_record
from ipcity.search.ids import Extent, IdsWriter
from ipcity.search.makers import COLUMNS, Made, all_made, made
from ipcity.search.schema import META, VERSION, schema
from ipcity.search.tantivy_ import TantivyIndex

_MB = 2**20
_THREADS = 2
_BATCH = 500  # records whose entries are made in one go
_WORTH_PROCESSES = 50_000  # records; of fewer, starting the processes takes longer than they save
_MOST_PROCESSES = 4
_SEGMENT = re.compile(r"[0-9a-f]{32}\.")
# Above this share of changed records, building anew is faster than deleting and adding.
_REBUILD_SHARE = 0.5


def open_index(folder: Path) -> TantivyIndex:
    """The index in use. Raises NotReady when none was built, or it is of another schema."""
    current = _current(folder)
    if current is None:
        raise NotReady("检索库尚未建好。请先运行 ipcity load。", path=str(folder))
    return TantivyIndex(current)


def update_index(lake: Lake, folder: Path) -> int:
    """Returns the lake version that the index now carries. Running twice does no harm."""
    version = lake.version
    if version is None:
        raise NotReady("尚未装载任何数据，没有可建的检索库。请先运行 ipcity load。", path=str(lake.folder))
    with locked(folder / "write.lock", what="更新检索库", wait=True):
        current = _current(folder)
        has = _version_of(current)
        if current is not None and has == version:
            return version
        if current is None or has is None or has > version or _much_changed(lake, has, version, current):
            _build_aside(lake, version, folder)
        else:
            _bring_forward(lake, has, version, current)
        _sweep(folder)
    return version


def _build_aside(lake: Lake, version: int, folder: Path) -> None:
    aside = folder / f"{VERSION}-{uuid.uuid4().hex[:12]}"
    aside.mkdir(parents=True)
    view = lake.at(version)
    count = view.count()
    batches = view.cells(COLUMNS, _BATCH)
    with IdsWriter(aside, Extent()) as ids, Steps("建检索库", count) as steps:
        writer = tantivy.Index(schema(), str(aside)).writer(heap_size=_heap_mb() * _MB, num_threads=_THREADS)
        for one in all_made(batches, Citing(view), _processes(count)):
            _add(writer, one, ids)
            steps.advance(len(one.record_ids))
        _commit(writer, version, ids)
    write_whole(folder / "CURRENT", aside.name.encode())


def _processes(count: int) -> int:
    return min(settings().processes, _MOST_PROCESSES) if count >= _WORTH_PROCESSES else 1


def refresh_records(lake: Lake, folder: Path, record_ids: list[str]) -> None:
    """Some records anew, since people decided that they look otherwise; at the version that the index carries."""
    with locked(folder / "write.lock", what="更新检索库", wait=True):
        current = _current(folder)
        has = _version_of(current)
        if current is not None and has is not None:
            _rewrite(iter(lake.at(has).by_ids(record_ids)), has, current)


def _bring_forward(lake: Lake, has: int, version: int, current: Path) -> None:
    _rewrite(lake.at(version).changed_since(has), version, current)


def _rewrite(records: Iterator[Record], version: int, current: Path) -> None:
    """The changed records anew; those found to be others go."""
    before = TantivyIndex(current)
    index = tantivy.Index.open(str(current))
    with IdsWriter(current, before.extent) as ids, Steps("建检索库") as steps:
        writer = index.writer(heap_size=_heap_mb() * _MB, num_threads=1)
        while batch := list(islice(records, _BATCH)):
            for record in batch:
                writer.delete_documents_by_term("record_id", record.record_id)
            standing = [record for record in batch if record.redirect is None]
            _add(writer, made(standing, ids.next, _cited(before, standing)), ids)
            steps.advance(len(batch))
        writer.delete_documents_by_term("record_id", META)
        _commit(writer, version, ids)
    sweep_segments(current)


def _cited(before: TantivyIndex, records: list[Record]) -> list[int]:
    """Mostly none of many records is cited, which one question tells."""
    forms = [forms_of_record(one.numbers) for one in records]
    if not before.citing([form for one in forms for form in one]):
        return [0] * len(records)
    return [before.citing(one) for one in forms]


def _add(writer: tantivy.IndexWriter, found: Made, ids: IdsWriter) -> None:
    for entry in found.entries:
        writer.add_json(entry)
    ids.add(found.record_ids)


def _commit(writer: tantivy.IndexWriter, version: int, ids: IdsWriter) -> None:
    extent = ids.extent()
    about = {
        "record_id": META, "lake": "about", "lake_version": version, "ids": extent.lines, "ids_size": extent.size,
    }  # fmt: skip
    writer.add_document(tantivy.Document.from_dict(about, schema()))
    writer.commit()
    writer.garbage_collect_files()
    writer.wait_merging_threads()


def _heap_mb() -> int:
    """The more it holds, the fewer segments are written and merged again."""
    return min(settings().memory_mb // 2, 1024)


def sweep_segments(folder: Path) -> int:
    """Deletes files of segments that the index does not name, which killed writers leave behind; returns how many."""
    named = {one["segment_id"].replace("-", "") for one in read_json(folder / "meta.json")["segments"]}
    lost = [path for path in folder.iterdir() if _SEGMENT.match(path.name) and path.name[:32] not in named]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def _much_changed(lake: Lake, has: int, version: int, current: Path) -> bool:
    return lake.at(version).versions_since(has) > _REBUILD_SHARE * TantivyIndex(current).count()


def _current(folder: Path) -> Path | None:
    try:
        name = (folder / "CURRENT").read_text().strip()
    except FileNotFoundError:
        return None
    path = folder / name
    return path if name.startswith(f"{VERSION}-") and path.is_dir() else None


def _version_of(current: Path | None) -> int | None:
    try:
        return TantivyIndex(current).lake_version if current else None
    except (NotReady, ValueError, OSError):
        return None


def _sweep(folder: Path) -> None:
    """Old builds go. Readers that still have one open keep its files until they let go (the system sees to it)."""
    current = (folder / "CURRENT").read_text().strip()
    for path in folder.iterdir():
        if path.is_dir() and path.name != current:
            shutil.rmtree(path, ignore_errors=True)
        elif path.suffix == ".part":  # a switch that was cut off
            path.unlink(missing_ok=True)
