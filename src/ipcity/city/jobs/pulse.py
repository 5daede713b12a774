"""How far a running job is, that its process lives, and whether it should stop: kept beside the queue.

Not in the job's row: a job may hold one long transaction, in which nobody else could read its progress, and on
SQLite nobody else could write a word. Here every word stands at once, for all processes.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from huey.constants import EmptyData
from huey.storage import BaseStorage

Text = dict[str, str]

BEAT_SECONDS = 5.0
SILENT_SECONDS = 60.0  # a worker of another machine that has said nothing for so long is taken for dead


@dataclass(frozen=True, kw_only=True)
class Pulse:
    """The last word of one attempt at a job."""

    attempt: int
    at: float
    done: int = 0
    total: int | None = None
    message: Text = field(default_factory=dict)


class Pulses:
    """The words of all jobs and workers, in the storage of the queue."""

    def __init__(self, storage: BaseStorage) -> None:
        self._storage = storage

    def put(self, job_id: int, pulse: Pulse) -> None:
        self._storage.put_data(f"pulse:{job_id}", json.dumps(asdict(pulse)).encode())

    def of(self, job_ids: Iterable[int]) -> dict[int, Pulse]:
        keys = {f"pulse:{job_id}": job_id for job_id in job_ids}
        found = self._storage.peek_many(list(keys)) if keys else {}
        return {keys[key]: Pulse(**json.loads(bytes(value))) for key, value in found.items()}

    def drop(self, job_id: int) -> None:
        for word in ("pulse", "stop"):
            self._storage.pop_data(f"{word}:{job_id}")

    def ask_to_stop(self, job_id: int) -> None:
        self._storage.put_data(f"stop:{job_id}", b"1")

    def is_asked_to_stop(self, job_id: int) -> bool:
        return self._storage.peek_data(f"stop:{job_id}") is not EmptyData

    def worker_lives(self, name: str) -> None:
        self._storage.put_data(f"worker:{name}", json.dumps(time.time()).encode())

    def worker_leaves(self, name: str) -> None:
        self._storage.pop_data(f"worker:{name}")

    def workers(self) -> dict[str, float]:
        """The moment of each worker's last word."""
        every: dict[str, Any] = self._storage.result_items()
        return {
            key.removeprefix("worker:"): float(json.loads(bytes(value)))
            for key, value in every.items()
            if key.startswith("worker:")
        }


def my_name() -> str:
    """`host:pid:start`; the start keeps a later process with the same number apart."""
    return f"{socket.gethostname()}:{os.getpid()}:{_start_of(os.getpid())}"


def is_dead(name: str, last_word: float | None, now: float) -> bool:
    """Sure at once for a process of this machine; by its silence for others."""
    host, pid, start = [*name.rsplit(":", 2), "", ""][:3]
    if host == socket.gethostname() and pid.isdigit():
        return _start_of(int(pid)) != start
    return last_word is None or now - last_word > SILENT_SECONDS


def _start_of(pid: int) -> str:
    """The tick at which the system started the process; empty when there is none, or it is only waiting to be
    collected."""
    try:
        state, *rest = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if state == "Z" else rest[18]
