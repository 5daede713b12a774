"""What a load says of itself; kept per version, and shown on pages and by `ipcity load`."""

from __future__ import annotations

import msgspec

from ipcity.records import Coverage


class FileReport(msgspec.Struct, kw_only=True):
    """read = accepted + merged + quarantined, always; `refused` says why a file was not read at all."""

    path: str
    source: str | None = None
    read: int = 0
    accepted: int = 0
    merged: int = 0
    quarantined: int = 0
    seconds: float = 0.0
    refused: str | None = None


class LoadReport(msgspec.Struct, kw_only=True):
    version: int
    loaded_at: str
    files: list[FileReport]
    coverage: list[Coverage]

    @property
    def read(self) -> int:
        return sum(file.read for file in self.files)


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it was read: `row` is the digest of its content."""

    row: str
    source: str
    place: str
    record_id: str
    content: str


class QuarantinedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row set aside, with its content, its place and a reason that a clerk understands."""

    row: str
    source: str
    place: str
    reason: str
    content: str
