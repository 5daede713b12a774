"""A plan as data: its clauses, tasks, units, targets and people, each with its place in the plan's own text."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from ipcity.city.directory.models import Unit
from ipcity.city.plan.choices import Realm, Role, TaskKind


class Plan(models.Model):
    """One paper. `text` never changes: all places count its characters. The lowest `rank` is shown first.

    `as_of` is the sample city's own day; empty means the real today.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    notice_title = models.CharField(max_length=400, blank=True)
    doc_number = models.CharField(max_length=60, blank=True)
    issued_by = models.CharField(max_length=160, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    period_from = models.DateField(null=True, blank=True)
    period_to = models.DateField(null=True, blank=True)
    realm = models.CharField(max_length=10, choices=Realm.choices)
    area = models.CharField(max_length=12)
    as_of = models.DateField(null=True, blank=True)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    group_name = models.CharField(max_length=200, blank=True)
    group_office = models.CharField(max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["rank", "-issued_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest", "realm"], name="plan_one_text_once")
        ]

    def __str__(self) -> str:
        return self.title

    def words(self, start: int, end: int) -> str:
        """The plan's own words between two places."""
        return self.text[start:end]

    def day_of_names(self) -> date:
        """The day whose unit names the plan uses: its own, never that of the import."""
        return self.issued_on or self.period_from or self.imported_at.date()


class Clause(models.Model):
    """`start`..`end` is the clause's own stretch, up to its first child."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="clauses")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    order = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)
    level = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["plan", "order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "order"], name="plan_clause_order")]

    def __str__(self) -> str:
        return f"{self.number}{self.title}"


class Task(models.Model):
    clause = models.OneToOneField(Clause, on_delete=models.CASCADE, related_name="task")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=10, choices=TaskKind.choices)
    num = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["plan", "kind", "num"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "kind", "num"], name="plan_task_number")
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"

    @property
    def label(self) -> str:
        """1 … 21, G1 … G3."""
        return f"G{self.num}" if self.kind == TaskKind.GUARANTEE else str(self.num)


class TaskUnit(models.Model):
    """A unit named by a task. `name` as written; `unit` is empty when the directory does not know it."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    full_name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role.choices)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["task", "order"]

    def __str__(self) -> str:
        return self.full_name


class Target(models.Model):
    """A demanded figure. Several figures of an announced sum make one target; they are its `components`.

    `indicator_code` is a person's own choice; empty means the link by words (`data/indicator_links.yaml`).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets")
    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="targets")
    code = models.CharField(max_length=10)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    comparator = models.CharField(max_length=2)
    value = models.DecimalField(max_digits=24, decimal_places=6)
    unit = models.CharField(max_length=20)
    hedge = models.CharField(max_length=20, blank=True)
    aggregation = models.CharField(max_length=30)
    phrase = models.CharField(max_length=500)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    indicator_code = models.CharField(max_length=60, blank=True)
    components = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["plan", "order"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "code"], name="plan_target_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class GroupMember(models.Model):
    """A person of the plan's leading group or its office, as the annex prints them."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    post = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["plan", "order"]

    def __str__(self) -> str:
        return f"{self.name} {self.post}"
