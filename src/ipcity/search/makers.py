"""Index entries made in processes of their own: cutting words holds Python's lock, so threads would wait for each other.

Promise: entries come in the order of the cells, no more than a few batches are under way, and no process outlives the
one that asked for them, whatever ends that.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import msgspec

from ipcity.base.processes import end_with_parent
from ipcity.lake import from_json
from ipcity.records import Record
from ipcity.records.decided import shown, withheld
from ipcity.search.citing import Citing
from ipcity.search.entries import documents

COLUMNS = (
    "record_id", "kind", "right_type", "office", "realm", "title", "abstract", "numbers", "parties", "classes", "dates",
    "documents", "events", "status", "status_as_of", "citations", "family",
)  # fmt: skip
_UNDER_WAY = 2  # batches for each process


@dataclass(frozen=True)
class Made:
    record_ids: list[str]
    entries: list[str]  # as JSON, which the index reads faster than Python's objects


def made(records: list[Record], first: int, cited: list[int] | Citing) -> Made:
    """`first`: the number of the first document; `cited`: how often each is, or who knows it."""
    hidden = withheld()
    entries = documents([shown(one) if one.record_id in hidden else one for one in records])
    counts = cited if isinstance(cited, list) else cited.of([entry["number"] for entry in entries])
    for number, (entry, count) in enumerate(zip(entries, counts, strict=True), start=first):
        entry["id"], entry["cited"] = number, count
    return Made([one.record_id for one in records], [_encoder.encode(entry).decode() for entry in entries])


_encoder = msgspec.json.Encoder()


def all_made(batches: Iterable[list[str]], citing: Citing, processes: int) -> Iterator[Made]:
    """The entries of batches of cells, numbered from 0; with fewer than two processes, made in this one."""
    numbered = _numbered(batches)
    if processes < 2:
        yield from (made([*from_json(cells)], first, citing) for first, cells in numbered)
        return
    begin = (os.getpid(), citing)
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin, initargs=begin) as pool:
        waiting: deque[Future[Made]] = deque()
        try:
            for first, cells in numbered:
                waiting.append(pool.submit(_made_there, first, cells))
                if len(waiting) > _UNDER_WAY * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _numbered(batches: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    first = 0
    for cells in batches:
        yield first, cells
        first += len(cells)


_citing: list[Citing] = []  # of this process, told once


def _begin(parent: int, citing: Citing) -> None:
    """The system kills this process when its parent is gone, were it by kill -9; Ctrl-C is the parent's to heed."""
    end_with_parent(parent, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _citing[:] = [citing]
    gc.freeze()  # the tables stay: no need to look through them again and again


def _made_there(first: int, cells: list[str]) -> Made:
    return made([*from_json(cells)], first, _citing[0])
