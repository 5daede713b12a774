"""Items, notices, deliveries and what a person wants to hear of. Texts are `{zh, en}`; no personal data beyond keys."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ipcity.city.directory.models import Unit
from ipcity.city.inbox.choices import Sent, State, Way

PERSON = settings.AUTH_USER_MODEL


class Item(models.Model):
    """For one person, or for a unit; then `role`, where given, narrows it to those who act for the unit in that role.

    `kind` and `subject` (`batch:12`) together with the addressee are its identity while it is open.
    """

    kind = models.SlugField(max_length=40)
    kind_title = models.JSONField()
    subject = models.CharField(max_length=120)
    title = models.JSONField()
    address = models.CharField(max_length=300)
    person = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.SlugField(max_length=40, blank=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    search = models.CharField(max_length=700)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = [models.F("due_on").asc(nulls_last=True), "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(unit__isnull=True), name="inbox_item_to_one"
            ),
            models.UniqueConstraint(
                fields=["kind", "subject", "person"], condition=Q(state="open", person__isnull=False),
                name="inbox_item_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject", "unit", "role"], condition=Q(state="open", unit__isnull=False),
                name="inbox_item_once_a_unit",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            # whole: a list of a hundred thousand is counted and put in order without reading a row
            models.Index(fields=["person", "state", "kind", "due_on"], name="inbox_item_of_person"),
            models.Index(fields=["unit", "state", "role", "kind", "due_on"], name="inbox_item_of_unit"),
            models.Index(fields=["kind", "subject"], name="inbox_item_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    def days_left(self, on: date) -> int | None:
        """Negative once it is overdue."""
        return (self.due_on - on).days if self.due_on else None


class Notice(models.Model):
    """`day` makes the same news about the same subject quiet: once a day for each person."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    kind = models.SlugField(max_length=40)
    subject = models.CharField(max_length=120)
    title = models.JSONField()
    address = models.CharField(max_length=300, blank=True)
    search = models.CharField(max_length=700)
    day = models.DateField(default=timezone.localdate)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "subject", "day"], name="inbox_notice_once_a_day"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["person", "read_at"], name="inbox_notice_unread")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Delivery(models.Model):
    """A notice on its way out. It names the person by key alone; the number or address is looked up when it is sent."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    way = models.CharField(max_length=10, choices=Way.choices)
    state = models.CharField(max_length=10, choices=Sent.choices, default=Sent.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "way"], name="inbox_delivery_once_a_way")
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="inbox_delivery_due")]

    def __str__(self) -> str:
        return f"{self.way} {self.notice_id}"


class Preference(models.Model):
    """Without a row: mail, nothing else. `muted` kinds are not even listed as unread."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    ways = models.JSONField(default=list)
    muted = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"user:{self.person_id}"
