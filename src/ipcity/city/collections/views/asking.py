"""What the pages share: who asks, and an act that may be refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest

from ipcity.base.errors import BadInput, NotFound


def person(request: HttpRequest) -> User:
    """The gate lets nobody in without an account."""
    if not isinstance(request.user, User):
        raise NotFound("没有找到，或您无权查看。")
    return request.user


def tried(request: HttpRequest, act: Callable[[], object], done: str = "") -> bool:
    """Do it and say so; or say why not, and change nothing."""
    try:
        act()
    except BadInput as refused:
        messages.error(request, refused.message)
        return False
    if done:
        messages.success(request, done)
    return True
