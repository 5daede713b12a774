"""Run benches and print one table: `python -m bench [--rows N] [--folder F] [size law web]`; all parts unless some are
named. `size` is `made peers totals weight update`; with a folder that is kept, each of them can be run by itself, and
`web` asks a house that holds the made-up records there beside the sample city. `semantic` is the part of `relevance` that
needs no index."""

from __future__ import annotations

import argparse
import platform
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

from bench import law, loading, relevance, semantic, size, web
from bench.figures import Figure
from bench.inputs import some_input
from bench.made import house_in
from ipcity.base.processes import keep_freed_memory

PARTS = ("load", "size", "relevance", "law", "web")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, choices=[*PARTS, "semantic", *size.PARTS, []])
    parser.add_argument("--rows", type=int, default=200_000, help="made-up records to measure search on")
    parser.add_argument(
        "--folder", type=Path, help="kept, and used again: what is made there need not be made anew"
    )
    asked = parser.parse_args()
    keep_freed_memory()  # as every process of the house does
    print(f"{date.today()}; {platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    packages = ("tantivy", "duckdb", "deltalake", "pyroaring", "pyarrow", "rjieba", "numpy", "scikit-learn")
    print(", ".join(f"{name} {version(name)}" for name in packages) + f", SQLite {sqlite3.sqlite_version}")
    print("\n| what | ours | peer | ratio |\n|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as name:
        for part in asked.parts:
            kept = asked.folder if part in ("size", "semantic", *size.PARTS) else None
            for figure in _figures(part, kept or Path(name), asked.rows, asked.folder):
                print(figure.line(), flush=True)


def _figures(part: str, folder: Path, count: int, kept: Path | None) -> Iterator[Figure]:
    match part:
        case "load":
            source = some_input(folder)
            yield Figure(f"on {source.label}", "")
            yield from loading.figures(folder / "load", source)
        case "size":
            for one in size.PARTS:
                yield from size.figures(one, folder / "size", count)
        case one if one in size.PARTS:
            yield from size.figures(one, folder / "size", count)
        case "relevance":
            yield from relevance.figures(folder / "relevance")
            yield from semantic.figures(folder / "relevance" / "judged" / "lake")
        case "semantic":
            yield from semantic.figures(folder / "semantic" / "lake")
        case "law":
            yield from law.figures()
        case "web":
            house = house_in(kept / "size", count) if kept else None
            yield from web.figures(folder, house.folder if house else None)


if __name__ == "__main__":
    main()
