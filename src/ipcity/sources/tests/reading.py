"""What the tests of readers share: a small file, read and normalised without a lake."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from ipcity.ingest.normalise import Unfit, normalise
from ipcity.records import Record


def source(name: str):
    return import_module(f"ipcity.sources.{name}.reader").SOURCE


def written(folder: Path, name: str, text: str, *, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def read(name: str, path: Path) -> tuple[list[Record], list[str]]:
    """(records, reasons of the rows that make none); the file must be recognised by its beginning."""
    one = source(name)
    assert one.recognises(path, path.read_bytes()[: 64 * 1024])
    records, reasons = [], []
    for row in one.read(path):
        try:
            if row.problem:
                reasons.append(row.problem)
            else:
                records.append(normalise(row.values, one.passport))
        except Unfit as unfit:
            reasons.append(str(unfit))
    return records, reasons


def parties(record: Record, role: str) -> list[str]:
    return [party.name for party in record.parties if party.role == role]
