"""The run: files in, one new version of the lake out, and a report that adds up."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from ipcity.base.errors import BadInput
from ipcity.base.progress import Steps
from ipcity.ingest.accept import Acceptor
from ipcity.ingest.coverage import Seen
from ipcity.ingest.row import RawRow, Source
from ipcity.lake import FileReport, Lake

HEAD_BYTES = 64 * 1024
CHUNK_ROWS = 20_000


class RunReport(msgspec.Struct, frozen=True, kw_only=True):
    read: int
    accepted: int
    merged: int
    quarantined: int
    lake_version: int
    files: list[FileReport]

    def as_dict(self) -> dict[str, Any]:
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


def load(lake: Lake, paths: Iterable[Path], sources: Sequence[Source]) -> RunReport:
    """Load files and folders as one version. Raises BadInput when nothing at all could be read."""
    files: list[FileReport] = []
    with lake.write() as writer:
        for path in _files(paths):
            source = _source_of(path, sources)
            if isinstance(source, str):
                files.append(FileReport(path=str(path), refused=source))
                continue
            acceptor, seen = Acceptor(writer, source.passport), Seen(source.passport)
            files.append(_load_file(path, source, acceptor, seen))
            writer.report([], seen.coverage())
        if not any(file.refused is None for file in files):
            raise BadInput(_nothing_read(files), path=files[0].path if files else None)
        writer.report(files, [])
    return RunReport(
        read=sum(file.read for file in files),
        accepted=sum(file.accepted for file in files),
        merged=sum(file.merged for file in files),
        quarantined=sum(file.quarantined for file in files),
        lake_version=writer.version,
        files=files,
    )


def _load_file(path: Path, source: Source, acceptor: Acceptor, seen: Seen) -> FileReport:
    report = FileReport(path=str(path), source=source.passport.name)
    began = time.monotonic()
    with Steps(f"装载 {path.name}") as steps:
        for chunk, broken in _chunks(path, source):
            if broken and not report.read and not chunk:
                report.refused = broken.message
                break
            if broken:
                # What came before the break counts and stays; the rest of the file is named, not lost in silence.
                place = f"{path.name}:{report.read + len(chunk) + 1}"
                chunk.append(RawRow(place, {"file": path.name}, problem=broken.message))
            counts = acceptor.take(chunk, seen)
            report.read += len(chunk)
            report.accepted += counts.accepted
            report.merged += counts.merged
            report.quarantined += counts.quarantined
            steps.advance(len(chunk))
    report.seconds = round(time.monotonic() - began, 3)
    return report


def _chunks(path: Path, source: Source) -> Iterator[tuple[list[RawRow], BadInput | None]]:
    """The rows in chunks; the last chunk comes with what broke the file off, if anything did."""
    chunk: list[RawRow] = []
    try:
        for row in source.read(path):
            chunk.append(row)
            if len(chunk) == CHUNK_ROWS:
                yield chunk, None
                chunk = []
    except BadInput as broken:
        yield chunk, broken
        return
    if chunk:
        yield chunk, None


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise BadInput(f"没有这个文件或文件夹：{path}。请核对路径。", path=str(path))
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if file.is_file())
            yield from (file for file in inside if not file.name.startswith("."))
        else:
            yield path


def _source_of(path: Path, sources: Sequence[Source]) -> Source | str:
    """The source that knows the file, or the reason why none does."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as broken:
        return f"打不开：{broken.strerror}。请检查文件权限。"
    if not head:
        return "文件是空的（0 字节）。请重新取得该文件。"
    for source in sources:
        if source.recognises(path, head):
            return source
    return "没有一种来源认得这种格式或表头。可读的来源见 ipcity sources。"


def _nothing_read(files: list[FileReport]) -> str:
    if not files:
        return "文件夹里没有文件，什么也没有装载。"
    if len(files) == 1:
        return f"未能装载 {Path(files[0].path).name}：{files[0].refused}"
    return f"{len(files)} 个文件一个也没有装载。第一个的原因：{files[0].refused}"
