"""P13: schedules of obligations of a million rights, with days, amounts, reductions and states."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import numpy as np

from bench.figures import Figure
from ipcity.law.annuities import Request, annuities
from ipcity.law.annuities.quick import schedules

RIGHTS = 1_000_000
EXPLAINED = 2_000
AS_OF = date(2024, 6, 1)


def figures() -> Iterator[Figure]:
    kinds, filed, granted, off = some_rights(RIGHTS)
    sum(
        len(block.right) for block in schedules(kinds[:1000], filed[:1000], granted[:1000], AS_OF, off[:1000])
    )
    began = time.perf_counter()
    rows = sum(len(block.right) for block in schedules(kinds, filed, granted, AS_OF, off))
    quick = RIGHTS / (time.perf_counter() - began)
    explained = _explained(kinds, filed, granted, off)
    yield Figure(
        f"law: rights a second, schedules of {RIGHTS:,} rights ({rows:,} annuities)",
        f"{quick:,.0f}",
        f"{explained:,.0f} with every step explained",
        quick / explained,
    )


def some_rights(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Seeded: three kinds, filed 2001 to 2023, granted within the term."""
    dice = np.random.default_rng(13)
    kinds = dice.choice(np.array(["invention", "utility_model", "design"]), count, p=[0.4, 0.4, 0.2])
    filed = np.datetime64("2001-04-01") + dice.integers(0, 8300, count).astype("m8[D]")
    wait = np.where(kinds == "invention", dice.integers(300, 2200, count), dice.integers(100, 400, count))
    return kinds, filed, filed + wait.astype("m8[D]"), dice.choice(np.array([0, 70, 85]), count)


def _explained(kinds: np.ndarray, filed: np.ndarray, granted: np.ndarray, off: np.ndarray) -> float:
    asked = [
        Request(str(kinds[n]), filed[n].item(), granted[n].item(), AS_OF, reduction=int(off[n]) or None)
        for n in range(EXPLAINED)
    ]
    began = time.perf_counter()
    for one in asked:
        annuities(one)
    return EXPLAINED / (time.perf_counter() - began)
