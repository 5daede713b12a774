"""When a notice counts as delivered: by post 15 days after its date, electronically on the day it arrives since 2024-01-20."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ipcity.base.errors import BadInput
from ipcity.law.answers import Due, weakest
from ipcity.law.deadlines import due, rules_for

CHANNELS = ("paper", "electronic", "in_person", "announcement")


def delivered(channel: str, issued: date) -> Due:
    """The day of delivery of a notice of that date. For electronic notices the date is the day it entered the system."""
    if channel not in CHANNELS:
        raise BadInput(f"送达方式“{channel}”不认识。请用 {'、'.join(CHANNELS)}。", path="channel")
    (rule,) = rules_for(f"notice-{channel.replace('_', '-')}", issued)
    return due(rule, issued)


def due_after_notice(rule: str, issued: date, channel: str, **options: object) -> Due:
    """A reply: delivery first, then the period of the rule. The steps tell both."""
    arrived = delivered(channel, issued)
    answer = due(rule, arrived.on, **options)  # type: ignore[arg-type]
    return replace(answer, mark=weakest((arrived.mark, answer.mark)), steps=(*arrived.steps, *answer.steps))
