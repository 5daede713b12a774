"""Figures that no record can give and figures that offices published: entered by one person, checked by another.

A figure serves once it is checked, or was given with the platform. A change to a figure in use waits beside it in
`proposed` and takes its place when somebody else has checked it; until then the old one serves. Snapshots keep what
they cited, whole, so that a later change does not reach them.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Sort(models.TextChoices):
    TYPED = "typed", _("填报数")
    PUBLISHED = "published", _("公布数")


class State(models.TextChoices):
    GIVEN = "given", _("随平台提供")
    ENTERED = "entered", _("待核对")
    CHECKED = "checked", _("已核对")


USABLE = (State.GIVEN, State.CHECKED)
VALUES = ("value", "numerator", "basis", "source_zh", "source_en", "url", "page", "mark")


class Figure(models.Model):
    """`series` is a series of typed figures or the code of an indicator. `value` keeps the digits as written.

    `entered_by` and `checked_by` are keys of the trail (`user:7`), never the same; empty for given figures.
    """

    sort = models.CharField(max_length=10, choices=Sort.choices)
    series = models.CharField(max_length=60)
    realm = models.CharField(max_length=10, default="real")
    area = models.CharField(max_length=12)
    period_from = models.DateField(null=True)
    on = models.DateField()
    value = models.CharField(max_length=30)
    numerator = models.CharField(max_length=30, blank=True)
    basis = models.CharField(max_length=60, blank=True)
    source_zh = models.CharField(max_length=500)
    source_en = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    page = models.CharField(max_length=60, blank=True)
    mark = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ENTERED)
    entered_by = models.CharField(max_length=60, blank=True)
    entered_at = models.DateTimeField(auto_now_add=True)
    checked_by = models.CharField(max_length=60, blank=True)
    checked_at = models.DateTimeField(null=True)
    proposed = models.JSONField(null=True)
    proposed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["sort", "series", "realm", "area", "on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sort", "series", "realm", "area", "on"], condition=Q(period_from__isnull=True),
                name="indicators_figure_of_a_day",
            ),
            models.UniqueConstraint(
                fields=["sort", "series", "realm", "area", "period_from", "on"],
                condition=Q(period_from__isnull=False), name="indicators_figure_of_a_period",
            ),
            models.CheckConstraint(
                condition=Q(checked_by="") | ~Q(checked_by=models.F("entered_by")),
                name="indicators_figure_four_eyes",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.series} {self.area} {self.on}"

    @property
    def key(self) -> str:
        return f"figure:{self.pk}"

    @property
    def waits(self) -> bool:
        return self.state == State.ENTERED or self.proposed is not None

    @property
    def waits_for_another_than(self) -> str:
        """Whoever has entered what waits may not check it."""
        return self.proposed_by if self.proposed is not None else self.entered_by

    def in_use(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in VALUES}

    def latest(self) -> dict[str, Any]:
        """With the change that waits, if there is one."""
        return self.in_use() | (self.proposed or {})
