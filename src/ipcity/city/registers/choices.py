"""States of a batch."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    REFUSED = "refused", _("有错，未导入")
    CHECKED = "checked", _("已检查，待确认")
    WAITING = "waiting", _("正在导入")
    IMPORTED = "imported", _("已导入")
    FAILED = "failed", _("导入失败")
    DISCARDED = "discarded", _("已放弃")
    UNDONE = "undone", _("已撤销")
