"""The records of a query in order, with no more read of each than what groups them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ipcity.search.base import Hit


class Lines(NamedTuple):
    """`names`: of each record its family, or its id where it has none; `hit` makes the line of the one at a place."""

    names: list[str]
    hit: Callable[[int], Hit]
