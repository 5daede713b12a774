"""The records of a query in order, with no more read of each than what groups them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec
import tantivy

from ipcity.search.base import Hit


class _Head(msgspec.Struct):
    family: str | None = None


class Lines(NamedTuple):
    """`names`: of each record its family, or its id where it has none; `hit` makes the line of the one at a place."""

    names: list[str]
    hit: Callable[[int], Hit]


def name_of(stored: tantivy.Document) -> str:
    family = msgspec.json.decode(bytes(stored["card"][0]), type=_Head).family
    return family or str(stored["record_id"][0])
