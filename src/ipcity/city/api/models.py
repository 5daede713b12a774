"""Tokens. The token itself is nowhere: only its hash, and its first letters, by which its owner knows it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    READ = "read", _("查询：公开的内容，较高的频率，翻页到底")
    EXPORT = "export", _("导出：全部结果，作为后台任务")
    SAVED_READ = "saved:read", _("读：我保存的检索和收藏夹")
    SAVED_WRITE = "saved:write", _("改：我保存的检索和收藏夹")


class TokenRows(models.QuerySet["Token"]):
    def live(self, at: datetime | None = None) -> TokenRows:
        now = at or timezone.now()
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=now), revoked_at=None, owner__is_active=True)


class Token(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    begins = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = TokenRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["owner", "revoked_at"], name="api_token_owner")]

    def __str__(self) -> str:
        return f"{self.begins}…"

    @property
    def state(self) -> str:
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at and self.expires_at <= timezone.now() else "live"
