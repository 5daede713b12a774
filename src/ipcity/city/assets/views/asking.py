"""What the pages share: the person at work, and an act that may be refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from ipcity.base.errors import BadInput
from ipcity.city.directory.models import Person
from ipcity.city.directory.queries import person_of
from ipcity.city.directory.refusals import NotYours


def me(request: HttpRequest) -> Person:
    found = person_of(request.user)
    if found is None:
        raise NotYours
    return found


def tried(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    try:
        act()
    except BadInput as refused:
        messages.error(request, refused.message)
        return False
    messages.success(request, done)
    return True
