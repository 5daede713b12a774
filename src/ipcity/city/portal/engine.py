"""The engine as the pages hold it: one lake and one index per process, and what the loaded data say of themselves.

A page never keeps an index: it asks here for each request, so that a new version is served within a second.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from ipcity.base.errors import IpcityError
from ipcity.base.settings import settings
from ipcity.lake import Lake, open_lake
from ipcity.records.coverage import Coverage
from ipcity.records.record import Record
from ipcity.search import LocalIndex, open_index


@dataclass(frozen=True)
class Loaded:
    """What stands in every provenance line. `version` is None where nothing is loaded."""

    version: int | None = None
    loaded_at: str = ""
    coverage: tuple[Coverage, ...] = field(default=())
    partial: tuple[str, ...] = ()  # sources loaded that declare nothing complete

    @property
    def labels(self) -> list[dict[str, str]]:
        """How the loads say what they cover, each once, in the order loaded."""
        return list({one.label.get("zh", ""): one.label for one in self.coverage}.values())

    @property
    def whole(self) -> bool:
        return bool(self.coverage) and all(one.complete for one in self.coverage)


def lake() -> Lake:
    return open_lake(settings().lake_dir)


def index() -> LocalIndex:
    """The index at its newest version; raises NotReady where none was built yet. One is kept, with what it knows of questions
    asked again; whether it is the newest is looked up each time."""
    _open[:] = [open_index(settings().index_dir, _open[0] if _open else None)]
    return _open[0]


def warm() -> None:
    """What a first question would have to load: dictionaries and tables. It must not fail: the pages do without."""
    with suppress(IpcityError):
        index().search("知识产权", limit=1)


_open: list[LocalIndex] = []  # at most one, of this process


def loaded() -> Loaded:
    """Never fails: a page without data still has a foot."""
    try:
        one = lake()
        version = one.version
        return _loaded(one.folder, version) if version else Loaded()
    except IpcityError:
        return Loaded()


def record(record_id: str) -> Record:
    """One record as the newest version holds it; a redirect as it is. Those looked at lately are at hand, for a
    version never changes. Raises NotFound and NotReady."""
    at = lake().at()
    return _record(at.folder, at.version, record_id)


@lru_cache(maxsize=500)
def _record(folder: Path, version: int, record_id: str) -> Record:
    return open_lake(folder).at(version).record(record_id)


@cache
def _loaded(folder: Path, version: int) -> Loaded:
    one = open_lake(folder)
    loads = one.loads(version)
    last = str(loads[-1].loaded_at) if loads else ""
    coverage = tuple(one.at(version).coverage())
    complete = {stated.source for stated in coverage if stated.complete}
    named = {file.source for load in loads for file in load.files if file.source and file.accepted}
    partial = sorted(name for name in named - complete if not name.startswith("table:"))
    return Loaded(version, last, coverage, tuple(partial))
