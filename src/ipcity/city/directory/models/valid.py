"""Days of validity, shared by everything that begins and ends. Both days are inclusive; empty means open."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

M = TypeVar("M", bound=models.Model)


class ValidRows(models.QuerySet[M]):
    def on(self, day: date) -> Self:
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class Valid(models.Model):
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def is_valid(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


def in_order(name: str) -> models.CheckConstraint:
    """The last day is not before the first."""
    open_ended = Q(valid_from__isnull=True) | Q(valid_to__isnull=True)
    return models.CheckConstraint(condition=open_ended | Q(valid_to__gte=models.F("valid_from")), name=name)
