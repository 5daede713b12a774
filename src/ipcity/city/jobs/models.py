"""A job as the database knows it. Its state changes only by guarded updates: whoever changes a row must have found
it in the state that he read, else he was too late and leaves it alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from ipcity.city.jobs.choices import ENDED, OPEN, State


class Job(models.Model):
    """`args` are keys and plain values, never personal data. `asked_by` is a user name, empty for the clock.

    While it runs, `done`, `total` and `message` stand in the pulse; they are written here when it ends.
    """

    name = models.CharField(max_length=80)
    title = models.JSONField()
    args = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    message = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)
    asked_by = models.CharField(max_length=150, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"], name="jobs_state_due"),
            models.Index(fields=["asked_by", "-id"], name="jobs_asked_by"),
        ]
        constraints: ClassVar = [
            # the same work is not waiting twice; the running one may be asked for again
            models.UniqueConstraint(
                fields=["digest"], condition=Q(state=State.QUEUED), name="jobs_queued_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def can_retry(self) -> bool:
        return self.state in (State.FAILED, State.CANCELLED)

    def moved(self, to: State, **values: Any) -> bool:
        """Guarded by the state and the attempt that this copy has read; False when somebody was faster."""
        same = Job.objects.filter(pk=self.pk, state=self.state, attempts=self.attempts)
        if same.update(state=to, **values) != 1:
            return False
        self.state = to
        for name, value in values.items():
            setattr(self, name, value)
        return True

    def lasted(self, now: datetime) -> float | None:
        """Seconds of the present or last attempt."""
        if self.started_at is None:
            return None
        return max(0.0, ((self.ended_at or now) - self.started_at).total_seconds())
