"""What is measured over many made-up records, part by part: each can be run again by itself over the same records.

    python -m bench --rows 1000000 --folder /data/bench made peers totals weight update

`made` generates, loads and indexes them into the folder; where they stand already, they are used as they are.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.postgresql import private_server, programs

from bench import keeping_up, searching
from bench.figures import Figure
from bench.made import House, house_in, make
from bench.peers import Fts5, Peer, Postgres, Tantivy, rows
from bench.queries import drawn

PARTS = ("made", "peers", "totals", "weight", "update")


def figures(part: str, folder: Path, count: int) -> Iterator[Figure]:
    if house_in(folder, count) is None:
        shutil.rmtree(folder, ignore_errors=True)  # of another size, or cut off
        folder.mkdir(parents=True)
        yield Figure(f"on {count:,} made-up records", "")
        yield from make(folder, count)
    house = house_in(folder, count)
    assert house is not None
    match part:
        case "peers":
            yield from _beside_peers(house)
        case "totals":
            yield searching.totals(house)
        case "weight":
            yield from keeping_up.weights(house)
        case "update":
            yield from keeping_up.updating(house)
            yield from keeping_up.looking_up(house)


def _beside_peers(house: House) -> Iterator[Figure]:
    if programs() is None:
        yield from _searched(house, [Fts5(house.folder), Tantivy(house.folder)])
        return
    with private_server() as server:
        yield from _searched(house, [Fts5(house.folder), Postgres(server), Tantivy(house.folder)])


def _searched(house: House, peers: list[Peer]) -> Iterator[Figure]:
    view = house.lake.at()
    for peer in peers:
        peer.fill(rows(view))
        yield Figure(
            "P14 bytes a record: words and columns of filters",
            "—",
            f"{peer.name} {peer.size() / house.rows:,.0f}",
        )
    asked = drawn(view)
    yield from searching.against_peers(house, peers, asked)
    yield searching.counts(house, next(one for one in peers if isinstance(one, Tantivy)), asked)
