"""Bringing the index to the lake's version: by the records that changed, or whole, aside, and then switched.

`index/CURRENT` names the folder in use. An index of another schema, or a missing one, is built anew beside it;
readers keep the old one until the switch. The version of the lake is committed together with the records.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import tantivy

from ipcity.base.errors import NotReady
from ipcity.base.files import locked, write_whole
from ipcity.base.progress import Steps
from ipcity.base.settings import settings
from ipcity.lake import Lake
from ipcity.records import Record
from ipcity.search.schema import META, VERSION, document, schema
from ipcity.search.tantivy_ import TantivyIndex

_MB = 2**20
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
        if current is None or has is None or has > version or _much_changed(lake, has, version):
            _build_aside(lake, version, folder)
        else:
            _bring_forward(lake, has, version, current)
        _sweep(folder)
    return version


def _build_aside(lake: Lake, version: int, folder: Path) -> None:
    aside = folder / f"{VERSION}-{uuid.uuid4().hex[:12]}"
    aside.mkdir(parents=True)
    view = lake.at(version)
    _write(tantivy.Index(schema(), str(aside)), view.records(), version, total=view.count(), fresh=True)
    write_whole(folder / "CURRENT", aside.name.encode())


def _bring_forward(lake: Lake, has: int, version: int, current: Path) -> None:
    changed = lake.at(version).changed_since(has)
    _write(tantivy.Index.open(str(current)), changed, version, total=None, fresh=False)


def _write(
    index: tantivy.Index, records: Iterator[Record], version: int, *, total: int | None, fresh: bool
) -> None:
    fields = schema()
    writer = index.writer(heap_size=min(settings().memory_mb // 4, 512) * _MB, num_threads=1)
    with Steps("建检索库", total) as steps:
        for record in records:
            if not fresh:
                writer.delete_documents_by_term("record_id", record.record_id)
            if record.redirect is None:
                writer.add_document(tantivy.Document.from_dict(document(record), fields))
            steps.advance()
    writer.delete_documents_by_term("record_id", META)
    about = {"record_id": META, "lake": "about", "lake_version": version}
    writer.add_document(tantivy.Document.from_dict(about, fields))
    writer.commit()
    writer.wait_merging_threads()


def _much_changed(lake: Lake, has: int, version: int) -> bool:
    view = lake.at(version)
    changed = view.sql("select count(*) n from records where seq > ?", [has])["n"][0].as_py()
    return bool(changed > _REBUILD_SHARE * view.count())


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
