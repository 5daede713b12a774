"""The book: YAML pages under `book/`, read once. A page's path is its name: `cn/patent/term`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ipcity.base.errors import NotFound
from ipcity.base.files import read_yaml

BOOK = Path(__file__).with_name("book")


@cache
def page(name: str) -> dict[str, Any]:
    """A page of the book, as written. Callers must not change it."""
    path = BOOK / f"{name}.yaml"
    if not path.is_file():
        raise NotFound(f"规则库中没有“{name}”这一页。请核对名称。", path=name)
    content: dict[str, Any] = read_yaml(path)
    return content


def complete_to() -> date:
    """Later law than this day was not checked."""
    day: date = page("about")["complete_to"]
    return day


def value_on(values: Mapping[date, Any], on: date) -> Any | None:
    """The value in force on a day, of values keyed by the day they begin; None before the first."""
    begun = [start for start in values if start <= on]
    return values[max(begun)] if begun else None


def in_period(entries: Iterable[dict[str, Any]], on: date) -> dict[str, Any] | None:
    """The entry whose `from`..`to` holds the day."""
    for entry in entries:
        if entry.get("from", date.min) <= on <= entry.get("to", date.max):
            return entry
    return None
