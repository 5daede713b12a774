"""Years as bars without script: filings above the line, grants below it, stacked by sort of right.

A year for which the data cannot be whole yet is hatched. Lengths across are per cent, up and down px.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ipcity.base.days import last_day
from ipcity.city.portal import engine
from ipcity.city.portal.rights import Right
from ipcity.city.portal.words import RIGHT_TYPES

UP, LANE, TOP = 110, 20, 16  # px: the tallest bar, the lane of the years, room for a count above
_LABELS = 10  # years written at most
_COUNTS = 16  # with more years the counts would touch
LAG_MONTHS = 18  # an application may stay unpublished for so long
Tall = Mapping[int, Mapping[str, int]]  # year → sort of right → count


@dataclass(frozen=True)
class Piece:
    y: float
    height: float
    series: int  # 1 … 3 by sort of right, 0 for all in one


@dataclass(frozen=True)
class Bar:
    pieces: tuple[Piece, ...]
    count: int
    label_y: float
    unfinished: bool

    @property
    def y(self) -> float:
        return min((piece.y for piece in self.pieces), default=0)

    @property
    def height(self) -> float:
        return round(sum(piece.height for piece in self.pieces), 1)


@dataclass(frozen=True)
class YearColumn:
    year: int
    x: float
    width: float
    up: Bar
    down: Bar
    address: str
    labelled: bool
    counted: bool


@dataclass(frozen=True)
class Years:
    columns: tuple[YearColumn, ...]
    height: float
    base: float  # where the bars above stand
    unfinished: bool
    mirrored: bool
    series: tuple[tuple[int, str], ...]  # the key: number of the series and its word

    @property
    def year_y(self) -> float:
        return self.base + LANE - 6


def timeline(rights: Iterable[Right], address: Callable[[int], str], known_to: date | None) -> Years | None:
    """Filings and grants of many rights. None where no day is known."""
    filed = _tall((one.filed, one.right_type) for one in rights)
    granted = _tall((one.granted, one.right_type) for one in rights)
    return _drawn(filed, granted, address, known_to, list(RIGHT_TYPES))


def bars(counts: Mapping[int, int], address: Callable[[int], str], known_to: date | None) -> Years | None:
    """One series: records by the year of their latest publication."""
    return _drawn({year: {"": n} for year, n in counts.items()}, {}, address, known_to, [""])


def known_to(realm: str) -> date | None:
    """The last day that the loaded data of a realm speak about."""
    return max((last_day(one.to) for one in engine.loaded().coverage if one.realm == realm), default=None)


def _tall(days: Iterable[tuple[str, str]]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for day, sort in days:
        if day[:4].isdigit():
            found.setdefault(int(day[:4]), Counter())[sort] += 1
    return found


def _drawn(
    up: Tall, down: Tall, address: Callable[[int], str], known: date | None, sorts: list[str]
) -> Years | None:
    if not up and not down:
        return None
    years = range(min([*up, *down]), max([*up, *down]) + 1)
    tallest = max(sum(part.values()) for side in (up, down) for part in side.values())
    below = max((sum(part.values()) for part in down.values()), default=0)
    scale, base = UP / tallest, TOP + UP
    step = -(-len(years) // _LABELS)
    columns = tuple(
        YearColumn(
            year=year, x=round(100 * at / len(years), 3), width=round(100 / len(years), 3),
            up=_bar(up.get(year, {}), base, -scale, sorts, _unfinished(year, known, LAG_MONTHS if down else 0)),
            down=_bar(down.get(year, {}), base + LANE, scale, sorts, _unfinished(year, known, 0)),
            address=address(year), labelled=at % step == 0, counted=len(years) <= _COUNTS,
        )
        for at, year in enumerate(years)
    )  # fmt: skip
    foot = below * scale + TOP if down else 0
    return Years(
        columns, round(base + LANE + foot, 1), base,
        any((one.up.unfinished and one.up.count) or (one.down.unfinished and one.down.count) for one in columns),
        bool(down), tuple((number, str(RIGHT_TYPES[s])) for number, s in enumerate(sorts, 1) if s and _has(s, up, down)),
    )  # fmt: skip


def _has(sort: str, *sides: Tall) -> bool:
    return any(sort in part for side in sides for part in side.values())


def _bar(part: Mapping[str, int], base: float, scale: float, sorts: list[str], unfinished: bool) -> Bar:
    """`scale` is px a right, negative upwards. What is of no known sort stands in the last series."""
    pieces, at = [], base
    known = [(number if sort else 0, part.get(sort, 0)) for number, sort in enumerate(sorts, 1)]
    others = sum(part.values()) - sum(count for _, count in known)
    for series, count in [*known, (4, others)]:
        if count:
            height = count * abs(scale)
            pieces.append(Piece(round(at - height if scale < 0 else at, 1), round(height, 1), series))
            at += count * scale
    label = at - 5 if scale < 0 else at + 13
    return Bar(tuple(pieces), sum(part.values()), round(label, 1), unfinished)


def _unfinished(year: int, known: date | None, lag: int) -> bool:
    """Could more of this year still come in? Everything filed by its last day is published `lag` months later."""
    if known is None:
        return False
    beyond, month = divmod(11 + lag, 12)
    return known < date(year + beyond, month + 1, monthrange(year + beyond, month + 1)[1])
