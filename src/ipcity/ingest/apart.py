"""Large files are read and checked in processes of their own, while this one merges and writes.

The rows come in the order of the file, in parts of some hundred, and only so many wait: no process holds the file. Several
readers go through one file and take turns, where its rows can be passed over cheaply (`LazySource`).
What a reading process raises is raised here. It ends with this one, however this one ends.
"""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType

from ipcity.base.collector import few_collections
from ipcity.base.errors import Environment, IpcityError
from ipcity.base.processes import end_with_parent, keep_freed_memory
from ipcity.base.settings import settings
from ipcity.ingest.prepare import PART_ROWS, Part, parts
from ipcity.ingest.row import LazySource, RawRow, Source

Find = Callable[[], Sequence[Source]]
LARGE = 8 * 2**20  # bytes of a file; a process takes a second to start
_MOST_READERS = 3  # more would wait for the one that writes
_PARTS_AHEAD = 20
_ROWS, _END, _ERROR, _GONE = b"+", b".", b"!", b""  # what a message begins with
_SECONDS_TO_END = 10.0


class Apart:
    """`find` gives the sources to another process, which cannot be handed their code; None: all is read in this one."""

    def __init__(self, find: Find | None) -> None:
        self._find = find
        self._readers: list[_Reader] = []

    def __enter__(self) -> Apart:
        return self

    def parts(self, path: Path, source: Source) -> Iterator[Part]:
        """The rows of a file, checked, in order. Raises what the source raises."""
        if self._find is None or not _worth_it(path):
            yield from parts(source.read(path), source.passport)
            return
        count = min(settings().processes, _MOST_READERS) if isinstance(source, LazySource) else 1
        while len(self._readers) < count:
            self._readers.append(_Reader(self._find))
        readers = self._readers[:count]
        for turn, reader in enumerate(readers):
            reader.pipe.send((path, source.passport.name, turn, count))
        yield from _in_turns(readers, path)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for reader in self._readers:
            reader.end()


def _in_turns(readers: list[_Reader], path: Path) -> Iterator[Part]:
    turn = 0
    while (message := readers[turn % len(readers)].messages.get())[:1] == _ROWS:
        part = Part.unpacked(memoryview(message)[1:])
        yield part
        turn += len(part.rows) == PART_ROWS  # a shorter part is a reader's last: its next word says why
    if message == _GONE:
        raise Environment(
            f"读取 {path.name} 的进程意外终止，可能是内存不足；什么也没有装载，已有数据未受影响。"
            "请腾出内存后再运行一次，或设置 IPCITY_PROCESSES=1 只用一个进程。",
            path=str(path),
        )
    for other in readers:
        if other is not readers[turn % len(readers)]:
            other.finish()
    if message[:1] == _ERROR:
        raise pickle.loads(message[1:])  # from our own process


class _Reader:
    """One reading process, and the messages that came from it and wait."""

    def __init__(self, find: Find) -> None:
        spawn = get_context("spawn")
        self.pipe, there = spawn.Pipe()
        self.messages: Queue[bytes] = Queue(_PARTS_AHEAD)
        self._process = spawn.Process(target=_serve, args=(there, os.getpid(), find), name="ipcity-reader")
        self._process.start()
        there.close()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                self.messages.put(self.pipe.recv_bytes())
        self.messages.put(_GONE)

    def finish(self) -> None:
        """Take what it still says of this file; it stands before the next."""
        while self.messages.get()[:1] == _ROWS:
            pass

    def end(self) -> None:
        self._process.kill()
        self._process.join(_SECONDS_TO_END)
        while self._listener.is_alive():  # it may wait for room
            with suppress(Empty):
                self.messages.get(timeout=0.05)
        self.pipe.close()


def _worth_it(path: Path) -> bool:
    """A process that serves another (a daemon, as Python calls it) may start none."""
    return settings().processes > 1 and path.stat().st_size >= LARGE and not current_process().daemon


def _serve(pipe: Connection, parent: int, find: Find) -> None:
    """The reading process: file after file, until it is ended. Ctrl-C is the other's to heed."""
    end_with_parent(parent, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep_freed_memory()
    sources = {one.passport.name: one for one in find()}
    with few_collections():
        while True:
            path, name, turn, count = pipe.recv()
            try:
                source = sources[name]
                for part in parts(_rows(path, source), source.passport, turn, count):
                    pipe.send_bytes(_ROWS + part.packed())
                pipe.send_bytes(_END)
            except IpcityError as said:
                pipe.send_bytes(_ERROR + pickle.dumps(said))
            except Exception:
                pipe.send_bytes(_ERROR + pickle.dumps(RuntimeError(traceback.format_exc())))


def _rows(path: Path, source: Source) -> Iterator[RawRow | Callable[[], RawRow]]:
    return source.rows(path) if isinstance(source, LazySource) else source.read(path)
