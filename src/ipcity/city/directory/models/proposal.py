"""A proposal: an act that one person asks for and another must approve. The table refuses approving one's own."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipcity.city.directory.models.person import Person


class State(models.TextChoices):
    WAITING = "waiting", _("待复核")
    APPROVED = "approved", _("已同意")
    REJECTED = "rejected", _("已退回")
    WITHDRAWN = "withdrawn", _("已撤回")


class Proposal(models.Model):
    """`payload` is what the act needs, in keys; an expired one is a waiting one whose time has passed."""

    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=160)
    payload = models.JSONField(default=dict)
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    proposed_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="directory_two_pairs_of_eyes",
            ),
            models.UniqueConstraint(
                fields=["act", "subject"], condition=Q(state="waiting"), name="directory_one_proposal_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"

    def is_open(self, at: datetime) -> bool:
        return self.state == State.WAITING and at < self.expires_at
