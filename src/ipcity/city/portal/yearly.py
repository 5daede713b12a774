"""Years as a chart: filings stacked by sort of right, grants as a line, records by their year of publication.

A year that the loaded data cannot cover whole yet is unfinished; no finding rests on it.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.utils.translation import gettext

from ipcity.base.days import last_day
from ipcity.city.portal import engine
from ipcity.city.portal.charts import Chart, Series
from ipcity.city.portal.rights import Right
from ipcity.city.portal.words import KINDS, RIGHT_TYPES, Word
from ipcity.city.portal.written import figure
from ipcity.records import kind_of

SORTS: dict[str, Word] = {**{sort: RIGHT_TYPES[sort] for sort in kind_of("patent").right_types}, **KINDS}
COLOURS = 5
LAG_MONTHS = 18  # an application may stay unpublished for so long
Tall = Mapping[int, Mapping[str, int]]  # year → sort of right → count


def timeline(rights: Iterable[Right], address: Callable[[int], str], known: date | None) -> Chart | None:
    """Filings and grants of many rights. None where no day is known."""
    rights = list(rights)
    filed = _tall((one.begun or one.filed, _sort(one)) for one in rights)
    granted = _tall((one.granted, _sort(one)) for one in rights)
    if not filed and not granted:
        return None
    years = range(min([*filed, *granted]), max([*filed, *granted]) + 1)
    late = tuple(_unfinished(year, known, LAG_MONTHS) for year in years)
    shown, merged = _shown(filed)
    series = [
        Series(gettext("申请或公布：%(sort)s") % {"sort": SORTS[sort]}, _counts(filed, years, sort), f"cat-{at}", unfinished=late)
        for at, sort in enumerate(shown, 1)
    ]  # fmt: skip
    if merged:
        counts = [_counts(filed, years, sort) for sort in merged]
        series.append(
            Series(
                gettext("申请或公布：其他"),
                tuple(map(sum, zip(*counts, strict=True))),
                "cat-other",
                unfinished=late,
            )
        )
    grants = tuple(sum(granted.get(year, {}).values()) for year in years)
    series.append(
        Series(gettext("授权或登记"), grants, "ink", line=True, unfinished=tuple(_unfinished(year, known) for year in years))
    )  # fmt: skip
    totals = {year: sum(filed.get(year, {}).values()) for year in years}
    return _chart(
        "years", gettext("%(year)d 年申请最多，%(count)s 件"), gettext("历年申请与授权（登记），件；没有申请日的按公布日或登记日"),
        years, tuple(series), address, totals, late,
    )  # fmt: skip


def _sort(right: Right) -> str:
    """Patents by their type, other rights by their kind: what a reader tells apart at a glance."""
    return right.right_type if right.kind == "patent" else right.kind


def _shown(tall: Tall) -> tuple[list[str], list[str]]:
    """The sorts that have a colour of their own, and those that share one: the fewest."""
    counted = Counter[str]()
    for part in tall.values():
        counted.update(part)
    most = [sort for sort, _ in counted.most_common(COLOURS)]
    return [sort for sort in SORTS if sort in most], [sort for sort in counted if sort not in most]


def bars(counts: Mapping[int, int], address: Callable[[int], str], known: date | None) -> Chart | None:
    """One series: records by the year of their latest publication."""
    if not counts:
        return None
    years = range(min(counts), max(counts) + 1)
    late = tuple(_unfinished(year, known) for year in years)
    series = Series(gettext("件数"), tuple(counts.get(year, 0) for year in years), "value", unfinished=late)
    return _chart(
        "years", gettext("%(year)d 年公开最多，%(count)s 件"), gettext("各年件数，按最近一次公开的年份"),
        years, (series,), address, counts, late,
    )  # fmt: skip


def known_to(realm: str) -> date | None:
    """The last day that the loaded data of a realm speak about."""
    return max((last_day(one.to) for one in engine.loaded().coverage if one.realm == realm), default=None)


def _chart(
    key: str, most: str, measure: str, years: range, series: tuple[Series, ...],
    address: Callable[[int], str], totals: Mapping[int, int], late: tuple[bool, ...],
) -> Chart:  # fmt: skip
    return Chart(
        key=key, finding=_finding(most, totals, years, late) or measure, measure=measure, unit=gettext("件"),
        periods=tuple(map(str, years)), series=series, period_word=gettext("年"),
        links=tuple(address(year) for year in years),
    )  # fmt: skip


def _finding(most: str, totals: Mapping[int, int], years: range, late: tuple[bool, ...]) -> str:
    """The tallest of the whole years; empty where no year is whole."""
    whole = {year: totals.get(year, 0) for year, is_late in zip(years, late, strict=True) if not is_late}
    if not any(whole.values()):
        return ""
    peak = max(whole, key=lambda year: (whole[year], year))
    found = most % {"year": peak, "count": figure(whole[peak])}
    unfinished = [year for year, is_late in zip(years, late, strict=True) if is_late and totals.get(year)]
    tail = gettext("；%(year)d 年起数据未全") % {"year": unfinished[0]} if unfinished else ""
    return found + tail


def _counts(tall: Tall, years: range, sort: str) -> tuple[int, ...]:
    return tuple(tall.get(year, {}).get(sort, 0) for year in years)


def _tall(days: Iterable[tuple[str, str]]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for day, sort in days:
        if day[:4].isdigit():
            found.setdefault(int(day[:4]), Counter())[sort] += 1
    return found


def _unfinished(year: int, known: date | None, lag: int = 0) -> bool:
    """Could more of this year still come in? Everything filed by its last day is published `lag` months later."""
    if known is None:
        return False
    beyond, month = divmod(11 + lag, 12)
    return known < date(year + beyond, month + 1, monthrange(year + beyond, month + 1)[1])
