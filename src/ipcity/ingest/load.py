"""The run: files in, one new version of the lake out, and a report that adds up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ipcity.base.collector import few_collections
from ipcity.base.errors import BadInput
from ipcity.base.progress import Steps
from ipcity.ingest.accept import Acceptor
from ipcity.ingest.apart import Apart, Find
from ipcity.ingest.coverage import Seen
from ipcity.ingest.files import Input, inputs, source_of
from ipcity.ingest.prepare import Part, part_of
from ipcity.ingest.row import RawRow, Source
from ipcity.lake import FileReport, Lake

CHUNK_ROWS = 20_000
CHUNK_TEXT = 2**27  # bytes: full texts fill the memory long before so many rows do


class RunReport(msgspec.Struct, frozen=True, kw_only=True):
    read: int
    accepted: int
    merged: int
    quarantined: int
    lake_version: int
    files: list[FileReport]

    @classmethod
    def of(cls, files: list[FileReport], version: int) -> RunReport:
        return cls(
            read=sum(file.read for file in files),
            accepted=sum(file.accepted for file in files),
            merged=sum(file.merged for file in files),
            quarantined=sum(file.quarantined for file in files),
            lake_version=version,
            files=files,
        )

    def as_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


def load(
    lake: Lake,
    paths: Iterable[Path],
    sources: Sequence[Source],
    tables: Callable[[Path], FileReport | None] = lambda _: None,
    find: Find | None = None,
) -> RunReport:
    """Load files, folders and archives as one version. Raises BadInput when nothing at all could be read.

    `tables` is asked first: it keeps a file that is a table of classes, places or figures, which makes no records.
    `find` gives the same sources to another process, which then reads large files (see `apart.py`).
    """
    files: list[FileReport] = []
    with few_collections(), lake.write() as writer, Apart(find) as apart:
        for one in inputs(paths, lake.folder / "unpacked"):
            if one.path and (table := tables(one.path)):
                table.path = one.shown
                files.append(table)
                continue
            source = source_of(one.path, sources) if one.path else one.refused or ""
            if isinstance(source, str):
                files.append(FileReport(path=one.shown, refused=source))
                continue
            acceptor, seen = Acceptor(writer, source.passport), Seen(source.passport)
            files.append(_load_file(one, source, apart, acceptor, seen))
            writer.report([], seen.coverage())
        if not any(file.refused is None for file in files):
            raise BadInput(_nothing_read(files), path=files[0].path if files else None)
        writer.report(files, [])
    return RunReport.of(files, writer.version)


def _load_file(one: Input, source: Source, apart: Apart, acceptor: Acceptor, seen: Seen) -> FileReport:
    assert one.path is not None, "refused before"
    path, report = one.path, FileReport(path=one.shown, source=source.passport.name)
    began = time.monotonic()
    with Steps(f"装载 {path.name}") as steps:
        for chunk, broken in _chunks(apart.parts(path, source)):
            if broken and not report.read and not chunk:
                report.refused = broken.message
                break
            if broken:
                # What came before the break counts and stays; the rest of the file is named, not lost in silence.
                place = f"{path.name}:{report.read + _count(chunk) + 1}"
                rest = RawRow(place, {"file": path.name}, problem=broken.message)
                chunk.append(part_of([rest], source.passport))
            counts = acceptor.take(chunk, seen)
            report.read += _count(chunk)
            report.accepted += counts.accepted
            report.merged += counts.merged
            report.quarantined += counts.quarantined
            steps.advance(_count(chunk))
    if not report.read and report.refused is None:
        report.refused = "只有表头，没有数据行。请确认文件取得完整。"
    report.seconds = round(time.monotonic() - began, 3)
    return report


def _chunks(parts: Iterator[Part]) -> Iterator[tuple[list[Part], BadInput | None]]:
    """The rows in chunks; the last chunk comes with what broke the file off, if anything did."""
    chunk: list[Part] = []
    text = 0
    try:
        for part in parts:
            chunk.append(part)
            text += part.size
            if _count(chunk) >= CHUNK_ROWS or text > CHUNK_TEXT:
                yield chunk, None
                chunk, text = [], 0
    except BadInput as broken:
        yield chunk, broken
        return
    if chunk:
        yield chunk, None


def _count(chunk: list[Part]) -> int:
    return sum(len(part.rows) for part in chunk)


def _nothing_read(files: list[FileReport]) -> str:
    if not files:
        return "文件夹里没有文件，什么也没有装载。"
    if len(files) == 1:
        return f"未能装载 {Path(files[0].path).name}：{files[0].refused}"
    return f"{len(files)} 个文件一个也没有装载。第一个的原因：{files[0].refused}"
