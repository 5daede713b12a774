"""Figures that no record can give, and figures that offices published, as the computation asks for them.

They live in the register (`entered.py`); its first content is the two data files.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import msgspec

from ipcity.base.files import read_yaml
from ipcity.base.once import once
from ipcity.city.indicators.entered import USABLE, Figure, Sort
from ipcity.city.indicators.reading import Text
from ipcity.city.indicators.words import DATA


class Typed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One typed figure. `mark`: VERIFIED, MEMORY (unverified) or SAMPLE (invented)."""

    realm: str
    area: str
    on: date
    value: Decimal
    basis: str
    source: Text
    url: str
    mark: str


class TypedSeries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    label: Text
    unit: Text
    oldest_months: int
    figures: list[Typed]

    def oldest(self, on: date) -> date:
        """The first day from which a figure still serves on `on`."""
        months = on.year * 12 + on.month - 1 - self.oldest_months
        return date(months // 12, months % 12 + 1, 1)

    def latest(self, *, realm: str, area: str, on: date) -> Typed | None:
        """The last figure on or before the day, if it is not too old. An area is never given another one's figure."""
        known = [
            one
            for one in self.figures
            if (one.realm, one.area) == (realm, area) and self.oldest(on) <= one.on <= on
        ]
        return max(known, key=lambda one: one.on, default=None)


class Published(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure as an office published it; `from` begins the period of a flow."""

    code: str
    area: str
    on: date
    value: Decimal
    source: Text
    url: str
    numerator: Decimal | None = None
    from_: date | None = msgspec.field(default=None, name="from")


def typed_series(name: str) -> TypedSeries:
    """The series with its figures of today: those of the register, or those given while the register is empty."""
    given = given_series()[name]
    if not _has(Sort.TYPED):
        return given
    rows = Figure.objects.filter(sort=Sort.TYPED, series=name, state__in=USABLE)
    return msgspec.structs.replace(given, figures=[_typed(row) for row in rows])


def published() -> list[Published]:
    """What offices published, from the same place."""
    if not _has(Sort.PUBLISHED):
        return given_published()
    return [_published(row) for row in Figure.objects.filter(sort=Sort.PUBLISHED, state__in=USABLE)]


def _has(sort: Sort) -> bool:
    return once(("figures", sort), Figure.objects.filter(sort=sort).exists)


@cache
def given_series() -> dict[str, TypedSeries]:
    return msgspec.convert(read_yaml(DATA / "typed_figures.yaml"), dict[str, TypedSeries])


@cache
def given_published() -> list[Published]:
    return msgspec.convert(read_yaml(DATA / "official_figures.yaml"), list[Published])


def _typed(row: Figure) -> Typed:
    return Typed(
        realm=row.realm, area=row.area, on=row.on, value=Decimal(row.value), basis=row.basis, source=_source(row),
        url=row.url, mark=row.mark,
    )  # fmt: skip


def _published(row: Figure) -> Published:
    return Published(
        code=row.series, area=row.area, on=row.on, value=Decimal(row.value), source=_source(row), url=row.url,
        numerator=Decimal(row.numerator) if row.numerator else None, from_=row.period_from,
    )  # fmt: skip


def _source(row: Figure) -> Text:
    """With the page where it stands."""
    zh = f"{row.source_zh}，第 {row.page} 页" if row.page else row.source_zh
    en = row.source_en or row.source_zh
    return {"zh": zh, "en": f"{en}, p. {row.page}" if row.page else en}
