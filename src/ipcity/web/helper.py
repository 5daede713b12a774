"""The process beside the pages that takes background jobs; started again when it ends, ended with this process.

The system ties a child to the thread that started it, so it is started and watched by one thread that lives as long
as the server does.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from ipcity.base.progress import say

STOP_SECONDS = 10
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
_COMMAND = [sys.executable, "-c", "from ipcity.cli import main; main()", "jobs", "work", "--end-with-parent"]


@contextmanager
def jobs_worker() -> Iterator[None]:
    """While the block runs, a worker runs too. Ctrl-C in a terminal does not reach it: it is told by us."""
    over = Event()
    keeper = Thread(target=_keep, args=(over,), name="jobs-keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join(timeout=STOP_SECONDS + 2)


def _keep(over: Event) -> None:
    pause = FIRST_PAUSE
    while not over.is_set():
        worker = subprocess.Popen([*_COMMAND, str(os.getpid())], stdin=subprocess.DEVNULL, process_group=0)
        while worker.poll() is None and not over.wait(0.2):
            pass
        if over.is_set():
            _end(worker)
            return
        say(f"ipcity: 后台任务进程意外结束（{worker.returncode}），{pause:.0f} 秒后重新启动。")
        over.wait(pause)
        pause = min(LONGEST_PAUSE, pause * 2)


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
