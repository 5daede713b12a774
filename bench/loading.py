"""Loading: rows a second from file to lake and index, a second load, and the size of the index."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure
from bench.inputs import Input
from ipcity.lake import open_lake
from ipcity.search import open_index, update_index
from ipcity.sources import load_paths


def figures(folder: Path, source: Input) -> Iterator[Figure]:
    lake = open_lake(folder / "lake")
    began = time.perf_counter()
    report = load_paths(lake, [source.path])
    loaded = time.perf_counter() - began
    yield Figure("load: rows a second, checked and in the lake", f"{report.read / loaded:,.0f}")
    began = time.perf_counter()
    update_index(lake, folder / "index")
    indexed = time.perf_counter() - began
    count = open_index(folder / "index").count()
    yield Figure("index: records a second, words and pairs", f"{count / indexed:,.0f}")
    yield Figure("load to found, end to end: rows a second", f"{report.read / (loaded + indexed):,.0f}")
    size = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file())
    yield Figure("index: bytes a record, words and pairs and list entry", f"{size / count:,.0f}")
    began = time.perf_counter()
    again = load_paths(lake, [source.path])
    second = time.perf_counter() - began
    yield Figure("loading the same again: rows a second (nothing changes)", f"{again.read / second:,.0f}")
