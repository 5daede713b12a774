"""A correction that two persons made: written once, never changed, never taken away. The law reads its file."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ipcity.base.errors import BadInput
from ipcity.city.directory.choices import Mark
from ipcity.city.directory.models import Person


class Correction(models.Model):
    """`value` is what the rule says from `begins` on; null: it ceased."""

    rule = models.CharField(max_length=120)
    begins = models.DateField()
    value = models.JSONField(null=True)
    mark = models.CharField(max_length=10, choices=Mark.choices)
    reference = models.CharField(max_length=80)
    article = models.CharField(max_length=80, blank=True)
    source = models.JSONField(null=True)
    reason = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="law_proposed")
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="law_approved")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name = _("规则的更正")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(proposed_by=F("approved_by")), name="lawbook_two_pairs_of_eyes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.begins}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise BadInput("更正一经生效不能修改。写错了的，请再提一次更正。", path=self.rule)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise BadInput("更正一经生效不能删除。写错了的，请再提一次更正。", path=self.rule)
