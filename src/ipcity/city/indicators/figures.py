"""Figures that no record can give, and figures that offices published: both are data with their source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import msgspec

from ipcity.base.files import read_yaml
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


@cache
def typed_series(name: str) -> TypedSeries:
    return msgspec.convert(read_yaml(DATA / "typed_figures.yaml")[name], TypedSeries)


@cache
def published() -> list[Published]:
    return msgspec.convert(read_yaml(DATA / "official_figures.yaml"), list[Published])
