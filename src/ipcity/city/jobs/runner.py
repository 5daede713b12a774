"""Running one job: claim it, run it, say how it ended. Whatever the job does, its row ends in a state with a reason."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from threading import Event
from typing import Any

from django.db import close_old_connections, transaction
from django.db.models import F
from django.utils import timezone

from ipcity.base.errors import BadInput, IpcityError, NotFound
from ipcity.city.jobs.choices import State
from ipcity.city.jobs.models import Job
from ipcity.city.jobs.progress import Cancelled, Report, Stopping
from ipcity.city.jobs.pulse import Pulses, my_name
from ipcity.city.jobs.registry import Known, find
from ipcity.law.book import refresh

log = logging.getLogger("ipcity.jobs")

BACK_OFF_SECONDS = 10  # then 40, 160 …
_HOPELESS = (BadInput, NotFound)  # trying again would end the same way


class _TooLate(Exception):
    """Somebody else has taken the job meanwhile: what this attempt wrote is rolled back."""


def run_job(job_id: int, pulses: Pulses, stopping: Event) -> None:
    """Run it if it waits and is due; else somebody else has it, and nothing happens."""
    close_old_connections()
    refresh()  # the law may have been corrected since the worker began
    job = _claim(job_id)
    if job is None:
        return
    known = find(job.name)
    try:
        if known is None:
            _unknown(job)
        else:
            _attempt(job, known, Report(job, pulses, stopping))
    finally:
        pulses.drop(job_id)
        close_old_connections()


def _claim(job_id: int) -> Job | None:
    now = timezone.now()
    waiting = Job.objects.filter(pk=job_id, state=State.QUEUED, due_at__lte=now)
    taken = waiting.update(
        state=State.RUNNING, attempts=F("attempts") + 1, worker=my_name(), started_at=now, ended_at=None,
        done=0, total=None, message={}, error="",
    )  # fmt: skip
    return Job.objects.get(pk=job_id) if taken == 1 else None


def _attempt(job: Job, known: Known, report: Report) -> None:
    began = time.monotonic()
    try:
        with report.beating():
            if known.atomic:
                with transaction.atomic():
                    _finish(job, report, known.run(report, **job.args))
            else:
                _finish(job, report, known.run(report, **job.args))
    except Cancelled:
        job.moved(State.CANCELLED, ended_at=timezone.now(), **report.last_words())
    except Stopping:
        # not the job's fault: the attempt does not count
        job.moved(State.QUEUED, due_at=timezone.now(), attempts=job.attempts - 1, worker="")
    except _TooLate:
        log.warning("job %s was taken by another worker; this attempt is void", job.pk)
    except Exception as error:
        _failed(job, known, error, report.last_words())
    log.info("job %s %s %s in %.1f s", job.pk, job.name, job.state, time.monotonic() - began)


def _finish(job: Job, report: Report, result: Any) -> None:
    if not job.moved(State.DONE, ended_at=timezone.now(), result=result, **report.last_words()):
        raise _TooLate


def _failed(job: Job, known: Known, error: Exception, words: dict[str, Any]) -> None:
    """The sentence of one of the house's own errors is for everybody; others are named by their kind alone,
    because their text may hold data."""
    if isinstance(error, IpcityError):
        sentence = error.message
        log.warning("job %s %s failed: %s", job.pk, job.name, error.code)
    else:
        sentence = (
            f"程序内部出错（{type(error).__name__}）。请把任务编号 {job.pk} 交给维护者，在日志中查看详情。"
        )
        log.exception("job %s %s broke", job.pk, job.name)
    if isinstance(error, _HOPELESS):
        job.moved(State.FAILED, ended_at=timezone.now(), error=sentence, **words)
    else:
        again_or_fail(job, known, sentence, words)


def again_or_fail(job: Job, known: Known | None, sentence: str, words: dict[str, Any] | None = None) -> None:
    """Wait for another attempt, further off each time, or fail for good with the sentence."""
    now = timezone.now()
    twin = Job.objects.filter(digest=job.digest, state=State.QUEUED).exists()
    if known is None or job.attempts > known.retries or twin:
        job.moved(State.FAILED, ended_at=now, error=sentence, **(words or {}))
        return
    pause = timedelta(seconds=BACK_OFF_SECONDS * 4 ** (job.attempts - 1))
    job.moved(State.QUEUED, due_at=now + pause, error=sentence, worker="", **(words or {}))


def _unknown(job: Job) -> None:
    sentence = f"程序中没有名为“{job.name}”的任务，可能是旧版本留下的。请核对版本；确认不再需要后，不必处理。"
    job.moved(State.FAILED, ended_at=timezone.now(), error=sentence)
