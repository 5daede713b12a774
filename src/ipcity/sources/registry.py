"""The sources of this house, found by their passports."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path

from ipcity.ingest import RunReport, Source, load
from ipcity.lake import FileReport, Lake
from ipcity.sources.tables import install

HERE = Path(__file__).parent


@cache
def all_sources() -> tuple[Source, ...]:
    """Every folder with a passport has a `reader.py` whose `SOURCE` is the source."""
    names = sorted(path.parent.name for path in HERE.glob("*/source.yaml"))
    return tuple(import_module(f"ipcity.sources.{name}.reader").SOURCE for name in names)


def load_paths(lake: Lake, paths: Iterable[Path]) -> RunReport:
    return load(lake, paths, all_sources(), _table, all_sources)


def _table(path: Path) -> FileReport | None:
    report = install(path)
    return report.as_file() if report else None
