"""Marks of the workbench's templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.http import QueryDict

from ipcity.city.directory.models import Person
from ipcity.city.directory.queries.people import person_of
from ipcity.city.inbox.queries import unread_count
from ipcity.city.workbench import lines
from ipcity.city.workbench import rail as doors
from ipcity.city.workbench.models import Draft
from ipcity.city.workbench.wizard import draft_of

register = template.Library()

register.filter("item_lines", lines.item_lines)
register.filter("moment", lines.moment)
register.filter("weekday", lines.weekday)


@register.simple_tag(takes_context=True)
def rail(context: template.Context) -> tuple[doors.Group, ...]:
    request = context.get("request")
    return doors.rail_of(request) if request is not None else ()


@register.simple_tag(takes_context=True)
def address(context: template.Context, **changes: Any) -> str:
    """This page's address with some of its words changed; None or an empty word takes it out."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def draft(context: template.Context, wizard: str) -> Draft | None:
    """What this person has begun and not finished."""
    user = getattr(context.get("request"), "user", None)
    return draft_of(user, wizard) if isinstance(user, User) else None


@register.simple_tag(takes_context=True)
def own_person(context: template.Context) -> Person | None:
    """For the top bar, which error pages wear too: None for visitors, and when the database does not answer."""
    user = getattr(context.get("request"), "user", None)
    try:
        return person_of(user) if isinstance(user, User) else None
    except DatabaseError:
        return None


@register.simple_tag(takes_context=True)
def unread(context: template.Context) -> int:
    """For the top bar, which error pages wear too: nought for visitors, and when the database does not answer."""
    user = getattr(context.get("request"), "user", None)
    try:
        return unread_count(user) if isinstance(user, User) else 0
    except DatabaseError:
        return 0
