"""A figure: ours, the peer's, and how many times."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    what: str
    ours: str
    peer: str = "—"
    ratio: float | None = None

    def line(self) -> str:
        times = f"{self.ratio:,.1f}x" if self.ratio is not None else "—"
        return f"| {self.what} | {self.ours} | {self.peer} | {times} |"


def seconds(run: Callable[[], object], rounds: int = 5) -> float:
    """The median of some rounds, after one to warm up."""
    run()
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        took.append(time.perf_counter() - began)
    return sorted(took)[rounds // 2]


def geometric_mean(values: list[float]) -> float:
    return math.exp(sum(map(math.log, values)) / len(values))


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
