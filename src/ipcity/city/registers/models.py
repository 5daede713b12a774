"""Batches and what each of them changed, row by row, so that it can be taken back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ipcity.city.registers.choices import State


class Batch(models.Model):
    """One uploaded file. `upload` is emptied when the batch is over: the rows live in their register then.

    `rows` are the plain rows with the number of their line; they, too, are emptied.
    """

    register = models.CharField(max_length=60)
    filename = models.CharField(max_length=200)
    sheet = models.CharField(max_length=100, blank=True)
    upload = models.BinaryField(default=bytes)
    rows = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    more_faults = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list)
    error = models.TextField(blank=True)
    job_id = models.PositiveBigIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    imported_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["register", "-id"], name="registers_batch_register")]

    def __str__(self) -> str:
        return f"{self.register} #{self.pk}"

    def moved(self, before: tuple[State, ...], to: State, **values: object) -> bool:
        """A guarded change of state; False when somebody was faster."""
        found = Batch.objects.filter(pk=self.pk, state__in=before).update(state=to, **values)
        if found == 1:
            self.refresh_from_db()
        return found == 1


class Change(models.Model):
    """One row as a batch found it (`before`, None when it was not there) and left it (`after`)."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="changes")
    register = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=300)
    subject = models.CharField(max_length=200)
    before = models.JSONField(null=True)
    after = models.JSONField()
    undone = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["batch", "id"]
        indexes: ClassVar = [
            models.Index(fields=["register", "key"], condition=Q(undone=False), name="registers_change_key")
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.key}"
