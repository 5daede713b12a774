"""The permissions of `data/roles.yaml` as rules, so that `user.has_perm("directory.people.read")` answers by role."""

from __future__ import annotations

from typing import Any

import rules

from ipcity.city.directory.queries import may
from ipcity.city.directory.roles import permissions


def _holds(permission: str) -> Any:
    @rules.predicate(name=permission)  # type: ignore[untyped-decorator]
    def predicate(user: Any, obj: Any = None) -> bool:
        return may(user, permission, obj)

    return predicate


def register() -> None:
    for permission in sorted(permissions()):
        name = f"directory.{permission}"
        if not rules.perm_exists(name):
            rules.add_perm(name, _holds(permission))
