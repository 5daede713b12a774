"""Units with their days, names and successors. A unit that merged stays: papers of its time speak of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from ipcity.city.directory.choices import Kind, Mark


class Unit(models.Model):
    """A department, group, district or zone. Both days are inclusive; empty means open."""

    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    area = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    successor_note = models.CharField(max_length=300, blank=True)
    successor_note_en = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=10, choices=Mark.choices)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name

    def is_valid(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


class UnitName(models.Model):
    """A name that a unit bears or bore, the official one among them."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120, db_index=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], name="directory_one_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A unit belongs to a group between two days."""

    group = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="groups")
    order = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["group", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "unit"], name="directory_one_membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.group} / {self.unit}"
