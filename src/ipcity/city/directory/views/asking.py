"""What the views share: who asks, and an action's refusal shown at its field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext

from ipcity.city.directory.models import Person
from ipcity.city.directory.queries import person_of
from ipcity.city.directory.refusals import Refused


def me(request: HttpRequest) -> Person:
    person = person_of(request.user)
    if person is None:
        raise Http404
    return person


def tried(run: Callable[[], Any]) -> dict[str, str]:
    """Runs an act; the refusal becomes `{field: sentence}`, `{"": sentence}` where it has no field."""
    try:
        run()
    except Refused as refused:
        return {refused.field: refused.message}
    return {}


def day(text: str, field: str) -> date | None:
    """A day as the browser or a person writes it; empty is none."""
    plain = text.strip().replace("/", "-").replace(".", "-")
    if not plain:
        return None
    try:
        return date.fromisoformat("-".join(part.zfill(2) for part in plain.split("-")))
    except ValueError:
        raise Refused(gettext("日期写法不对。请写成 2019-09-30 的样子。"), field=field) from None


def needed(value: Any, sentence: str, field: str) -> Any:
    if value is None:
        raise Refused(sentence, field=field)
    return value
