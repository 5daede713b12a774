"""Roles as data: what each is for and what it may do. Read once; a role that is not in the file does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.base.files import read_yaml

ROLES = Path(__file__).parent / "data" / "roles.yaml"
VISITOR = "visitor"


@dataclass(frozen=True)
class Role:
    """`kind` is work, outside or administrator; `may` are its permissions; `delegable`: its holder may lend it."""

    code: str
    kind: str
    delegable: bool
    title: dict[str, str]
    purpose: dict[str, str]
    may: frozenset[str]

    @property
    def is_administrator(self) -> bool:
        return self.kind == "administrator"


@cache
def roles() -> dict[str, Role]:
    rows = read_yaml(ROLES)["roles"]
    return {
        row["code"]: Role(
            code=row["code"], kind=row["kind"], delegable=row.get("delegable", False), title=row["title"],
            purpose=row["purpose"], may=frozenset(row.get("may", [])),
        )
        for row in rows
    }  # fmt: skip


def role(code: str) -> Role:
    found = roles().get(code)
    if found is None:
        raise BadInput(f"没有“{code}”这个角色。可选：{'、'.join(roles())}。", path=code)
    return found


def permissions() -> frozenset[str]:
    return frozenset().union(*(one.may for one in roles().values()))


def roles_with(permission: str) -> frozenset[str]:
    return frozenset(one.code for one in roles().values() if permission in one.may)
