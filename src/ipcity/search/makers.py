"""Segments of the index made in processes of their own: cutting words holds Python's lock, so threads would wait for each
other.

Promise: segments come in the order of the cells, no more than a few are under way, and no process outlives the one that
asked for them, whatever ends that.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from ipcity.base.collector import few_collections
from ipcity.base.processes import end_with_parent, keep_freed_memory, leave_quietly
from ipcity.lake import from_json
from ipcity.postings import SegmentWriter
from ipcity.records import Record
from ipcity.records.decided import shown, withheld
from ipcity.search.citing import Citing
from ipcity.search.entries import add
from ipcity.search.forms import forms_of_record
from ipcity.search.schema import SCHEMA

COLUMNS = (
    "record_id", "kind", "right_type", "office", "realm", "title", "abstract", "numbers", "parties", "classes", "dates",
    "documents", "events", "status", "status_as_of", "citations", "family",
)  # fmt: skip
_UNDER_WAY = 1  # segments for each process, beside the one in hand
Made = tuple[Path, int]  # a segment, how many records it holds


def add_records(writer: SegmentWriter, records: list[Record], cited: list[int] | Citing) -> None:
    """`cited`: how often each is, or who knows it."""
    if not records:
        return
    hidden = withheld()
    seen = [shown(one) if one.record_id in hidden else one for one in records]
    numbers = [forms_of_record(one.numbers) for one in seen]
    add(writer, seen, numbers, cited if isinstance(cited, list) else cited.of(numbers))


def all_made(
    batches: Iterable[list[str]], citing: Citing, folder: Path, together: int, processes: int
) -> Iterator[Made]:
    """Segments of so many batches of cells each, in folders named after `folder`; with fewer than two processes, made in
    this one."""
    runs = _runs(batches, together, folder)
    if processes < 2:
        yield from (_made(path, cells, citing) for path, cells in runs)
        return
    begin = (os.getpid(), citing)
    with ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin, initargs=begin) as pool:
        waiting: deque[Future[Made]] = deque()
        try:
            for path, cells in runs:
                waiting.append(pool.submit(_made_there, path, cells))
                if len(waiting) > (1 + _UNDER_WAY) * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _runs(
    batches: Iterable[list[str]], together: int, folder: Path
) -> Iterator[tuple[Path, list[list[str]]]]:
    each, number = iter(batches), 0
    while cells := list(islice(each, together)):
        yield folder.with_name(f"{folder.name}-{number:05}"), cells
        number += 1


def _made(path: Path, cells: list[list[str]], citing: Citing) -> Made:
    writer = SegmentWriter(path, SCHEMA)
    with few_collections():
        for batch in cells:
            add_records(writer, [*from_json(batch)], citing)
        writer.close(alone=False)
    return path, writer.size


_citing: list[Citing] = []  # of this process, told once


def _begin(parent: int, citing: Citing) -> None:
    """The system kills this process when its parent is gone, were it by kill -9; Ctrl-C is the parent's to heed."""
    end_with_parent(parent, signal.SIGKILL)
    leave_quietly()
    keep_freed_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _citing[:] = [citing]
    gc.freeze()  # the tables stay: no need to look through them again and again


def _made_there(path: Path, cells: list[list[str]]) -> Made:
    return _made(path, cells, _citing[0])
