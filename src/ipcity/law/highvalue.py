"""The five groups of high-value inventions: an invention in several of them still counts once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ipcity.base.days import add_years
from ipcity.base.errors import BadInput
from ipcity.law.book import page

_GROUPS = "cn/statistics/high_value_groups"


def high_value_groups(*, filed: date, on: date, facts: Iterable[str]) -> set[str]:
    """The groups an invention in force is in on a day; empty: it is none. `facts` are groups known from other records.

    Kept for more than ten years is computed from the filing day, and strict: ten years to the day are not enough.
    """
    entries = page(_GROUPS)["entries"]
    given = set(facts)
    if unknown := given - set(entries):
        raise BadInput(f"高价值发明专利没有“{'、'.join(sorted(unknown))}”这种情况。请核对。", path=_GROUPS)
    long_kept = on > add_years(filed, entries["long_kept"]["years_more_than"])
    return given | ({"long_kept"} if long_kept else set())
