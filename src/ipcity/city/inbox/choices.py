"""States of items and deliveries, and the ways out of the house."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    OPEN = "open", _("待办")
    DONE = "done", _("已办")
    GONE = "gone", _("不用办了")


class Sent(models.TextChoices):
    WAITING = "waiting", _("待发送")
    SENT = "sent", _("已发送")
    GIVEN_UP = "given-up", _("未能送达")


class Way(models.TextChoices):
    MAIL = "mail", _("邮件")
    SMS = "sms", _("短信")
    WECOM = "wecom", _("政务微信")
