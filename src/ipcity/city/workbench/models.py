"""What a person has begun and not finished: the only thing that the workbench itself keeps."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """One unfinished run of a wizard. `values` are the words as they were typed, so that nothing typed is lost."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    wizard = models.CharField(max_length=100)
    step = models.PositiveSmallIntegerField(default=0)
    values = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "wizard"], name="workbench_one_draft_of_a_wizard")
        ]

    def __str__(self) -> str:
        return f"{self.wizard} #{self.pk}"
