"""Questions to the jobs; reads only. A running job is shown with its pulse."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils import timezone

from ipcity.city.jobs.choices import State
from ipcity.city.jobs.models import Job
from ipcity.city.jobs.pulse import Pulse, Text, is_dead
from ipcity.city.jobs.queue import pulses


@dataclass(frozen=True, kw_only=True)
class JobRow:
    """A job with how far it is now; `share` is 0 … 100, None while the total is unknown."""

    job: Job
    done: int
    total: int | None
    message: Text
    seconds: float | None
    is_stopping: bool

    @property
    def share(self) -> float | None:
        return min(100.0, 100 * self.done / self.total) if self.total else None


def jobs(*, state: str = "", name: str = "", asked_by: str = "") -> QuerySet[Job]:
    """The newest first; an empty word asks for all."""
    wanted = {"state": state, "name": name, "asked_by": asked_by}
    return Job.objects.filter(**{key: value for key, value in wanted.items() if value})


def rows(found: Sequence[Job], now: datetime | None = None) -> list[JobRow]:
    known = pulses()
    words = known.of(job.pk for job in found if job.state == State.RUNNING)
    return [_row(job, words.get(job.pk), known.is_asked_to_stop, now or timezone.now()) for job in found]


def counts() -> dict[str, int]:
    """How many jobs there are in each state, nought included."""
    found = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state.value: int(found.get(state.value, 0)) for state in State}


def live_workers() -> int:
    now = time.time()
    return sum(not is_dead(name, last, now) for name, last in pulses().workers().items())


def _row(job: Job, said: Pulse | None, is_asked: Callable[[int], bool], now: datetime) -> JobRow:
    fresh = said if said and said.attempt == job.attempts else None
    return JobRow(
        job=job, done=fresh.done if fresh else job.done, total=fresh.total if fresh else job.total,
        message=fresh.message if fresh else job.message, seconds=job.lasted(now),
        is_stopping=job.state == State.RUNNING and is_asked(job.pk),
    )  # fmt: skip
