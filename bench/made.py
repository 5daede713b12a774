"""What is measured at size: a house of made-up records, loaded and indexed by the ordinary way, and how long that took."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure
from ipcity.lake import Lake, open_lake
from ipcity.search import open_index, update_index
from ipcity.sources import load_paths
from ipcity.sources.made_up.generate import write_csv

_WHOLE = "rows"  # a file that says how many were made; written last


@dataclass
class House:
    folder: Path
    rows: int
    lake: Lake

    @property
    def index(self) -> Path:
        return self.folder / "index"


def house_in(folder: Path, rows: int) -> House | None:
    """What `make` made there, whole and of this size."""
    if not (folder / _WHOLE).exists() or (folder / _WHOLE).read_text() != str(rows):
        return None
    return House(folder, rows, open_lake(folder / "lake"))


def make(folder: Path, rows: int) -> Iterator[Figure]:
    """P7. Wall time and processor time: on a machine that others use as well, only the second is ours."""
    clock, path = _Clock(), folder / "records.csv"
    write_csv(path, rows)
    yield clock.rate("made-up records written as CSV", rows)
    lake = open_lake(folder / "lake")
    report = load_paths(lake, [path])
    assert (report.accepted, report.quarantined) == (rows, 0)
    yield clock.rate("P7 load: CSV, checked, in the lake", rows)
    yield Figure("P7 greatest memory of a load: this process + its reader", _memory())
    update_index(lake, folder / "index")
    yield clock.rate("P7 index: words, pairs, facets, list entries", rows)
    yield clock.whole("P7 from file to found", rows, since=1)
    yield Figure("P7 greatest memory so far: this process + the largest other", _memory())
    assert open_index(folder / "index").count() == rows
    path.unlink()
    (folder / _WHOLE).write_text(str(rows))


def _memory() -> str:
    each = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return " + ".join(f"{kilobytes // 1024:,}" for kilobytes in each) + " MB"


class _Clock:
    def __init__(self) -> None:
        self._marks = [self._now()]

    @staticmethod
    def _now() -> tuple[float, float]:
        both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in both)

    def rate(self, what: str, rows: int) -> Figure:
        self._marks.append(self._now())
        return self._between(what, rows, self._marks[-2])

    def whole(self, what: str, rows: int, since: int) -> Figure:
        return self._between(what, rows, self._marks[since])

    def _between(self, what: str, rows: int, begin: tuple[float, float]) -> Figure:
        wall, spent = (end - start for end, start in zip(self._marks[-1], begin, strict=True))
        return Figure(what, f"{rows / wall:,.0f} rows/s; {rows / spent:,.0f} a processor second")
