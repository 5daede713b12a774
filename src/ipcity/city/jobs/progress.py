"""What a running job says and hears: at most twice a second, and a beat of life in between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from ipcity.city.jobs.models import Job
from ipcity.city.jobs.pulse import BEAT_SECONDS, Pulse, Pulses, Text

SAY_EVERY_SECONDS = 0.5


class Cancelled(BaseException):
    """Somebody asked for the job to be cancelled. No Exception, so that no job swallows it by accident."""


class Stopping(BaseException):
    """The worker is told to stop; the job goes back into the queue."""


class Report:
    """The `Progress` of one attempt. Reading whether to stop costs as much as saying a word, and keeps its pace."""

    def __init__(self, job: Job, pulses: Pulses, stopping: Event) -> None:
        self._job, self._pulses, self._stopping = job, pulses, stopping
        self._done, self._total = 0, None if job.total is None else int(job.total)
        self._message: Text = {}
        self._said = 0.0
        self.written = 0  # how often; watched by a test

    def total(self, total: int | None) -> None:
        self._total = total
        self._say()

    def advance(self, count: int = 1) -> None:
        self._done += count
        self._say()

    def say(self, zh: str, en: str) -> None:
        self._message = {"zh": zh, "en": en}
        self._say()

    def check(self) -> None:
        """For long steps without progress to report."""
        self._say()

    def last_words(self) -> dict[str, Any]:
        return {"done": self._done, "total": self._total, "message": self._message}

    @contextmanager
    def beating(self) -> Iterator[None]:
        """A word every few seconds, also while the job itself is silent."""
        over = Event()
        heart = Thread(target=self._beat, args=(over,), name=f"beat-{self._job.pk}", daemon=True)
        self._write()
        heart.start()
        try:
            yield
        finally:
            over.set()
            heart.join()

    def _beat(self, over: Event) -> None:
        while not over.wait(BEAT_SECONDS):
            self._write()

    def _say(self) -> None:
        if self._stopping.is_set():
            raise Stopping
        if time.monotonic() - self._said < SAY_EVERY_SECONDS:
            return
        self._write()
        if self._pulses.is_asked_to_stop(self._job.pk):
            raise Cancelled

    def _write(self) -> None:
        self._said = time.monotonic()
        self.written += 1
        said = Pulse(
            attempt=self._job.attempts,
            at=time.time(),
            done=self._done,
            total=self._total,
            message=self._message,
        )
        self._pulses.put(self._job.pk, said)
