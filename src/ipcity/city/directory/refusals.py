"""Refusals of the directory, each with its sentence."""

from __future__ import annotations

from ipcity.base.errors import BadInput, IpcityError
from ipcity.city.directory.models import Person
from ipcity.city.directory.queries import may


class Refused(BadInput):
    """The act cannot be done as asked; `field` names the field of a form, where it was one."""

    code = "refused"
    status = 409

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message, path=field or None)
        self.field = field


class NotYours(IpcityError):
    """Says no more than that there is nothing here."""

    code = "not-found"
    status = 404

    def __init__(self) -> None:
        super().__init__("没有找到，或您无权办理。")


def demand(person: Person, permission: str) -> None:
    if not may(person, permission):
        raise NotYours
