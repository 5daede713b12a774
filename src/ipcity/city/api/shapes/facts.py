"""Output about organisations, places, classes, sources, coverage and figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, Field

from ipcity.city.api.shapes.found import Count, Provenance

Text = dict[str, str]


class OrganisationOut(Provenance):
    key: str
    name: str
    names: list[str] = Field(description="记录中的各种写法 / every way it is written in the records")
    credit_code: str
    rights: int
    by_type: list[Count]
    by_status: list[Count]
    partners: list[Count] = Field(description="共同权利人，不含自然人 / holders together with it, no persons")
    query: str = Field(description="找出这些权利的检索式 / the query that finds the rights")


class PlaceRef(BaseModel):
    name: str
    query: str


class PlaceOut(Provenance):
    code: str
    kind: str
    name: str
    rights: int
    above: list[PlaceRef]
    below: list[PlaceRef]
    zones: list[PlaceRef]
    query: str


class Level(BaseModel):
    symbol: str
    title: str
    count: int


class ClassOut(Provenance):
    symbol: str
    scheme: str
    title: str = Field(description="空：该分类表没有安装 / empty: its table is not installed")
    rights: int
    above: list[Level]
    below: list[Level]
    query: str


class SourceOut(BaseModel):
    name: str
    title: Text
    publisher: Text
    terms: Text
    export: bool = Field(description="条款是否允许对外导出 / whether the terms allow export")
    realm: str
    kind: str
    records: int


class CoverageOut(BaseModel):
    source: str
    realm: str
    office: str
    kind: str
    right_type: str
    content: str
    area: str
    begins: str
    ends: str
    complete: bool
    label: Text


class CoverageAnswer(BaseModel):
    lake_version: int | None
    loaded_at: str
    coverage: list[CoverageOut]


class IndicatorOut(BaseModel):
    code: str
    id: str
    name: Text
    unit: Text
    rule: Text
    legal_source: Text
    valid_from: date


class FigureOut(BaseModel):
    """`state` computed or not-computable; in the second case `reason` says what is missing, and there is no value."""

    state: str
    code: str
    name: Text
    unit: Text
    area: str
    realm: str
    period_from: date | None
    on: date | None
    value: Decimal | None
    numerator: int | None
    denominator: Decimal | None
    lake_version: int | None
    snapshot_id: int | None
    coverage: Text
    reason: Text
    rule_id: str
    rule_version: int


class EvidenceOut(BaseModel):
    snapshot_id: int
    code: str
    lake_version: int | None
    total: int
    offset: int
    rows: list[dict[str, Any]]
