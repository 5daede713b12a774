"""Whole addresses for mails, which are read elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def absolute(path: str, request: HttpRequest | None = None) -> str:
    """A path of this house under its public address (`IPCITY_PUBLIC_ADDRESS`), else under the name it was asked by; a
    mail that no request has caused keeps the bare path where no address is set."""
    if settings.PUBLIC_ADDRESS:
        return f"{settings.PUBLIC_ADDRESS}{path}"
    return request.build_absolute_uri(path) if request is not None else path
