"""Acts on jobs: ask for one, cancel it, try it again."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ipcity.base.errors import BadInput
from ipcity.city.jobs.choices import State
from ipcity.city.jobs.models import Job
from ipcity.city.jobs.queue import pulses, send
from ipcity.city.jobs.registry import Known
from ipcity.city.trail.actions import record


def ask(known: Known, *, asked_by: str = "", **args: Any) -> Job:
    """Queue a job; workers hear of it when the transaction commits. Equal work that already waits is not doubled."""
    digest = _digest(known.name, args)
    waiting = Job.objects.filter(digest=digest, state=State.QUEUED).first()
    if waiting is not None:
        return waiting
    try:
        with transaction.atomic():
            job = Job.objects.create(
                name=known.name, title=known.title, args=args, digest=digest, asked_by=asked_by
            )
    except IntegrityError:  # asked for by somebody else at the same moment
        return Job.objects.get(digest=digest, state=State.QUEUED)
    transaction.on_commit(lambda: send(job.pk))
    return job


def cancel(job: Job, *, actor: str = "") -> Job:
    """A waiting job is cancelled at once, a running one at its next word."""
    if job.state == State.QUEUED and job.moved(State.CANCELLED, ended_at=timezone.now()):
        _trace("jobs.cancelled", job, actor)
        return job
    job.refresh_from_db()
    if job.state != State.RUNNING:
        raise BadInput(f"任务 {job.pk} 已经结束（{job.get_state_display()}），不能取消。")
    pulses().ask_to_stop(job.pk)
    _trace("jobs.cancelled", job, actor)
    return job


def retry(job: Job, *, actor: str = "") -> Job:
    """By hand, and with all its attempts before it again."""
    if not job.can_retry:
        raise BadInput(
            f"任务 {job.pk} 的状态是“{job.get_state_display()}”，只有失败或已取消的任务可以重新执行。"
        )
    try:
        with transaction.atomic():
            moved = job.moved(
                State.QUEUED, due_at=timezone.now(), attempts=0, error="", ended_at=None, worker=""
            )
    except IntegrityError:
        raise BadInput(f"与任务 {job.pk} 相同的任务已在排队，不必重复。请查看任务列表。") from None
    if not moved:
        raise BadInput(f"任务 {job.pk} 的状态刚刚有变化。请刷新后再看。")
    pulses().drop(job.pk)
    _trace("jobs.retried", job, actor)
    transaction.on_commit(lambda: send(job.pk))
    return job


def _trace(act: str, job: Job, actor: str) -> None:
    """What the clock or a program does by itself has no actor and needs no entry."""
    if actor:
        record(act, subject=f"job:{job.pk}", actor=actor, details={"name": job.name})


def _digest(name: str, args: dict[str, Any]) -> str:
    text = json.dumps([name, args], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
