"""Snapshots: values as they were computed, with their evidence. They are written once and never changed.

A correction is a further snapshot that names the one it supersedes and the reason. The database refuses updates
too (migration 0002).
"""

from __future__ import annotations

import zlib
from typing import Any, ClassVar, NoReturn

from django.db import models

from ipcity.base.errors import IpcityError
from ipcity.city.indicators.entered import Figure as Figure
from ipcity.city.indicators.registry import Text, definition


class NeverChanged(IpcityError):
    """Someone tried to change or delete a snapshot."""

    code = "never-changed"
    status = 409

    def __init__(self) -> None:
        super().__init__("指标快照只增不改。需要更正时请重新计算，新快照会注明更正原因并指向旧快照。")


class SnapshotRows(models.QuerySet["Snapshot"]):
    """Without the evidence unless asked for: it is by far the largest field."""

    def update(self, **values: Any) -> NoReturn:
        raise NeverChanged

    def delete(self) -> NoReturn:
        raise NeverChanged

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise NeverChanged

    def light(self) -> SnapshotRows:
        return self.defer("packed_ids")


class Snapshot(models.Model):
    """One stored value of an indicator, or the stored fact that it could not be computed (`reason`)."""

    code = models.CharField(max_length=60)
    realm = models.CharField(max_length=10)
    area = models.CharField(max_length=12)
    period_from = models.DateField(null=True)
    on = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    lake_version = models.PositiveIntegerField(null=True)
    rule_id = models.CharField(max_length=20)
    rule_version = models.PositiveIntegerField()
    reason = models.JSONField(default=dict)
    coverage = models.JSONField(default=dict)
    quality = models.JSONField(default=dict)
    left_out = models.JSONField(default=dict)
    typed = models.JSONField(default=list)
    packed_ids = models.BinaryField(default=bytes)
    digest = models.CharField(max_length=64, unique=True)
    computed_at = models.DateTimeField(auto_now_add=True)
    supersedes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    correction_reason = models.JSONField(default=dict)

    objects = SnapshotRows.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["code", "realm", "area", "on"], name="indicators_snapshot_key")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.area} {self.on} #{self.pk}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise NeverChanged
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise NeverChanged

    @property
    def name(self) -> Text:
        """The indicator's name of today; the rule by which it was counted is named by its version."""
        return definition(self.code).name

    @property
    def record_ids(self) -> list[str]:
        """The rows that made the numerator, in their order."""
        return zlib.decompress(bytes(self.packed_ids)).decode().split("\n") if self.packed_ids else []


def pack(record_ids: tuple[str, ...]) -> bytes:
    """Ids begin alike: two and a half thousand of them take some ten kilobytes."""
    return zlib.compress("\n".join(record_ids).encode(), 9) if record_ids else b""
