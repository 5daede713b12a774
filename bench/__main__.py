"""Run benches and print one table: `python -m bench [--rows N] [size law web]`; all parts unless some are named."""

from __future__ import annotations

import argparse
import platform
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.postgresql import private_server, programs

from bench import keeping_up, law, loading, relevance, searching, semantic, web
from bench.figures import Figure
from bench.inputs import some_input
from bench.made import House, made_house
from bench.peers import Fts5, Peer, Postgres, rows
from bench.queries import drawn

PARTS = ("load", "size", "relevance", "law", "web")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, choices=[*PARTS, []])
    parser.add_argument("--rows", type=int, default=200_000, help="made-up records to measure search on")
    asked = parser.parse_args()
    print(f"{date.today()}; {platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    packages = ("tantivy", "duckdb", "deltalake", "pyroaring", "pyarrow", "rjieba")
    print(", ".join(f"{name} {version(name)}" for name in packages) + f", SQLite {sqlite3.sqlite_version}")
    print("\n| what | ours | peer | ratio |\n|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as name:
        for part in asked.parts:
            for figure in _figures(part, Path(name), asked.rows):
                print(figure.line(), flush=True)


def _figures(part: str, folder: Path, count: int) -> Iterator[Figure]:
    match part:
        case "load":
            source = some_input(folder)
            yield Figure(f"on {source.label}", "")
            yield from loading.figures(folder / "load", source)
        case "size":
            yield Figure(f"on {count:,} made-up records", "")
            yield from _at_size(folder / "size", count)
        case "relevance":
            yield from relevance.figures(folder / "relevance")
            yield from semantic.figures()
        case "law":
            yield from law.figures()
        case "web":
            yield from web.figures(folder)


def _at_size(folder: Path, count: int) -> Iterator[Figure]:
    folder.mkdir()
    house = made_house(folder, count)
    yield from house.figures
    if programs() is None:
        yield from _searched(house, [Fts5(folder)])
        return
    with private_server() as server:
        yield from _searched(house, [Fts5(folder), Postgres(server)])


def _searched(house: House, peers: list[Peer]) -> Iterator[Figure]:
    view = house.lake.at()
    for peer in peers:
        peer.fill(rows(view))
    asked = drawn(view)
    yield from searching.against_peers(house, peers, asked)
    yield searching.totals(house)
    yield searching.counts(house, asked)
    yield from keeping_up.weights(house, peers)
    yield from keeping_up.updating(house)


if __name__ == "__main__":
    main()
