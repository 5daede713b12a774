"""Days with their precision. A year is not the first of January.

A date is text: `2019`, `2019-07` or `2019-07-12`; its length is its precision, and text order is time order.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ipcity.base.errors import BadInput

_FORMS = (
    re.compile(r"(?P<y>\d{4})(?:[-./](?P<m>\d{1,2})(?:[-./](?P<d>\d{1,2}))?)?$"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})$"),
    re.compile(r"(?P<y>\d{4})\s*年(?:\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*日)?)?$"),
)
# days repeat: of millions of rows a few thousand differ
_remembered = lru_cache(maxsize=65_536)
_WIDE = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")


@_remembered
def parse_day(text: str) -> str | None:
    """`2019.07.12`, `20190712`, `2019年7月` → `2019-07-12`, `2019-07`. None when it is no date at all.

    Raises BadInput for what has the form of a date but names no day, such as 2019.02.30.
    """
    clean = text.strip().translate(_WIDE)
    for form in _FORMS:
        if found := form.match(clean):
            year, month, day = found["y"], found["m"], found["d"]
            try:
                date(int(year), int(month or 1), int(day or 1))
            except ValueError:
                raise BadInput(f"“{text}” 不是一个存在的日期。请核对年、月、日。") from None
            return "-".join(
                part for part in (year, month and f"{int(month):02}", day and f"{int(day):02}") if part
            )
    return None


@_remembered
def first_day(when: str) -> date:
    """The earliest day that `when` can mean: 2019 → 2019-01-01."""
    year, month, day = [*when.split("-"), "1", "1"][:3]
    return date(int(year), int(month), int(day))


@_remembered
def last_day(when: str) -> date:
    """The latest day that `when` can mean: 2019-02 → 2019-02-28."""
    parts = when.split("-")
    if len(parts) == 3:
        return date.fromisoformat(when)
    if len(parts) == 2:
        year, month = int(parts[0]), int(parts[1])
        return date(year + month // 12, month % 12 + 1, 1).replace(day=1) - _ONE_DAY
    return date(int(parts[0]), 12, 31)


def add_years(day: date, years: int) -> date:
    """The anniversary; 29 February falls on the last day of February in common years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


_ONE_DAY = date(2000, 1, 2) - date(2000, 1, 1)
