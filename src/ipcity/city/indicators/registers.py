"""The registers of figures: typed in where no record exists, and published by offices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ipcity.city.indicators.entered import Figure, Sort
from ipcity.city.indicators.entering import enter, remove, take_up_given_figures
from ipcity.city.indicators.figures import given_series
from ipcity.city.indicators.models import Snapshot
from ipcity.city.indicators.registry import definitions
from ipcity.city.registers.declaration import Column, Fault, Key, Kind, Register, Row, register

_AREA = re.compile(r"\d{6}$")
REALMS = {"real": {"zh": "真实数据", "en": "Real"}, "sample": {"zh": "样例数据", "en": "Sample"}}
MARKS = {
    "VERIFIED": {"zh": "已核实", "en": "Verified"},
    "MEMORY": {"zh": "未核实", "en": "Unverified"},
    "SAMPLE": {"zh": "样例", "en": "Sample"},
}


class Figures:
    """One shelf for each sort. A row is the latest that was entered, checked or not."""

    def __init__(self, sort: Sort, columns: tuple[Column, ...]) -> None:
        self._sort, self._columns = sort, tuple(one.name for one in columns)

    def known(self, keys: Iterable[Key]) -> dict[Key, Row]:
        wanted = set(keys)
        return {key: row for row in self.rows() if (key := self._key(row)) in wanted}

    def rows(self) -> Iterator[Row]:
        take_up_given_figures()
        return (self._row(one) for one in Figure.objects.filter(sort=self._sort))

    def check(self, rows: Sequence[Row]) -> dict[int, list[Fault]]:
        found = {index: list(_faults(row)) for index, row in enumerate(rows)}
        return {index: faults for index, faults in found.items() if faults}

    def put(self, row: Row, *, actor: str) -> str:
        return enter(self._identity(row), _values(row), actor=actor).key

    def drop(self, row: Row, *, actor: str) -> str:
        return remove(self._identity(row), actor=actor)

    def stands_on(self, row: Row) -> str:
        """Snapshots keep figures whole; one that has served is not taken away from under them."""
        figure = Figure.objects.get(**self._identity(row))
        cited = Snapshot.objects.light().filter(area=figure.area, realm=figure.realm).exclude(typed=[])
        if any(one["on"] == figure.on.isoformat() for snapshot in cited for one in snapshot.typed):
            return "已有指标快照引用了这个数。需要更正时请录入新的数，快照会注明更正。"
        return ""

    def _identity(self, row: Row) -> dict[str, Any]:
        first = row.get("period_from")
        return {
            "sort": self._sort, "series": row["series"], "realm": row.get("realm") or "real", "area": row["area"],
            "period_from": date.fromisoformat(str(first)) if first else None, "on": date.fromisoformat(str(row["on"])),
        }  # fmt: skip

    def _key(self, row: Row) -> Key:
        names = (
            ("series", "realm", "area", "on")
            if self._sort == Sort.TYPED
            else ("series", "area", "period_from", "on")
        )
        return tuple(str(row[name] if row[name] is not None else "") for name in names)

    def _row(self, one: Figure) -> Row:
        values = one.latest() | {"series": one.series, "realm": one.realm, "area": one.area}
        values |= {
            "on": one.on.isoformat(),
            "period_from": one.period_from.isoformat() if one.period_from else None,
        }
        values |= {name: _plain(values[name]) for name in ("value", "numerator")}
        return {name: values[name] or None for name in self._columns}


def _values(row: Row) -> dict[str, str]:
    names = ("value", "numerator", "basis", "source_zh", "source_en", "url", "page", "mark")
    return {name: str(row.get(name) or "") for name in names}


def _plain(text: str) -> str:
    return format(Decimal(text).normalize(), "f") if text else ""


def _faults(row: Row) -> Iterator[Fault]:
    if row["area"] and not _AREA.match(str(row["area"])):
        yield Fault(column="area", sentence=f"“{row['area']}”不是行政区划代码。请填六位数字，例如 371000。")
    if "realm" in row and row["realm"] and (row["realm"] == "sample") != (row["mark"] == "SAMPLE"):
        yield Fault(column="mark", sentence="样例数据标“样例”，真实数据标“已核实”或“未核实”。请核对这两列。")
    first = row.get("period_from")
    if first and row["on"] and str(first) > str(row["on"]):
        yield Fault(column="period_from", sentence=f"统计期起 {first} 晚于统计期止 {row['on']}。请核对。")


def _columns(
    *, series: dict[str, dict[str, str]], named: dict[str, str], published: bool
) -> tuple[Column, ...]:
    realm = Column(
        name="realm",
        title={"zh": "数据范围", "en": "Realm"},
        kind=Kind.CHOICE,
        choices=REALMS,
        required=True,
        example="真实数据",
    )
    basis = Column(
        name="basis",
        title={"zh": "口径", "en": "Basis"},
        longest=60,
        example="census-2020",
        help={"zh": "同一口径的数才排成一列", "en": "series of one basis"},
    )
    mark = Column(
        name="mark",
        title={"zh": "核实", "en": "Verified"},
        kind=Kind.CHOICE,
        choices=MARKS,
        required=True,
        example="未核实",
    )
    since = Column(
        name="period_from",
        title={"zh": "统计期起", "en": "Period from"},
        kind=Kind.DAY,
        help={"zh": "时点数留空", "en": "empty for a stock"},
    )
    above = Column(name="numerator", title={"zh": "分子", "en": "Numerator"}, kind=Kind.DECIMAL, decimals=6)
    return (
        Column(name="series", title=named, kind=Kind.CHOICE, choices=series, required=True),
        *((since,) if published else (realm,)),
        Column(name="area", title={"zh": "行政区划代码", "en": "Area code"}, required=True, longest=12, example="371000"),
        Column(name="on", title={"zh": "统计期止" if published else "日期", "en": "On"}, kind=Kind.DAY, required=True, example="2019-12-31"),
        Column(name="value", title={"zh": "数值", "en": "Value"}, kind=Kind.DECIMAL, decimals=6, required=True, example="282.56"),
        *((above,) if published else (basis,)),
        Column(name="source_zh", title={"zh": "来源", "en": "Source"}, required=True, longest=500, example="威海市统计年鉴 2020", help={"zh": "谁在哪一份文件里公布", "en": "who published it where"}),
        Column(name="source_en", title={"zh": "来源（英文）", "en": "Source in English"}, longest=500),
        Column(name="page", title={"zh": "页码", "en": "Page"}, longest=60, example="37"),
        Column(name="url", title={"zh": "网址", "en": "Address"}, kind=Kind.ADDRESS, longest=1000),
        *(() if published else (mark,)),
    )  # fmt: skip


def _register(
    sort: Sort, code: str, title: dict[str, str], about: dict[str, str], columns: tuple[Column, ...]
) -> Register:
    key = ("series", "realm", "area", "on") if sort == Sort.TYPED else ("series", "area", "period_from", "on")
    return register(
        Register(
            code=code, title=title, about=about, columns=columns, key=key, shelf=Figures(sort, columns),
            writers=frozenset({"analyst", "office", "officer"}),
            readers=frozenset({"mayor", "district", "enforcement"}),
        )
    )  # fmt: skip


TYPED = _register(
    Sort.TYPED, "typed-figures", {"zh": "填报数", "en": "Typed figures"},
    {"zh": "没有记录可算的数，如人口；录入后由另一人核对", "en": "Figures that no record gives, such as population; checked by another person"},
    _columns(series={name: one.label for name, one in given_series().items()}, named={"zh": "数列", "en": "Series"}, published=False),
)  # fmt: skip
PUBLISHED = _register(
    Sort.PUBLISHED, "published-figures", {"zh": "公布数", "en": "Published figures"},
    {"zh": "官方公布的指标值，与本平台的计算并列", "en": "What offices published, to stand beside our own"},
    _columns(series={one.code: one.name for one in definitions()}, named={"zh": "指标", "en": "Indicator"}, published=True),
)  # fmt: skip
