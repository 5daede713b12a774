"""Words and days for the pages of the law. Every filter is a thin name for a function of the room."""

from __future__ import annotations

from datetime import date

from django import template
from django.urls import reverse
from django.utils.translation import gettext

from ipcity.city.lawbook import words
from ipcity.city.lawbook.timeline import Step
from ipcity.law.book import page

register = template.Library()

register.simple_tag(words.word, name="law_word")
register.filter("law_event", words.event_word)


@register.filter
def weekday(when: date | str | None) -> str:
    """周一, where a due day is meant."""
    if not when:
        return ""
    day = when if isinstance(when, date) else date.fromisoformat(when)
    return (
        gettext("周一"), gettext("周二"), gettext("周三"), gettext("周四"), gettext("周五"), gettext("周六"), gettext("周日"),
    )[day.weekday()]  # fmt: skip


@register.filter
def as_said(text: object) -> str:
    """A `Said` of the law in the language of the reader."""
    return words.in_language({"zh": getattr(text, "zh", ""), "en": getattr(text, "en", "")})


@register.simple_tag
def said_of(text: object) -> str:
    """The same for words of a page of the book."""
    return as_said(text)


@register.simple_tag
def rule_title(rule: str) -> str:
    return words.in_language(page(rule)["description"])


@register.simple_tag
def rule_address(folder: str, name: object) -> str:
    return reverse("lawbook:rule", args=[f"{folder}/{name}"])


@register.simple_tag
def step_width(step: Step) -> str:
    return f"{step.until - step.at:.2f}"
