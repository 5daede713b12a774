"""What every worker repeats by the clock: finding lost and abandoned jobs, and small acts that apps register.

A round must do no harm when two workers do it at once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import close_old_connections
from django.db.models import Q
from django.utils import timezone

from ipcity.city.jobs.choices import State
from ipcity.city.jobs.models import Job
from ipcity.city.jobs.pulse import SILENT_SECONDS, is_dead
from ipcity.city.jobs.queue import pulses, queue, send
from ipcity.city.jobs.registry import find
from ipcity.city.jobs.runner import again_or_fail

log = logging.getLogger("ipcity.jobs")

LOST_SECONDS = 15  # a message that was not taken for so long is sent again
INTERRUPTED = "执行任务的进程中途结束（可能是断电、重启或内存不足）。已完成的部分不受影响；请确认后台进程正常，再点“重新执行”。"

Act = Callable[[], object]


@dataclass
class Round:
    act: Act
    seconds: float
    due: float = 0.0


_rounds: list[Round] = []


def every(seconds: float) -> Callable[[Act], Act]:
    """`@every(60)` over a function without arguments; registered like jobs, in an app's `jobs.py`."""

    def registered(act: Act) -> Act:
        _rounds.append(Round(act, seconds))
        return act

    return registered


def go_round(now: float) -> None:
    """Everything that is due. A round that breaks is logged, has its next turn all the same, and stops no other."""
    for one in _rounds:
        if one.due <= now:
            one.due = now + one.seconds
            try:
                one.act()
            except Exception:
                log.exception("round %s broke", one.act.__name__)
            finally:
                close_old_connections()


@every(5)
def send_what_waits() -> int:
    """Jobs whose pause is over, and jobs whose message was lost between the commit and the queue."""
    if queue().pending_count():  # the workers are busy, nothing is lost
        return 0
    now = timezone.now()
    fresh = Q(attempts=0, due_at__gt=now - timedelta(seconds=LOST_SECONDS))
    waiting = Job.objects.filter(state=State.QUEUED, due_at__lte=now).exclude(fresh)
    ids = list(waiting.order_by("due_at").values_list("pk", flat=True)[:500])
    for job_id in ids:
        send(job_id)
    return len(ids)


@every(5)
def take_up_what_was_abandoned() -> int:
    """Jobs whose worker was killed: again, or failed with a sentence."""
    known = pulses()
    running = list(Job.objects.filter(state=State.RUNNING))
    words = known.of(job.pk for job in running)
    now, found = time.time(), 0
    for job in running:
        said = words.get(job.pk)
        last = said.at if said and said.attempt == job.attempts else _began(job)
        if is_dead(job.worker, last, now):
            again_or_fail(job, find(job.name), INTERRUPTED)
            found += 1
    return found


@every(60)
def forget_dead_workers() -> None:
    known = pulses()
    for name, last in known.workers().items():
        if is_dead(name, last, time.time()) and time.time() - last > SILENT_SECONDS:
            known.worker_leaves(name)


def _began(job: Job) -> float | None:
    return job.started_at.timestamp() if job.started_at else None
