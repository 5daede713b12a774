"""Files ordered here. The row outlives the file: who took what, of which version, is still said when it is gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import msgspec
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipcity.base.settings import settings as house
from ipcity.city.exports.make import Wanted
from ipcity.city.exports.writers import WRITERS
from ipcity.search import Filters


class State(models.TextChoices):
    WAITING = "waiting", _("排队或正在生成")
    READY = "ready", _("可以下载")
    FAILED = "failed", _("没有做成")
    GONE = "gone", _("文件已过期删除")


class Export(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=10)
    query = models.TextField(blank=True)
    filters = models.JSONField(default=dict)
    listed = models.JSONField(null=True)  # record ids, where a list was asked for and no query
    language = models.CharField(max_length=5, default="zh")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    job = models.BigIntegerField(null=True)
    about = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(null=True)
    size = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["owner", "state"], name="exports_of_owner")]

    def __str__(self) -> str:
        return f"#{self.pk}.{self.form}"

    @property
    def path(self) -> Path:
        """The number of the row is never used twice, and nothing that a person typed is in the name."""
        return house().home_dir / "exports" / f"{self.pk:08}.{WRITERS[self.form].ending}"

    @property
    def file_name(self) -> str:
        return f"ipcity-{self.created_at:%Y%m%d}-{self.pk}.{WRITERS[self.form].ending}"

    @property
    def is_here(self) -> bool:
        fresh = self.expires_at is None or self.expires_at > timezone.now()
        return self.state == State.READY and fresh and self.path.is_file()

    def wanted(self) -> Wanted:
        ids = tuple(self.listed) if self.listed is not None else None
        return Wanted(
            query=self.query, filters=msgspec.convert(self.filters, Filters), form=self.form, language=self.language,
            ids=ids,
        )  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.pk, "form": self.form, "state": self.state, "query": self.query, "rows": self.rows,
            "size": self.size, "sha256": self.digest or None, "about": self.about, "error": self.error,
            "created_at": self.created_at, "ready_at": self.ready_at, "expires_at": self.expires_at,
        }  # fmt: skip
