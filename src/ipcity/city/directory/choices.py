"""States with a fixed meaning in code."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    DEPARTMENT = "department", _("市直部门")
    CENTRAL = "central", _("中央驻威机构")
    GROUP = "group", _("领导小组等")
    DISTRICT = "district", _("区市")
    ZONE = "zone", _("功能区")


class Mark(models.TextChoices):
    VERIFIED = "VERIFIED", _("已核实")
    MEMORY = "MEMORY", _("未核实")
