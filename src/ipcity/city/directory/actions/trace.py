"""How acts of the directory are written into the trail."""

from __future__ import annotations

from typing import Any

from ipcity.city.directory.models import Person
from ipcity.city.directory.queries import acting_units
from ipcity.city.trail.actions import record

SYSTEM = "system"


def trace(act: str, subject: str, by: Person | None, **details: Any) -> None:
    units = acting_units(by) if by is not None else []
    record(
        f"directory.{act}",
        subject=subject,
        actor=by.key if by is not None else SYSTEM,
        unit=f"unit:{units[0].code}" if units else "",
        details=details,
    )
