"""Output of searching: hits, totals, facets, and the record itself."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class HitOut(BaseModel):
    """A line of the list. `marks` are [start, end) in characters of the text beside them."""

    model_config = ConfigDict(from_attributes=True)

    record_id: str
    kind: str
    right_type: str
    realm: str
    title: str
    title_marks: list[tuple[int, int]]
    snippet: str
    snippet_marks: list[tuple[int, int]]
    number: str
    holders: list[str]
    status: str
    status_as_of: str
    published: str
    main_class: str
    area: str | None
    zone: str | None
    family: str | None = Field(description="同族号 / number of its family")
    members: int = Field(description="按同族归并时，找到的同族件数 / of the family, where grouped by it")
    score: float


class Count(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    value: str
    count: int


class Provenance(BaseModel):
    """What every answer rests on: the version of the data, and what they can speak about."""

    lake_version: int | None
    realm: str
    coverage: list[dict[str, str]] = Field(
        description="已装载数据的范围 / what the loaded data cover {zh, en}"
    )


class SearchOut(Provenance):
    total: int
    families: int | None = Field(
        description="按同族归并时的族数；不归并或结果超过一万件为空 / families; null where not grouped or too many"
    )
    hits: list[HitOut]
    facets: dict[str, list[Count]]
    understood: list[str]
    next_cursor: str | None = Field(description="空则到底 / null at the end")


class RecordOut(BaseModel):
    """The record as offices published it, merged; further fields belong to its kind."""

    model_config = ConfigDict(extra="allow")

    record_id: str
    kind: str
    right_type: str
    office: str
    realm: str
    title: dict[str, str]
    numbers: list[dict[str, Any]]
    parties: list[dict[str, Any]]
    classes: list[dict[str, Any]]
    dates: dict[str, str]
    events: list[dict[str, Any]]
    status: str
    status_as_of: str
    lake_version: int
