"""Large files are read and checked in a process of their own, while this one merges and writes.

The rows come in the order of the file, in parts of some hundred, and only so many wait: neither process holds the file.
What the reading process raises is raised here. It ends with this one, however this one ends.
"""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType

import msgspec

from ipcity.base.errors import Environment, IpcityError
from ipcity.base.processes import end_with_parent
from ipcity.base.settings import settings
from ipcity.ingest.collector import few_collections
from ipcity.ingest.prepare import Prepared, prepared
from ipcity.ingest.row import Source

Find = Callable[[], Sequence[Source]]
LARGE = 8 * 2**20  # bytes of a file; a process takes a second to start
_PART_ROWS, _PARTS_AHEAD = 500, 40
_ROWS, _END, _ERROR, _GONE = b"+", b".", b"!", b""  # what a message begins with
_SECONDS_TO_END = 10.0
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[Prepared])


class Apart:
    """`find` gives the sources to another process, which cannot be handed their code; None: all is read in this one."""

    def __init__(self, find: Find | None) -> None:
        self._find = find
        self._process: SpawnProcess | None = None
        self._messages: Queue[bytes] = Queue(_PARTS_AHEAD)

    def __enter__(self) -> Apart:
        return self

    def rows(self, path: Path, source: Source) -> Iterator[Prepared]:
        """The rows of a file, checked, in order. Raises what the source raises."""
        if self._find is None or not _worth_it(path):
            yield from prepared(source.read(path), source.passport)
            return
        if self._process is None:
            self._start(self._find)
        self._pipe.send((path, source.passport.name))
        while (message := self._messages.get())[:1] == _ROWS:
            yield from _decoder.decode(memoryview(message)[1:])
        if message == _GONE:
            raise Environment(
                f"读取 {path.name} 的进程意外终止，可能是内存不足；什么也没有装载，已有数据未受影响。"
                "请腾出内存后再运行一次，或设置 IPCITY_PROCESSES=1 只用一个进程。",
                path=str(path),
            )
        if message[:1] == _ERROR:
            raise pickle.loads(message[1:])  # from our own process

    def _start(self, find: Find) -> None:
        spawn = get_context("spawn")
        self._pipe, there = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(there, os.getpid(), find), name="ipcity-reader")
        self._process.start()
        there.close()
        self._listener = Thread(target=_listen, args=(self._pipe, self._messages), daemon=True)
        self._listener.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.join(_SECONDS_TO_END)
        while self._listener.is_alive():  # it may wait for room
            with suppress(Empty):
                self._messages.get(timeout=0.05)
        self._pipe.close()


def _worth_it(path: Path) -> bool:
    """A process that serves another (a daemon, as Python calls it) may start none."""
    return settings().processes > 1 and path.stat().st_size >= LARGE and not current_process().daemon


def _listen(pipe: Connection, messages: Queue[bytes]) -> None:
    with suppress(EOFError, OSError):
        while True:
            messages.put(pipe.recv_bytes())
    messages.put(_GONE)


def _serve(pipe: Connection, parent: int, find: Find) -> None:
    """The reading process: file after file, until it is ended. Ctrl-C is the other's to heed."""
    end_with_parent(parent, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sources = {one.passport.name: one for one in find()}
    with few_collections():
        while True:
            path, name = pipe.recv()
            pipe.send_bytes(_read(pipe, path, sources[name]))


def _read(pipe: Connection, path: Path, source: Source) -> bytes:
    rows = prepared(source.read(path), source.passport)
    error: Exception | None = None
    while error is None:
        part: list[Prepared] = []
        try:
            part.extend(islice(rows, _PART_ROWS))
        except IpcityError as said:
            error = said
        except Exception:
            error = RuntimeError(traceback.format_exc())
        if not part and error is None:
            return _END
        pipe.send_bytes(_ROWS + _encoder.encode(part))
    return _ERROR + pickle.dumps(error)
