"""States with a fixed meaning in code."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Realm(models.TextChoices):
    REAL = "real", _("真实")
    SAMPLE = "sample", _("样例")


class TaskKind(models.TextChoices):
    TASK = "task", _("任务")
    GUARANTEE = "guarantee", _("保障措施")


class Role(models.TextChoices):
    RESPONSIBLE = "responsible", _("责任")
    LEAD = "lead", _("牵头")
    COOPERATING = "cooperating", _("配合")
