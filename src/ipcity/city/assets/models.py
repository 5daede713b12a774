"""Candidates, decisions on them, and objections. Decisions are only added; what counts is the latest on a pair."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipcity.city.directory.models import Person


class Says(models.TextChoices):
    SAME = "same", _("同一单位")
    DIFFERENT = "different", _("不是同一单位")
    UNDONE = "undone", _("撤销决定")


class Candidate(models.Model):
    """`one` may be a name of `other`. `state` is open, or what the latest decision says."""

    realm = models.CharField(max_length=10)
    one = models.CharField(max_length=200)
    other = models.CharField(max_length=200)
    one_name = models.CharField(max_length=300)
    other_name = models.CharField(max_length=300)
    one_rights = models.PositiveIntegerField(default=0)
    other_rights = models.PositiveIntegerField(default=0)
    points = models.IntegerField()
    signs = models.JSONField(default=list)
    lake_version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default="open")

    class Meta:
        ordering: ClassVar = ["-points", "-other_rights", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["realm", "one", "other"], name="assets_one_candidate")
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-points"], name="assets_candidate_queue")]

    def __str__(self) -> str:
        return f"{self.one_name} → {self.other_name}"


class Decision(models.Model):
    """Why, who, when, on which version of the data. `child` joined `parent`: what the two stood for at that moment."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="decisions")
    says = models.CharField(max_length=10, choices=Says.choices)
    child = models.CharField(max_length=200, blank=True)
    parent = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    lake_version = models.PositiveIntegerField()
    points = models.IntegerField()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="assets_decision_says_why"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.says}"


class Objection(models.Model):
    """A person's request about one record. The tracking code is kept as its hash; the contact goes after the end."""

    number = models.CharField(max_length=20, unique=True)
    code_digest = models.CharField(max_length=64)
    record_id = models.CharField(max_length=200)
    name = models.CharField(max_length=100)
    name_norm = models.CharField(max_length=100)
    wish = models.CharField(max_length=20)
    new_name = models.CharField(max_length=100, blank=True)
    new_address = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=1000)
    contact = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, default="open")  # open, proposed, granted, refused, lifted
    proposed_grant = models.BooleanField(null=True)
    proposed_why = models.CharField(max_length=500, blank=True)
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (Q(proposed_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="assets_objection_two_pairs_of_eyes",
            )
        ]

    def __str__(self) -> str:
        return self.number
