"""The fields of the query language, as `fields.yaml` names them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ipcity.base.files import read_yaml
from ipcity.search.script import simplified


@cache
def fields() -> dict[str, dict[str, Any]]:
    """The fields of the language, as `fields.yaml` names them."""
    table: dict[str, dict[str, Any]] = read_yaml(Path(__file__).with_name("fields.yaml"))
    return table


@cache
def _field_names() -> dict[str, str]:
    return {alias.lower(): name for name, entry in fields().items() for alias in (name, *entry["written"])}


def field_named(written: str) -> str | None:
    """申請人, PA → applicant; None for what is no field."""
    return _field_names().get(simplified(written).lower())
