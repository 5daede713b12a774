"""Paging: which page numbers are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    label: str
    address: str = ""  # empty: this page, or a gap
    current: bool = False


@dataclass(frozen=True)
class Pages:
    previous: str
    following: str
    steps: tuple[Step, ...]


def pages(current: int, last: int, address: Callable[[int], str]) -> Pages | None:
    """First, last, and two on each side; None when one page holds all."""
    if last <= 1:
        return None
    near = sorted({1, last, *range(max(1, current - 2), min(last, current + 2) + 1)})
    steps, before = [], 0
    for number in near:
        if number > before + 1:
            steps.append(Step("…"))
        steps.append(Step(f"{number:,}", address(number), number == current))
        before = number
    return Pages(
        address(current - 1) if current > 1 else "",
        address(current + 1) if current < last else "",
        tuple(steps),
    )
