"""The process that works: huey's consumer with threads, and a thread that goes the rounds."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from huey.consumer import Consumer

from ipcity.city.jobs.pulse import my_name
from ipcity.city.jobs.queue import STOPPING, pulses, queue
from ipcity.city.jobs.rounds import go_round

log = logging.getLogger("ipcity.jobs")

STOP_SECONDS = 8.0
LOOK_EVERY_SECONDS = 1.0
HEALTH_SECONDS = 10.0
ENDINGS = (signal.SIGINT, signal.SIGTERM)


def work(threads: int) -> None:
    """Take jobs until SIGINT or SIGTERM. Running jobs hear of it at their next word and go back into the queue."""
    STOPPING.clear()
    consumer = Consumer(
        queue(), workers=threads, periodic=False, max_delay=1.0, shutdown_timeout=STOP_SECONDS
    )
    told: list[int] = []  # no Event: a handler that interrupts its own wait could lock itself up
    with _rounds():
        signal.pthread_sigmask(
            signal.SIG_BLOCK, ENDINGS
        )  # one that comes while huey's own handlers stand would be lost
        consumer.start()
        for number in ENDINGS:
            signal.signal(number, lambda number, _frame: told.append(number))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
        looked = time.monotonic()
        while not told:
            time.sleep(LOOK_EVERY_SECONDS / 10)
            if time.monotonic() - looked > HEALTH_SECONDS:
                consumer.check_worker_health()
                looked = time.monotonic()
        STOPPING.set()
        consumer.stop(graceful=True)


@contextmanager
def _rounds() -> Iterator[None]:
    name, known = my_name(), pulses()
    walker = Thread(target=_walk, args=(name,), name="rounds", daemon=True)
    known.worker_lives(name)
    walker.start()
    try:
        yield
    finally:
        STOPPING.set()
        walker.join(timeout=STOP_SECONDS)
        known.worker_leaves(name)


def _walk(name: str) -> None:
    known, spoke = pulses(), 0.0
    while not STOPPING.wait(LOOK_EVERY_SECONDS):
        try:
            if time.monotonic() - spoke > 5:
                known.worker_lives(name)
                spoke = time.monotonic()
            go_round(time.monotonic())
        except Exception:  # a full disk for a minute must not end the rounds for ever
            log.exception("a round could not be gone")
