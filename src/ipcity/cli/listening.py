"""Serving until told to stop, and saying so only once the pages really answer."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from http.client import HTTPConnection, HTTPException
from threading import Thread
from time import monotonic, sleep
from types import FrameType

from ipcity.base.processes import end_with_parent
from ipcity.base.progress import say
from ipcity.base.settings import Settings
from ipcity.web.helper import jobs_worker
from ipcity.web.server import Door, serve

READY_SECONDS = 60
LOOK_EVERY_SECONDS = 0.05


@contextmanager
def stoppable(parent: int | None) -> Iterator[None]:
    """Ctrl-C and SIGTERM unwind what is under way (files aside, transactions back) and end with one sentence."""
    if parent is not None:
        end_with_parent(parent)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    except KeyboardInterrupt:
        say("ipcity: 已停止。没有做完的步骤会在下次启动时接着完成。")
        sys.exit(130)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def listen(door: Door, house: Settings, announce: Callable[[], None], *, jobs: bool = True) -> None:
    """Serves, with a process beside it that takes background jobs; calls `announce` once, from a thread, when the
    pages answer."""
    watch = Thread(target=_announce_when_ready, args=(door, house, announce), daemon=True)
    with jobs_worker() if jobs else nullcontext():
        serve(door, workers=house.workers, on_start=watch.start)


def _announce_when_ready(door: Door, house: Settings, announce: Callable[[], None]) -> None:
    until = monotonic() + READY_SECONDS
    while (alive := ask(door, house, "/healthz")) is None or alive[0] != 200:
        if monotonic() > until:
            say(f"ipcity: {READY_SECONDS} 秒内网页没有应答，仍在等待。可用 IPCITY_LOG=INFO 查看日志。")
            until = monotonic() + READY_SECONDS
        sleep(LOOK_EVERY_SECONDS)
    ready = ask(door, house, "/readyz")
    announce()
    if ready and ready[0] != 200:
        say(f"ipcity: 网页已能打开，但尚未就绪：{_what_is_missing(ready[1])}")


def _what_is_missing(body: bytes) -> str:
    try:
        return json.dumps(json.loads(body), ensure_ascii=False)
    except ValueError:
        return body.decode(errors="replace")[:200]


def ask(door: Door, house: Settings, path: str) -> tuple[int, bytes] | None:
    """Status and body, by no proxy and under a name the server accepts; None while nobody answers."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(door.host, door.host)
    name = house.allowed_hosts.split(",")[0].strip().lstrip(".")
    connection = HTTPConnection(near, door.port, timeout=10)
    try:
        connection.request("GET", path, headers={} if name in ("", "*") else {"Host": name})
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
