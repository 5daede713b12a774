"""P8: a thousand changed records, from their file to found, while a reader goes on; P14: what a record weighs."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from bench.figures import Figure, percentile
from bench.made import House
from ipcity.search import LocalIndex, open_index, update_index
from ipcity.sources import load_paths
from ipcity.sources.made_up.generate import blocks

CHANGED = 1_000


def updating(house: House) -> Iterator[Figure]:
    """First by a process that has read no dictionary yet, as a command does; then by one that goes on, as a worker does."""
    path = house.folder / "lapsed.csv"
    for who in ("a new process", "a process that goes on"):
        _lapsed(path, house.rows, begin=CHANGED * ((house.lake.version or 1) - 1))
        reader = _Reader(open_index(house.index))
        began = time.perf_counter()
        report = load_paths(house.lake, [path])
        loaded = time.perf_counter()
        update_index(house.lake, house.index)
        tidied = time.perf_counter()
        reader.stop()
        found = reader.saw[-1]  # when it opened the index that holds them; what tidies up comes after
        said = f"{report.accepted:,} accepted, {report.merged:,} merged, {report.quarantined:,} set aside"
        yield Figure(
            f"P8 1,000 rows, {who}: in the lake + found by a reader, + tidied up ({said})",
            f"{loaded - began:.2f} + {found - loaded:.2f} s, + {tidied - found:.2f} s",
        )
        yield Figure(
            f"P8 a reader meanwhile: p50 / longest ms of {len(reader.took):,} searches",
            f"{percentile(reader.took, 0.5) * 1000:.1f} / {max(reader.took) * 1000:.1f}",
        )


def looking_up(house: House) -> Iterator[Figure]:
    """Records drawn from the whole lake, one at a time, as a page opens them."""
    ids = house.lake.at().sql("select record_id from versions using sample 500 rows (reservoir, 1)")[
        "record_id"
    ]
    took = []
    for record_id in ids.to_pylist():
        began = time.perf_counter()
        house.lake.at().record(record_id)
        took.append(time.perf_counter() - began)
    yield Figure(
        f"P8 one record by its id: first / p50 / p95 ms of {len(took)}",
        f"{took[0] * 1000:.1f} / {percentile(took, 0.5) * 1000:.2f} / {percentile(took, 0.95) * 1000:.2f}",
    )


def _lapsed(path: Path, rows: int, begin: int) -> None:
    """Rights of the house whose fees were not paid: the same rows, with a day in the column of the lapse. Measured again,
    others than before."""
    chosen: list[pa.RecordBatch] = []
    for block in blocks(rows):
        granted = pc.invert(pc.ends_with(block["publication_number"], "A"))
        chosen.append(block.filter(pc.and_(granted, pc.equal(block["lapsed_on"], ""))))
        if sum(map(len, chosen)) >= begin + CHANGED:
            break
    table = pa.Table.from_batches(chosen).slice(begin, CHANGED)
    at = table.schema.get_field_index("lapsed_on")
    days = pa.array(["2025-12-30"] * len(table))
    csv.write_csv(table.set_column(at, "lapsed_on", days), path, csv.WriteOptions(quoting_style="none"))


class _Reader:
    """Asks the index it has opened, again and again."""

    def __init__(self, index: LocalIndex) -> None:
        self.took: list[float] = []
        self.saw: list[float] = []  # when it came upon a new version
        self._index, self._ended = index, threading.Event()
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()

    def _ask(self) -> None:
        while not self._ended.wait(0.005):
            began = time.perf_counter()
            self._index.search("碳纤维", facets=())
            self.took.append(time.perf_counter() - began)
            self._look()

    def _look(self) -> None:
        before, self._index = self._index, open_index(self._index.folder, self._index)
        if self._index.lake_version > before.lake_version:
            self.saw.append(time.perf_counter())

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()
        self._look()


_PARTS = {
    "words": ("words.",),
    "words, names in pinyin, whole values, columns": (
        "words.",
        "sounds.",
        "keywords.",
        "values.",
        "number.",
        "states.",
    ),
    "both: these and pairs": ("words.", "sounds.", "keywords.", "values.", "number.", "states.", "pairs."),
    "columns: values counted, numbers, states": ("values.", "number.", "states."),
    "list entries: ids and what a line shows": ("ids", "id_ends", "mark", "card"),
}


def weights(house: House) -> Iterator[Figure]:
    """What the files of each part weigh."""
    files = [path for path in house.index.rglob("*") if path.is_file()]
    for what, begins in _PARTS.items():
        size = sum(path.stat().st_size for path in files if path.name.startswith(begins))
        yield Figure(f"P14 bytes a record: {what}", f"{size / house.rows:,.0f}")
    whole = sum(path.stat().st_size for path in files) / house.rows
    yield Figure("P14 bytes a record: the whole index with its list entries", f"{whole:,.0f}")
